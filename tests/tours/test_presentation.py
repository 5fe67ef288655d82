"""A trail as its pages show it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from media_library.models import Picture, Recording
from places.geo import distance_m
from tests.conftest import BilingualSite, query_count
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    RecordingFactory,
    StopFactory,
    ThemeFactory,
    TourPageFactory,
    picture_value,
    story,
)
from tours.models import TourPage
from tours.presentation import TourView, present_tour
from tours.stories import COVER_FILTERS, PICTURE_FILTERS

MAX_QUERIES = 15  # one of them reads the package, one the notices


def trail_of(site: BilingualSite, *stories: Any, **changes: Any) -> TourPage:
    """A trail whose stops tell some stories."""
    stops = [StopFactory(story=each) for each in stories]
    return TourPageFactory(parent=site.home, stops=stops, **changes)


def view(trail: TourPage) -> TourView:
    """The trail as the public reads it."""
    return present_tour(TourPage.objects.get(pk=trail.pk))


class TestQueries:
    """However long a trail is, its page asks the database the same."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_a_trail_of_twenty_stops_takes_no_more_than_one_of_two(
        self, phone: Client, site: BilingualSite, language: str
    ) -> None:
        theme = ThemeFactory(language=language)
        short, long = (
            TourPageFactory(
                parent=site.homes[language],
                language=language,
                stops=stops,
                themes=[theme],
            )
            for stops in (2, 20)
        )
        counted = query_count(phone, f"{short.url}?uncached")
        assert counted <= MAX_QUERIES
        assert query_count(phone, f"{long.url}?uncached") == counted

    def test_a_first_reading_makes_its_pictures_once(
        self, phone: Client, site: BilingualSite
    ) -> None:
        trail = TourPageFactory(parent=site.home, stops=1)
        phone.get(f"{trail.url}?uncached")
        made = {rendition.pk for rendition in self.renditions()}
        assert len(made) == len(PICTURE_FILTERS) + len(COVER_FILTERS)
        phone.get(f"{trail.url}?uncached")
        assert {rendition.pk for rendition in self.renditions()} == made

    def renditions(self) -> list[Any]:
        """Every picture size that was made."""
        return [
            rendition
            for picture in Picture.objects.all()
            for rendition in picture.renditions.all()
        ]


class TestRecordings:
    """A recording never speaks another language unannounced."""

    def test_the_first_of_the_pages_language_plays(self, site: BilingualSite) -> None:
        english = RecordingFactory(language="en")
        french, second = RecordingFactory(), RecordingFactory()
        blocks = [("recording", each) for each in (english, french, second)]
        (stop,) = view(trail_of(site, story(*blocks))).stops
        assert stop.recording == french
        assert [item.recording for item in stop.reading] == [english, second]
        assert [item.is_other_language for item in stop.reading] == [True, False]

    def test_none_plays_when_none_speaks_the_language(
        self, site: BilingualSite, phone: Client
    ) -> None:
        english = RecordingFactory(language="en", transcript="What is said.")
        trail = trail_of(site, story(("recording", english)))
        found = view(trail)
        assert found.stops[0].recording is None
        assert found.listening_minutes == 0
        html = phone.get(trail.url).content.decode()
        assert "Cet enregistrement est en anglais." in html
        assert 'lang="en"' in html

    def test_a_recording_of_the_language_is_not_announced(
        self, site: BilingualSite, phone: Client
    ) -> None:
        trail = trail_of(site, story(("recording", RecordingFactory())))
        assert "Cet enregistrement est en" not in phone.get(trail.url).content.decode()

    def test_its_transcript_and_its_people_stand_beside_it(
        self, site: BilingualSite, phone: Client
    ) -> None:
        recording = RecordingFactory(
            transcript="Le cœur bat\n\nsous la place.",
            credits={"voice": "Lou", "author": "Ana"},
        )
        html = phone.get(trail_of(site, story(("recording", recording))).url)
        words = html.content.decode()
        for said in ("Le cœur bat", "sous la place.", "Lou", "Ana", "CC BY-SA 4.0"):
            assert said in words
        assert recording.file.url in words
        assert 'type="audio/wav"' in words

    def test_minutes_of_sound_are_those_that_play(self, site: BilingualSite) -> None:
        heard = RecordingFactory(seconds=80)
        again = RecordingFactory(seconds=500)
        other = RecordingFactory(seconds=900, language="en")
        found = view(
            trail_of(
                site,
                story(("recording", heard), ("recording", again)),
                story(("recording", other)),
            )
        )
        assert found.walk.listening_s == 80
        assert found.listening_minutes == 1

    def test_a_deleted_recording_leaves_the_rest(
        self, site: BilingualSite, phone: Client
    ) -> None:
        recording = RecordingFactory()
        trail = trail_of(site, story(("recording", recording), ("text", "<p>Ici.</p>")))
        recording.delete()
        assert [item.kind for item in view(trail).stops[0].story] == ["text"]
        assert "Ici." in phone.get(trail.url).content.decode()


