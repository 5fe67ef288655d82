"""How much a file may hold before it is refused. Pure.

They keep a reading within seconds and a few hundred megabytes of memory, whatever
the file; no walk in a city comes near them.
"""

MEGABYTE = 1024 * 1024

MAX_BYTES = 5 * MEGABYTE
"""Weight of a file as it is sent."""
MAX_POINTS = 50_000
"""Points of a whole file, those of its lines and its stops together."""
MAX_TRACKS = 20
"""Trails of one file."""
MAX_FILE_STOPS = 6_000
"""Stops of a JSON file: as many as its trails may have here, 300 each."""
MAX_DEPTH = 100
"""Levels of elements, lists or objects, one within the other."""
MAX_ELEMENTS = 300_000
"""Elements of an XML file: six for each of its points."""
MAX_ENTRIES = 20
"""Files within an archive."""
MAX_UNPACKED_BYTES = 20 * MEGABYTE
"""Weight of an archive's files once they are unpacked, all together."""
MAX_FEATURES = 10_000
"""Features of a GeoJSON file, whatever they are; tracks of a GPX, however short."""
MAX_TAGS = 200_000
"""Tags in the texts of a file, all together: 600 for each stop of the longest trail."""
MAX_TEXT = 1_000_000
"""Characters of one text, such as a name or a description."""
MAX_ORDERED_STOPS = 300
"""Stops that are put in walking order; more stay in the order of the file."""
MAX_TRAIL_STOPS = 300
"""Stops of a trail: its form has some twenty fields for each, and is sent whole."""
MAX_ROWS = 50_000
"""Rows of a table that are not empty."""
MAX_COLUMNS = 200
"""Columns of a table that are looked at."""
MAX_CELLS = 500_000
"""Cells of a table that are not empty."""
MAX_PARTS = 1_000
"""Files within the archive that a spreadsheet is; only a few of them are unpacked."""
