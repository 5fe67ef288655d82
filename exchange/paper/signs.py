"""The signs of a trail, read from its page as it stands: also before it is public."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from exchange.paper.panels import Sign, SignedTrail
from exchange.paper.qr_code import STREET_COLOUR
from exchange.writers.text import plain_text
from tours.models import Organisation, TourPage
from tours.package_building import public_url, root_of, site_facts
from tours.presentation import StopView, present_tour
from tours.trail_of_day import numbered, usual_of


def signed_trail(page: TourPage, opens_in: str = "") -> SignedTrail:
    """All signs of a trail, its own first, in the colour of its organisation.

    ``opens_in``: the language that their codes open, or empty for the reader's. Raises
    PackageIncomplete for a page outside every site.
    """
    root = root_of(public_url(page))
    publisher = site_facts(page)["publisher"]
    organisation = Organisation.objects.with_trail(page).first()
    return SignedTrail(
        title=page.title,
        language=page.locale.language_code,
        publisher=organisation.name if organisation else publisher,
        colour=organisation.colour if organisation else STREET_COLOUR,
        signs=tuple(_signs(page, root, opens_in)),
        made_at=int(timezone.now().timestamp()),
    )


def short_address(root: str, code: str, opens_in: str) -> str:
    """Whole and permanent."""
    if opens_in:
        return root + reverse("short_address_in", args=[code, opens_in])
    return root + reverse("short_address", args=[code])


def _signs(page: TourPage, root: str, opens_in: str) -> Iterator[Sign]:
    step_free = ("step_free",) if page.is_step_free else ()
    yield Sign(
        code=page.code,
        title=page.title,
        address=short_address(root, page.code, opens_in),
        text=page.summary,
        where=page.city,
        marks=step_free,
    )
    # Also of stops out of season: what stands in the street stays there. A take has the
    # panel of its stop, whose code leads to it.
    stops = [stop for _number, stop in numbered(page.stops.all())]
    every = {stop.code for stop in stops if usual_of(stop) is stop}
    for stop in present_tour(page, also=every).stops:
        place: Any = stop.place
        sounds = [item.recording for item in stop.story if item.recording]
        is_told_in_writing = any(sound.transcript for sound in sounds)
        yield Sign(
            code=stop.code,
            title=stop.title,
            address=short_address(root, stop.code, opens_in),
            number=stop.number,
            text=_first_text(stop),
            where=place.address if place else "",
            access=place.access_notes if place else "",
            marks=(*step_free, *(("to_read",) if is_told_in_writing else ())),
            has_sound=bool(sounds),
        )


def _first_text(stop: StopView) -> str:
    texts = (plain_text(str(item.html)) for item in stop.story if item.kind == "text")
    return next((text for text in texts if text), "")
