"""Who finds the way on foot in a city: its own streets, or a routing server."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from citymap.cities import City
from citymap.legs import Router
from citymap.router import StreetRouter
from citymap.valhalla import ValhallaRouter
from citymap.walking import WalkingGraph


def streets_of(city: City) -> StreetRouter:
    """The streets of a city, read once, and again when they were built anew.

    Raises OSError and GraphUnreadable where they cannot be read.
    """
    return _read_streets(city.graph, city.graph.stat().st_mtime_ns)


def router_of(city: City) -> Router:
    """The routing server where the settings name one, else the city's own streets.

    Raises OSError and GraphUnreadable as ``streets_of`` does.
    """
    return _router_over(streets_of(city))


@lru_cache(maxsize=4)
def _read_streets(graph: Path, _changed_at: int) -> StreetRouter:
    return StreetRouter(WalkingGraph.load(graph))


@lru_cache(maxsize=4)
def _router_over(streets: StreetRouter) -> Router:
    server = settings.VALHALLA_URL
    return ValhallaRouter(server, streets) if server else streets
