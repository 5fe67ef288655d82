"""Who made the works: contributors, what each did, and where they are named."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from media_library.contributors import Contributor, Credit, contributor_called
from media_library.credited import read_credits_of
from media_library.credits_field import CreditsField, CreditsWidget
from media_library.models import Picture, Recording
from media_library.signals import work_changed
from tests.factories import (
    ContributorFactory,
    PictureFactory,
    RecordingFactory,
    credit,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/media_library/contributor/add/"
EDIT = "/admin/snippets/media_library/contributor/edit/{}/"
DELETE = "/admin/snippets/media_library/contributor/delete/{}/"
LIST = "/admin/snippets/media_library/contributor/"
REFUSED = Contributor.Consent.REFUSED


class TestContributors:
    def test_its_numbers_are_kept_in_one_form(self) -> None:
        ana = Contributor(name="Ana", isni="0000 0001 2103 2683", ipi="14107338 0")
        ana.full_clean()
        assert (ana.isni, ana.ipi) == ("0000000121032683", "00141073380")

    def test_wrong_numbers_are_named(self) -> None:
        with pytest.raises(ValidationError) as refused:
            Contributor(name="Ana", isni="0000 0001 2103 2684", ipi="12").full_clean()
        assert set(refused.value.message_dict) == {"isni", "ipi"}

    def test_namesakes_are_told_apart(self) -> None:
        ContributorFactory(name="Ana Martin")
        with pytest.raises(ValidationError, match="tells them apart"):
            Contributor(name="Ana Martin").full_clean()
        Contributor(name="Ana Martin", note="photographe").full_clean()

    def test_one_is_found_by_name_whatever_the_letters(self) -> None:
        ana = ContributorFactory(name="Ana Martin")
        assert contributor_called("  ana  MARTIN ") == ana
        assert contributor_called("Lou").pk is None

    def test_namesakes_are_found_by_what_tells_them_apart(self) -> None:
        one, two = (
            Contributor.objects.create(name="Ana", note=note)
            for note in ("peintre", "preneuse de son")
        )
        assert contributor_called("Ana (peintre)") == one
        assert contributor_called("ana (Preneuse de son)") == two


class TestCredits:
    def test_people_are_thanked_by_role_in_its_order(self) -> None:
        sound = RecordingFactory(credits={"voice": "Lou", "author": "Ana"})
        sound.credit_to([*_pairs(sound), ("voice", ContributorFactory(name="Zoé"))])
        assert sound.thanks == ["Text: Ana", "Voice: Lou, Zoé"]
        with override("fr"):
            assert sound.thanks == ["Texte\u202f: Ana", "Voix\u202f: Lou, Zoé"]

    def test_a_name_leads_to_its_page_and_is_escaped(self) -> None:
        page = "https://example.org/?a=1&b=2"
        ana = ContributorFactory(name="<b>Ana</b>", page=page)
        picture = PictureFactory(credits={})
        picture.credit_to([("photograph", ana)])
        [line] = picture.thanks
        assert '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">' in line
        assert "&lt;b&gt;Ana&lt;/b&gt;</a>" in line

    def test_who_refuses_is_named_nowhere(self) -> None:
        sound = RecordingFactory(credits={"author": "Ana", "witness": "Lou"})
        Contributor.objects.filter(name="Lou").update(consent=REFUSED)
        again = Recording.objects.get(pk=sound.pk)
        assert again.thanks == ["Text: Ana"]
        assert again.artist == "Ana"
        assert len(again.all_credits) == 2

    def test_a_player_names_who_is_heard_first(self) -> None:
        heard = {"author": "Ana", "voice": "Lou", "witness": "Zoé"}
        assert RecordingFactory(credits=heard).artist == "Lou, Zoé"
        assert RecordingFactory(credits={"music": "Max"}).artist == "Max"
        assert RecordingFactory(credits={"sound": "Jo"}).artist == "Jo"

    def test_a_line_that_must_read_so_stands_for_the_names(self) -> None:
        assert PictureFactory().credit_line == "Ana Martin"
        assert PictureFactory(credit="© Musée").credit_line == "© Musée"

    def test_many_works_are_read_in_one_query(
        self, django_assert_num_queries: Any
    ) -> None:
        PictureFactory.create_batch(3)
        RecordingFactory.create_batch(3)
        works = [*Picture.objects.all(), *Recording.objects.all()]
        with django_assert_num_queries(1):
            read_credits_of(works)
            assert all(work.thanks for work in works)

    def test_the_same_credits_again_change_nothing(self) -> None:
        sound = RecordingFactory()
        before = set(Credit.objects.values_list("pk", flat=True))
        sound.credit_to(_pairs(sound))
        assert set(Credit.objects.values_list("pk", flat=True)) == before

    def test_works_are_told_of_another_name(self) -> None:
        sound, picture = RecordingFactory(), PictureFactory()
        told = []

        def hear(work: Any, **kwargs: object) -> None:
            told.append(work)

        work_changed.connect(hear)
        ana = Contributor.objects.get(name="Ana Martin")
        ana.name = "Ana M."
        ana.save()
        work_changed.disconnect(hear)
        assert {type(each) for each in told} == {Recording, Picture}
        assert {each.pk for each in told} == {sound.pk, picture.pk}


def _pairs(work: Any) -> list[tuple[str, Contributor]]:
    return [(each.role, each.contributor) for each in work.all_credits]


def _sent(*rows: tuple[str, str]) -> Any:
    """What the widget reads in a form with these rows."""
    data = QueryDict(mutable=True)
    for role, name in rows:
        data.appendlist("credits-role", role)
        data.appendlist("credits-name", name)
    return CreditsWidget().value_from_datadict(data, {}, "credits")


class TestField:
    def test_rows_become_people_and_new_ones_are_one_person(self) -> None:
        lou = ContributorFactory(name="Lou")
        rows = ("voice", "lou"), ("", ""), ("author", "Ana"), ("sound", "Ana")
        pairs = CreditsField().clean(_sent(*rows))
        assert [role for role, _person in pairs] == ["voice", "author", "sound"]
        assert pairs[0][1] == lou
        assert pairs[1][1] is pairs[2][1]

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            (("", "Ana"), "Say what “Ana” did."),
            (("king", "Ana"), "Say what “Ana” did."),
            (("voice", "<b>Ana</b>"), "HTML"),
            (("voice", "A" * 256), "255 letters"),
        ],
    )
    def test_what_is_wrong_is_said(self, row: tuple[str, str], sentence: str) -> None:
        with pytest.raises(ValidationError, match=sentence):
            CreditsField().clean(_sent(row))

    def test_namesakes_are_asked_for(self) -> None:
        for note in ("peintre", "preneuse de son"):
            Contributor.objects.create(name="Ana", note=note)
        with pytest.raises(ValidationError, match="Ana \\(peintre\\) / Ana"):
            CreditsField().clean(_sent(("voice", "Ana")))

    def test_a_form_without_credits_changes_none(self) -> None:
        assert _sent() is None
        assert CreditsField().clean(None) is None

    def test_too_many_are_refused(self) -> None:
        with pytest.raises(ValidationError, match="30"):
            CreditsField().clean(_sent(*[("voice", f"P{n}") for n in range(31)]))


class TestForms:
    def test_a_pictures_form_keeps_credits(self, editor_client: Client) -> None:
        picture = PictureFactory()
        address = f"/admin/images/{picture.pk}/"
        shown = editor_client.get(address).content.decode()
        assert 'value="Ana Martin"' in shown
        sent = {
            "title": picture.title,
            "licence": "CC-BY-4.0",
            "credits-role": ["photograph", "illustration"],
            "credits-name": ["Ana Martin", "Lou Neuf"],
        }
        assert editor_client.post(address, sent).status_code == 302
        again = Picture.objects.get(pk=picture.pk)
        assert again.names() == ["Ana Martin", "Lou Neuf"]

    def test_a_wrong_row_is_shown_again(self, editor_client: Client) -> None:
        picture = PictureFactory()
        sent = {"title": "T", "credits-role": [""], "credits-name": ["Zoé Neuve"]}
        answer = editor_client.post(f"/admin/images/{picture.pk}/", sent)
        shown = answer.content.decode()
        assert "Say what “Zoé Neuve” did." in shown
        assert 'value="Zoé Neuve"' in shown
        assert not Contributor.objects.filter(name="Zoé Neuve").exists()

    def test_a_contributors_page_lists_the_works(self, editor_client: Client) -> None:
        sound = RecordingFactory(title="La mine", credits={"voice": "Lou"})
        lou = Contributor.objects.get(name="Lou")
        shown = editor_client.get(EDIT.format(lou.pk)).content.decode()
        assert "La mine" in shown
        assert f"/recording/edit/{sound.pk}/" in shown
        assert editor_client.get(LIST).status_code == 200
        assert editor_client.get(ADD).status_code == 200

    def test_who_is_credited_is_not_deleted(self, staff_client: Client) -> None:
        RecordingFactory(credits={"voice": "Lou"})
        lou = Contributor.objects.get(name="Lou")
        answer = staff_client.post(DELETE.format(lou.pk), follow=True)
        assert "works name “Lou”" in answer.content.decode()
        alone = ContributorFactory(name="Seule")
        staff_client.post(DELETE.format(alone.pk))
        assert [each.name for each in Contributor.objects.all()] == ["Lou"]


def test_credit_helper_gives_the_roles_asked_for() -> None:
    sound = RecordingFactory(credits={})
    credit(sound, music="Max")
    assert Recording.objects.get(pk=sound.pk).thanks == ["Music: Max"]
