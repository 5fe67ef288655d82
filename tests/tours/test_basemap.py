"""A trail's piece of its city's map: cut when published, and shown by its page."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pmtiles.reader import MemorySource, Reader

from citymap.boxes import Box, tile_of
from citymap.signals import city_built
from places.widgets import map_settings
from tests.citymap.archives import install_city
from tests.conftest import BilingualSite
from tests.factories import PlaceFactory, StopFactory, TourPageFactory
from tours import packages
from tours.basemap import STILL_BYTES, make_basemap
from tours.models import TourPage

BOX = Box(24.93, 60.16, 24.96, 60.18)
TRACK = {"type": "LineString", "coordinates": [[24.941, 60.17], [24.945, 60.172]]}


@pytest.fixture
def city(settings: Any, tmp_path: Path) -> Path:
    """A city of squares and sea, built from nothing but tiles."""
    settings.TRABOULE_CITY_MAPS = str(tmp_path / "citymaps")
    return install_city(tmp_path / "citymaps" / "helsinki", BOX)


@pytest.fixture
def trail(site: BilingualSite, committed: Any) -> TourPage:
    """A trail in Helsinki that has not been published since its city was built."""
    places = [
        PlaceFactory(latitude=60.17, longitude=24.941),
        PlaceFactory(latitude=60.172, longitude=24.945),
    ]
    stops = [StopFactory(place=place) for place in places]
    return TourPageFactory(parent=site.home, stops=stops, track=TRACK)


def publish(trail: TourPage, committed: Any) -> TourPage:
    """Published, and its tasks done."""
    with committed():
        trail.save_revision().publish()
    trail.refresh_from_db()
    return trail


def publish_another_line(trail: TourPage, committed: Any) -> TourPage:
    """The same trail, led elsewhere."""
    line = [[24.95, 60.17], [24.951, 60.171]]
    trail.track = {"type": "LineString", "coordinates": line}
    trail.stops.set([trail.stops.last()])
    return publish(trail, committed)


def content(name: str) -> bytes:
    """What a file of the media holds."""
    with default_storage.open(name) as file:
        return file.read()


def trail_data(page: str) -> dict[str, Any]:
    """What a trail's page tells its script."""
    found = page.split('id="trail-data" type="application/json">')[1].split("<")[0]
    data: dict[str, Any] = json.loads(found)
    return data


class TestPublishing:
    """What publishing a trail makes."""

    def test_its_tiles_are_cut_from_the_citys(
        self, city: Path, trail: TourPage, committed: Any
    ) -> None:
        made = publish(trail, committed).basemap
        reader = Reader(MemorySource(content(made["archive"])))
        header = reader.header()
        assert (header["min_zoom"], header["max_zoom"]) == (13, 15)
        assert reader.get(15, *tile_of((24.943, 60.171), 15))
        assert reader.get(15, *tile_of((BOX.east, BOX.south), 15)) is None
        assert made["city"] == "helsinki"
        assert made["extract_date"] == "2026-08-01"

    def test_its_stills_are_drawn_in_two_themes(
        self, city: Path, trail: TourPage, committed: Any
    ) -> None:
        stills = publish(trail, committed).basemap["stills"]
        assert set(stills) == {"light", "dark"}
        corners = {}
        for theme, files in stills.items():
            webp = content(files["webp"])
            assert len(webp) <= STILL_BYTES
            corners[theme] = sum(Image.open(io.BytesIO(webp)).getpixel((5, 60)))
            assert content(files["svg"]).startswith(b"<svg ")
        assert corners["light"] > 2 * corners["dark"]

    def test_the_same_trail_keeps_the_same_files(
        self, city: Path, trail: TourPage, committed: Any
    ) -> None:
        first = publish(trail, committed).basemap
        files = set(default_storage.listdir("maps")[1])
        assert publish(trail, committed).basemap == first
        assert set(default_storage.listdir("maps")[1]) == files

    def test_what_was_made_of_a_trail_stays_where_its_city_is_not(
        self, city: Path, trail: TourPage, committed: Any, settings: Any, tmp_path: Path
    ) -> None:
        made = publish(trail, committed).basemap
        settings.TRABOULE_CITY_MAPS = str(tmp_path / "nothing")
        assert publish(trail, committed).basemap == made
        assert publish_another_line(trail, committed).basemap == {}

    def test_stops_are_as_far_apart_as_the_streets_lead(
        self, city: Path, trail: TourPage, committed: Any, monkeypatch: Any
    ) -> None:
        seconds = [[0.2, 321.6, 9], [330.4, 0.0, 8], [7, 6, 0]]

        class Streets:
            def walking_seconds(self, stops: Any) -> Any:
                return seconds

        monkeypatch.setattr("tours.basemap.router_of", lambda city: Streets())
        place = PlaceFactory(latitude=60.171, longitude=24.943)
        trail.stops.add(StopFactory(place=place, sort_order=2))
        whole = [[0, 322, 9], [330, 0, 8], [7, 6, 0]]
        assert publish(trail, committed).basemap["walking_seconds"] == whole
        document = packages.current(trail).document
        assert document["walking_seconds"] == whole
        assert document["map"]["archive"].endswith(".pmtiles")

    def test_a_trail_outside_every_city_stays_on_paper(
        self, site: BilingualSite, city: Path, committed: Any
    ) -> None:
        far = TourPageFactory(parent=site.home, stops=2)
        assert publish(far, committed).basemap == {}

    def test_without_any_city_nothing_is_made(
        self, trail: TourPage, committed: Any
    ) -> None:
        assert publish(trail, committed).basemap == {}

    def test_one_stop_is_enough(self, site: BilingualSite, city: Path) -> None:
        stop = StopFactory(place=PlaceFactory(latitude=60.17, longitude=24.941))
        trail = TourPageFactory(parent=site.home, stops=[stop], track=None)
        assert make_basemap(trail)["archive"].endswith(".pmtiles")

    def test_a_broken_archive_leaves_the_old_map(
        self, city: Path, trail: TourPage, committed: Any, caplog: Any
    ) -> None:
        before = publish(trail, committed).basemap
        (city / "basemap.pmtiles").write_bytes(b"PMTiles\x03 and no more")
        assert publish(trail, committed).basemap == before
        assert "was not made" in caplog.text

    def test_a_draft_makes_nothing(self, city: Path, trail: TourPage) -> None:
        trail.save_revision()
        trail.refresh_from_db()
        assert trail.basemap == {}

    def test_an_older_revision_does_not_bring_its_map_back(
        self, city: Path, trail: TourPage, committed: Any
    ) -> None:
        older = trail.save_revision()
        made = publish(trail, committed).basemap
        assert made
        assert older.as_object().basemap == made


