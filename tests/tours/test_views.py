"""Short addresses, the pages of places, the words of the walk."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from frontend.release import release
from tests.conftest import BilingualSite, query_count
from tests.factories import PictureFactory, PlaceFactory, StopFactory, TourPageFactory
from tours.models import Stop, TourPage

pytestmark = pytest.mark.screens

FRONTEND = Path(__file__).resolve().parents[2] / "frontend" / "src"


class TestShortAddress:
    """From a QR code on a wall to the stop's page."""

    @pytest.fixture
    def french(self, site: BilingualSite) -> Stop:
        """A stop whose trail exists in French and in English."""
        trail = TourPageFactory(parent=site.home, slug="mine", stops=1)
        stop = trail.stops.get()
        english = StopFactory(language="en", translation_key=stop.translation_key)
        TourPageFactory(
            parent=site.english_home, language="en", slug="mine-en", stops=[english]
        )
        return stop

    @pytest.mark.parametrize(
        ("spoken", "address"),
        [
            ("fr-FR,fr;q=0.9", "/fr/mine/"),
            ("en-GB,en;q=0.9,fr;q=0.1", "/en/mine-en/"),
            ("en", "/en/mine-en/"),
            ("de-DE,de;q=0.9", "/fr/mine/"),
            ("de,en;q=0.5", "/en/mine-en/"),
            ("", "/fr/mine/"),
            ("???", "/fr/mine/"),
        ],
        ids=["french", "british", "english", "german", "german-english", "none", "bad"],
    )
    def test_it_leads_to_the_language_that_the_phone_speaks(
        self, french: Stop, spoken: str, address: str
    ) -> None:
        phone = Client(headers={"accept-language": spoken})
        response = phone.get(f"/s/{french.code}")
        assert response.status_code == 302
        assert response["Location"] == f"{address}stop/{french.code}/"
        assert "Accept-Language" in response["Vary"]
        assert phone.get(response["Location"]).status_code == 200

    @pytest.mark.parametrize("ending", ["", "/"])
    def test_a_slash_at_the_end_is_forgiven(
        self, phone: Client, french: Stop, ending: str
    ) -> None:
        response = phone.get(f"/s/{french.code}{ending}")
        assert response["Location"] == f"/fr/mine/stop/{french.code}/"

    def test_it_may_be_typed_in_lower_case_with_look_alikes(
        self, phone: Client, french: Stop
    ) -> None:
        typed = french.code.lower().replace("0", "o").replace("1", "l")
        response = phone.get(f"/s/{typed[:4]}-{typed[4:]}")
        assert response["Location"] == f"/fr/mine/stop/{french.code}/"

    def test_a_stop_of_one_language_is_shown_to_everyone(
        self, site: BilingualSite
    ) -> None:
        stop = TourPageFactory(parent=site.home, slug="seule", stops=1).stops.get()
        phone = Client(headers={"accept-language": "en"})
        response = phone.get(f"/s/{stop.code}")
        assert response["Location"] == f"/fr/seule/stop/{stop.code}/"

    @pytest.mark.parametrize(
        "code",
        ["00000000", "nothing", "UUUUUUUU", "a" * 300, "é", "%00", "..", "1' OR 1=1"],
    )
    def test_what_is_no_code_leads_nowhere(
        self, phone: Client, french: Stop, code: str
    ) -> None:
        response = phone.get(f"/s/{code}", follow=True)
        assert response.status_code == 404

    def test_a_draft_is_never_reached(self, phone: Client, site: BilingualSite) -> None:
        trail = TourPageFactory(parent=site.home, live=False, stops=1)
        stop = trail.stops.get()
        assert phone.get(f"/s/{stop.code}", follow=True).status_code == 404

    def test_the_draft_of_a_translation_is_never_reached(
        self, site: BilingualSite
    ) -> None:
        stop = TourPageFactory(parent=site.home, slug="mine", stops=1).stops.get()
        english = StopFactory(language="en", translation_key=stop.translation_key)
        TourPageFactory(
            parent=site.english_home, language="en", live=False, stops=[english]
        )
        phone = Client(headers={"accept-language": "en"})
        response = phone.get(f"/s/{stop.code}")
        assert response["Location"] == f"/fr/mine/stop/{stop.code}/"

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_may_name_the_language(
        self, phone: Client, french: Stop, language: str
    ) -> None:
        response = phone.get(f"/s/{french.code}/{language}")
        assert response["Location"].startswith(f"/{language}/mine")
        assert phone.get(response["Location"]).status_code == 200

    def test_a_language_that_there_is_not_gives_the_readers(
        self, phone: Client, french: Stop
    ) -> None:
        response = phone.get(f"/s/{french.code}/de")
        assert response["Location"] == f"/fr/mine/stop/{french.code}/"

    def test_a_trail_has_one_too(self, phone: Client, french: Stop) -> None:
        trail = french.page
        assert phone.get(f"/s/{trail.code}")["Location"] == "/fr/mine/"
        trail.unpublish()
        assert phone.get(f"/s/{trail.code}", follow=True).status_code == 404

    def test_it_survives_a_new_name_and_another_place_in_the_tree(
        self, phone: Client, french: Stop, site: BilingualSite
    ) -> None:
        trail = french.page
        trail.slug = "autre-nom"
        trail.save_revision().publish()
        trail.refresh_from_db()
        trail.move(site.home, pos="first-child")
        for code, rest in ((trail.code, ""), (french.code, f"stop/{french.code}/")):
            response = phone.get(f"/s/{code}")
            assert response["Location"] == f"/fr/autre-nom/{rest}"
            assert phone.get(response["Location"]).status_code == 200

    def test_no_cookie_is_set_on_the_way(self, phone: Client, french: Stop) -> None:
        assert not phone.get(f"/s/{french.code}").cookies


