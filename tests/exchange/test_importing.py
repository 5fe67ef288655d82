"""Drafts out of a file: all or nothing, and nothing that is public changes."""

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import PageLogEntry

from exchange.importing import carry_out, import_trails, obstacle
from exchange.planning import ImportRefused, plan
from places.geo import Point
from places.models import Place
from tests.conftest import BilingualSite
from tests.exchange.readings import LINE, found_stop, found_trail, reading
from tests.factories import PlaceFactory, StopFactory, ThemeFactory, TourPageFactory
from tours.models import TourPage
from tours.track import parse_track


def draft_of(page: TourPage) -> TourPage:
    return TourPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def texts(stop: Any) -> list[str]:
    return [block.value.source for block in stop.story if block.block_type == "text"]


def test_a_file_becomes_a_draft_with_all_that_it_tells(
    site: BilingualSite, editor: User
) -> None:
    theme = ThemeFactory(name="Mine")
    (made,) = import_trails(reading(found_trail(themes=("Mine",))), user=editor)
    page = TourPage.objects.child_of(site.home).get()
    assert page == made.page
    assert not page.live
    assert page.owner == editor
    assert page.latest_revision.user == editor
    assert page.slug == "de-la-mine-au-marche"
    assert parse_track(page.track) == list(LINE)
    assert (page.city, page.start, page.end) == (
        "Saint-Étienne",
        "Gare de Carnot",
        "Place Chavanelle",
    )
    assert page.practical_information == "<p>Prendre de l’eau.</p>"
    assert page.accessibility == "<p>Deux marches.</p>"
    assert page.geometry_source == "© IGN"
    assert list(page.themes.all()) == [theme]
    assert page.provenance == [
        {
            "kind": "gpx",
            "identifier": "trek 12",
            "title": "De la mine au marché",
            "url": "https://example.org/trek/12",
            "source": "Ville de Saint-Étienne",
            "licence": "CC-BY-4.0",
        }
    ]


def test_stops_have_their_place_story_and_point(site: BilingualSite) -> None:
    (made,) = import_trails(reading())
    first, second = TourPage.objects.get().stops.all()
    assert [first.title, second.title] == ["Puits Couriot", "Halles Biltoux"]
    assert first.place.name == "Puits Couriot"
    assert first.place.locale == site.home.locale
    assert first.point == Point(45.4397, 4.3872)
    assert texts(first) == ["<p>Ce que dit Puits Couriot.</p>"]
    assert made.edit_url == f"/admin/pages/{made.page.pk}/edit/"


def test_the_form_of_the_draft_opens_and_its_preview_too(
    site: BilingualSite, editor_client: Any
) -> None:
    (made,) = import_trails(reading())
    assert editor_client.get(made.edit_url).status_code == 200
    assert made.page.make_preview_request().status_code == 200


def test_an_imported_trail_may_be_published_as_it_is(site: BilingualSite) -> None:
    (made,) = import_trails(reading())
    made.page.latest_revision.publish()
    made.page.refresh_from_db()
    assert made.page.live
    assert made.page.provenance


def test_addresses_are_told_apart(site: BilingualSite) -> None:
    trails = (found_trail(identifier="1"), found_trail(identifier="2"))
    made = import_trails(reading(*trails))
    assert [each.page.slug for each in made] == [
        "de-la-mine-au-marche",
        "de-la-mine-au-marche-1",
    ]


def test_a_title_without_a_latin_letter_has_an_address_too(site: BilingualSite) -> None:
    (made,) = import_trails(reading(found_trail(title="散歩")))
    assert made.page.slug == "trail"
    assert made.title == "散歩"


def test_a_reused_place_stays_where_it_is_and_the_stop_has_its_own_point(
    site: BilingualSite,
) -> None:
    known = PlaceFactory(name="Puits Couriot", latitude=45.4398, longitude=4.3872)
    import_trails(reading())
    stop = TourPage.objects.get().stops.first()
    known.refresh_from_db()
    assert stop.place == known
    assert known.latitude == 45.4398
    assert stop.point == Point(45.4397, 4.3872)


def test_one_fault_and_nothing_is_made(site: BilingualSite, editor: User) -> None:
    planned = plan(reading(found_trail(identifier="1"), found_trail(identifier="2")))
    with (
        patch("exchange.importing.log", side_effect=[None, None, None, ValueError]),
        pytest.raises(ValueError),
    ):
        carry_out(planned, editor)
    assert not TourPage.objects.exists()
    assert not Place.objects.exists()
    site.home.refresh_from_db()
    assert site.home.numchild == 0


