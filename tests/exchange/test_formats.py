"""Formats, feeds and the catalogue that portals read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from exchange.writers import dcat, feed
from exchange.writers.formats import BY_KEY, FORMATS, Format
from tests.exchange.test_open_data_files import RANDONNEE, complaints
from tests.packages import a_package, bare_package
from tours.package import serialised

JSON_FEEDS = [key for key in feed.FEEDS if key != "icalendar"]
UPDATED = datetime(2026, 11, 27, 19, 21, 11, tzinfo=UTC)
ADDRESSES = {
    "gpx": "trail.gpx",
    "kml": "trail.kml",
    "geojson": "trail.geojson",
    "traboule": "trail.traboule",
    "schema_randonnee": "trail.schema_randonnee.json",
    "datatourisme": "trail.datatourisme.jsonld",
    "package": "package.json",
}


def test_addresses_do_not_change() -> None:
    assert {each.key: each.file_name for each in FORMATS} == ADDRESSES


@pytest.mark.parametrize(
    "each", [each for each in FORMATS if each.write], ids=lambda each: each.key
)
def test_every_format_writes_a_file_and_is_explained(each: Format) -> None:
    assert each.write is not None
    assert each.write(a_package(), UPDATED)
    assert each.write(bare_package(), None)
    assert str(each.label) and str(each.use).endswith(".")
    assert each.file_name.endswith(f".{each.suffix}")


def test_the_package_is_its_very_bytes() -> None:
    write = BY_KEY["package"].write
    assert write is not None
    assert write(a_package(), UPDATED) == serialised(a_package())


class TestFeeds:
    def read(self, chunks: Iterator[bytes]) -> dict[str, Any]:
        return json.loads(b"".join(chunks))

    def test_all_trails_are_in_it_each_stop_with_its_trail(self) -> None:
        found = self.read(feed.write([a_package(), bare_package()]))
        kinds = [each["properties"]["kind"] for each in found["features"]]
        assert kinds == ["stop"] * 4 + ["track", "stop", "track"]
        assert {each["properties"].get("trail") for each in found["features"]} == {
            None,
            a_package()["id"],
        }

    def test_a_trail_that_is_no_line_is_left_out_of_schema_randonnee(self) -> None:
        trails = [(bare_package(), None), (a_package(), UPDATED), (a_package(), None)]
        content = b"".join(feed.schema_randonnee_feed(trails))
        assert complaints(content, RANDONNEE) == []
        dates = [
            each["properties"]["date_modification"]
            for each in json.loads(content)["features"]
        ]
        assert dates == ["2026-11-27", "2026-11-20"]

    @pytest.mark.parametrize("key", JSON_FEEDS)
    def test_without_a_trail_it_is_empty_and_valid(self, key: str) -> None:
        assert key in BY_KEY
        found = self.read(feed.FEEDS[key]([]))
        assert found == {"type": "FeatureCollection", "features": []}

    @pytest.mark.parametrize("key", JSON_FEEDS)
    def test_a_trail_is_asked_for_when_the_one_before_is_written(
        self, key: str
    ) -> None:
        asked = []

        def trails() -> Iterator[tuple[dict[str, Any], None]]:
            for number in range(3):
                asked.append(number)
                yield a_package(title=f"Trail {number}"), None

        chunks = feed.FEEDS[key](trails())
        assert next(chunks).startswith(b'{"type":"FeatureCollection"')
        assert asked == []
        next(chunks)
        assert asked == [0]


class TestCatalogue:
    DATASET = dcat.Dataset(
        url="https://a.org/fr/opendata/#trails",
        title="Parcours de Saint-Étienne",
        description="Étapes, récits et tracés.",
        language="fr",
        licence="etalab-2.0",
        distributions=[
            dcat.Distribution(
                "https://a.org/opendata/fr/trails.geojson",
                "GeoJSON",
                "application/geo+json",
                "https://www.rfc-editor.org/rfc/rfc7946",
            ),
            dcat.Distribution("https://a.org/x", "DATAtourisme", "application/ld+json"),
        ],
        modified=UPDATED,
        keywords=["parcours", "patrimoine"],
        attributions=["© OpenStreetMap"],
        bounds=[4.38, 45.43, 4.4, 45.45],
    )

    def catalogue(self, *datasets: dcat.Dataset) -> dict[str, Any]:
        catalogue = dcat.Catalog(
            url="https://a.org/opendata/catalog.jsonld",
            title="Données",
            description="",
            language="fr",
            publisher="Ville de Saint-Étienne",
            homepage="https://a.org/",
            datasets=datasets,
        )
        assert dcat.write(catalogue) == dcat.write(catalogue)
        return json.loads(dcat.write(catalogue))

    def test_a_data_set_has_its_licence_publisher_date_and_formats(self) -> None:
        found = self.catalogue(self.DATASET)
        [dataset] = found["dcat:dataset"]
        assert found["@type"] == "dcat:Catalog"
        assert found["dct:publisher"]["foaf:name"] == "Ville de Saint-Étienne"
        assert dataset["dct:publisher"]["@id"] == found["dct:publisher"]["@id"]
        assert found["dct:modified"] == dataset["dct:modified"]
        assert dataset["dct:modified"] == "2026-11-27T19:21:11Z"
        first, second = dataset["dcat:distribution"]
        assert first["dct:license"] == "https://spdx.org/licenses/etalab-2.0.html"
        assert first["dcat:mediaType"].endswith("/application/geo+json")
        assert "dct:conformsTo" not in second
        assert {"@value": "© OpenStreetMap"} in first["dct:rights"]

    def test_a_box_is_geojson(self) -> None:
        [dataset] = self.catalogue(self.DATASET)["dcat:dataset"]
        polygon = json.loads(dataset["dct:spatial"]["dcat:bbox"]["@value"])
        [ring] = polygon["coordinates"]
        assert ring[0] == ring[-1] == [4.38, 45.43]
        assert len(ring) == 5

    def test_without_a_trail_it_is_empty(self) -> None:
        found = self.catalogue()
        assert "dct:modified" not in found
        assert "dcat:dataset" not in found

    def test_every_prefix_is_declared(self) -> None:
        def names(value: Any) -> Iterator[str]:
            if isinstance(value, list):
                for each in value:
                    yield from names(each)
            elif isinstance(value, dict):
                for key, each in value.items():
                    if key != "@context":
                        yield key
                        yield from names(each)

        used = {name.split(":")[0] for name in names(self.catalogue(self.DATASET))}
        assert {name for name in used if name[0] != "@"} <= set(dcat.CONTEXT)
