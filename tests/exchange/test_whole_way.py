"""A trail as it is really built goes out in every format, and comes back by archive."""

import json
from io import BytesIO
from typing import Any

import pytest

from exchange.adopting import adopt, home_of_package
from exchange.archive import read_archive
from exchange.writers import archive, gpx, kml, schema_org, schema_randonnee
from exchange.writers.formats import FORMATS
from tests.conftest import BilingualSite
from tests.exchange.schemas import complaints, gpx_schemas, kml_schemas
from tests.exchange.test_adopting import forget, rich_trail
from tests.packages import without_page_addresses
from tours import packages
from tours.package_schema import faults


@pytest.fixture
def package(site: BilingualSite) -> Any:
    return packages.renew(rich_trail(site).pk)


def test_it_is_as_the_schema_says(package: Any) -> None:
    assert list(faults(package.document)) == []


def test_every_format_can_be_written(package: Any) -> None:
    for each in FORMATS:
        if each.write:
            content = each.write(package.document, package.built_at)
            assert package.document["stops"][0]["title"] in content.decode()
    assert complaints(gpx.write(package.document), gpx_schemas()) == []
    assert complaints(kml.write(package.document), kml_schemas()) == []
    for graph in (
        schema_org.trail_graph(package.document),
        schema_org.stop_graph(package.document, package.document["stops"][0]),
    ):
        assert json.loads(schema_org.script_text(graph)) == graph
    [trail] = json.loads(schema_randonnee.write(package.document))["features"]
    assert len(trail["properties"]["etapes"]) == 3


def test_an_archive_brings_it_back_as_it_was(package: Any, site: BilingualSite) -> None:
    target = BytesIO()
    archive.write(package.document, package.open_file, target)
    content = package.content
    forget(package.record.page)
    document, open_file, remarks = read_archive(target.getvalue())
    assert remarks == ()
    trail = adopt(
        document, open_file, home_of_package(document, site.home), is_restored=True
    )
    restored = packages.renew(trail.pk).content
    assert without_page_addresses(restored) == without_page_addresses(content)
