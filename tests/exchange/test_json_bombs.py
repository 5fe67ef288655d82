"""JSON made to exhaust whoever reads it."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.exchange.bombs import MEGABYTE, Host, full
from tests.exchange.documents import feature, geojson, line, point

pytestmark = pytest.mark.bomb

COLLECTION = '{"type":"FeatureCollection","features":['
LINE = '{"type":"LineString","coordinates":['
STORY = (
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1]},"properties":'
)
GOOD = f'{STORY}{{"name":"a"}}}}'


def much() -> Iterator[tuple[str, str, str, str]]:
    """What stands before, what is repeated, and what stands after."""
    yield "deep lists", "", "[", ""
    yield "deep objects", "", '{"a":', ""
    yield "deep whole", "[" * 100_000, "]", ""
    yield "deep geometry", '{"type":"GeometryCollection","geometries":[{"a":', "[", ""
    yield "lists", "[", "[],", "[]]"
    yield "lists of a geometry", LINE, "[],", "[]]}"
    yield "objects", "[", "{},", "{}]"
    yield "features", COLLECTION, "{},", "{}]}"
    yield "whole features", COLLECTION, f"{GOOD},", f"{GOOD}]}}"
    yield "positions", LINE, "[1,1],", "[1,2]]}"
    yield "numbers", LINE, "1,", "1]}"
    yield "numbers of a position", f"{LINE}[", "1,", "1]]}"
    yield "texts", f"{COLLECTION}", '"aa",', '"aa"]}'
    yield "fractions", "[", ".5e1,0.5,", "1]"
    yield "names", "{", '"a":1,', '"b":2}'
    yield "same features", "{", '"features":[],', '"type":"FeatureCollection"}'
    yield "long whole number", f"{LINE}[[", "9", ",1]]}"
    yield "long number", f"{LINE}[[0.", "9", ",1]]}"
    yield "long exponent", f"{LINE}[[1e", "9", ",1]]}"
    yield "long number as a text", f'{LINE}[["', "9", '",1]]}'
    yield "long text", f'{STORY}{{"story":"', "x", '"}}'
    yield "long name", f'{STORY}{{"', "x", '":1}}'
    yield "long grid", '{"type":"Feature","crs":{"properties":{"name":"', ":", '"}}}'
    yield "open tags", f'{STORY}{{"story":"', "<p>", '"}}'
    yield "references", f'{STORY}{{"story":"', "&amp;", '"}}'
    yield "pictures", f'{STORY}{{"images":"', "https://x.org/a ", '"}}'
    yield "white space", f"{COLLECTION}", " \n", "]}"
    yield "escapes", f'{STORY}{{"name":"', "\\u0041", '"}}'
    yield "many texts", "", GOOD + "\n", ""
    yield "stories", "[", '{"title":"a","lat":1,"lon":1},', "{}]"
    yield "places of a story", '{"title":"a","location":', '{"gps":', ""
    yield "treks", '{"count":1,"results":[', '{"geometry":{},"name":{}},', "{}]}"
    yield "texts of an item", '[{"element_texts":[', '{"text":"a"},', "{}]}]"


def fields(count: int) -> str:
    """Fields of a name each."""
    return ",".join(f'"n{number}":{number}' for number in range(count))


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each bomb with its name, made only when its test runs."""
    for name, before, repeated, after in much():
        yield name, partial(full, before, repeated, after)
    yield "fields", lambda: f"{STORY}{{{fields(300_000)}}}}}".encode()
    far = [((n * 7919) % 179, (n * 104729) % 89) for n in range(49_000)]
    yield "wild line", lambda: geojson(feature(line(*far)))
    metres = [(700_000 + n % 999, 6_500_000 + n) for n in range(49_000)]
    yield "metres", lambda: geojson(feature(line(*metres)))
    stops = [feature(point(*each), name="a") for each in metres[:6_000]]
    yield "stops in metres", lambda: geojson(*stops)[: 5 * MEGABYTE]
    tagged = {f"field{number}": "<b>a" for number in range(30)}
    yield "tagged fields", lambda: geojson(*[feature(point(1, 1), **tagged)] * 6_000)
    told = dict.fromkeys(("name", "desc", "lede", "adresse", "city"), "<p>a</p>")
    rich = {**told, "id": "<p>a", "images": [{"url": "http://a", "title": "<b>a"}] * 14}
    yield "rich stops", lambda: geojson(*[feature(point(1, 1), **rich)] * 6_000)
    lines = [feature(line((1, 1), (1, 2)), **told)] * 10_000
    yield "rich lines", lambda: geojson(*lines)
    names = {"name": dict.fromkeys(map(str, range(60)), "<b>a")}
    places = [{"geometry": point(1, 1), **names}] * 5_000
    yield "rich places", lambda: json.dumps(places).encode()
    yield (
        "rich works",
        partial(
            full, f'{STORY}{{"images":[', '{"url":"http://a","title":"<b>"},', "1]}}"
        ),
    )
    text = f'{LINE}[1,1],[1,2]],"a":"' + "é" * 2_500_000
    yield "wide", lambda: text.encode("utf-16")[: 5 * MEGABYTE]


@pytest.mark.parametrize(
    "make", [pytest.param(make, id=name) for name, make in bombs()]
)
def test_a_bomb_takes_neither_time_nor_memory(
    host: Host, make: Callable[[], bytes], tmp_path: Path
) -> None:
    host.assert_is_harmless(make(), tmp_path / "walk.json")
