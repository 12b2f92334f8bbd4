"""Certificates for servers on loopback, made by the openssl program for the time of one test run."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Authority:
    """``ca_file`` vouches for ``trusted``; nobody vouches for ``untrusted``."""

    ca_file: Path
    trusted: ssl.SSLContext
    untrusted: ssl.SSLContext


def authority(folder: Path, *hosts: str) -> Authority:
    trusted, untrusted = (_self_signed(folder / name, hosts) for name in ("trusted", "untrusted"))
    return Authority(ca_file=trusted, trusted=_context(trusted), untrusted=_context(untrusted))


def _self_signed(folder: Path, hosts: tuple[str, ...]) -> Path:
    folder.mkdir(parents=True)
    names = ",".join(f"DNS:{host}" for host in hosts)
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    command += ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=test"]
    subprocess.run([*command, "-addext", f"subjectAltName={names}"], cwd=folder, check=True, capture_output=True)
    # LinkChecker, when started as root, reads it as nobody.
    for path in (folder / "cert.pem", folder, *folder.parents[:3]):
        if path.stat().st_uid == folder.stat().st_uid and path != Path("/"):
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    return folder / "cert.pem"


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context
