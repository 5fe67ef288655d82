"""A still of a city's map: one picture, drawn on the server from its tiles. Pure.

It is what a walker sees before the moving map comes, and what cards and messages
show. Without names: they would be too small, and the walker's own map has them. Frames
are measured as in ``tours/drawing.py``: in Web Mercator pixels at ``ZOOM``.
"""

# pmtiles says that it is typed, and is not.
# mypy: disallow-untyped-calls=false

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import mapbox_vector_tile
import shapely
from PIL import Image, ImageDraw
from pmtiles.reader import Reader
from shapely.geometry import LineString, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

ZOOM = 15
TILE_PX = 256
EXTENT = 4096  # units of a tile's side: MVT's usual grid
MAX_TILES = 64
SIMPLIFY_PX = 0.35
SHARPNESS = 2  # drawn twice as large, then reduced: smooth edges


@dataclass(frozen=True)
class Frame:
    """A piece of the world: its corner (x east, y south) and its sides, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Rule:
    """What is drawn alike: features of a layer, as areas or as lines of one width.

    ``role`` names the colour in the palette. ``width`` is in pixels of ``ZOOM``; an
    area has none.
    """

    role: str
    layer: str
    kinds: frozenset[str] = frozenset()
    look: str | None = None
    width: float = 0.0

    def takes(self, properties: Mapping[str, Any]) -> bool:
        """Whether a feature with these properties is drawn by the rule."""
        if self.kinds and properties.get("kind") not in self.kinds:
            return False
        if properties.get("tunnel"):
            return False
        return self.look is None or properties.get("look", "") == self.look


def _rule(role: str, layer: str, kinds: str = "", **changes: Any) -> Rule:
    return Rule(role, layer, frozenset(kinds.split()), **changes)


# In painter's order: what comes later lies above.
RULES = (
    _rule("earth", "earth"),
    _rule("grass", "landuse", "grass pitch allotments flowerbed"),
    _rule("park", "landuse", "park garden cemetery playground zoo"),
    _rule("wood", "landuse", "wood scrub"),
    _rule("sand", "landuse", "beach sand"),
    _rule("rock", "landuse", "rock pier"),
    _rule("square", "landuse", "square"),
    _rule("water", "water", "ocean water"),
    _rule("water", "water", "river canal stream", width=3.0),
    _rule("building", "buildings", look=""),
    _rule("heritage", "buildings", look="heritage"),
    _rule("worship", "buildings", look="worship"),
    _rule("mainStreetEdge", "roads", "highway major medium", width=6.6),
    _rule("streetEdge", "roads", "minor pedestrian", width=4.8),
    _rule("pathEdge", "roads", "path cycle track", width=0.9),
    _rule("steps", "roads", "steps", width=1.6),
    _rule("street", "roads", "service", width=1.6),
    _rule("street", "roads", "minor", width=3.4),
    _rule("footStreet", "roads", "pedestrian", width=3.4),
    _rule("mainStreet", "roads", "highway major medium", width=5.0),
    _rule("rail", "roads", "rail", width=0.8),
    _rule("tram", "roads", "tram", width=0.8),
)
Scene = tuple[tuple[Rule, BaseGeometry], ...]


def draw_scene(
    read: Callable[[int, int], bytes], frame: Frame, finest: int = ZOOM
) -> Scene:
    """What lies in the frame, rule by rule, in pixels from its corner.

    ``read`` gives bytes of a PMTiles archive, from an offset and a length. The finest
    zoom is taken at which the frame holds at most ``MAX_TILES`` tiles, and none beyond
    ``finest``: small pictures want less. Empty where the archive has nothing.
    """
    reader = Reader(read)
    header = reader.header()
    zoom = _finest_zoom(frame, header["min_zoom"], min(header["max_zoom"], finest))
    found: dict[int, list[BaseGeometry]] = {}
    for column, row in _tiles(frame, zoom):
        content = reader.get(zoom, column, row)
        if content:
            for index, geometry in _read_tile(content, frame, zoom, column, row):
                found.setdefault(index, []).append(geometry)
    edge = box(0, 0, frame.width, frame.height)
    joined = ((index, _join(found[index], edge)) for index in sorted(found))
    return tuple(
        (RULES[index], geometry) for index, geometry in joined if not geometry.is_empty
    )


def _finest_zoom(frame: Frame, lowest: int, highest: int) -> int:
    zoom = highest
    while zoom > lowest and len(list(_tiles(frame, zoom))) > MAX_TILES:
        zoom -= 1
    return zoom


def _tiles(frame: Frame, zoom: int) -> Iterator[tuple[int, int]]:
    """Columns and rows of the tiles that the frame touches."""
    side = TILE_PX * 2.0 ** (ZOOM - zoom)  # of a tile, in pixels of ZOOM
    right, bottom = frame.x + frame.width, frame.y + frame.height
    for column in range(int(frame.x // side), int(right // side) + 1):
        for row in range(int(frame.y // side), int(bottom // side) + 1):
            yield column, row


def _read_tile(
    content: bytes, frame: Frame, zoom: int, column: int, row: int
) -> Iterator[tuple[int, BaseGeometry]]:
    """The geometries of one tile, each with the index of a rule that draws it."""
    side = TILE_PX * 2.0 ** (ZOOM - zoom)
    left, top = column * side - frame.x, row * side - frame.y
    scale = side / EXTENT
    options = {"y_coord_down": True}
    layers = mapbox_vector_tile.decode(_unpack(content), default_options=options)
    for index, rule in enumerate(RULES):
        is_line = rule.width > 0
        for feature in layers.get(rule.layer, {}).get("features", ()):
            geometry = shape(feature["geometry"])
            if (geometry.geom_type.endswith("LineString")) == is_line and rule.takes(
                feature["properties"]
            ):
                yield (
                    index,
                    shapely.transform(
                        geometry, lambda points: points * scale + (left, top)
                    ),
                )


def _unpack(content: bytes) -> bytes:
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def _join(geometries: list[BaseGeometry], edge: Polygon) -> BaseGeometry:
    """One shape of many, clipped and simplified: no seam between tiles."""
    whole = shapely.unary_union(shapely.make_valid(geometries))
    if whole.geom_type == "MultiLineString":
        whole = shapely.line_merge(whole)
    clipped = shapely.clip_by_rect(whole, *edge.bounds)
    return shapely.simplify(clipped, SIMPLIFY_PX)


def to_svg(scene: Scene, palette: Mapping[str, str], frame: Frame) -> str:
    """The scene as an SVG document, its units the frame's pixels."""
    shapes = "".join(
        f'<path d="{_path(geometry)}" {_paint(rule, palette)}/>'
        for rule, geometry in scene
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {frame.width:g} {frame.height:g}">'
        f'<rect width="100%" height="100%" fill="{palette["earth"]}"/>'
        f"{shapes}</svg>"
    )


