"""What the tests of the exchange share."""

from collections.abc import Iterator

import pytest

from tests.exchange.bombs import Host


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """Reads files that were made to exhaust their reader, apart from the tests."""
    with Host() as host:
        yield host
