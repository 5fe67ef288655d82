"""A package becomes a trail again, to the byte, here or in another city."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

import pytest
from django.core.files.storage import default_storage
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from exchange.adopting import adopt, home_of_package
from exchange.found import FileRefused
from media_library.models import Picture, Recording
from places.geo import Point
from places.models import Place
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    StopFactory,
    ThemeFactory,
    TourPageFactory,
    full_story,
    picture_value,
    question,
    story,
)
from tests.packages import without_page_addresses
from tours import packages
from tours.models import TourPackage, TourPage
from tours.track import LegBy, LegReason, TrackLeg, legs_geojson

LEGS = [
    TrackLeg(
        (Point(45.44, 4.387), Point(45.441, 4.3875), Point(45.442, 4.387)),
        by=LegBy.STREET,
        vias=(Point(45.441, 4.3875),),
        steps=12,
        is_step_free=False,
    ),
    TrackLeg(
        (Point(45.442, 4.387), Point(45.443, 4.387)),
        by=LegBy.FREEHAND,
        reason=LegReason.NO_MAP,
        is_step_free=True,
    ),
    TrackLeg(
        (Point(45.443, 4.387), Point(45.44, 4.387)), by=LegBy.IMPORTED, closes=True
    ),
]


def rich_trail(site: BilingualSite) -> TourPage:
    """A trail in which everything that a package can say is said."""
    decorative = picture_value(PictureFactory(year=None), "", decorative=True)
    stops = [
        StopFactory(
            title="Où l’on part", story=full_story(), question=question("choice")
        ),
        StopFactory(
            latitude=45.4421234567,
            longitude=4.3871,
            trigger_radius_m=45,
            trigger_bearing_deg=225,
            story=story(
                ("text", "<p>Un <b>mot</b> &amp; <a href='https://a.org/'>là</a></p>"),
                ("picture", decorative),
                ("text", "<h4>Suite</h4><ul><li>a</li></ul>"),
                ("quote", {"text": "Deux\nlignes <ici>", "attribution": ""}),
            ),
            look_for="Cherchez la porte bleue <ici>",
            question=question("number", hint=""),
        ),
        StopFactory(
            place=PlaceFactory(access_notes="Trois marches"),
            story=story(),
            look_for_picture=PictureFactory(),
            look_for_picture_alternative_text="Une porte bleue",
            question=question(
                "detail",
                picture=PictureFactory().pk,
                alternative_text="Une main de pierre",
            ),
        ),
    ]
    return TourPageFactory(
        parent=site.home,
        title="Tout d’un « parcours »",
        stops=stops,
        track=legs_geojson(LEGS),
        geometry_source="© OpenStreetMap",
        themes=[ThemeFactory(name="Eau"), ThemeFactory(name="Mine")],
        mode=TourPage.Mode.FREE,
        is_step_free=True,
        start="Gare",
        end="Parc",
        practical_information="<p>À <b>pied</b></p>",
        accessibility="<p>Bancs</p>",
    )


class Kept:
    """A package as a file holds it, once its site is gone."""

    def __init__(self, trail: TourPage) -> None:
        package = packages.renew(trail.pk)
        self.content = package.content
        self.document = package.document
        self.files: dict[str, bytes] = {}
        for file in self.document["files"]:
            with package.open_file(file["name"]) as opened:
                self.files[file["name"]] = opened.read()

    def open_file(self, name: str) -> BinaryIO:
        return BytesIO(self.files[name])


def forget(trail: TourPage) -> None:
    """As on an empty site."""
    trail.delete()
    for model in (TourPackage, Place, Recording, Picture):
        model.objects.all().delete()
    for name in default_storage.listdir("packages/files")[1]:
        default_storage.delete(f"packages/files/{name}")


@pytest.fixture
def kept(site: BilingualSite) -> Kept:
    trail = rich_trail(site)
    kept = Kept(trail)
    forget(trail)
    return kept


def adopted(kept: Kept, site: BilingualSite, **options: Any) -> TourPage:
    home = home_of_package(kept.document, site.home)
    return adopt(kept.document, kept.open_file, home, **options)


def test_a_package_of_ours_comes_back_as_it_was(
    kept: Kept, site: BilingualSite
) -> None:
    trail = adopted(kept, site, is_restored=True)
    again = packages.renew(trail.pk)
    assert again.version == kept.document["version"]
    assert without_page_addresses(again.content) == without_page_addresses(kept.content)


def test_an_older_package_takes_away_what_it_does_not_tell(
    kept: Kept, site: BilingualSite
) -> None:
    trail = adopted(kept, site, is_restored=True)
    assert [bool(stop.question) for stop in trail.stops.all()] == [True] * 3
    for stop in kept.document["stops"]:
        stop.pop("look_for", None)
        stop.pop("quiz")
    draft = adopted(kept, site).get_latest_revision_as_object()
    for stop in draft.stops.all():
        assert (stop.look_for, stop.look_for_picture) == ("", None)
        assert len(stop.question) == 0


def test_its_questions_can_be_translated_to_the_last_answer(
    kept: Kept, site: BilingualSite
) -> None:
    kept.document["stops"][2]["quiz"]["picture"] = None
    trail = adopted(kept, site).get_latest_revision_as_object()
    said = {
        segment.string.data
        for segment in extract_segments(trail)
        if isinstance(segment, StringSegmentValue)
    }
    assert {"Un lion", "Un ours", "Levez les yeux."} <= said


def test_twice_changes_nothing_and_makes_no_work_twice(
    kept: Kept, site: BilingualSite
) -> None:
    first = adopted(kept, site, is_restored=True)
    counts = [model.objects.count() for model in (Picture, Recording, Place)]
    again = adopted(kept, site, is_restored=True)
    assert again.pk == first.pk
    assert [model.objects.count() for model in (Picture, Recording, Place)] == counts
    content = packages.renew(again.pk).content
    assert without_page_addresses(content) == without_page_addresses(kept.content)


def test_it_is_a_draft_unless_it_is_to_be_published(
    kept: Kept, site: BilingualSite
) -> None:
    trail = adopted(kept, site)
    assert not trail.live
    assert packages.current(trail) is None
    assert trail.title == kept.document["title"]


def test_what_is_live_stays_until_the_adopted_draft_is_published(
    kept: Kept, site: BilingualSite
) -> None:
    trail = adopted(kept, site, is_restored=True)
    kept.document["title"] = "Un autre titre"
    adopted(kept, site)
    trail.refresh_from_db()
    assert trail.title == "Tout d’un « parcours »"
    assert trail.get_latest_revision_as_object().title == "Un autre titre"


def test_another_city_says_whose_trail_it_was(kept: Kept, site: BilingualSite) -> None:
    kept.document["url"] = "https://ailleurs.example/fr/tout/"
    trail = adopted(kept, site)
    trail.get_latest_revision().publish()
    [told] = packages.renew(trail.pk).document["provenance"]
    assert told == {
        "kind": "package",
        "identifier": kept.document["id"],
        "title": kept.document["title"],
        "url": "https://ailleurs.example/fr/tout/",
        "source": "Ville de Test",
        "licence": "CC-BY-SA-4.0",
    }


def test_a_place_that_we_know_stays_as_we_have_it(
    kept: Kept, site: BilingualSite
) -> None:
    ours = PlaceFactory(
        translation_key=kept.document["stops"][0]["place"]["id"], name="Notre nom"
    )
    trail = adopted(kept, site)
    assert trail.get_latest_revision_as_object().stops.first().place == ours
    ours.refresh_from_db()
    assert ours.name == "Notre nom"


def test_a_taken_address_is_numbered(kept: Kept, site: BilingualSite) -> None:
    TourPageFactory(parent=site.home, title="Autre", slug="tout-dun-parcours")
    assert adopted(kept, site).slug == "tout-dun-parcours-2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda kept: kept.files.clear(), "file_missing"),
        (
            lambda kept: kept.files.update(dict.fromkeys(kept.files, b"<?php")),
            "picture",
        ),
    ],
    ids=["a file that is not there", "a file that is no picture"],
)
def test_nothing_is_half_made(
    kept: Kept, site: BilingualSite, change: Callable[[Kept], None], code: str
) -> None:
    change(kept)
    with pytest.raises(FileRefused) as refused:
        adopted(kept, site)
    assert refused.value.remark.code == code
    for model in (TourPage, Place, Picture, Recording):
        assert not model.objects.exists()


def test_a_recording_that_is_no_sound_is_refused_in_words(
    kept: Kept, site: BilingualSite
) -> None:
    name = kept.document["stops"][0]["recordings"][0]["file"]
    kept.files[name] = b"no sound"
    with pytest.raises(FileRefused) as refused:
        adopted(kept, site)
    assert refused.value.remark.code == "recording"
    assert refused.value.remark.facts["reason"]


def test_a_language_without_a_home_page_is_refused(
    kept: Kept, site: BilingualSite
) -> None:
    kept.document["language"] = "de"
    with pytest.raises(FileRefused) as refused:
        adopted(kept, site)
    assert refused.value.remark.code == "language"


def test_scripts_of_others_stay_outside(kept: Kept, site: BilingualSite) -> None:
    kept.document["practical_information"] = "<p onclick='x()'>a</p><script>b</script>"
    kept.document["stops"][0]["story"] = "<p><img src=x onerror=b>c</p>"
    trail = adopted(kept, site).get_latest_revision_as_object()
    assert trail.practical_information == "<p>a</p>"
    [text] = trail.stops.first().story.raw_data
    assert text["value"] == "<p>c</p>"


def test_an_unknown_licence_is_read_with_care(kept: Kept, site: BilingualSite) -> None:
    kept.document["cover"]["licence"] = "WTFPL"
    trail = adopted(kept, site).get_latest_revision_as_object()
    assert trail.cover.licence == "ALL-RIGHTS-RESERVED"
