"""Packages for tests: one document in which everything that can be said is said.

``a_package(title="Autre")`` changes what stands at the top, and gives the whole
the version of what it says. ``open_file`` opens the files that it names.
"""

import hashlib
import json
from io import BytesIO
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from tours.package import file_name, version

SITE = "https://balades.example.org"
URL = f"{SITE}/fr/la-ville/"
# Asymmetrical, so that exchanged axes are seen.
STOPS = [(4.3872, 45.4397), (4.388901, 45.440512), (4.38705, 45.441), (4.3865, 45.4402)]
AWKWARD = 'L’été « & <b>pas gras</b> » "l\'or" 🎧 שלום ]]> x\u0007y'


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{URL}{name}"))


def _file(original: str, content: bytes) -> tuple[str, bytes]:
    return file_name(hashlib.sha256(content).hexdigest(), original), content


VOICE, VOICE_BYTES = _file("voix.m4a", b"the sound of a voice" * 50)
SMALL, SMALL_BYTES = _file("a.webp", b"a small picture")
WIDE, WIDE_BYTES = _file("b.webp", b"a wide picture" * 20)
COVER, COVER_BYTES = _file("c.webp", b"a cover")
TILES, TILES_BYTES = _file("map.pmtiles", b"tiles of a map" * 10)
STILL, STILL_BYTES = _file("still.webp", b"a drawn map")
STILL_SVG, STILL_SVG_BYTES = _file(
    "still.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"
)
FILES = {
    VOICE: VOICE_BYTES,
    SMALL: SMALL_BYTES,
    WIDE: WIDE_BYTES,
    COVER: COVER_BYTES,
    TILES: TILES_BYTES,
    STILL: STILL_BYTES,
    STILL_SVG: STILL_SVG_BYTES,
}
TYPES = {
    "m4a": "audio/mp4",
    "pmtiles": "application/vnd.pmtiles",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


def open_file(name: str) -> BinaryIO:
    """A file of the package, from its start. Raises FileNotFoundError."""
    if name not in FILES:
        raise FileNotFoundError(name)
    return BytesIO(FILES[name])


def a_package(**changes: Any) -> dict[str, Any]:
    """A whole package of three legs and four stops, with some of it changed."""
    stops = [_stop(number) for number in range(1, len(STOPS) + 1)]
    stops[0] |= _full_story()
    stops[1] |= {"look_for": _look_for(), "quiz": _choice()}
    stops[2]["quiz"] = _number()
    stops[3]["quiz"] = _detail()
    stops[1]["place"] = None
    stops[2]["title"] = AWKWARD
    stops[2]["place"]["name"] = AWKWARD
    document = {
        "format": 1,
        "id": _uuid(""),
        "version": "",
        "language": "fr",
        "languages": {
            "en": f"{SITE}/en/the-town/package.json",
            "fr": f"{URL}package.json",
        },
        "title": "La ville « se raconte » & s’écoute",
        "summary": "Une boucle <courte>, à pied 🎧 & sans hâte.",
        "url": URL,
        "published_at": "2026-11-20T09:30:00Z",
        "city": "Saint-Étienne",
        "mode": "guided",
        "themes": ["Industrie", "Eau & rivière"],
        "start": "Place du Peuple, tram T1",
        "end": "",
        "practical_information": "<p>Prévoir <b>des écouteurs</b>.</p>",
        "accessibility": "<ul><li>Bancs</li><li>Pavés &amp; pente</li></ul>",
        "is_step_free": False,
        "cover": {
            "files": {"960": COVER},
            "title": "La place",
            "credit": "Léa Martin",
            "licence": "CC0-1.0",
            "year": None,
        },
        "track": _track(),
        "stops": stops,
        "walking_seconds": [
            [abs(row - column) * 90 for column in range(4)] for row in range(4)
        ],
        "map": {
            "archive": TILES,
            "stills": {
                theme: {"webp": STILL, "svg": STILL_SVG} for theme in ("dark", "light")
            },
            "city": "saint-etienne",
            "attribution": "© OpenStreetMap contributors",
            "extract_date": "2026-10-01",
        },
        "seasons": [],
        "notices": None,
        "files": [_listed(name) for name in FILES],
        "credits": [
            {"role": "author", "name": "Ana & Co", "licence": "CC0-1.0", "works": 1},
            {"role": "picture", "name": "Léa Martin", "licence": "", "works": 2},
            {"role": "voice", "name": "Lou", "licence": "CC-BY-SA-4.0", "works": 8},
        ],
        "publisher": "Ville de Saint-Étienne",
        "licence": "CC-BY-SA-4.0",
        "provenance": [],
        **changes,
    }
    return {**document, "version": version(document)}


def bare_package(**changes: Any) -> dict[str, Any]:
    """A package in which nothing is said that need not be: one stop, no line."""
    stop = _stop(1)
    stop |= {"place": None, "address": "", "story": ""}
    track = {
        "legs": [],
        "metres": 0,
        "seconds": 0,
        "geometry_source": "",
        "bounds": [*STOPS[0], *STOPS[0]],
    }
    empty = ("summary", "city", "start", "practical_information", "accessibility")
    silent = dict.fromkeys((*empty, "publisher", "licence"), "")
    nothing = {"cover": None, "map": None, "published_at": None, "languages": {}}
    lists: dict[str, Any] = {"themes": [], "credits": [], "files": []}
    return a_package(
        **{
            **silent,
            **nothing,
            **lists,
            "track": track,
            "stops": [stop],
            "walking_seconds": [[0]],
            **changes,
        }
    )


def _track() -> dict[str, Any]:
    """Two legs along streets and one by hand, back to 10 m from the first stop."""
    first, second, third, _fourth = (list(stop) for stop in STOPS)
    lines = [
        [first, [4.3881, 45.4399], second],
        [second, [4.388, 45.4409], third],
        [third, [4.3865, 45.4402], [4.387199, 45.4398]],
    ]
    ways = [
        {"by": "street", "via": [[4.3881, 45.4399]], "steps": 12, "step_free": False},
        {"by": "freehand", "via": [], "reason": "no-map"},
        {"by": "imported", "via": [], "closes": True},
    ]
    unknown = {"reason": None, "steps": None, "step_free": None, "closes": False}
    return {
        "legs": [
            {"line": line, "metres": 170.4, "seconds": 153, **unknown, **way}
            for line, way in zip(lines, ways, strict=True)
        ],
        "metres": 511.2,
        "seconds": 459,
        "geometry_source": "© OpenStreetMap",
        "bounds": [4.3865, 45.4397, 4.388901, 45.441],
    }


def _stop(number: int) -> dict[str, Any]:
    longitude, latitude = STOPS[number - 1]
    where = {"latitude": latitude, "longitude": longitude}
    return {
        "id": _uuid(f"stop-{number}"),
        "number": number,
        "title": f"Étape {number}",
        "place": {
            "id": _uuid(f"place-{number}"),
            "name": f"Lieu {number}",
            "category": "square",
            "address": f"{number}, rue de l’Été",
            "access_notes": "",
            **where,
        },
        "location": where,
        "address": f"{number}, rue de l’Été",
        "trigger": {"radius_m": 30},
        "story": f"<p>Récit n°&nbsp;{number} &amp; suite.</p>",
        "recordings": [],
        "pictures": [],
        "url": f"{URL}stop/abcdefg{number}/",
        "short_url": f"{SITE}/s/abcdefg{number}",
    }


def _full_story() -> dict[str, Any]:
    """A story with a text, two pictures, a recording and a quote."""
    return {
        "story": (
            '<h4>Ici</h4><p>Un <b>mot</b> &amp; <a href="https://a.org/?b=1&amp;c=2">'
            'là</a></p><figure data-picture="0"></figure>'
            '<figure data-recording="0"></figure><blockquote><p>On l’entend.</p>'
            "<footer>Une voisine</footer></blockquote>"
            '<figure data-picture="1"></figure><ul><li>un</li><li>deux</li></ul>'
        ),
        "recordings": [
            {
                "kind": "story",
                "title": "La place <écoutée>",
                "language": "fr",
                "duration_s": 92.4,
                "file": VOICE,
                "transcript": "Vous voici place du Peuple.\n\nÉcoutez & regardez.",
                "credits": [
                    {"role": "voice", "name": "Lou"},
                    {"role": "author", "name": "Ana & Co"},
                ],
                "licence": "CC-BY-SA-4.0",
            }
        ],
        "pictures": [
            _picture(alt='Une place "pavée"', caption="Vers <1900>", year=1900),
            _picture(alt="", caption="", year=None),
        ],
    }


def _look_for() -> dict[str, Any]:
    picture = _picture(alt="Une porte bleue", caption="", year=None)
    return {"sentence": "Cherchez la porte bleue & l’arcade.", "picture": picture}


def _asked(kind: str, question: str, **more: Any) -> dict[str, Any]:
    hint = "Levez les yeux."
    story = "Ils étaient <quatre>.\n\nOn les voit encore."
    asked = {"kind": kind, "question": question, "hint": hint, "answer_story": story}
    return {**asked, **more}


def _choice() -> dict[str, Any]:
    answers = [("Un lion", False), ("Un ours", True), ("Un aigle", False)]
    told = [{"text": text, "right": right} for text, right in answers]
    return _asked("choice", "Quel animal garde la porte ?", answers=told)


def _number() -> dict[str, Any]:
    return _asked("number", "Combien de fenêtres ?", number=12, tolerance=1)


def _detail() -> dict[str, Any]:
    picture = _picture(alt="Une main de pierre", caption="", year=1900)
    return _asked("detail", "Trouvez cette main.", picture=picture)


def _picture(*, alt: str, caption: str, year: int | None) -> dict[str, Any]:
    return {
        "files": {"400": SMALL, "1280": WIDE},
        "width": 1280,
        "height": 853,
        "alt": alt,
        "decorative": not alt,
        "caption": caption,
        "title": "La place",
        "credit": "Léa Martin",
        "licence": "CC-BY-SA-4.0",
        "year": year,
    }


def _listed(name: str) -> dict[str, Any]:
    content = FILES[name]
    return {
        "name": name,
        "url": f"{SITE}/media/packages/files/{name}",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "type": TYPES[name.rsplit(".", 1)[-1]],
        "part": "essential",
    }


def without_page_addresses(package: bytes) -> dict[str, Any]:
    """A package, but for the names that its works have among a site's own media."""
    document: dict[str, Any] = json.loads(package)
    for file in document["files"]:
        file.pop("shown_as", None)
    return document
