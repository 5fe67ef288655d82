"""What a trail is called that its file gives no name. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from exchange.clean import plain
from exchange.found import FoundTrail


def titled(trails: Sequence[FoundTrail], name: str) -> tuple[FoundTrail, ...]:
    """Trails, those without a title named after their file, without its suffix.

    Where there are several, their number follows.
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", re.split(r"[/\\]", name)[-1])
    title = plain(stem.replace("_", " "))
    # Tools name the document after the file, with its suffix.
    given = [re.sub(r"\.(gpx|kml|kmz)$", "", each.title, flags=re.I) for each in trails]
    several = len(trails) > 1
    return tuple(
        replace(trail, title=own or (f"{title} {number}" if several else title))
        for number, (trail, own) in enumerate(zip(trails, given, strict=True), start=1)
    )
