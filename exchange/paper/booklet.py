"""What a trail's booklet shows, from its package alone. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from exchange.paper.booklet_words import booklet_words, in_words
from exchange.paper.qr_code import PAPER, letters, qr_svg
from exchange.paper.rich_text import Node, lines, one_line, rich_text
from exchange.paper.typesetter import Work
from exchange.paper.walk_map import walk_map
from exchange.story_parts import Part, story_parts
from exchange.writers.facts import Package, publisher, widest
from exchange.writers.rights import (
    licence_name,
    licence_url,
    map_sources,
    picture_credit,
)
from exchange.writers.sounds import listening_s
from exchange.writers.words import words
from frontend.formatting import duration, metres
from media_library.roles import in_order
from tours.package import works_of
from tours.question import CHOICE, NUMBER
from tours.walk import Walk

LAYOUT = "booklet.typ"
MAP = "map.svg"
Stop = Mapping[str, Any]


class Booklet:
    """The booklet of a package, while it is laid out.

    ``address``: its short one; ``by``: the organisation whose trail it is; ``colour``:
    its own, such as ``#123a6b``; empty for that of the site.
    """

    def __init__(
        self,
        package: Package,
        built_at: datetime,
        address: str,
        *,
        by: str = "",
        colour: str = "",
    ) -> None:
        self.package, self.built_at = package, built_at
        self.by, self.colour = by, colour
        self.language = package["language"]
        self.say = booklet_words(self.language)
        self.address = address
        self.files: dict[str, bytes] = {}  # made here: the QR codes
        self.pictures: list[str] = []  # of the package, as it names them

    @property
    def tiles(self) -> str:
        """The file of the package that its map is drawn of, or empty."""
        return self.package["map"]["archive"] if self.package["map"] else ""

    def work(self) -> Work:
        """What the typesetter has to do; ``files`` and ``pictures`` are full then."""
        drawing, shown = walk_map(self.package, self.tiles, MAP)
        data = {**self._data(), "map": {**shown, **self._map_words(shown)}}
        return Work(
            folder="",
            fonts="",
            layout=LAYOUT,
            data=data,
            pictures=tuple(dict.fromkeys(self.pictures)),
            walk_map=drawing,
            made_at=int(self.built_at.timestamp()),
        )

    def _data(self) -> dict[str, Any]:
        package, say = self.package, self.say
        cover = package["cover"]
        return {
            "language": self.language.split("-")[0],
            "words": dict(say),
            "title": one_line(package["title"]),
            "publisher": " · ".join(
                filter(None, map(one_line, (self.by, publisher(package))))
            ),
            "colour": self.colour,
            "city": one_line(package["city"]),
            "summary": one_line(package["summary"]),
            "cover": cover and self._file(cover),
            "figures": self._figures(),
            "facts": self._facts(),
            "practical": rich_text(package["practical_information"]),
            "accessibility": rich_text(package["accessibility"]),
            "stops": [self._stop(stop) for stop in package["stops"]],
            "answers": list(self._answers()),
            "credits": self._credits(),
            "licences": self._licences(),
            "notes": self._notes(),
            "code": self._code("trail", self.address, say["follow"]),
        }

    def _figures(self) -> list[str]:
        package, language = self.package, self.language
        walk = Walk(package["track"]["metres"], listening_s(package))
        count = len(package["stops"])
        stops = self.say["one_stop" if count == 1 else "stops_count"]
        told = [duration(walk.total_minutes, language), stops.format(count=count)]
        return [metres(walk.length_m, language), *told] if walk.length_m else told

    def _facts(self) -> list[list[str]]:
        package, say = self.package, self.say
        steps = say["step_free"] if package["is_step_free"] else ""
        told = [(say["start"], package["start"]), (say["end"], package["end"])]
        told.append((say["accessibility"], steps))
        return [[label, one_line(text)] for label, text in told if text]

    def _map_words(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        stops = ", ".join(
            f"{stop['number']} {one_line(stop['title'])}"
            for stop in self.package["stops"]
        )
        city_map = self.package["map"]
        return {
            "alt": self.say["map_alt"].format(stops=stops),
            "scale": metres(shown["scale_m"], self.language),
            "credit": one_line(city_map["attribution"]) if city_map else "",
        }

    def _stop(self, stop: Stop) -> dict[str, Any]:
        place = stop["place"] or {}
        call = self.say["hear" if stop["recordings"] else "open"]
        return {
            "number": stop["number"],
            "title": one_line(stop["title"]),
            "address": one_line(stop["address"]),
            "access": one_line(place.get("access_notes", "")),
            "story": list(self._story(stop)),
            "look_for": self._look_for(stop),
            "question": self._question(stop),
            "code": self._code(f"stop-{stop['number']}", stop["short_url"], call),
        }

    def _story(self, stop: Stop) -> Iterator[Node]:
        """Texts, quotes and pictures; pictures of a pair stand side by side."""
        then: Node | None = None
        for part in story_parts(stop["story"]):
            if part.kind == "text":
                yield from rich_text(part.html)
            elif part.kind == "quote":
                yield _quote(part)
            elif part.kind == "picture" and part.number < len(stop["pictures"]):
                told = stop["pictures"][part.number]
                picture = self._picture(told)
                side = told.get("then_and_now", {}).get("side")
                if side == "then":
                    then = picture
                elif side == "now" and then:
                    yield {"kind": "pair", "of": [then, picture]}
                    then = None
                else:
                    yield picture

    def _picture(self, told: Mapping[str, Any]) -> Node:
        label = told.get("then_and_now", {}).get("label", "")
        return {
            "kind": "picture",
            "file": self._file(told),
            "alt": one_line(told["alt"]),
            "label": one_line(label),
            "caption": one_line(told["caption"]),
            "credit": one_line(picture_credit(told, self.language)),
            "shape": round(told["width"] / told["height"], 4),
        }

    def _file(self, told: Mapping[str, Any]) -> str:
        name = widest(told["files"])
        self.pictures.append(name)
        return name

    def _look_for(self, stop: Stop) -> dict[str, Any] | None:
        told = stop.get("look_for")
        if not told:
            return None
        return {
            "sentence": one_line(told["sentence"]),
            "picture": self._extra_picture(told["picture"], stop),
        }

    def _question(self, stop: Stop) -> dict[str, Any] | None:
        told = stop.get("quiz")
        if not told:
            return None
        hint = one_line(told["hint"])
        return {
            "words": one_line(told["question"]),
            "answers": [one_line(each["text"]) for each in told.get("answers", ())],
            "is_number": told["kind"] == NUMBER,
            "hint": self.say["hint"].format(text=hint) if hint else "",
            "picture": self._extra_picture(told.get("picture"), stop),
        }

    def _extra_picture(self, told: Mapping[str, Any] | None, stop: Stop) -> Node | None:
        """Of what is to be found; one that the story shows is not printed twice."""
        shown = [picture["files"] for picture in stop["pictures"]]
        if told is None or told["files"] in shown:
            return None
        return self._picture(told)

    def _answers(self) -> Iterator[dict[str, Any]]:
        for stop in self.package["stops"]:
            told = stop.get("quiz")
            if not told:
                continue
            answer = ""
            if told["kind"] == CHOICE:
                right = (each["text"] for each in told["answers"] if each["right"])
                answer = ", ".join(map(one_line, right))
            if told["kind"] == NUMBER:
                answer = str(told["number"])
            story = lines(told["answer_story"])
            if answer or story:
                label = self.say["answer_number"].format(number=stop["number"])
                yield {"label": label, "answer": answer, "story": story}

    def _credits(self) -> list[dict[str, Any]]:
        """Whom the package thanks, by role in the field's order."""
        by_role: dict[str, list[str]] = {}
        for each in self.package["credits"]:
            name = licence_name(each["licence"], self.language)
            told = f"{each['name']} ({name})" if name else each["name"]
            by_role.setdefault(each["role"], []).append(one_line(told))
        labels = words(self.language)
        return [
            {"role": labels[role], "names": by_role[role]}
            for role in sorted(by_role, key=lambda role: (in_order(role), role))
        ]

    def _licences(self) -> list[dict[str, str]]:
        """Of the texts first, then of the works, each with where it is read."""
        codes = [
            self.package["licence"],
            *(w["licence"] for w in works_of(self.package)),
        ]
        named = [code for code in dict.fromkeys(codes) if code]
        return [
            {"name": licence_name(code, self.language), "url": licence_url(code)}
            for code in named
        ]

    def _notes(self) -> list[str]:
        """Who published it, on whose data, after whom, and when."""
        package, say, labels = self.package, self.say, words(self.language)
        day = self.built_at
        date = in_words(day.day, day.month, day.year, self.language)
        told = [say["version"].format(date=date)]
        if name := publisher(package):
            told.append(labels["published_by"].format(name=name))
        if name := licence_name(package["licence"], self.language):
            told.append(labels["line_of"].format(label=say["texts"], text=name))
        if cover := package["cover"]:
            name = picture_credit(cover, self.language)
            told.append(labels["line_of"].format(label=say["cover"], text=name))
        for source in package["provenance"]:
            parts = (source[key] for key in ("title", "source", "url", "licence"))
            name = ", ".join(each for each in parts if each)
            told.append(labels["made_from"].format(name=name))
        told += map_sources(package)
        return [
            one_line(each)
            for each in (*told, say["online"].format(address=package["url"]))
        ]

    def _code(self, name: str, address: str, call: str) -> dict[str, str]:
        file = f"qr-{name}.svg"
        self.files[file] = qr_svg(address, error=PAPER)
        return {
            "file": file,
            "address": address,
            "shown": letters(address),
            "call": call,
            "alt": self.say["qr_alt"].format(address=address),
        }


def _quote(part: Part) -> Node:
    return {
        "kind": "quote",
        "of": lines(part.words),
        "attribution": one_line(part.attribution),
    }
