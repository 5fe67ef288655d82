"""Files as others make them, for tests."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from exchange.found import FileRefused, Reading, Remark
from exchange.reading import read_file

GPX_11 = 'xmlns="http://www.topografix.com/GPX/1/1"'
GPX_10 = 'xmlns="http://www.topografix.com/GPX/1/0"'
KML_22 = 'xmlns="http://www.opengis.net/kml/2.2"'
GX = 'xmlns:gx="http://www.google.com/kml/ext/2.2"'


def gpx(inside: str, space: str = GPX_11) -> bytes:
    """A GPX file; what is inside begins on its second line."""
    return f'<gpx {space} version="1.1" creator="x">\n{inside}</gpx>'.encode()


def kml(inside: str, space: str = f"{KML_22} {GX}") -> bytes:
    """A KML file; what is inside its Document begins on its second line."""
    return f"<kml {space}><Document>\n{inside}</Document></kml>".encode()


def track(*positions: tuple[float, float], tag: str = "trkpt") -> str:
    """Points of a track, one on each line."""
    return "".join(f'<{tag} lat="{lat}" lon="{lon}"/>\n' for lat, lon in positions)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(longitude: Any, latitude: Any, *others: Any) -> dict[str, Any]:
    """A geometry of one point, its numbers as GeoJSON has them."""
    return {"type": "Point", "coordinates": [longitude, latitude, *others]}


def line(*positions: Any) -> dict[str, Any]:
    """A geometry of one line."""
    return {"type": "LineString", "coordinates": [list(each) for each in positions]}


def geojson(*features: Any, **members: Any) -> bytes:
    """A collection of features."""
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    return json.dumps(document).encode()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files by name, in this order."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return target.getvalue()


def refusal(content: bytes, name: str = "walk.gpx") -> Remark:
    """Why a file is refused. Fails where it is read."""
    try:
        reading = read_file(content, name)
    except FileRefused as refused:
        return refused.remark
    raise AssertionError(reading)


def remark(reading: Reading, code: str) -> Remark:
    """The remark of a code. Fails where there is none, or more."""
    (found,) = (each for each in reading.remarks if each.code == code)
    return found


def codes(remarks: Iterable[Remark]) -> set[str]:
    """The codes of remarks."""
    return {each.code for each in remarks}
