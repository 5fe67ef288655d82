"""The trail's form: drafts may be faulty, published trails may not."""

import json
from datetime import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    RecordingFactory,
    ThemeFactory,
    TourPageFactory,
)
from tours.models import Stop, TourPage
from tours.season_rules import Hours, Rule, Season
from tours.trail_of_day import season_of

AFTERNOON = Hours(time(14), time(18))
LINE = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}


def picture(alternative_text: str = "Une place", **changes: Any) -> tuple[str, Any]:
    """A picture block."""
    image = {
        "image": str(PictureFactory().pk),
        "alt_text": alternative_text,
        "decorative": "",
        **changes.pop("image", {}),
    }
    return "picture", {"image": image, "caption": "", **changes}


def recording(**changes: Any) -> tuple[str, str]:
    """A recording block."""
    return "recording", str(RecordingFactory(**changes).pk)


def text(html: str = "<p>Ici passait la rivière.</p>") -> tuple[str, str]:
    """A text block."""
    return "text", rich_text(html)


def quote(words: str = "On l’entend.", who: str = "Une voisine") -> tuple[str, Any]:
    """A quote block."""
    return "quote", {"text": words, "attribution": who}


def stop(*blocks: tuple[str, Any], **changes: Any) -> dict[str, Any]:
    """A faultless row of the stops, with changes."""
    return {
        "place": str(PlaceFactory().pk),
        "title": "La mairie",
        "look_for": "",
        "look_for_picture": "",
        "look_for_picture_alternative_text": "",
        "story": streamfield(blocks),
        "question": streamfield([]),
        "seasons": streamfield([]),
        "trigger_radius_m": "30",
        "latitude": "",
        "longitude": "",
        **changes,
    }


def sent(*stops: dict[str, Any], **changes: Any) -> dict[str, str]:
    """What the form sends: a whole trail, with changes."""
    return nested_form_data(
        {
            "title": "La mine et la mairie",
            "slug": "la-mine",
            "summary": "Une heure de marche.",
            "city": "Saint-Étienne",
            "mode": "guided",
            "cover": "",
            "track": "",
            "geometry_source": "",
            "seasons": streamfield([]),
            "start": "",
            "end": "",
            "practical_information": rich_text(""),
            "accessibility": rich_text(""),
            "seo_title": "",
            "search_description": "",
            "stops": inline_formset(list(stops)),
            "comments": inline_formset([]),
            **changes,
        }
    )


class Editing:
    """The form that makes a trail, in an editor's browser."""

    def __init__(self, client: Client, site: BilingualSite) -> None:
        self.client = client
        self.address = f"/admin/pages/add/tours/tourpage/{site.home.pk}/"

    def save(self, data: dict[str, str]) -> HttpResponse:
        """Save as a draft."""
        return self.client.post(self.address, data)

    def publish(self, data: dict[str, str]) -> HttpResponse:
        """Publish at once."""
        return self.client.post(self.address, {**data, "action-publish": "1"})


@pytest.fixture
def form(editor_client: Client, site: BilingualSite) -> Editing:
    """The form that makes a trail."""
    return Editing(editor_client, site)


def row_errors(response: HttpResponse, number: int = 0) -> dict[str, list[str]]:
    """What is said in a row of the stops, field by field."""
    return dict(response.context["form"].formsets["stops"].forms[number].errors)


def test_a_whole_trail_is_published(form: Editing, phone: Client) -> None:
    theme = ThemeFactory()
    data = sent(
        stop(recording(), picture(), text(), quote()),
        stop(text(), title="Le puits"),
        track=json.dumps(LINE),
        cover=str(PictureFactory().pk),
    ) | {"themes": [str(theme.pk)]}
    assert form.publish(data).status_code == 302
    trail = TourPage.objects.get()
    assert trail.live
    assert [each.title for each in trail.stops.all()] == ["La mairie", "Le puits"]
    assert [each.block_type for each in trail.stops.first().story] == [
        "recording",
        "picture",
        "text",
        "quote",
    ]
    assert (trail.track, list(trail.themes.all())) == (LINE, [theme])
    html = phone.get("/fr/la-mine/").content.decode()
    assert "Ici passait la rivière." in html
    assert "On l’entend." in html


def test_the_stops_keep_the_order_that_the_editor_gave(form: Editing) -> None:
    data = sent(stop(title="Deux"), stop(title="Un"))
    data["stops-0-ORDER"], data["stops-1-ORDER"] = "2", "1"
    form.publish(data)
    titles = [each.title for each in TourPage.objects.get().stops.all()]
    assert titles == ["Un", "Deux"]


