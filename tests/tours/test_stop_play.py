"""What to look for and the question of a stop: form, page, package, translation."""

from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.test.utils.form_data import streamfield

from media_library.models import Picture
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    StopFactory,
    TourPageFactory,
    question,
    story,
)
from tests.tours.test_forms import Editing, row_errors, sent, stop
from tests.tours.test_translation import published, translation_of
from tours import packages
from tours.models import TourPage
from tours.presentation import present_tour

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

ASKED = {
    "question": "Combien de fenêtres ?",
    "hint": "",
    "answer_story": "Douze.",
    "number": "12",
    "tolerance": "",
}


@pytest.fixture
def form(editor_client: Client, site: BilingualSite) -> Editing:
    """The form that makes a trail."""
    return Editing(editor_client, site)


def asking(**changes: str) -> dict[str, Any]:
    """A row of the form whose stop asks for a number."""
    return stop(question=streamfield([("number", {**ASKED, **changes})]))


def playful(site: BilingualSite) -> TourPage:
    """A live trail: a number on the second of two stops, and how to find it."""
    stops = [
        StopFactory(story=story(), question=question("choice")),
        StopFactory(
            story=story(),
            title="La mairie",
            look_for="Cherchez la porte bleue.",
            look_for_picture=PictureFactory(title="La porte"),
            look_for_picture_alternative_text="Une porte bleue",
            question=question("number"),
        ),
    ]
    return TourPageFactory(parent=site.home, stops=stops, cover=None)


class TestForm:
    def test_a_question_is_published_with_its_stop(self, form: Editing) -> None:
        assert form.publish(sent(asking())).status_code == 302
        (asked,) = TourPage.objects.get().stops.get().question
        assert asked.block_type == "number"
        assert asked.value["number"] == 12

    def test_an_unfinished_question_is_kept_as_a_draft(self, form: Editing) -> None:
        row = asking(question="", answer_story="", number="")
        assert form.save(sent(row)).status_code == 302
        assert not TourPage.objects.get().live

    def test_every_fault_of_a_question_is_told_in_its_block(
        self, form: Editing
    ) -> None:
        response = form.publish(sent(asking(answer_story="", number="")))
        assert list(row_errors(response)) == ["question"]
        page = response.content.decode()
        assert "Write the story of the answer" in page
        assert "Write the number that is right." in page
        assert not TourPage.objects.exists()

    def test_a_picture_to_look_for_says_what_it_shows(self, form: Editing) -> None:
        picture = str(PictureFactory().pk)
        response = form.publish(sent(stop(look_for_picture=picture)))
        assert row_errors(response) == {
            "look_for_picture_alternative_text": [
                "Say in one sentence what this picture shows."
            ]
        }

    def test_html_is_refused_where_it_stands(self, form: Editing) -> None:
        response = form.publish(sent(asking(hint="<b>Là</b>")))
        assert "question" in row_errors(response)

    def test_what_is_filled_in_is_open_and_what_is_empty_is_folded(
        self, form: Editing
    ) -> None:
        form.save(sent(asking(), stop(look_for="Cherchez.")))
        trail = TourPage.objects.get()
        html = form.client.get(f"/admin/pages/{trail.pk}/edit/").content.decode()
        folds = [part[:6] == " open>" for part in html.split('folded-panel"')[1:]]
        # What to look for and the season, of each row and of the one that is not there
        # yet; then the trail's own season.
        rows = [(False, False), (True, False), (False, False)]
        assert folds == [*chain.from_iterable(rows), False]


class TestPackage:
    def test_a_stop_tells_what_to_look_for_and_what_it_asks(
        self, site: BilingualSite
    ) -> None:
        document = packages.renew(playful(site).pk).document
        first, second = document["stops"]
        assert "look_for" not in first
        assert first["quiz"] == {
            "kind": "choice",
            "question": "Que voit-on au-dessus de la porte ?",
            "hint": "Levez les yeux.",
            "answer_story": "C’est l’ours du sculpteur.",
            "answers": [
                {"text": "Un lion", "right": False},
                {"text": "Un ours", "right": True},
            ],
        }
        assert second["look_for"]["sentence"] == "Cherchez la porte bleue."
        picture = second["look_for"]["picture"]
        assert (picture["alt"], picture["decorative"]) == ("Une porte bleue", False)
        assert (second["quiz"]["number"], second["quiz"]["tolerance"]) == (12, 1)

    def test_one_can_walk_without_the_picture_to_look_for(
        self, site: BilingualSite
    ) -> None:
        document = packages.renew(playful(site).pk).document
        shown = document["stops"][1]["look_for"]["picture"]["files"].values()
        parts = {each["name"]: each["part"] for each in document["files"]}
        assert {parts[name] for name in shown} == {"complete"}

    def test_who_made_the_picture_is_thanked(self, site: BilingualSite) -> None:
        document = packages.renew(playful(site).pk).document
        assert {"role": "photograph", "name": "Ana Martin"}.items() <= document[
            "credits"
        ][0].items()

    def test_a_stop_without_them_says_nothing_of_them(
        self, site: BilingualSite
    ) -> None:
        document = packages.renew(TourPageFactory(parent=site.home).pk).document
        assert not {"look_for", "quiz"} & set(document["stops"][0])

    def test_a_picture_that_is_gone_leaves_the_sentence(
        self, site: BilingualSite
    ) -> None:
        trail = playful(site)
        Picture.objects.get(title="La porte").delete()
        told = packages.renew(trail.pk).document["stops"][1]["look_for"]
        assert told == {"sentence": "Cherchez la porte bleue.", "picture": None}


class TestPages:
    def test_a_stop_asks_without_javascript(
        self, site: BilingualSite, phone: Client
    ) -> None:
        page = phone.get(present_tour(playful(site)).stops[0].url).content.decode()
        assert "Que voit-on au-dessus de la porte ?" in page
        assert page.index("Un lion") < page.index("Un ours")
        assert page.index("Levez les yeux.") < page.index("C’est l’ours du sculpteur.")

    def test_what_to_look_for_stands_on_both_sides_of_the_way(
        self, site: BilingualSite, phone: Client
    ) -> None:
        for view in present_tour(playful(site)).stops:
            page = phone.get(view.url).content.decode()
            assert "Cherchez la porte bleue." in page
        assert 'alt="Une porte bleue"' in page

    def test_the_trails_own_page_stays_light(
        self, site: BilingualSite, phone: Client
    ) -> None:
        page = phone.get(urlsplit(playful(site).url).path).content.decode()
        assert "Cherchez la porte bleue." not in page
        assert "Que voit-on" not in page


class TestTranslation:
    def test_every_word_is_translated_and_the_rest_follows(
        self, site: BilingualSite, english: Any, committed: Any
    ) -> None:
        trail = playful(site)
        translation = translation_of(trail, english)
        offered = {
            segment.string.data: segment.context.field_path
            for segment in translation.source.stringsegment_set.select_related(
                "string", "context"
            )
        }
        assert offered["Cherchez la porte bleue."] == "stops.look_for"
        assert offered["Une porte bleue"] == "stops.look_for_picture_alternative_text"
        assert offered["Un ours"] == "stops.question.choice.answers.item.text"
        assert offered["Levez les yeux."].endswith(".hint")

        first, second = published(translation, committed).stops.all()
        assert second.look_for_picture.title == "La porte"
        assert first.question[0].value["answers"][1]["is_right"]
        assert second.question[0].value["number"] == 12
