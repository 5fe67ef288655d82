"""A tour package becomes a trail again: here, or in the city that adopts it.

The trail keeps its permanent identifier and its stops'; pictures keep the very files
that phones have. Published unchanged on a site of the same address, it gives the same
package to the byte.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from exchange.adopted_map import adopted_basemap
from exchange.adopted_works import Works
from exchange.found import FileRefused
from exchange.question_blocks import question_blocks
from exchange.restored_rights import restore_rights
from exchange.season_blocks import away, season_blocks, usual_stops
from exchange.story_blocks import story_blocks
from exchange.story_parts import clean
from media_library.models import Picture
from places.models import Place
from tours.models import Stop, Theme, TourPage
from tours.package_building import public_url
from tours.stories import COVER_FILTERS, PICTURE_FILTERS

OpenFile = Callable[[str], BinaryIO]


@transaction.atomic
def adopt(
    document: Mapping[str, Any],
    open_file: OpenFile,
    parent: Page,
    user: AbstractBaseUser | None = None,
    is_restored: bool = False,
) -> TourPage:
    """The trail of a package, below a home page of its language.

    A draft, whatever was known of the trail before. Where a whole site of ours is
    restored, it is published as it was, and nothing is said of where it comes from.
    All or nothing. Raises FileRefused.
    """
    return _Adoption(document, open_file, parent, user, is_restored).carry_out()


def home_of_package(document: Mapping[str, Any], site_root: Page) -> Page:
    """The home page of a package's language. Raises FileRefused without one."""
    language = document["language"]
    locale = Locale.objects.filter(language_code=language).first()
    home = site_root.get_translation_or_none(locale) if locale else None
    if language not in dict(settings.LANGUAGES) or home is None:
        raise FileRefused("language", language=language)
    return home


class _Adoption:
    """One package on its way in."""

    def __init__(
        self,
        document: Mapping[str, Any],
        open_file: OpenFile,
        parent: Page,
        user: AbstractBaseUser | None,
        is_restored: bool,
    ) -> None:
        self.document, self.open_file, self.parent = document, open_file, parent
        self.user, self.is_restored = user, is_restored
        self.works = Works(open_file, user)
        self.locale = parent.locale
        self.kept: set[str] = set()

    def carry_out(self) -> TourPage:
        """The trail, made or brought up to date."""
        known = TourPage.objects.filter(
            translation_key=self.document["id"], locale=self.locale
        ).first()
        page = known.get_latest_revision_as_object() if known else self._new_page()
        self._fill(page)
        if self.is_restored:
            restore_rights(self.works.used)
        basemap = adopted_basemap(self.document, self.open_file, page)
        if known is None:
            page.basemap = basemap
            self.parent.refresh_from_db()
            self.parent.add_child(instance=page)
            log(page, "wagtail.create", user=self.user, content_changed=True)
        is_logged = known is not None
        revision = page.save_revision(user=self.user, log_action=is_logged)
        if self.is_restored:
            TourPage.objects.filter(pk=page.pk).update(basemap=basemap)
            revision.publish(user=self.user)
        return TourPage.objects.get(pk=page.pk)

    def _new_page(self) -> TourPage:
        document = self.document
        published_at = document["published_at"] if self._is_ours else None
        return TourPage(
            translation_key=document["id"],
            locale=self.locale,
            slug=self._free_slug(),
            live=False,
            owner=self.user,
            first_published_at=datetime.fromisoformat(published_at)
            if published_at
            else None,
        )

    @property
    def _is_ours(self) -> bool:
        """Whether it comes from this very site."""
        return self.is_restored or self._was_here

    @property
    def _was_here(self) -> bool:
        here, there = public_url(self.parent), self.document["url"]
        return urlsplit(here).netloc == urlsplit(there).netloc

    def _free_slug(self) -> str:
        """The address that it had, unless another page has it here."""
        last = urlsplit(self.document["url"]).path.rstrip("/").rsplit("/", 1)[-1]
        wanted = slugify(last) or slugify(self.document["title"]) or "trail"
        taken = set(Page.objects.child_of(self.parent).values_list("slug", flat=True))
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        return slug

    def _fill(self, page: TourPage) -> None:
        document = self.document
        for name in ("title", "summary", "city", "mode", "start", "end"):
            setattr(page, name, document[name])
        page.practical_information = clean(document["practical_information"])
        page.accessibility = clean(document["accessibility"])
        page.is_step_free = document["is_step_free"]
        page.geometry_source = document["track"]["geometry_source"]
        page.track = _track(document["track"]["legs"])
        page.__dict__.pop("line", None)
        page.provenance = self._provenance()
        page.cover = self._cover()
        introduction = document.get("introduction")
        page.introduction = introduction and self.works.recording(introduction)
        page.themes = self._themes()
        page.seasons = season_blocks(document, document["id"])
        known = {str(stop.translation_key): stop for stop in page.stops.all()}
        self.kept = {*known, *(stop["id"] for stop in document["stops"])}
        told = [
            self._stop(each, known.get(each["id"]), number)
            for number, each in enumerate(document["stops"])
        ]
        # A package holds the trail of its day: a stop that was away is not gone.
        kept = [known[each] for each in sorted(away(self.document)) if each in known]
        page.stops.set(in_order(told, kept, usual_stops(self.document)))

    def _provenance(self) -> list[Mapping[str, Any]]:
        """What it says of itself, and whose it was where it was not ours."""
        told = list(self.document["provenance"])
        if self._was_here:
            return told
        entry = {
            "kind": "package",
            "identifier": self.document["id"],
            "title": self.document["title"],
            "url": self.document["url"],
            "source": self.document["publisher"],
            "licence": self.document["licence"],
        }
        return [*(each for each in told if each != entry), entry]

    def _cover(self) -> Any:
        cover = self.document["cover"]
        return self.works.picture(cover, "", COVER_FILTERS) if cover else None

    def _themes(self) -> list[Theme]:
        """Those of the package; new ones where the person may make some."""
        names = self.document["themes"]
        here = {
            theme.name: theme
            for theme in Theme.objects.filter(name__in=names, locale=self.locale)
        }
        if self.user is None or self.user.has_perm("tours.add_theme"):
            for name in names:
                if name not in here:
                    here[name] = Theme.objects.create(name=name, locale=self.locale)
        return [here[name] for name in names if name in here]

    def _stop(self, told: Mapping[str, Any], known: Stop | None, number: int) -> Stop:
        stop = known or Stop(translation_key=told["id"], locale=self.locale)
        place = told["place"]
        stop.place = self._place(place) if place else None
        stop.title = told["title"]
        stop.trigger_radius_m = told["trigger"]["radius_m"]
        stop.trigger_bearing_deg = told["trigger"].get("bearing")
        stop.sort_order = number
        here = told["location"]
        is_at_place = place and all(place[axis] == here[axis] for axis in here)
        stop.latitude = None if is_at_place else here["latitude"]
        stop.longitude = None if is_at_place else here["longitude"]
        pictures = [(self._picture(each), each) for each in told["pictures"]]
        recordings = [self.works.recording(each) for each in told["recordings"]]
        stop.story = story_blocks(told["story"], pictures, recordings)
        stop.seasons = season_blocks(self.document, told["id"])
        stop.is_take = told.get("instead_of") in self.kept
        self._play(stop, told)
        return stop

    def _play(self, stop: Stop, told: Mapping[str, Any]) -> None:
        """What to look for, and the question: older packages have neither."""
        look_for = told.get("look_for") or {"sentence": "", "picture": None}
        picture = look_for["picture"]
        stop.look_for = look_for["sentence"]
        stop.look_for_picture = self._picture(picture)
        stop.look_for_picture_alternative_text = picture["alt"] if picture else ""
        quiz = told.get("quiz")
        detail = self._picture(quiz.get("picture")) if quiz else None
        stop.question = question_blocks(quiz, detail)

    def _picture(self, told: Mapping[str, Any] | None) -> Picture | None:
        if told is None:
            return None
        return self.works.picture(told, told["alt"], PICTURE_FILTERS)

    def _place(self, told: Mapping[str, Any]) -> Place:
        """The place as we have it, else as the package has it."""
        known = Place.objects.filter(
            translation_key=told["id"], locale=self.locale
        ).first()
        if known is not None:
            return known
        place = new_place(told, self.locale)
        place.save()
        log(place, "wagtail.create", user=self.user, content_changed=True)
        return place