class TestPictures:
    """Pictures with the words that stand for them."""

    def test_a_picture_comes_in_three_sizes_with_its_words(
        self, site: BilingualSite, phone: Client
    ) -> None:
        picture = PictureFactory(year=1926)
        value = picture_value(picture, "Un chevalement", caption="Le puits")
        trail = trail_of(site, story(("picture", value)))
        (stop,) = view(trail).stops
        (item,) = stop.story
        assert stop.picture == item
        assert (item.alternative_text, item.caption) == ("Un chevalement", "Le puits")
        assert len(item.renditions) == len(PICTURE_FILTERS)
        html = phone.get(trail.url).content.decode()
        for words in ('alt="Un chevalement"', "Le puits", "Ana Martin", "1926"):
            assert words in html

    def test_a_decorative_picture_says_nothing(
        self, site: BilingualSite, phone: Client
    ) -> None:
        value = picture_value(PictureFactory(), "Oubliée", decorative=True)
        trail = trail_of(site, story(("picture", value)))
        assert view(trail).stops[0].story[0].alternative_text == ""
        assert "Oubliée" not in phone.get(trail.url).content.decode()

    def test_a_deleted_picture_leaves_the_rest(self, site: BilingualSite) -> None:
        picture = PictureFactory()
        trail = trail_of(site, story(("picture", picture), ("text", "<p>Ici.</p>")))
        picture.delete()
        assert [item.kind for item in view(trail).stops[0].story] == ["text"]

    @pytest.mark.parametrize("lost", ["missing", "damaged"])
    def test_a_file_that_cannot_be_read_fails_no_page(
        self, site: BilingualSite, phone: Client, lost: str
    ) -> None:
        picture = PictureFactory()
        trail = trail_of(site, story(("picture", picture)), cover=PictureFactory())
        for each in (picture, trail.cover):
            name = each.file.name
            each.file.storage.delete(name)
            if lost == "damaged":
                each.file.storage.save(name, ContentFile(b"\x89PNG\r\n\x1a\n"))
        assert phone.get(trail.url).status_code == 200
        assert view(trail).cover == ()

    def test_the_cover_comes_in_two_sizes(self, site: BilingualSite) -> None:
        trail = TourPageFactory(parent=site.home, stops=1)
        specs = [size.webp.filter_spec for size in view(trail).cover]
        assert specs == list(COVER_FILTERS)

    def test_a_trail_needs_no_cover(self, site: BilingualSite, phone: Client) -> None:
        trail = TourPageFactory(parent=site.home, cover=None, stops=1)
        assert view(trail).cover == ()
        assert phone.get(trail.url).status_code == 200


class TestStops:
    """Stops in their order, with the way between them."""

    def test_they_are_numbered_and_lead_to_their_own_pages(
        self, site: BilingualSite
    ) -> None:
        trail = TourPageFactory(parent=site.home, stops=3)
        found = view(trail).stops
        assert [stop.number for stop in found] == [1, 2, 3]
        assert [stop.url for stop in found] == [
            f"{trail.url}stop/{stop.code}/" for stop in trail.stops.all()
        ]

    def test_a_leg_is_the_way_from_the_stop_before(self, site: BilingualSite) -> None:
        first, second = view(TourPageFactory(parent=site.home, stops=2)).stops
        assert first.leg_m == 0
        assert second.leg_m == distance_m(first.point, second.point)
        assert second.leg_minutes == 2

    def test_a_stop_without_a_point_has_neither_pin_nor_leg(
        self, site: BilingualSite
    ) -> None:
        trail = TourPageFactory(parent=site.home, stops=3)
        trail.stops.all()[1].place.delete()
        first, lost, last = view(trail).stops
        assert (lost.pin, lost.leg_m, lost.point) == (None, 0.0, None)
        assert last.leg_m == distance_m(first.point, last.point)
        assert None not in (first.pin, last.pin)

    def test_a_stop_without_title_takes_its_places_name(self, db: None) -> None:
        stop = StopFactory(title="", place=PlaceFactory(name="Mairie"))
        trail = TourPage(title="Brouillon", slug="b", locale=stop.locale)
        trail.stops = [stop]
        assert present_tour(trail).stops[0].title == "Mairie"

    def test_a_draft_of_nothing_is_a_trail_of_nothing(self, french: Any) -> None:
        found = present_tour(TourPage(title="Brouillon", slug="b", locale=french))
        assert found.stops == ()
        assert found.drawing is None
        assert found.map_data["centre"] is None
        assert (found.length_km, found.listening_minutes) == (0, 0)

    def test_the_map_knows_what_leaflet_needs(self, site: BilingualSite) -> None:
        track = {"type": "LineString", "coordinates": [[4.38, 45.43], [4.39, 45.44]]}
        trail = TourPageFactory(parent=site.home, stops=1, track=track)
        found = view(trail)
        stop, data = trail.stops.get(), found.map_data
        assert found.drawing.line.startswith("M")
        assert data["stops"] == [
            {
                "code": stop.code,
                "latitude": stop.place.latitude,
                "longitude": stop.place.longitude,
                "radius_m": 30,
            }
        ]


