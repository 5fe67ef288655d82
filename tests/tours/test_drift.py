"""A translation that is older than its original says so, to the desk and to walkers."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation

from home.demo.translating import translate
from home.page_cache import content_version
from tests.conftest import BilingualSite
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story
from tours.drift import parts_of
from tours.looking_over import look_versions_over
from tours.models import Checkup, TourPage

pytestmark = pytest.mark.django_db

LINE = "This translation is older than the original"


@pytest.fixture
def original(site: BilingualSite) -> TourPage:
    """Two stops: a story of two paragraphs, then one that is heard."""
    text = "<p>Ici passait la rivière.</p><p>On l’entend.</p>"
    stops = [
        StopFactory(title="Le pont", story=story(("text", text))),
        StopFactory(title="Le puits", story=story(("recording", RecordingFactory()))),
    ]
    return TourPageFactory(parent=site.home, title="La mine", stops=stops)


@pytest.fixture
def translated(original: TourPage, english: Locale, committed: Any) -> TourPage:
    """All of it in English, with a recording of its own."""
    return publish_translation(original, english, committed)


def publish_translation(original: TourPage, english: Locale, committed: Any) -> Any:
    """As a translator would: every string, and a recording of one's own."""
    texts: dict[str, str] = {}
    for part in parts_of(original):
        words = f"{part.text} (English)" if part.field != "slug" else "mine"
        is_rich = part.field.endswith(".text")
        texts[part.path] = texts.get(part.path, "") + (
            f"<p>{words}</p>" if is_rich else words
        )
    stop = original.stops.last()
    own = {
        f"stops.{stop.translation_key}.story.{stop.story[0].id}": RecordingFactory(
            language="en"
        ).pk
    }
    with committed():
        return translate(original, english, texts, own)


def publish(original: TourPage, committed: Any) -> None:
    """The original, with what was changed in it."""
    with committed():
        original.save_revision().publish()


def page_of(trail: TourPage, phone: Client) -> str:
    """What visitors of a trail read."""
    trail.refresh_from_db()
    return phone.get(trail.url).content.decode()


def change_story(original: TourPage, text: str) -> None:
    """Another text in its first stop, in the block that is there."""
    stop = original.stops.first()
    block = {"type": "text", "value": text, "id": stop.story[0].id}
    stop.story = stop.story.stream_block.to_python([block])
    original.stops = [stop, *original.stops.all()[1:]]


def test_a_whole_translation_is_told_of_nowhere(
    original: TourPage, translated: TourPage, phone: Client
) -> None:
    look_versions_over(original)
    assert [each.drift for each in Checkup.objects.all()] == [[], []]
    for trail in (original, translated):
        assert LINE not in page_of(trail, phone)


def test_a_changed_paragraph_is_named_and_visitors_are_told(
    original: TourPage,
    translated: TourPage,
    english: Locale,
    phone: Client,
    editor_client: Client,
    committed: Any,
) -> None:
    text = "<p>Ici passait la rivière.</p><p>On la sent.</p>"
    change_story(original, text)
    publish(original, committed)
    (sentence,) = Checkup.objects.get(page=translated).drift_words
    assert sentence == "Stop 1 › Story › Text, paragraph 2: has changed since"
    line = f"{LINE}: stop 1 has changed since."
    assert line in page_of(translated, phone)
    assert LINE not in page_of(original, phone)
    form = editor_client.get(f"/admin/pages/{translated.pk}/edit/").content.decode()
    assert sentence in form
    assert sentence in editor_client.get("/admin/trails/freshness/").content.decode()
    publish_translation(original, english, committed)
    assert Checkup.objects.get(page=translated).drift == []
    assert LINE not in page_of(translated, phone)


def test_a_new_stop_and_a_new_title_are_told_without_a_number(
    original: TourPage, translated: TourPage, phone: Client, committed: Any
) -> None:
    original.title = "La mine et la ville"
    original.stops.add(StopFactory(title="La place", story=story(), sort_order=9))
    publish(original, committed)
    assert Checkup.objects.get(page=translated).drift_words == [
        "Title: has changed since",
        "Stop 3 › Title: is new",
    ]
    assert f"{LINE}." in page_of(translated, phone)


def test_another_recording_of_the_original_is_told(
    original: TourPage, translated: TourPage, phone: Client
) -> None:
    look_versions_over(original)
    sound = original.stops.last().story[0].value
    sound.file.name = "recordings/another-take.wav"
    type(sound).objects.filter(pk=sound.pk).update(file=sound.file.name)
    version = content_version.get()
    with_line = f"{LINE}: stop 2 has changed since."
    assert LINE not in page_of(translated, phone)
    look_versions_over(TourPage.objects.get(pk=original.pk))
    content_version.bump()
    (sentence,) = Checkup.objects.get(page=translated).drift_words
    assert sentence == "Stop 2 › Story › Recording: has been replaced since"
    assert with_line in page_of(translated, phone)
    assert content_version.get() != version


def test_kept_pages_are_renewed_when_the_line_comes(
    original: TourPage, translated: TourPage, committed: Any
) -> None:
    Checkup.objects.filter(page=translated).update(drift=[])
    change_story(original, "<p>Autre chose.</p>")
    original.save_revision().publish()
    version = content_version.get()
    with committed():
        look_versions_over(TourPage.objects.get(pk=original.pk))
    assert content_version.get() != version


def test_a_stopped_translation_is_nobodys_drift(
    original: TourPage, translated: TourPage, committed: Any
) -> None:
    Translation.objects.update(enabled=False)
    change_story(original, "<p>Autre chose.</p>")
    publish(original, committed)
    assert Checkup.objects.get(page=translated).drift == []
