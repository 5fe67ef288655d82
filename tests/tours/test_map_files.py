"""Files of maps that nobody names any more go away, late; no other ever does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage

from citymap.boxes import Box
from tests.citymap.archives import STREETS, WHOLE_TILE, install_city
from tests.conftest import BilingualSite
from tests.factories import PlaceFactory, StopFactory, TourPageFactory
from tours.map_files import GRACE, delete_left_files, named_files, store
from tours.models import LeftMapFile, TourPage
from tours.signals import naming_map_files

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
MOMENT = timedelta(minutes=1)
BOX = Box(24.93, 60.16, 24.96, 60.18)


def files() -> set[str]:
    """The media names of the maps' files."""
    return {f"maps/{name}" for name in default_storage.listdir("maps")[1]}


@pytest.fixture
def old(site: BilingualSite) -> str:
    """A file that nobody names."""
    return store(b"an old map", "pmtiles")


def test_a_file_is_kept_for_the_grace_after_nobody_names_it(old: str) -> None:
    delete_left_files(NOON)
    delete_left_files(NOON + GRACE - MOMENT)
    assert files() == {old}
    delete_left_files(NOON + GRACE)
    assert files() == set()
    assert not LeftMapFile.objects.exists()


def test_the_grace_begins_when_a_file_is_left_not_when_it_was_made(
    site: BilingualSite, old: str
) -> None:
    trail = TourPageFactory(parent=site.home, basemap={"archive": old})
    delete_left_files(NOON)
    delete_left_files(NOON + 3 * GRACE)
    TourPage.objects.filter(pk=trail.pk).update(basemap={})
    delete_left_files(NOON + 4 * GRACE)
    assert files() == {old}
    delete_left_files(NOON + 5 * GRACE)
    assert files() == set()


@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_trail_names_in_any_language_stays(
    site: BilingualSite, old: str, language: str, live: bool
) -> None:
    TourPageFactory(
        parent=site.homes[language],
        language=language,
        live=live,
        basemap={"stills": {"light": [{"webp": old}]}},
    )
    delete_left_files(NOON)
    delete_left_files(NOON + 2 * GRACE)
    assert files() == {old}


def test_what_others_name_stays(old: str) -> None:
    def name(**kwargs: object) -> list[str]:
        return [old]

    naming_map_files.connect(name)
    try:
        delete_left_files(NOON)
        delete_left_files(NOON + 2 * GRACE)
    finally:
        naming_map_files.disconnect(name)
    assert files() == {old}


def test_a_file_wanted_again_begins_its_grace_anew(old: str) -> None:
    delete_left_files(NOON)
    assert store(b"an old map", "pmtiles") == old
    delete_left_files(NOON + GRACE)
    assert files() == {old}


def test_when_those_who_hold_files_cannot_answer_nothing_is_deleted(old: str) -> None:
    def fail(**kwargs: object) -> list[str]:
        raise OSError

    delete_left_files(NOON)
    naming_map_files.connect(fail)
    try:
        with pytest.raises(OSError):
            delete_left_files(NOON + 2 * GRACE)
    finally:
        naming_map_files.disconnect(fail)
    assert files() == {old}


def test_without_any_map_there_is_nothing_to_do(site: BilingualSite) -> None:
    delete_left_files(NOON)
    assert not LeftMapFile.objects.exists()


def test_a_trail_published_anew_leaves_its_old_map_for_the_grace(
    site: BilingualSite, settings: Any, tmp_path: Path, committed: Any
) -> None:
    settings.TRABOULE_CITY_MAPS = str(tmp_path / "citymaps")
    city = install_city(tmp_path / "citymaps" / "helsinki", BOX)
    stops = [StopFactory(place=PlaceFactory(latitude=60.17, longitude=24.941))]
    trail = TourPageFactory(parent=site.home, stops=stops, track=None)

    def publish(at: datetime) -> set[str]:
        with time_machine.travel(at, tick=False), committed():
            trail.save_revision().publish()
        return files()

    first = publish(NOON)
    install_city(city, BOX, {**STREETS, "water": [(WHOLE_TILE, {"kind": "ocean"})]})
    both = publish(NOON + MOMENT)
    assert first < both
    assert publish(NOON + GRACE) == both
    assert publish(NOON + MOMENT + GRACE) == both - first == named_files()