@pytest.mark.parametrize(
    "nasty",
    [
        "<b>gras</b> <script>x()</script>",
        "mot " * 30_000,
        "x" * 3_000,
        "\0\x01\x0b\ufffe",
        "\ud800 demi",
        "🥾‍♀️ 散歩 עברית",
        "%(title)s {0} %s",
        " ",
    ],
)
def test_whatever_a_file_says_can_be_stored_shown_and_opened(
    site: BilingualSite, editor_client: Any, nasty: str
) -> None:
    texts = (
        "title",
        "identifier",
        "uuid",
        "language",
        "summary",
        "city",
        "start",
        "end",
        "practical_information",
        "accessibility",
        "geometry_source",
        "source",
        "url",
        "licence",
    )
    stop = found_stop(
        nasty, story=nasty, identifier=nasty, address=nasty, category=nasty
    )
    trail = found_trail(
        **dict.fromkeys(texts, nasty), themes=(nasty,), stops=(stop, stop)
    )
    (made,) = import_trails(reading(trail))
    assert import_trails(reading(trail))[0].page == made.page
    assert editor_client.get(made.edit_url).status_code == 200
    made.page.latest_revision.publish()
    assert editor_client.get(made.page.url).status_code == 200


class TestUpdating:
    """The same trail again."""

    def test_the_same_file_twice_changes_no_text_and_no_identifier(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        before = draft_of(made.page)
        (again,) = import_trails(reading())
        after = draft_of(made.page)
        assert again.is_update
        assert TourPage.objects.count() == 1
        assert Place.objects.count() == 2
        kept = ("title", "track", "summary", "provenance")
        assert [getattr(after, f) for f in kept] == [getattr(before, f) for f in kept]
        assert [
            (s.translation_key, s.place_id, s.story.get_prep_value())
            for s in after.stops.all()
        ] == [
            (s.translation_key, s.place_id, s.story.get_prep_value())
            for s in before.stops.all()
        ]

    def test_nothing_public_changes_before_it_is_published(
        self, site: BilingualSite, editor: User
    ) -> None:
        (made,) = import_trails(reading())
        made.page.latest_revision.publish()
        stops = (found_stop("Puits Couriot", story="<p>Autre.</p>"),)
        import_trails(
            reading(found_trail(title="Autre titre", stops=stops)), user=editor
        )
        live = TourPage.objects.get()
        assert live.live
        assert live.has_unpublished_changes
        assert live.title == "De la mine au marché"
        assert [stop.title for stop in live.stops.all()] == [
            "Puits Couriot",
            "Halles Biltoux",
        ]
        assert "Autre" not in str(live.stops.first().story)
        assert live.latest_revision.user == editor
        live.latest_revision.publish()
        live = TourPage.objects.get()
        assert live.title == "Autre titre"
        assert texts(live.stops.first()) == ["<p>Autre.</p>"]

    def test_pictures_recordings_and_quotes_stay_where_they_are(
        self, site: BilingualSite
    ) -> None:
        page = TourPageFactory(parent=site.home, stops=[StopFactory(title="Puits")])
        stop = page.stops.first()
        found = found_stop(
            "Puits Couriot",
            point=stop.point,
            story="<p>Nouveau.</p>",
            identifier=str(stop.translation_key),
        )
        import_trails(
            reading(found_trail(uuid=str(page.translation_key), stops=(found,)))
        )
        changed = draft_of(page).stops.get()
        assert changed.pk == stop.pk
        assert changed.translation_key == stop.translation_key
        assert changed.place == stop.place
        assert changed.title == "Puits Couriot"
        assert [block.block_type for block in changed.story] == [
            "recording",
            "picture",
            "text",
            "quote",
        ]
        assert texts(changed) == ["<p>Nouveau.</p>"]

    def test_what_the_file_leaves_empty_stays(self, site: BilingualSite) -> None:
        (made,) = import_trails(reading())
        bare = found_trail(summary="", city="", accessibility="", line=())
        import_trails(reading(bare))
        draft = draft_of(made.page)
        assert draft.summary == "Une heure à pied."
        assert draft.accessibility == "<p>Deux marches.</p>"
        assert parse_track(draft.track) == list(LINE)

    def test_a_stop_that_the_file_has_no_more_stays_behind_the_one_it_followed(
        self, site: BilingualSite
    ) -> None:
        names = ("Puits", "Halles", "Gare")
        stops = tuple(found_stop(name, n) for n, name in enumerate(names))
        (made,) = import_trails(reading(found_trail(stops=stops)))
        fewer = (stops[2], stops[0], found_stop("Parc", 5))
        import_trails(reading(found_trail(stops=fewer)))
        draft = draft_of(made.page)
        titles = [stop.title for stop in draft.stops.order_by("sort_order")]
        assert titles == ["Gare", "Puits", "Halles", "Parc"]

    def test_legs_drawn_here_stay_while_the_line_is_the_same(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        page = made.page
        legs = {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"by": "street"}, "geometry": line}
                for line in [page.track]
            ],
        }
        page.track = legs
        page.save_revision()
        import_trails(reading())
        assert draft_of(page).track == legs
        import_trails(reading(found_trail(line=LINE[:2])))
        assert parse_track(draft_of(page).track) == list(LINE[:2])

    def test_a_stop_that_moved_far_gets_another_place(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        before = made.page.stops.first()
        stops = (found_stop("Puits Couriot", 9), found_stop("Halles Biltoux", 1))
        import_trails(reading(found_trail(stops=stops)))
        moved = draft_of(made.page).stops.first()
        assert moved.translation_key == before.translation_key
        assert moved.place != before.place
        assert moved.point == stops[0].point

    def test_a_stop_that_moved_a_little_keeps_its_place_whatever_its_name(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        place = made.page.stops.first().place
        place.name = "Musée"
        place.save()
        near = found_stop("Puits Couriot", point=Point(45.43985, 4.3872))
        import_trails(reading(found_trail(stops=(near,))))
        moved = draft_of(made.page).stops.first()
        assert moved.place == place
        assert moved.point == near.point

    def test_an_unfinished_draft_is_brought_up_to_date_too(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        draft = draft_of(made.page)
        draft.geometry_source = "<b>"
        draft.track = {"type": "nonsense"}
        draft.save_revision(clean=False)
        import_trails(reading())
        assert parse_track(draft_of(made.page).track) == list(LINE)

    def test_the_history_tells_who_did_it(
        self, site: BilingualSite, editor: User
    ) -> None:
        (made,) = import_trails(reading(), user=editor)
        import_trails(reading(), user=editor)
        entries = PageLogEntry.objects.filter(page=made.page.pk, user=editor)
        actions = set(entries.values_list("action", flat=True))
        assert actions == {"wagtail.create", "wagtail.edit"}


class TestProvenance:
    """Where a trail comes from is no edit of anybody's, and is never lost."""

    def test_it_survives_editing_saving_and_publishing(
        self, site: BilingualSite, editor_client: Any
    ) -> None:
        (made,) = import_trails(reading())
        told = made.page.provenance
        draft = draft_of(made.page)
        draft.title = "Titre à nous"
        draft.save_revision().publish()
        page = TourPage.objects.get()
        assert (page.title, page.provenance) == ("Titre à nous", told)
        form = page.get_edit_handler().get_form_class()
        assert "provenance" not in form.base_fields
        assert draft_of(page).provenance == told

    def test_it_becomes_public_with_the_texts_that_it_tells_of(
        self, site: BilingualSite
    ) -> None:
        (made,) = import_trails(reading())
        made.page.latest_revision.publish()
        import_trails(reading(found_trail(licence="CC0-1.0")))
        assert TourPage.objects.get().provenance[0]["licence"] == "CC-BY-4.0"
        (told,) = draft_of(made.page).provenance
        assert told["licence"] == "CC0-1.0"

    def test_a_second_source_is_added_to_the_first(self, site: BilingualSite) -> None:
        (made,) = import_trails(reading())
        other = found_trail(identifier="other", uuid=str(made.page.translation_key))
        import_trails(reading(other))
        assert len(draft_of(made.page).provenance) == 2

    def test_a_trail_made_here_has_none(self, site: BilingualSite) -> None:
        assert TourPageFactory(parent=site.home).provenance == []


class TestPermissions:
    """Who may have an import carried out."""

    def test_who_may_not_add_trails_imports_none(
        self, site: BilingualSite, django_user_model: Any
    ) -> None:
        stranger = django_user_model.objects.create_user("stranger")
        (planned,) = plan(reading(found_trail(stops=())))
        assert obstacle(planned, stranger) is not None
        with pytest.raises(ImportRefused) as refused:
            carry_out([planned], stranger)
        assert refused.value.remark.code == "may_not_add"
        assert not TourPage.objects.exists()

    def test_who_may_not_add_places_imports_only_what_needs_none(
        self, site: BilingualSite, editor: User
    ) -> None:
        group = Group.objects.get(name="Editors")
        group.permissions.remove(Permission.objects.get(codename="add_place"))
        with pytest.raises(ImportRefused) as refused:
            import_trails(reading(), user=editor)
        assert refused.value.remark.code == "may_not_add_places"
        assert import_trails(reading(found_trail(stops=())), user=editor)

    def test_a_locked_trail_is_not_changed(
        self, site: BilingualSite, editor: User, staff: User
    ) -> None:
        (made,) = import_trails(reading())
        TourPage.objects.update(locked=True, locked_by=staff)
        (planned,) = plan(reading())
        assert obstacle(planned, editor) is not None
        with pytest.raises(ImportRefused) as refused:
            carry_out([planned], editor)
        assert refused.value.remark.code == "may_not_change"
        assert made.page.latest_revision == TourPage.objects.get().latest_revision

    def test_an_editor_may(self, site: BilingualSite, editor: User) -> None:
        (planned,) = plan(reading())
        assert obstacle(planned, editor) is None
