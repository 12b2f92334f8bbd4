import shutil

import pytest

from .tls import Authority, authority


@pytest.fixture(scope="session")
def tls(tmp_path_factory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl program to make certificates")
    return authority(tmp_path_factory.mktemp("tls"), "secure.example.org", "a.example.org")
