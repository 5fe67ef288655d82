"""The piece of a city's map that a package brings, where that city is not installed."""

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from exchange.drawing import is_plain_drawing
from exchange.found import FileRefused
from tours.basemap import geometry_hash
from tours.map_files import store
from tours.models import TourPage


def adopted_basemap(
    document: Mapping[str, Any], open_file: Callable[[str], BinaryIO], page: TourPage
) -> dict[str, Any]:
    """A trail's map as ``TourPage.basemap`` holds it; empty where there is none."""
    told = document["map"]
    if not told:
        return {}

    def kept(name: str) -> str:
        with open_file(name) as file:
            content = file.read()
        if name.endswith(".svg") and not is_plain_drawing(content):
            raise FileRefused("file_damaged", name=name)
        return store(content, name.rsplit(".", 1)[-1])

    return {
        "city": told["city"],
        "attribution": told["attribution"],
        "extract_date": told["extract_date"],
        "archive": kept(told["archive"]),
        "stills": {
            theme: {form: kept(still[form]) for form in ("svg", "webp")}
            for theme, still in told["stills"].items()
        },
        "walking_seconds": document["walking_seconds"],
        "of": geometry_hash(page),
    }
