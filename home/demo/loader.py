"""Loads the demo into an empty site; what is already there is left as it is."""

from collections.abc import Callable
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from home.demo import content
from home.demo.content import SOURCE, TARGET
from home.demo.play import stop_play
from home.demo.translating import translate
from home.models import HomePage, SiteSettings, TextPage
from media_library.models import Contributor, Picture, Recording
from media_library.timed_transcript import as_json
from media_library.webvtt import read_webvtt
from places.models import Place
from tours.blocks import StoryBlock
from tours.models import Stop, Theme, TourPage

TEAM = "équipe Traboule"
Say = Callable[[str], None]


def load(say: Say) -> list[TourPage]:
    """Languages, home pages, text pages, themes and trails; returns the trails."""
    french, english = locales()
    pages = content.read("pages")
    home = home_page(french, english, pages)
    for page in pages["pages"]:
        text_page(home, english, page)
    themes = {
        theme["key"]: theme_snippet(french, english, theme)
        for theme in content.read("themes")["themes"]
    }
    trails = []
    for name in content.TRAILS:
        trail = content.read(name)
        say(_("Loading “%(title)s”…") % {"title": trail["title"][SOURCE]})
        trails.append(TrailLoader(home, french, english, themes, trail).load())
    return trails


def locales() -> tuple[Locale, Locale]:
    """The two languages of the demo."""
    return tuple(
        Locale.objects.get_or_create(language_code=code)[0] for code in (SOURCE, TARGET)
    )


def home_page(french: Locale, english: Locale, pages: dict[str, Any]) -> HomePage:
    """The French home page, its English translation, and the site around them."""
    found = HomePage.objects.filter(locale=french).first()
    if found:
        return found
    root = Page.get_first_root_node()
    # Wagtail's own migrations leave a page "Welcome", which nobody wrote.
    for welcome in root.get_children().exact_type(Page).filter(slug="home"):
        welcome.delete()
    root.refresh_from_db()
    words = pages["home"]
    home = HomePage(
        title=words["title"][SOURCE],
        introduction=words["introduction"][SOURCE],
        slug=SOURCE,
        locale=french,
        translation_key=content.permanent_id("home"),
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    site, _created = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": "Traboule"},
    )
    SiteSettings.objects.update_or_create(
        site=site, defaults={"name": "Traboule", "publisher": "Traboule"}
    )
    texts = {key: words[key][TARGET] for key in ("title", "introduction")}
    translate(home, english, texts | {"slug": TARGET})
    return home


def text_page(home: HomePage, english: Locale, page: dict[str, Any]) -> None:
    """A page of text in both languages, listed in the footer."""
    if TextPage.objects.child_of(home).filter(slug=page["slug"][SOURCE]).exists():
        return
    made = TextPage(
        title=page["title"][SOURCE],
        slug=page["slug"][SOURCE],
        body=page["body"][SOURCE],
        locale=home.locale,
        show_in_menus=True,
        translation_key=content.permanent_id("pages", page["slug"][TARGET]),
    )
    home.add_child(instance=made)
    made.save_revision().publish()
    translate(
        made, english, {key: page[key][TARGET] for key in ("title", "slug", "body")}
    )


def theme_snippet(french: Locale, english: Locale, theme: dict[str, str]) -> Theme:
    """A theme in both languages."""
    made, created = Theme.objects.get_or_create(
        translation_key=content.permanent_id("themes", theme["key"]),
        locale=french,
        defaults={"name": theme[SOURCE]},
    )
    if created:
        translate(made, english, {"name": theme[TARGET]})
    return made


def contributor(name: str) -> Contributor:
    """Who made the demo's works: a team, and voices that nobody owns."""
    kept, _made = Contributor.objects.get_or_create(
        name=name,
        note="",
        defaults={
            "kind": Contributor.Kind.BODY,
            "consent": Contributor.Consent.GIVEN,
        },
    )
    return kept


