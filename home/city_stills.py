"""The city under a drawn map of the home page: stills, in day and night colours.

A still belongs to the very ground that a map shows, whatever the language and the name
of the city: when trails come or go the ground is another, and the map lies on paper
until the worker has drawn it.
"""

import logging
from collections.abc import Iterable, Mapping

from django.core.files.storage import default_storage
from django.db import models
from pmtiles.reader import MmapSource

from citymap import cities
from citymap.archive import ArchiveBroken, opened
from citymap.boxes import Position
from citymap.still import Frame, draw_scene, to_webp
from frontend.palette import STILL_THEMES, still_palette
from home.page_cache import kept_part
from tours.map_files import store
from tours.overview import Overview

logger = logging.getLogger(__name__)

WIDTH_PX, HEIGHT_PX = 800, 600  # a phone's width, twice as fine
STILL_BYTES = 40_000
FINEST_ZOOM = 13  # of tiles: what finer ones hold would be specks


class CityStill(models.Model):
    """A still of the ground that one drawn map shows."""

    ground = models.CharField(max_length=80, unique=True)
    source = models.CharField(max_length=200)  # the city's map, and which one
    attribution = models.CharField(max_length=200)
    light = models.CharField(max_length=120)
    dark = models.CharField(max_length=120)

    width, height = WIDTH_PX, HEIGHT_PX

    def __str__(self) -> str:
        """The ground and whose map it is."""
        return f"{self.ground} ({self.source})"

    @property
    def url(self) -> str:
        """The picture in day colours."""
        return default_storage.url(self.light)

    @property
    def dark_url(self) -> str:
        """The picture in night colours."""
        return default_storage.url(self.dark)


def ground_of(overview: Overview) -> str:
    """The ground that a drawn map shows, as text."""
    return " ".join(f"{number:.1f}" for number in overview.frame)


def stills_by_ground() -> dict[str, CityStill]:
    """The stills that are there; read once for each content version."""
    return kept_part(
        "city-stills", lambda: {each.ground: each for each in CityStill.objects.all()}
    )


def renew_stills(wanted: Mapping[str, Iterable[Position]]) -> bool:
    """Draws the stills of some grounds, and lets go of all others.

    ``wanted`` gives the positions that the city's map must hold. What is there already
    stays. Tells whether anything changed.
    """
    kept = {still.ground: still.source for still in CityStill.objects.all()}
    changed = False
    for ground, positions in wanted.items():
        city = cities.covering(positions)
        source = f"{city.name} {city.version}" if city else ""
        if city is None or kept.get(ground) == source:
            continue
        changed |= _renew(ground, city, source)
    covered = {ground for ground in wanted if cities.covering(wanted[ground])}
    gone = CityStill.objects.exclude(ground__in=covered)
    return bool(gone.delete()[0]) or changed


def _renew(ground: str, city: cities.City, source: str) -> bool:
    try:
        files = _draw(Frame(*map(float, ground.split())), city)
    except ArchiveBroken as error:
        logger.error("the still of %s was not made: %s", city.name, error)
        return False
    made = {**files, "source": source, "attribution": city.attribution}
    CityStill.objects.update_or_create(ground=ground, defaults=made)
    return True


def _draw(frame: Frame, city: cities.City) -> dict[str, str]:
    """The media names of a still, by theme. Raises ArchiveBroken."""
    with opened(city.basemap) as file:
        scene = draw_scene(MmapSource(file), frame, FINEST_ZOOM)
    return {
        theme: store(
            to_webp(scene, still_palette(theme), frame, WIDTH_PX, STILL_BYTES), "webp"
        )
        for theme in STILL_THEMES
    }