class TestCityBuilt:
    """A city built anew."""

    def test_every_live_trail_gets_its_map(self, city: Path, trail: TourPage) -> None:
        city_built.send(sender=None, name="helsinki")
        trail.refresh_from_db()
        assert trail.basemap["city"] == "helsinki"

    def test_a_trail_that_is_not_live_gets_none(
        self, city: Path, trail: TourPage
    ) -> None:
        trail.unpublish()
        city_built.send(sender=None, name="helsinki")
        trail.refresh_from_db()
        assert trail.basemap == {}

    def test_the_kept_page_is_renewed(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        phone.get(trail.url)
        with committed():
            city_built.send(sender=None, name="helsinki")
        assert "maps/" in phone.get(trail.url).content.decode()


class TestRaster:
    """Pictures of a provider that the settings name."""

    @pytest.fixture(autouse=True)
    def _named(self, settings: Any) -> None:
        settings.TRABOULE_RASTER_TILES_URL = "https://tiles.example.org/{z}/{x}/{y}"
        settings.TRABOULE_RASTER_TILES_ATTRIBUTION = "© Pictures & Co"

    def test_they_lie_under_a_trail_that_no_city_covers(
        self, trail: TourPage, phone: Client
    ) -> None:
        page = phone.get(trail.url).content.decode()
        assert trail_data(page)["basemap"] == {
            "raster": {
                "url": "https://tiles.example.org/{z}/{x}/{y}",
                "attribution": "© Pictures & Co",
                "maxZoom": 19,
            }
        }
        assert '<p class="map__credit">© Pictures &amp; Co</p>' in page

    def test_a_trail_with_its_own_map_calls_nobody(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        publish(trail, committed)
        page = phone.get(trail.url).content.decode()
        assert set(trail_data(page)["basemap"]) == {"url"}
        assert "Pictures" not in page

    def test_maps_of_the_admin_know_them(self) -> None:
        told = json.loads(map_settings({}))["raster"]
        assert told["attribution"] == "© Pictures & Co"


class TestPage:
    """What the trail's page says of its map."""

    def test_it_names_the_archive_and_whom_to_thank(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        made = publish(trail, committed).basemap
        page = phone.get(trail.url).content.decode()
        assert trail_data(page)["basemap"] == {"url": f"/media/{made['archive']}"}
        assert (
            '<a href="https://www.openstreetmap.org/copyright">'
            "© les contributeurs d’OpenStreetMap</a>" in page
        )

    def test_the_still_lies_behind_the_drawing(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        stills = publish(trail, committed).basemap["stills"]
        page = phone.get(trail.url).content.decode()
        for theme in ("light", "dark"):
            assert f"/media/{stills[theme]['webp']}" in page
        assert page.index("map__still") < page.index('class="drawing"')

    def test_without_a_citys_map_there_is_none(
        self, trail: TourPage, phone: Client
    ) -> None:
        page = phone.get(trail.url).content.decode()
        assert "map__still" not in page
        assert '"basemap": null' in page

    def test_the_archive_is_served_whole_and_for_ever(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        made = publish(trail, committed).basemap
        answer = phone.get(f"/media/{made['archive']}")
        assert b"".join(answer) == content(made["archive"])
        assert "immutable" in answer["Cache-Control"]

    def test_a_trail_without_cover_shows_its_map_on_its_card_and_in_messages(
        self, city: Path, trail: TourPage, phone: Client, committed: Any
    ) -> None:
        trail.cover = None
        still = publish(trail, committed).basemap["stills"]["light"]["webp"]
        assert f"/media/{still}" in phone.get("/fr/").content.decode()
        page = phone.get(trail.url).content.decode()
        assert f'property="og:image" content="http://testserver/media/{still}"' in page
