"""How much a field walk may hold before something of it is refused. Pure.

The phone knows them from the page, so that it says so while one still stands there.
"""

MEGABYTE = 1024 * 1024

MAX_WALKS = 50
"""Walks of one person: a draft is made of one, then it can go."""
MAX_NOTES = 400
"""Notes of one walk, of all kinds."""
MAX_MARKS = 300
"""Places where a story starts: as many stops as a trail can have."""
MAX_TRACE_POINTS = 20_000
"""Points of a trace: a hundred kilometres, one every five metres."""
MAX_PHOTO_BYTES = 10 * MEGABYTE
"""As other pictures; the phone makes larger ones smaller."""
MAX_MEMO_BYTES = 20 * MEGABYTE
MAX_MEMO_SECONDS = 10 * 60
MAX_TITLE = 120
MAX_TEXT = 5_000