class TrailLoader:
    """Loads one trail: its places, works and stops, then its translation."""

    def __init__(
        self,
        home: HomePage,
        french: Locale,
        english: Locale,
        themes: dict[str, Theme],
        trail: dict[str, Any],
    ) -> None:
        self.home, self.french, self.english = home, french, english
        self.themes, self.trail = themes, trail
        self.texts: dict[str, str] = {}
        self.overrides: dict[str, Any] = {}
        self.team = contributor(TEAM)

    def load(self) -> TourPage:
        """The French trail, published with its English translation."""
        found = TourPage.objects.filter(
            translation_key=self._id("trail"), locale=self.french
        ).first()
        if found:
            return found
        trail = self.trail
        pictures = {stop["key"]: self._picture(stop) for stop in trail["stops"]}
        page = TourPage(
            locale=self.french,
            translation_key=self._id("trail"),
            city=trail["city"],
            mode=trail["mode"],
            cover=pictures[trail["cover"]],
            introduction=self._introduction(),
            is_step_free=trail["step_free"],
            track={"type": "LineString", "coordinates": trail["track"]},
            geometry_source=trail["geometry_source"],
            **self._pair("title", "slug", "summary", "start", "end"),
            **self._pair("practical_information", "accessibility"),
        )
        page.themes = [self.themes[key] for key in trail["themes"]]
        page.stops = [
            self._stop(order, stop, pictures[stop["key"]])
            for order, stop in enumerate(trail["stops"])
        ]
        self.home.add_child(instance=page)
        page.save_revision().publish()
        translate(page, self.english, self.texts, self.overrides)
        return page

    def _id(self, *names: str) -> Any:
        return content.permanent_id(self.trail["key"], *names)

    def _pair(self, *names: str) -> dict[str, str]:
        """French values of some fields; their English is kept for the translation."""
        pairs = {name: self.trail[name] for name in names if name in self.trail}
        self.texts |= {name: pair[TARGET] for name, pair in pairs.items()}
        return {name: pair[SOURCE] for name, pair in pairs.items()}

    def _picture(self, stop: dict[str, Any]) -> Picture:
        path = content.poster(self.trail["key"], stop["key"])
        picture = Picture(
            title=f"{stop['place'][SOURCE]} ({self.trail['city']})",
            description=stop["picture_alt"][SOURCE],
            caption=stop["picture_caption"][SOURCE],
            licence="CC-BY-SA-4.0",
            year=2026,
        )
        picture.new_credits = [("illustration", self.team)]
        with path.open("rb") as file:
            picture.file = File(file, name=path.name)
            picture.full_clean(exclude=["collection"])
            picture.save()
        return picture

    def _introduction(self) -> Recording | None:
        """What is heard as the walk begins; its English is for the translation."""
        told = self.trail.get("introduction")
        if told is None:
            return None
        told = {**told, "key": "introduction"}
        self.overrides["introduction"] = self._recording(told, TARGET).pk
        return self._recording(told, SOURCE)

    def _recording(self, stop: dict[str, Any], language: str) -> Recording:
        path = content.sound(self.trail["key"], stop["key"], language)
        recording = Recording(
            title=stop["title"][language],
            language=language,
            licence="CC-BY-SA-4.0",
            transcript=stop["transcript"][language].strip(),
            cues=as_json(read_webvtt(path.with_suffix(".vtt").read_bytes())),
        )
        voice = contributor(content.VOICES[language])
        recording.new_credits = [("author", self.team), ("voice", voice)]
        with path.open("rb") as file:
            recording.file = File(file, name=path.name)
            recording.full_clean()
            recording.save()
        return recording

    def _place(self, stop: dict[str, Any], picture: Picture) -> Place:
        place = Place(
            translation_key=self._id("place", stop["key"]),
            locale=self.french,
            name=stop["place"][SOURCE],
            latitude=stop["latitude"],
            longitude=stop["longitude"],
            address=stop.get("address", ""),
            category=stop["category"],
            access_notes=stop.get("access_notes", {}).get(SOURCE, ""),
            picture=picture,
            picture_alternative_text=stop["picture_alt"][SOURCE],
        )
        place.full_clean()
        place.save()
        english = {
            "name": stop["place"][TARGET],
            "picture_alternative_text": stop["picture_alt"][TARGET],
        }
        if place.address:
            english["address"] = place.address
        if place.access_notes:
            english["access_notes"] = stop["access_notes"][TARGET]
        translate(place, self.english, english)
        return place

    def _stop(self, order: int, stop: dict[str, Any], picture: Picture) -> Stop:
        key = stop["key"]
        identifier = self._id("stop", key)
        ids = {kind: str(self._id(kind, key)) for kind in ("sound", "picture", "text")}
        story = f"stops.{identifier}.story"
        self.texts |= {
            f"stops.{identifier}.title": stop["title"][TARGET],
            f"{story}.{ids['text']}": stop["text"][TARGET],
            f"{story}.{ids['picture']}.image.alt_text": stop["picture_alt"][TARGET],
            f"{story}.{ids['picture']}.caption": stop["picture_caption"][TARGET],
        }
        play = stop_play(stop, identifier, picture)
        self.texts |= play.texts
        self.overrides[f"{story}.{ids['sound']}"] = self._recording(stop, TARGET).pk
        image = {
            "image": picture.pk,
            "decorative": False,
            "alt_text": stop["picture_alt"][SOURCE],
        }
        caption = stop["picture_caption"][SOURCE]
        blocks = (
            ("sound", "recording", self._recording(stop, SOURCE).pk),
            ("picture", "picture", {"image": image, "caption": caption}),
            ("text", "text", stop["text"][SOURCE].strip()),
        )
        return Stop(
            sort_order=order,
            locale=self.french,
            translation_key=identifier,
            place=self._place(stop, picture),
            title=stop["title"][SOURCE],
            trigger_radius_m=stop["trigger_radius_m"],
            **play.fields,
            story=StoryBlock().to_python(
                [{"type": t, "value": v, "id": ids[i]} for i, t, v in blocks]
            ),
        )