class TestPlacePage:
    """A place, and the trails that pass there."""

    def trail_by(self, site: BilingualSite, place: Any, **changes: Any) -> TourPage:
        """A trail whose stop is at a place."""
        language = place.locale.language_code
        return TourPageFactory(
            **{
                "parent": site.homes[language],
                "language": language,
                "stops": [StopFactory(place=place, language=language)],
                **changes,
            }
        )

    def shown(self, phone: Client, place: Any) -> list[TourPage]:
        """The trails on the place's page."""
        response = phone.get(place.get_absolute_url())
        assert response.status_code == 200
        return [card.page for card in response.context["cards"]]

    def test_it_says_where_the_place_is_and_how_to_come_close(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory(
            name="Puits Couriot",
            address="3 avenue Franchet-d’Esperey",
            access_notes="Une pente raide.",
            category="industrial_heritage",
            picture=PictureFactory(),
            picture_alternative_text="Un chevalement",
        )
        html = phone.get(place.get_absolute_url()).content.decode()
        for words in (
            "Puits Couriot",
            "3 avenue Franchet-d’Esperey",
            "Une pente raide.",
            "Ana Martin",
            'alt="Un chevalement"',
        ):
            assert words in html

    def test_it_shows_the_trails_that_pass_there(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory()
        older = self.trail_by(site, place)
        newer = self.trail_by(site, place)
        TourPageFactory(parent=site.home)
        assert self.shown(phone, place) == [newer, older]

    def test_a_trail_that_passes_twice_is_shown_once(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory()
        stops = [StopFactory(place=place), StopFactory(place=place)]
        trail = self.trail_by(site, place, stops=stops)
        assert self.shown(phone, place) == [trail]

    def test_neither_drafts_nor_private_trails_are_shown(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory()
        self.trail_by(site, place, live=False, title="Brouillon")
        secret = self.trail_by(site, place, title="Privée")
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
        assert self.shown(phone, place) == []
        html = phone.get(place.get_absolute_url()).content.decode()
        assert "Brouillon" not in html
        assert "Privée" not in html

    def test_each_language_shows_its_own_trails(
        self, phone: Client, site: BilingualSite
    ) -> None:
        french = PlaceFactory()
        english = PlaceFactory(language="en", translation_key=french.translation_key)
        french_trail = self.trail_by(site, french)
        english_trail = self.trail_by(site, english)
        assert self.shown(phone, french) == [french_trail]
        assert self.shown(phone, english) == [english_trail]

    def test_a_place_that_is_not_translated_has_no_page_there(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory()
        assert phone.get(f"/en/place/{place.code}/").status_code == 404

    @pytest.mark.parametrize("code", ["00000000", "nothing", "a" * 300, "%00"])
    def test_what_is_no_code_is_no_place(
        self, phone: Client, site: BilingualSite, code: str
    ) -> None:
        assert phone.get(f"/fr/place/{code}/").status_code == 404

    def test_a_code_typed_in_lower_case_leads_to_the_page(
        self, phone: Client, site: BilingualSite
    ) -> None:
        place = PlaceFactory()
        response = phone.get(f"/fr/place/{place.code.lower()}/")
        assert response.status_code == 301
        assert response["Location"] == place.get_absolute_url()

    @pytest.mark.parametrize("picture", [True, False], ids=["picture", "none"])
    def test_the_queries_do_not_grow_with_the_trails(
        self,
        phone: Client,
        site: BilingualSite,
        picture: bool,
    ) -> None:
        place = PlaceFactory(picture=PictureFactory() if picture else None)
        address = f"{place.get_absolute_url()}?uncached"
        self.trail_by(site, place)
        one = query_count(phone, address)
        for _trail in range(3):
            self.trail_by(site, place)
        assert query_count(phone, address) == one


class TestWalkWords:
    """What the walk says: fetched by its script at the first touch."""

    @pytest.fixture(params=["fr", "en"])
    def words(self, request: pytest.FixtureRequest, phone: Client, db: None) -> str:
        """The page of words in a language."""
        answer = phone.get(f"/{request.param}/walk-words/{release()}/")
        assert answer.status_code == 200
        return answer.content.decode()

    def test_it_holds_every_sentence_that_the_scripts_say(self, words: str) -> None:
        sources = [*FRONTEND.glob("trail/*.ts"), *FRONTEND.glob("player/*.ts")]
        said = re.findall(r'\bsay\("([a-z-]+)"', "".join(map(Path.read_text, sources)))
        assert len(set(said)) > 10
        assert [key for key in said if f'data-key="{key}"' not in words] == []

    def test_it_holds_every_state_of_the_search_for_a_position(
        self, words: str
    ) -> None:
        states = re.search(
            r"type Name =(.*?);", (FRONTEND / "position/state.ts").read_text(), re.S
        )
        assert states
        names = set(re.findall(r'"(\w+)"', states[1])) - {"off"}
        assert len(names) == 8
        assert set(re.findall(r'data-state="(\w+)"', words)) == names

    def test_search_engines_leave_it_alone(self, words: str) -> None:
        assert '<meta name="robots" content="noindex">' in words

    def test_each_language_has_its_own(self, phone: Client, db: None) -> None:
        french, english = (
            phone.get(f"/{code}/walk-words/{release()}/") for code in ("fr", "en")
        )
        assert "Vitesse" in french.content.decode()
        assert "Speed" in english.content.decode()

    def test_an_older_page_gets_the_words_there_are_and_nobody_keeps_them(
        self, phone: Client, db: None
    ) -> None:
        answer = phone.get("/fr/walk-words/0123456789/")
        assert "Vitesse" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"

    def test_it_holds_what_is_said_of_kept_walks(self, words: str) -> None:
        said = re.findall(
            r'\bsay\(\s*"([a-z-]+)"', (FRONTEND / "pack/keep-words.ts").read_text()
        )
        faults = re.search(
            r"type Reason =(.*?);", (FRONTEND / "pack/fault.ts").read_text(), re.S
        )
        assert faults
        said += [f"failed-{reason}" for reason in re.findall(r'"(\w+)"', faults[1])]
        said += ["keep", "kept", "size", "update", "loading", "paused", "proven"]
        assert [key for key in said if f'data-key="{key}"' not in words] == []


class TestKeptWalks:
    """The page of the walks on a phone; also what is shown without network."""

    @pytest.mark.parametrize(
        ("language", "title"),
        [("fr", "Balades gardées sur ce téléphone"), ("en", "Walks kept on this")],
    )
    def test_it_is_there_in_each_language(
        self, site: BilingualSite, phone: Client, language: str, title: str
    ) -> None:
        page = phone.get(f"/{language}/kept/").content.decode()
        assert title in page
        assert "<kept-walks" in page
        assert f'data-release="{release()}"' in page

    def test_pages_lead_there(self, site: BilingualSite, phone: Client) -> None:
        assert 'href="/fr/kept/"' in phone.get("/fr/").content.decode()

    def test_pages_do_not_lead_there_where_it_is_switched_off(
        self, site: BilingualSite, phone: Client, settings: Any
    ) -> None:
        settings.TRABOULE_KEEP_WALKS = False
        page = phone.get("/fr/").content.decode()
        assert "/fr/kept/" not in page
        assert "data-worker" not in page