def _paint(rule: Rule, palette: Mapping[str, str]) -> str:
    colour = palette[rule.role]
    if not rule.width:
        return f'fill="{colour}" fill-rule="evenodd"'
    return (
        f'fill="none" stroke="{colour}" stroke-width="{rule.width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"'
    )


def _path(geometry: BaseGeometry) -> str:
    parts = []
    for part in _simple_parts(geometry):
        if isinstance(part, Polygon):
            parts += [_steps(ring.coords) + "z" for ring in _rings(part)]
        else:
            parts.append(_steps(part.coords))
    return "".join(parts)


def _steps(points: Iterable[tuple[float, ...]]) -> str:
    """Relative steps between positions rounded to half a pixel: errors never add up."""
    halves = [(round(x * 2), round(y * 2)) for x, y in points]
    (x, y), *_rest = halves
    steps = [
        f"{(x1 - x0) / 2:g} {(y1 - y0) / 2:g}"
        for (x0, y0), (x1, y1) in zip(halves, halves[1:], strict=False)
        if (x0, y0) != (x1, y1)
    ]
    return f"M{x / 2:g} {y / 2:g}l{' '.join(steps)}" if steps else ""


def _rings(polygon: Polygon) -> tuple[Any, ...]:
    return (polygon.exterior, *polygon.interiors)


def _simple_parts(geometry: BaseGeometry) -> list[Polygon | LineString]:
    parts = shapely.get_parts(geometry)
    return [part for part in parts if isinstance(part, Polygon | LineString)]


def to_webp(
    scene: Scene,
    palette: Mapping[str, str],
    frame: Frame,
    width_px: int,
    max_bytes: int,
) -> bytes:
    """The scene as a WebP picture ``width_px`` wide, as good as ``max_bytes`` allow.

    Raises ValueError when even the poorest picture is heavier.
    """
    picture = _picture(scene, palette, frame, width_px)
    for quality in range(80, 5, -5):
        content = BytesIO()
        picture.save(content, "WEBP", quality=quality, method=6)
        if content.tell() <= max_bytes:
            return content.getvalue()
    msg = f"a picture of {width_px} pixels cannot weigh {max_bytes} bytes"
    raise ValueError(msg)


def _picture(
    scene: Scene, palette: Mapping[str, str], frame: Frame, width_px: int
) -> Image.Image:
    size = width_px, round(width_px * frame.height / frame.width)
    large = size[0] * SHARPNESS, size[1] * SHARPNESS
    scale = large[0] / frame.width
    picture = Image.new("RGB", large, palette["earth"])
    for rule, geometry in scene:
        mask = Image.new("L", picture.size, 0)
        pen = ImageDraw.Draw(mask)
        scaled = shapely.transform(geometry, lambda points: points * scale)
        if rule.width:
            _draw_lines(pen, scaled, max(1, round(rule.width * scale)))
        else:
            _draw_areas(pen, scaled)
        picture.paste(palette[rule.role], (0, 0), mask)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _draw_areas(pen: ImageDraw.ImageDraw, geometry: BaseGeometry) -> None:
    # The largest first: what stands in the hole of another is drawn after it.
    areas = [part for part in _simple_parts(geometry) if isinstance(part, Polygon)]
    for area in sorted(areas, key=lambda part: -Polygon(part.exterior).area):
        pen.polygon(list(area.exterior.coords), fill=255)
        for hole in area.interiors:
            pen.polygon(list(hole.coords), fill=0)


def _draw_lines(
    pen: ImageDraw.ImageDraw, geometry: BaseGeometry, width_px: int
) -> None:
    radius = width_px / 2
    for line in _simple_parts(geometry):
        points = list(line.coords)
        pen.line(points, fill=255, width=width_px, joint="curve")
        if width_px > 2:
            for x, y in (points[0], points[-1]):
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
