"""A trail is translated with its words, its works, and its own recordings."""

import json
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    RecordingFactory,
    StopFactory,
    TourPageFactory,
    picture_value,
    story,
)
from tours.models import TourPage

pytestmark = pytest.mark.django_db


def french_tour(site: BilingualSite, *blocks: tuple[str, Any]) -> TourPage:
    """A live trail of one stop with a story."""
    stop = StopFactory(title="Le puits", story=story(*blocks))
    return TourPageFactory(parent=site.home, stops=[stop], title="La mine")


def translation_of(tour: TourPage, english: Locale) -> Translation:
    """The trail's translation, begun."""
    source, _made = TranslationSource.update_or_create_from_instance(tour)
    return Translation.objects.get_or_create(source=source, target_locale=english)[0]


def published(translation: Translation, committed: Any) -> TourPage:
    """The trail in the other language, as it is shown."""
    with committed():
        translation.save_target()
    return translation.get_target_instance()


def first_block(tour: TourPage) -> Any:
    return tour.stops.get().story[0].value


def choose_recording(client: Client, translation: Translation, recording: Any) -> Any:
    """What the editor's dialog sends once a recording is chosen."""
    segment = OverridableSegment.objects.get(
        source=translation.source, context__field_path="stops.story.recording"
    )
    address = reverse(
        "wagtail_localize:edit_override", args=[translation.pk, segment.pk]
    )
    return client.put(
        address,
        f"value={recording.pk}",
        content_type="application/x-www-form-urlencoded",
    )


class TestWords:
    def test_every_word_of_a_story_is_offered(
        self, site: BilingualSite, english: Locale
    ) -> None:
        tour = french_tour(
            site,
            ("text", "<p>Ici passait la rivière.</p>"),
            ("picture", picture_value(PictureFactory(), caption="La place en 1920")),
            ("quote", {"text": "On l’entend.", "attribution": "Une voisine"}),
        )
        translation = translation_of(tour, english)
        offered = set(
            StringSegment.objects.filter(
                source=translation.source, context__path__startswith="stops."
            ).values_list("string__data", flat=True)
        )
        assert offered == {
            "Le puits",
            "Ici passait la rivière.",
            "Une place pavée",
            "La place en 1920",
            "On l’entend.",
            "Une voisine",
        }

    def test_words_not_translated_yet_stay_french(
        self, site: BilingualSite, english: Locale, committed: Any
    ) -> None:
        tour = french_tour(site, ("picture", picture_value(PictureFactory())))
        made = published(translation_of(tour, english), committed)
        assert made.live
        assert first_block(made)["image"].contextual_alt_text == "Une place pavée"

    def test_a_decorative_picture_stays_decorative(
        self, site: BilingualSite, english: Locale, committed: Any
    ) -> None:
        value = picture_value(PictureFactory(), alternative_text="", decorative=True)
        tour = french_tour(site, ("picture", value))
        made = published(translation_of(tour, english), committed)
        assert made.live
        assert first_block(made)["image"].decorative

    def test_a_faulty_draft_can_be_translated(
        self, site: BilingualSite, english: Locale
    ) -> None:
        empty = {"image": None, "decorative": False, "alt_text": ""}
        blocks = story(
            ("picture", {"image": empty, "caption": ""}), ("recording", None)
        )
        tour = TourPageFactory(
            parent=site.home, live=False, stops=[StopFactory(place=None, story=blocks)]
        )
        translation = translation_of(tour, english)
        translation.save_target(publish=False)
        assert not translation.get_target_instance().live


class TestRecordings:
    def test_a_recording_is_replaced_in_the_translation(
        self,
        site: BilingualSite,
        english: Locale,
        editor_client: Client,
        committed: Any,
    ) -> None:
        tour = french_tour(site, ("recording", RecordingFactory()))
        translation = translation_of(tour, english)
        translation.save_target(publish=False)
        spoken = RecordingFactory(language="en", title="The pit")

        answer = choose_recording(editor_client, translation, spoken)

        assert answer.status_code == 201
        assert first_block(published(translation, committed)) == spoken
        assert first_block(tour).language == "fr"

    def test_without_its_own_the_french_one_is_announced(
        self, site: BilingualSite, english: Locale, phone: Client, committed: Any
    ) -> None:
        tour = french_tour(site, ("recording", RecordingFactory()))
        made = published(translation_of(tour, english), committed)
        page = phone.get(made.url).content.decode()
        assert "This recording is in French" in page

    def test_a_recording_deleted_meanwhile_leaves_a_draft_and_a_sentence(
        self,
        site: BilingualSite,
        english: Locale,
        editor_client: Client,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        tour = french_tour(site, ("recording", RecordingFactory()))
        translation = translation_of(tour, english)
        translation.save_target(publish=False)
        spoken = RecordingFactory(language="en")
        choose_recording(editor_client, translation, spoken)
        spoken.delete()

        # No transaction of a test ends: what waits for that is done at once.
        monkeypatch.setattr(transaction, "on_commit", lambda act, **options: act())
        address = reverse(
            "wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]
        )
        answer = editor_client.post(address, {"action": "publish"})

        assert answer.status_code == 302
        page = unescape(editor_client.get(answer["Location"]).content.decode())
        assert "was not published." in page
        assert "Stop 1, “Le puits”:" in page
        assert not translation.get_target_instance().live


class TestEditor:
    @pytest.fixture
    def segments(
        self, site: BilingualSite, english: Locale, editor_client: Client
    ) -> dict[str, Any]:
        """What the editor shows of a stop's story, by its path in the story."""
        tour = french_tour(
            site,
            ("recording", RecordingFactory()),
            ("picture", picture_value(PictureFactory())),
            ("text", '<p>Voir <a href="https://example.org/">la page</a>.</p>'),
        )
        translation = translation_of(tour, english)
        translation.save_target(publish=False)
        page = editor_client.get(
            reverse(
                "wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]
            )
        )
        shown = json.loads(page.context["props"])["segments"]
        return {
            f"{each['location']['subField']} ({each['type']})": each for each in shown
        }

    def test_works_have_choosers(self, segments: dict[str, Any]) -> None:
        recording = segments["Story › Recording (synchronised_value)"]
        widget = recording["location"]["widget"]
        assert widget["type"] == "snippet_chooser"
        assert widget["snippet_model"]["verbose_name"] == "recording"
        assert widget["chooser_url"] == reverse(
            "wagtailsnippetchoosers_media_library_recording:choose"
        )
        picture = segments["Story › Picture › Image (synchronised_value)"]
        assert picture["location"]["widget"] == {"type": "image_chooser"}

    def test_the_address_of_a_link_can_be_changed(
        self, segments: dict[str, Any]
    ) -> None:
        link = segments["Story › Text (synchronised_value)"]
        assert link["location"]["widget"] == {"type": "text"}

    def test_strings_are_named_by_their_blocks(self, segments: dict[str, Any]) -> None:
        assert "Story › Picture › Alt text (string)" in segments
        assert "Story › Text (string)" in segments
        assert "Title (string)" in segments
