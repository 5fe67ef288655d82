"""Chapters and timed words of recordings, on the page and in the package."""

import pytest
from django.test import Client

from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story
from tours.models import TourPage
from tours.package_building import build_document
from tours.package_schema import faults
from tours.presentation import present_tour

CHAPTERS = [
    {"start_s": 0.0, "title": "La mine"},
    {"start_s": 65.5, "title": "Le puits"},
]
CUES = [
    {"start_s": 0.0, "end_s": 4.0, "text": "Ici passait la rivière.", "speaker": "Zoé"},
    {"start_s": 4.0, "end_s": 8.0, "text": "On <l’a> couverte."},
]


def trail(site: BilingualSite, *recordings: Recording) -> TourPage:
    """A trail whose only stop plays these."""
    blocks = [("recording", each) for each in recordings]
    return TourPageFactory(parent=site.home, stops=[StopFactory(story=story(*blocks))])


def test_a_page_has_ways_into_the_recording_and_its_words_with_their_moments(
    site: BilingualSite, phone: Client
) -> None:
    told = RecordingFactory(seconds=90.0, chapters=CHAPTERS, cues=CUES)
    page = trail(site, told)
    html = phone.get(page.url).content.decode()
    assert f'href="{told.file.url}#t=65.5" data-moment="65.5"' in html
    assert '<span data-moment="4">On &lt;l’a&gt; couverte.</span>' in html
    assert '<b class="said__speaker">Zoé</b>' in html


def test_a_package_tells_them(site: BilingualSite) -> None:
    told = RecordingFactory(seconds=90.0, chapters=CHAPTERS, cues=CUES)
    document = build_document(trail(site, told))
    assert list(faults(document)) == []
    (recording,) = document["stops"][0]["recordings"]
    assert (recording["chapters"], recording["cues"]) == (CHAPTERS, CUES)


def test_without_them_a_package_says_nothing_of_them(site: BilingualSite) -> None:
    document = build_document(trail(site, RecordingFactory()))
    (recording,) = document["stops"][0]["recordings"]
    assert not {"chapters", "cues"} & recording.keys()


def test_a_story_is_played_before_music(site: BilingualSite) -> None:
    music = RecordingFactory(kind=Recording.Kind.MUSIC, transcript="")
    told = RecordingFactory()
    page = trail(site, music, told)
    document = build_document(page)
    assert [each["kind"] for each in document["stops"][0]["recordings"]] == [
        "music",
        "story",
    ]
    assert present_tour(page).stops[0].recording == told


@pytest.mark.parametrize("kind", [Recording.Kind.MUSIC, Recording.Kind.AMBIENCE])
def test_music_is_published_without_a_transcript(
    site: BilingualSite, kind: str
) -> None:
    page = trail(site, RecordingFactory(kind=kind, transcript=""))
    assert page.live


def test_a_recording_that_is_not_prepared_is_not_shown(
    site: BilingualSite, phone: Client
) -> None:
    told = RecordingFactory()
    page = trail(site, told)
    Recording.objects.filter(pk=told.pk).update(file="")
    assert "data-recording" not in phone.get(page.url).content.decode()
