"""The report of works that lack something."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from media_library.lacking import lacking_works
from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    RecordingFactory,
    StopFactory,
    TourPageFactory,
    story,
)

REPORT = "/admin/works/lacking/"
ANYBODY = User(is_superuser=True)  # who may change all works


def found() -> dict[str, str]:
    """What each work in the report lacks."""
    return {work.title: work.lacking for work in lacking_works(ANYBODY)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "facts", "lacks"),
    [
        (RecordingFactory, {"credits": {}}, "credit"),
        (RecordingFactory, {"transcript": ""}, "transcript"),
        (RecordingFactory, {"file": ""}, "a usable sound"),
        (RecordingFactory, {"licence": "ALL-RIGHTS-RESERVED"}, "an open licence"),
        (PictureFactory, {"credits": {}}, "credit"),
        (PictureFactory, {"description": ""}, "alternative text"),
        (
            PictureFactory,
            {"credits": {}, "description": "", "licence": "ALL-RIGHTS-RESERVED"},
            "credit, alternative text, an open licence",
        ),
    ],
)
def test_it_says_what_a_work_lacks(
    factory: Any, facts: dict[str, str], lacks: str
) -> None:
    factory(title="Entier")
    factory(title="Incomplet", **facts)
    assert found() == {"Incomplet": lacks}


@pytest.mark.django_db
def test_one_name_is_enough_and_music_needs_no_transcript() -> None:
    RecordingFactory(credits={"voice": "Lou"})
    RecordingFactory(kind=Recording.Kind.MUSIC, transcript="")
    assert found() == {}


@pytest.mark.indexed
def test_what_is_used_most_comes_first(site: BilingualSite) -> None:
    used = RecordingFactory(title="Utilisé", transcript="")
    RecordingFactory(title="Oublié", transcript="")
    stop = StopFactory(story=story(("recording", used)))
    TourPageFactory(parent=site.home, stops=[stop], live=False)
    first, last = lacking_works(ANYBODY)
    assert (first.title, first.uses) == ("Utilisé", 1)
    assert (last.title, last.uses) == ("Oublié", 0)


def test_it_is_a_report_of_the_admin_and_can_be_taken_away(
    editor_client: Client,
) -> None:
    made = RecordingFactory(title="La mine", transcript="")
    html = editor_client.get(REPORT).content.decode()
    assert f"/admin/snippets/media_library/recording/edit/{made.pk}/" in html
    assert REPORT in editor_client.get("/admin/").content.decode()
    csv = b"".join(editor_client.get(f"{REPORT}?export=csv")).decode()
    assert csv.splitlines() == [
        "Title,Kind,Lacks,Used by",
        "La mine,recording,transcript,0",
    ]


def test_who_is_no_editor_does_not_see_it(db: None, phone: Client) -> None:
    assert phone.get(REPORT).status_code == 302


def test_it_asks_few_questions_however_many_works(
    db: None, django_assert_max_num_queries: Any
) -> None:
    for _number in range(12):
        RecordingFactory(transcript="")
        PictureFactory(credits={})
    with django_assert_max_num_queries(8):
        assert len(lacking_works(ANYBODY)) == 24
