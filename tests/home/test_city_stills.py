"""The city under the drawn maps of the home page."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from citymap.boxes import Box
from citymap.signals import city_built
from home.city_stills import STILL_BYTES, CityStill
from home.tasks import renew_city_stills
from tests.citymap.archives import SEA, STREETS, install_city
from tests.conftest import BilingualSite
from tests.factories import PlaceFactory, StopFactory, TourPageFactory
from tours.map_files import named_files
from tours.models import TourPage

BOX = Box(24.90, 60.15, 25.0, 60.20)


@pytest.fixture
def maps(settings: Any, tmp_path: Path) -> Path:
    """Where the maps of cities are kept."""
    settings.TRABOULE_CITY_MAPS = str(tmp_path / "citymaps")
    return tmp_path / "citymaps"


@pytest.fixture
def city(maps: Path) -> Path:
    """The map of Helsinki, all streets."""
    return install_city(maps / "helsinki", BOX)


def trail_at(site: BilingualSite, longitude: float, **options: Any) -> TourPage:
    """A trail of Helsinki with one stop."""
    place = PlaceFactory(latitude=60.17, longitude=longitude)
    options = {"parent": site.home, "city": "Helsinki", "track": None, **options}
    return TourPageFactory(stops=[StopFactory(place=place)], **options)


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """The one trail of Helsinki."""
    return trail_at(site, 24.941)


def publish(trail: TourPage, committed: Any) -> None:
    """Published, and its tasks done."""
    with committed():
        trail.save_revision().publish()


def home_page(phone: Client) -> str:
    """The home page as a phone gets it."""
    return phone.get("/fr/").content.decode()


def test_publishing_a_trail_draws_the_city_under_its_map(
    city: Path, trail: TourPage, phone: Client, committed: Any
) -> None:
    assert "overview__still" not in home_page(phone)
    publish(trail, committed)
    (still,) = CityStill.objects.all()
    page = home_page(phone)
    assert f'<img src="{still.url}" width="800" height="600" alt=""' in page
    assert f'media="(prefers-color-scheme: dark)" srcset="{still.dark_url}"' in page
    assert 'loading="lazy"' in page.partition("overview__still")[2].partition(">")[2]
    assert "© les contributeurs d’OpenStreetMap" in page


def test_it_is_light_and_dark_and_weighs_little(
    city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    (still,) = CityStill.objects.all()
    corners = {}
    for theme in ("light", "dark"):
        with default_storage.open(getattr(still, theme)) as file:
            content = file.read()
        assert len(content) <= STILL_BYTES
        image = Image.open(io.BytesIO(content))
        assert image.size == (800, 600)
        corners[theme] = sum(image.getpixel((5, 300)))
    assert corners["light"] > 2 * corners["dark"]


def test_the_same_trails_keep_the_same_picture(
    city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    (before,) = CityStill.objects.values()
    publish(trail, committed)
    assert list(CityStill.objects.values()) == [before]


def test_when_another_trail_comes_the_map_is_another(
    site: BilingualSite, city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    (before,) = CityStill.objects.values_list("ground")
    publish(trail_at(site, 24.96), committed)
    (after,) = CityStill.objects.values_list("ground")
    assert before != after


def test_until_it_is_drawn_the_map_lies_on_paper(
    site: BilingualSite, city: Path, trail: TourPage, phone: Client, committed: Any
) -> None:
    publish(trail, committed)
    trail_at(site, 24.96)  # behind the worker's back
    assert "overview__still" not in phone.get("/fr/?uncached").content.decode()


def test_a_trail_that_goes_takes_its_still_away(
    city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    with committed():
        trail.unpublish()
    assert not CityStill.objects.exists()


def test_a_place_that_moves_moves_the_map(
    city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    (before,) = CityStill.objects.values_list("ground")
    with committed():
        place = trail.stops.get().place
        place.longitude = 24.95
        place.save()
    (after,) = CityStill.objects.values_list("ground")
    assert before != after


def test_a_city_built_anew_is_drawn_anew(
    city: Path, trail: TourPage, phone: Client, committed: Any
) -> None:
    publish(trail, committed)
    before = CityStill.objects.get()
    home_page(phone)
    install_city(city, BOX, {**STREETS, **SEA})
    with committed():
        city_built.send(sender=None, name="helsinki")
    after = CityStill.objects.get()
    assert after.light != before.light
    assert after.url in home_page(phone)


def test_one_ground_serves_every_language(
    site: BilingualSite, city: Path, trail: TourPage, phone: Client, committed: Any
) -> None:
    trail_at(site, 24.941, parent=site.english_home, language="en")
    publish(trail, committed)
    (still,) = CityStill.objects.all()
    for language in ("fr", "en"):
        assert still.url in phone.get(f"/{language}/").content.decode()


def test_a_map_that_no_city_covers_lies_on_paper(
    site: BilingualSite, city: Path, phone: Client, committed: Any
) -> None:
    publish(TourPageFactory(parent=site.home, stops=2), committed)
    assert not CityStill.objects.exists()
    assert "overview__still" not in home_page(phone)


def test_without_any_city_nothing_is_looked_up(
    trail: TourPage, maps: Path, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        renew_city_stills.call()


def test_when_the_last_city_is_removed_the_paper_is_back(
    city: Path, trail: TourPage, committed: Any
) -> None:
    publish(trail, committed)
    (city / "city.json").unlink()
    publish(trail, committed)
    assert not CityStill.objects.exists()


def test_a_broken_archive_leaves_the_old_still(
    city: Path, trail: TourPage, committed: Any, caplog: Any
) -> None:
    publish(trail, committed)
    before = CityStill.objects.get()
    (city / "basemap.pmtiles").write_bytes(b"PMTiles\x03 and no more")
    with committed():
        city_built.send(sender=None, name="helsinki")
    assert CityStill.objects.get().light == before.light
    assert "the still of helsinki was not made" in caplog.text


def test_its_files_are_held(city: Path, trail: TourPage, committed: Any) -> None:
    publish(trail, committed)
    still = CityStill.objects.get()
    assert {still.light, still.dark} <= named_files()