def test_every_new_stop_has_a_code_of_its_own(form: Editing) -> None:
    form.publish(sent(stop(), stop(), stop()))
    assert len({each.code for each in Stop.objects.all()}) == 3


def test_a_copied_trail_has_codes_of_its_own(site: BilingualSite) -> None:
    trail = TourPageFactory(parent=site.home, stops=2)
    copy = trail.copy(update_attrs={"slug": "copie"})
    codes = {each.code for each in trail.stops.all()}
    assert len(codes | {each.code for each in copy.stops.all()}) == 4


FAULTS: dict[str, Any] = {
    "no-place": (lambda: stop(place=""), "place", "Choose the place of this stop."),
    "no-title": (lambda: stop(title=""), "title", "Give this stop a title."),
    "latitude-999": (
        lambda: stop(latitude="999", longitude="4.39"),
        "latitude",
        "A latitude lies between −90 and 90.",
    ),
    "longitude-999": (
        lambda: stop(latitude="45.4", longitude="-999"),
        "longitude",
        "A longitude lies between −180 and 180.",
    ),
    "no-longitude": (
        lambda: stop(latitude="45.4"),
        "longitude",
        "Give both latitude and longitude, or neither.",
    ),
    "no-latitude": (
        lambda: stop(longitude="4.39"),
        "latitude",
        "Give both latitude and longitude, or neither.",
    ),
    "take-without-season": (
        lambda: stop(is_take="on"),
        "is_take",
        "Say in the rules above when it is told instead",
    ),
    "no-transcript": (
        lambda: stop(text(), recording(transcript="")),
        "story",
        "Write the transcript of this recording",
    ),
    "no-alternative-text": (
        lambda: stop(text(), picture("")),
        "story",
        "Please add some alt text for your image or mark it as decorative",
    ),
}
every_fault = pytest.mark.parametrize(
    ("row", "field", "words"), FAULTS.values(), ids=FAULTS
)


@every_fault
def test_a_faulty_stop_is_not_published(
    form: Editing, row: Any, field: str, words: str
) -> None:
    response = form.publish(sent(stop(), row()))
    assert response.status_code == 200
    assert row_errors(response, 0) == {}
    assert list(row_errors(response, 1)) == [field]
    assert words in response.content.decode()
    assert not TourPage.objects.filter(live=True).exists()


@every_fault
def test_a_faulty_stop_stays_in_the_draft(
    form: Editing, row: Any, field: str, words: str
) -> None:
    assert form.save(sent(stop(), row())).status_code == 302
    trail = TourPage.objects.get()
    assert not trail.live
    assert trail.get_latest_revision_as_object().stops.count() == 2


def test_a_draft_that_was_mended_is_published(form: Editing) -> None:
    form.save(sent(stop(place="")))
    trail = TourPage.objects.get()
    row = trail.get_latest_revision_as_object().stops.all()[0]
    data = sent(stops=inline_formset([stop(id=str(row.pk))], initial=1))
    address = f"/admin/pages/{trail.pk}/edit/"
    response = form.client.post(address, {**data, "action-publish": "1"})
    assert response.status_code == 302
    trail.refresh_from_db()
    assert trail.live
    assert trail.stops.get().code == row.code


def test_a_trail_without_a_stop_is_not_published(form: Editing) -> None:
    response = form.publish(sent())
    sentence = "A trail needs at least one stop before it is published."
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not TourPage.objects.exists()


def test_a_trail_without_a_stop_is_kept_as_a_draft(form: Editing) -> None:
    assert form.save(sent()).status_code == 302
    assert not TourPage.objects.get().live


def test_a_stop_that_is_being_deleted_has_no_fault(form: Editing) -> None:
    data = sent(stop(), stop(place="", title=""))
    data["stops-1-DELETE"] = "1"
    assert form.publish(data).status_code == 302
    assert TourPage.objects.get().stops.count() == 1


def test_a_trail_whose_only_stop_is_deleted_is_not_published(form: Editing) -> None:
    data = sent(stop())
    data["stops-0-DELETE"] = "1"
    assert form.publish(data).status_code == 200


def test_a_decorative_picture_needs_no_alternative_text(form: Editing) -> None:
    block = picture("", image={"decorative": "on"})
    assert form.publish(sent(stop(block))).status_code == 302


def test_every_fault_is_told_at_once(form: Editing) -> None:
    response = form.publish(
        sent(stop(place=""), stop(recording(transcript="")), title="<b>Mine</b>")
    )
    assert "title" in response.context["form"].errors
    assert list(row_errors(response, 0)) == ["place"]


