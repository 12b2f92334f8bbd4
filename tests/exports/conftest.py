"""The files for download of the fictional network, made without building its site."""

import pytest

from generator.exports import EXPORTS, Data


@pytest.fixture(scope="session")
def data(mini):
    return Data(mini.examined.network, mini.examined.schema, mini.settings, mini.stamp, mini.examined.problems)


@pytest.fixture(scope="session")
def files(data):
    """Every file by its name."""
    return {name: content for export in EXPORTS for name, content in export.files(data)}
