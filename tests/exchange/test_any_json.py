"""Any JSON whatever is read, or refused with a reason."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exchange.found import FileRefused
from exchange.readers import geojson, geotrek, schema_randonnee, stories
from exchange.reading import READERS, read_file
from exchange.sentences import place, sentence
from exchange.writers import geojson as geojson_writer
from exchange.writers import schema_randonnee as schema_writer
from tests.packages import a_package

MODULES = (geojson, geotrek, schema_randonnee, stories)
OURS = geojson_writer.write(a_package())
HIKE = schema_writer.write(a_package())
TREK = json.dumps(
    {
        "name": {"fr": "a"},
        "steps": [],
        "geometry": {"type": "LineString", "coordinates": [[4, 45], [4, 46]]},
        "points_reference": {"type": "MultiPoint", "coordinates": [[4, 45]]},
        "pois": [{"name": "b", "geometry": {"type": "Point", "coordinates": [4, 45]}}],
        "attachments": [{"url": "https://x.org/a.jpg", "type": "image"}],
    }
).encode()
TOUR = b'{"title":"a","items":[{"title":"b","latitude":"45","longitude":4,"files":{}}]}'
NAMES = [
    *("type", "features", "geometry", "coordinates", "geometries", "properties", "crs"),
    *(
        "id",
        "kind",
        "trail",
        "name",
        "title",
        "story",
        "images",
        "files",
        "url",
        "code",
    ),
    *("results", "count", "steps", "pois", "points_reference", "description", "fr"),
    *("published", "themes", "attachments", "items", "tour", "content", "stops", "lat"),
    *("lon", "location", "staticData", "transcription", "paragraphs", "order"),
    *("etapes", "numero", "id_local", "nom_itineraire", "uuid", "element_texts"),
    *("element", "number", "category", "href", "medias", "longueur", "metadata"),
]
WORDS = [
    *("FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "Polygon"),
    *("MultiLineString", "MultiPolygon", "GeometryCollection", "track", "stop", "name"),
    *("EPSG", "EPSG:2154", "EPSG:4978", "undefined", "45", "<p>a</p>", "\ud800", "\0"),
    *("9e70b294-1134-4c50-9c56-d722720cacf1", "https://x.org/a.jpg", "%s%(name)s"),
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([4, 45.5, 700_000, 6_500_000, 1e999, 10**400])
    | st.sampled_from(WORDS)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=25,
)


def read_or_refuse(content: bytes) -> None:
    """Reads a file by every way that may be asked of it, and says what is remarked."""
    for read in (read_file, *(module.read for module in MODULES)):
        try:
            reading = read(content, "a")
        except FileRefused as refused:
            remarks: tuple[Any, ...] = (refused.remark,)
        else:
            remarks = reading.remarks
            assert reading.kind in READERS
            assert reading.trails
        for remark in remarks:
            sentence(remark).encode()
            place(remark).encode()


@given(values)
def test_any_value_is_read_or_refused(value: Any) -> None:
    read_or_refuse(json.dumps(value).encode())


@given(values, st.sampled_from(["Feature", "FeatureCollection", "Point", "LineString"]))
def test_anything_within_a_feature_is_read_or_refused(value: Any, kind: str) -> None:
    members = value if isinstance(value, dict) else {"coordinates": value}
    one = {"type": "Feature", "geometry": {**members, "type": kind}, **members}
    read_or_refuse(json.dumps({"type": "Feature", **members}).encode())
    read_or_refuse(
        json.dumps({"type": "FeatureCollection", "features": [one]}).encode()
    )


@given(st.sampled_from([OURS, HIKE, TREK, TOUR]), st.data())
def test_a_good_file_with_other_values_is_read_or_refused(
    content: bytes, data: st.DataObject
) -> None:
    document = json.loads(content)
    for _change in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(list(_keys(document))))
        holder[key] = data.draw(values)
    read_or_refuse(json.dumps(document).encode())


@given(
    st.sampled_from([OURS, HIKE, TREK, TOUR]),
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 12),
            st.sampled_from([b"", b"NaN", b"[", b"}", b"1e999", b"\xff", b'"', b"\\"]),
        ),
        max_size=6,
    ),
)
def test_a_good_file_changed_anywhere_is_read_or_refused(
    content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    for share, taken, value in changes:
        at = int(share * len(content))
        content = content[:at] + value + content[at + taken :]
    read_or_refuse(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(content)
    read_or_refuse(b"{" + content)


def _keys(value: Any) -> Any:
    """Each place in a document where a value stands."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in pairs:
        yield value, key
        if isinstance(each, (dict, list)):
            yield from _keys(each)