@pytest.mark.parametrize(
    ("track", "words"),
    [
        ("{", "This is not GeoJSON"),
        ('{"type": "Point", "coordinates": [4, 45]}', "one GeoJSON LineString"),
        ('{"type": "LineString", "coordinates": [[4, 45]]}', "at least two points"),
        (
            '{"type": "LineString", "coordinates": [[4, 45], [4.1, 999]]}',
            "Point 2 of the track, [4.1, 999], is not",
        ),
        ("<script>alert(1)</script>", "This is not GeoJSON"),
        ("[" * 5000, "GeoJSON"),
    ],
    ids=["cut", "point", "one-point", "999", "html", "deep"],
)
@pytest.mark.parametrize("action", ["save", "publish"])
def test_a_track_that_cannot_be_drawn_is_refused_even_in_a_draft(
    form: Editing, track: str, words: str, action: str
) -> None:
    response = getattr(form, action)(sent(stop(), track=track))
    assert response.status_code == 200
    (sentence,) = response.context["form"].errors["track"]
    assert words in sentence
    assert not TourPage.objects.exists()


@pytest.mark.parametrize("track", ["", "null", "{}", " "])
def test_an_empty_track_is_no_track(form: Editing, track: str) -> None:
    assert form.publish(sent(stop(), track=track)).status_code == 302
    assert TourPage.objects.get().track is None


MARKUP = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "field", ["title", "summary", "city", "start", "end", "geometry_source"]
)
@pytest.mark.parametrize("action", ["save", "publish"])
def test_html_is_refused_in_every_text_of_the_trail(
    form: Editing, field: str, action: str
) -> None:
    response = getattr(form, action)(sent(stop(), **{field: MARKUP}))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "HTML" in response.context["form"].errors[field][0]
    assert not TourPage.objects.exists()


HTML_BLOCKS: dict[str, Any] = {
    "quote": lambda: quote(words=MARKUP),
    "attribution": lambda: quote(who=MARKUP),
    "caption": lambda: picture(caption=MARKUP),
    "alternative-text": lambda: picture(MARKUP),
}


@pytest.mark.parametrize("block", HTML_BLOCKS.values(), ids=HTML_BLOCKS)
@pytest.mark.parametrize("action", ["save", "publish"])
def test_html_is_refused_in_every_text_of_a_story(
    form: Editing, block: Any, action: str
) -> None:
    response = getattr(form, action)(sent(stop(text(), block())))
    assert response.status_code == 200
    assert list(row_errors(response)) == ["story"]
    assert "is HTML and would be shown as it is" in response.content.decode()
    assert not TourPage.objects.exists()


def test_html_is_refused_in_the_title_of_a_stop(form: Editing) -> None:
    response = form.publish(sent(stop(title=MARKUP)))
    assert "HTML" in row_errors(response)["title"][0]
    assert not TourPage.objects.exists()


def test_rich_text_keeps_its_features_and_nothing_else(
    form: Editing, phone: Client
) -> None:
    html = (
        "<h4>Le puits</h4><p><b>Ici</b> et <i>là</i>."
        "<script>alert(1)</script></p><p onclick='alert(2)'>Fin.</p>"
    )
    form.publish(sent(stop(text(html))))
    page = phone.get("/fr/la-mine/").content.decode()
    assert "<h4" in page
    assert "<b>Ici</b>" in page
    assert "<script>alert" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("radius", ["0", "-5", "14", "61", "abc", ""])
def test_a_radius_out_of_reason_is_refused(form: Editing, radius: str) -> None:
    response = form.publish(sent(stop(trigger_radius_m=radius)))
    assert response.status_code == 200
    assert list(row_errors(response)) == ["trigger_radius_m"]


@pytest.mark.parametrize("bearing", ["-1", "360", "north"])
def test_a_bearing_off_the_compass_is_refused(form: Editing, bearing: str) -> None:
    response = form.publish(sent(stop(trigger_bearing_deg=bearing)))
    assert response.status_code == 200
    assert list(row_errors(response)) == ["trigger_bearing_deg"]


@pytest.mark.parametrize(("typed", "kept"), [("", None), ("0", 0), ("359", 359)])
def test_a_bearing_is_kept(form: Editing, typed: str, kept: int | None) -> None:
    form.publish(sent(stop(trigger_bearing_deg=typed)))
    assert TourPage.objects.get().stops.get().trigger_bearing_deg == kept