def in_order(
    told: Sequence[Stop], kept: Sequence[Stop], usual: Mapping[str, str]
) -> list[Stop]:
    """Stops of a package, and those that are kept: takes right behind their stops.

    ``usual``: of each take the stop in whose place it is told. What was out of season
    comes behind the others.
    """
    stops = {str(stop.translation_key): stop for stop in (*told, *kept)}
    places = {key: usual[key] if usual.get(key) in stops else key for key in stops}
    ordered = []
    for place in dict.fromkeys(places.values()):
        takes = [key for key in stops if places[key] == place and key != place]
        ordered += [stops[key] for key in (place, *takes)]
    for number, stop in enumerate(ordered):
        stop.sort_order = number
    return ordered


def new_place(told: Mapping[str, Any], locale: Locale) -> Place:
    """A place of a package, not saved yet; a kind that we do not know is another."""
    names = ("name", "address", "access_notes", "latitude", "longitude")
    is_known = told["category"] in Place.Category.values
    return Place(
        translation_key=told["id"],
        locale=locale,
        category=told["category"] if is_known else Place.Category.OTHER,
        **{name: told[name] for name in names},
    )


def _track(legs: list[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The track as we keep it: one line where it was not made of legs."""
    if not legs:
        return None
    kept = ("by", "via", "reason", "steps", "step_free", "closes")
    features = [
        {
            "type": "Feature",
            "properties": {
                key: leg[key] for key in kept if leg[key] not in (None, [], False)
            }
            | ({"step_free": False} if leg["step_free"] is False else {}),
            "geometry": {"type": "LineString", "coordinates": leg["line"]},
        }
        for leg in legs
    ]
    if len(legs) == 1 and features[0]["properties"] == {"by": "imported"}:
        return features[0]["geometry"]  # type: ignore[return-value]
    return {"type": "FeatureCollection", "features": features}