class TestStory:
    """Words as the editor wrote them."""

    def test_a_story_keeps_its_order(self, site: BilingualSite) -> None:
        quote = {"text": "On l’entend.", "attribution": "Une voisine"}
        trail = trail_of(
            site,
            story(("text", "<p>Un.</p>"), ("quote", quote), ("text", "<p>Deux.</p>")),
        )
        items = view(trail).stops[0].story
        assert [item.kind for item in items] == ["text", "quote", "text"]
        assert (items[1].text, items[1].attribution) == ("On l’entend.", "Une voisine")
        assert "Deux." in items[2].html

    def test_words_that_look_like_html_are_shown_as_written(
        self, site: BilingualSite, phone: Client
    ) -> None:
        attack = "<script>alert(1)</script>"
        quote = {"text": attack, "attribution": attack}
        recording = RecordingFactory(transcript=attack, credits={"voice": attack})
        picture = PictureFactory(credit=attack, caption=attack)
        value = picture_value(picture, attack, caption=attack)
        stop = StopFactory(
            title=attack,
            place=PlaceFactory(name=attack, address=attack, access_notes=attack),
            story=story(("quote", quote), ("recording", recording), ("picture", value)),
        )
        trail = TourPageFactory(parent=site.home, stops=[stop], title=attack, slug="x")
        for address in (
            trail.url,
            f"{trail.url}stop/{trail.stops.get().code}/",
            stop.place.get_absolute_url(),
            "/fr/",
        ):
            html = phone.get(address).content.decode()
            assert "<script>alert" not in html
            assert "&lt;script&gt;alert" in html

    def test_a_script_cannot_be_closed_from_the_maps_data(
        self, site: BilingualSite, phone: Client
    ) -> None:
        stop = StopFactory(title="</script><script>alert(1)</script>")
        trail = TourPageFactory(parent=site.home, stops=[stop])
        assert "</script><script>alert" not in phone.get(trail.url).content.decode()


class TestThemes:
    """What the trail is about, in the page's language."""

    @pytest.mark.parametrize("name", ["Mining", "Coal"], ids=["after", "before"])
    def test_a_translation_names_its_sources_themes_in_its_own_words(
        self, site: BilingualSite, name: str
    ) -> None:
        mines, art = ThemeFactory(name="Mines"), ThemeFactory(name="Art")
        ThemeFactory(name=name, language="en", translation_key=mines.translation_key)
        trail = TourPageFactory(
            parent=site.english_home, language="en", themes=[mines, art], stops=1
        )
        assert view(trail).themes == ("Art", name)

    def test_a_trail_needs_no_theme(self, site: BilingualSite) -> None:
        assert view(TourPageFactory(parent=site.home, stops=1)).themes == ()


class TestLength:
    """How long the walk is, in words a walker reads."""

    def test_the_page_says_length_minutes_and_stops(
        self, site: BilingualSite, phone: Client
    ) -> None:
        line = [[4.3872, 45.4397], [4.3872, 45.4577]]  # 2,0 km northwards
        track = {"type": "LineString", "coordinates": line}
        Recording.objects.all().delete()
        trail = TourPageFactory(parent=site.home, stops=3, track=track)
        assert view(trail).length_km == 2.0
        html = phone.get(trail.url).content.decode()
        assert "2\u00a0km" in html
        assert "30\u00a0min" in html