def test_a_season_is_kept_and_its_faults_are_told_in_their_row(form: Editing) -> None:
    rule = {"opens": "14:00", "closes": ""}
    half = sent(stop(seasons=streamfield([("weekly", rule)])))
    refused = form.publish(half)
    assert refused.status_code == 200
    assert list(row_errors(refused)) == ["seasons"]
    assert form.save(half).status_code == 302
    rule["closes"] = "18:00"
    whole = sent(stop(seasons=streamfield([("weekly", rule)])), slug="la-cour")
    weekdays = {"stops-0-seasons-0-value-weekdays": ["5", "6"]}
    assert form.publish(whole | weekdays).status_code == 302
    told = season_of(TourPage.objects.live().get().stops.get())
    assert told == Season((Rule(weekdays=frozenset({5, 6}), hours=AFTERNOON),))


def test_the_first_stop_is_told_instead_of_none(form: Editing) -> None:
    rule = {"opens": "14:00", "closes": "18:00"}
    take = {"seasons": streamfield([("weekly", rule)]), "is_take": "on"}
    refused = form.publish(sent(stop(**take), stop()))
    assert row_errors(refused) == {
        "is_take": [
            "No stop comes before this one, so it cannot be told instead of it."
        ]
    }
    assert form.publish(sent(stop(), stop(**take))).status_code == 302
    kept = TourPage.objects.live().get().stops.all()
    assert [each.is_take for each in kept] == [False, True]


def test_only_the_line_is_kept_of_a_track(form: Editing) -> None:
    track = {
        "type": "LineString",
        "coordinates": [[4.38000004, 45.43, 517], [4.39, 45.44, 520]],
        "name": "\u0000",
    }
    assert form.publish(sent(stop(), track=json.dumps(track))).status_code == 302
    assert TourPage.objects.get().track == LINE


def test_only_themes_of_the_trails_language_are_offered(
    editor_client: Client, site: BilingualSite
) -> None:
    ThemeFactory(name="Mines")
    ThemeFactory(name="Mining", language="en")
    trail = TourPageFactory(parent=site.home)
    html = editor_client.get(f"/admin/pages/{trail.pk}/edit/").content.decode()
    assert "Mines" in html
    assert "Mining" not in html


def test_a_translation_goes_on_offering_the_themes_of_its_source(
    editor_client: Client, site: BilingualSite
) -> None:
    theme = ThemeFactory(name="Mines")
    trail = TourPageFactory(parent=site.english_home, language="en", themes=[theme])
    html = editor_client.get(f"/admin/pages/{trail.pk}/edit/").content.decode()
    assert "Mines" in html


class TestAutosave:
    """What is being written is kept every few seconds, faults and all."""

    def autosave(self, form: Editing, data: dict[str, str]) -> Any:
        """Save as the script does."""
        return form.client.post(
            form.address, data, headers={"accept": "application/json"}
        )

    def test_a_faulty_draft_is_kept(self, form: Editing) -> None:
        answer = self.autosave(form, sent(stop(place="", title=""))).json()
        assert answer["success"] is True
        trail = TourPage.objects.get()
        assert trail.get_latest_revision_as_object().stops.count() == 1

    def test_what_could_not_be_drawn_is_not_kept(self, form: Editing) -> None:
        answer = self.autosave(form, sent(stop(), track="{")).json()
        assert answer["success"] is False
        assert not TourPage.objects.exists()


class TestPreview:
    """The preview shows the phone's page of what is being written."""

    def preview(self, client: Client, site: BilingualSite, data: Any) -> Any:
        """Send the form to the preview, then open it."""
        address = f"/admin/pages/add/tours/tourpage/{site.home.pk}/preview/"
        assert client.post(address, data).json()["is_valid"] is True
        return client.get(address)

    def test_it_shows_the_words_being_written(
        self, editor_client: Client, site: BilingualSite
    ) -> None:
        theme = ThemeFactory(name="Mines")
        data = sent(
            stop(recording(), text("<p>Encore inédit.</p>"), picture()),
            title="Titre en cours",
            track=json.dumps(LINE),
        ) | {"themes": [str(theme.pk)]}
        response = self.preview(editor_client, site, data)
        html = response.content.decode()
        assert response.status_code == 200
        for words in ("Titre en cours", "Encore inédit.", "Mines", "<audio"):
            assert words in html
        assert not TourPage.objects.exists()

    @pytest.mark.parametrize(
        "row",
        [
            lambda: stop(place="", title=""),
            lambda: stop(latitude="999", longitude="4.39"),
            lambda: stop(recording(transcript=""), picture("")),
        ],
        ids=["empty", "999", "no-words"],
    )
    def test_it_shows_a_faulty_draft(
        self, editor_client: Client, site: BilingualSite, row: Any
    ) -> None:
        response = self.preview(editor_client, site, sent(row()))
        assert response.status_code == 200

    def test_it_shows_a_trail_without_a_stop(
        self, editor_client: Client, site: BilingualSite
    ) -> None:
        assert self.preview(editor_client, site, sent()).status_code == 200
