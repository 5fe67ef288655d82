"""KMZ: a zip archive that holds a KML file, and perhaps pictures. Pure.

The KML file is ``doc.kml``, or the first one (OGC 07-147r2, annex C).
"""

from dataclasses import replace

from exchange.found import FileRefused, Reading, Where
from exchange.limits import MAX_ENTRIES
from exchange.readers import kml
from exchange.tally import Tally
from exchange.unpacking import Archive


def read(content: bytes, name: str) -> Reading:
    """The trails of a KMZ file. Raises ``FileRefused``."""
    archive = Archive(content)
    if len(archive.names) > MAX_ENTRIES:
        raise FileRefused(
            "too_many_entries", entries=len(archive.names), limit=MAX_ENTRIES
        )
    maps = [each for each in archive.names if each.lower().endswith(".kml")]
    if not maps:
        raise FileRefused("no_kml")
    chosen = next((each for each in maps if each.lower() == "doc.kml"), maps[0])
    reading = kml.read(archive.content(chosen), name)
    tally = Tally()
    for other in archive.names:
        if other != chosen:
            tally.add("entry_left", Where("entry", other[:100]))
    return replace(reading, kind="kmz", remarks=(*reading.remarks, *tally.remarks()))
