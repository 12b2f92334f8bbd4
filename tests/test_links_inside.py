"""Every link and anchor inside the site leads somewhere: judged by lychee, which is not our code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

LYCHEE = Path(sys.executable).parent / "lychee"


def broken(folder, root):
    """What lychee finds: (page, address) for each link that leads nowhere; `root` is the root of the host."""
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--format", "json"]
    command = [LYCHEE, *options, "--root-dir", root, f"{folder}/**/*.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2), done.stderr
    report = json.loads(done.stdout)
    assert report["total"] > 1000
    return [
        (Path(page).relative_to(folder).as_posix(), found["url"])
        for page, all_found in report["error_map"].items()
        for found in all_found
    ]


def test_no_link_inside_the_real_site_is_broken(real):
    found = broken(real.folder, real.folder)
    assert not found, f"{len(found)}: {found[:10]}"


def test_no_link_is_broken_in_a_site_below_the_root_of_its_host(mini, tmp_path):
    (tmp_path / "portal").symlink_to(mini.folder)
    found = broken(mini.folder, tmp_path)
    assert not found, f"{len(found)}: {found[:10]}"


def test_a_broken_link_and_a_broken_anchor_would_be_found(mini, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(mini.folder, copy)
    page = copy / "en" / "about" / "index.html"
    text = page.read_text(encoding="utf-8").replace("../directory/", "../no-such-page/", 1)
    page.write_text(text.replace("</main>", '<a href="../xa/#no-such-place">x</a></main>'), encoding="utf-8")
    found = {address.rpartition("/en/")[2] for place, address in broken(copy, copy) if place == "en/about/index.html"}
    assert any("no-such-page" in address for address in found)
    assert any("no-such-place" in address for address in found)
