"""Land and sea of a box, from the coastlines of OpenStreetMap. Pure.

A way ``natural=coastline`` has the land on its left and the sea on its right (wiki,
"Tag:natural=coastline"). The coast cuts the box into faces; each face is what most of
the coast along it says. One coast drawn the wrong way round, or cut off where the
extract ends, does not turn land into sea.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from citymap.boxes import Box, Position

Line = Sequence[Position]
Segments = NDArray[np.float64]  # shape (n, 2, 2): start and end, longitude and latitude

# Steps off the coast, to see what lies beside it: about two centimetres.
ASIDE_DEG = 2e-7
# What was added to mend it weighs less than any real coast.
ADDED_WEIGHT = 1e-3


@dataclass(frozen=True)
class LandAndSea:
    """A box, shared out between the two."""

    land: tuple[Polygon, ...]
    sea: tuple[Polygon, ...]


def land_and_sea(coast: Sequence[Line], box: Box) -> LandAndSea:
    """What of a box is land and what is sea; without any coast, all is land.

    Coast outside the box may be given too: where none is inside, the side on which
    the box lies of the nearest decides.
    """
    frame = shapely.box(*box)
    lines = [LineString(line) for line in coast if len(line) > 1]
    lines = [line for line in lines if line.length > 0]
    if not lines:
        return LandAndSea((frame,), ())
    added = _mended(lines, box)
    within = [*lines, *added]
    cut = shapely.union_all([frame.exterior, *within])
    faces = [
        face
        for face in shapely.polygonize([cut]).geoms
        if frame.covers(face.representative_point())
    ]
    votes = _votes(_segments(lines), faces, frame)
    votes += ADDED_WEIGHT * _votes(_segments(added), faces, frame)
    is_land = [
        vote > 0 or (vote == 0 and _nearest_says_land(face, lines))
        for face, vote in zip(faces, votes.tolist(), strict=True)
    ]
    return LandAndSea(
        _joined(faces, is_land, of_land=True), _joined(faces, is_land, of_land=False)
    )


def _joined(
    faces: list[Polygon], is_land: list[bool], *, of_land: bool
) -> tuple[Polygon, ...]:
    """The faces of one sort, without the seams between them."""
    wanted = [
        face for face, land in zip(faces, is_land, strict=True) if land is of_land
    ]
    return tuple(shapely.get_parts(shapely.union_all(wanted)))


def _segments(lines: Sequence[LineString]) -> Segments:
    """Every straight piece of some lines, in their direction."""
    pieces = [np.asarray(line.coords)[:, :2] for line in lines]
    found = [np.stack([piece[:-1], piece[1:]], axis=1) for piece in pieces]
    return np.concatenate(found) if found else np.empty((0, 2, 2))


def _votes(
    segments: Segments, faces: Sequence[Polygon], frame: Polygon
) -> NDArray[np.float64]:
    """For each face, the length of coast that has it on its left, less that on its
    right, in degrees."""
    votes = np.zeros(len(faces))
    if not len(segments) or not faces:
        return votes
    inside = shapely.intersection(shapely.linestrings(segments), frame)
    is_piece = shapely.length(inside) > ASIDE_DEG
    inside, segments = inside[is_piece], segments[is_piece]
    middles = shapely.get_coordinates(shapely.centroid(inside))
    lengths = shapely.length(inside)
    steps = segments[:, 1] - segments[:, 0]
    left = np.stack([-steps[:, 1], steps[:, 0]], axis=1)
    left *= ASIDE_DEG / np.linalg.norm(left, axis=1, keepdims=True)
    tree = shapely.STRtree(faces)
    for sign in (1, -1):
        asides = shapely.points(middles + sign * left)
        which, face = tree.query(asides, predicate="intersects")
        np.add.at(votes, face, sign * lengths[which])
    return votes


def _nearest_says_land(face: Polygon, lines: Sequence[LineString]) -> bool:
    """Whether a face that no coast runs along lies left of the nearest coast."""
    point = face.representative_point()
    segments = _segments(lines)
    pieces = shapely.linestrings(segments)
    (start, end) = segments[int(np.argmin(shapely.distance(pieces, point)))]
    across = (end[0] - start[0]) * (point.y - start[1])
    across -= (end[1] - start[1]) * (point.x - start[0])
    return bool(across > 0)


def _mended(lines: Sequence[LineString], box: Box) -> list[LineString]:
    """Lines that carry on each loose end inside the box, in the coast's direction.

    An extract cut along a border leaves such ends. Each goes the shortest way that
    meets no other coast: to where the coast begins again, or to the edge of the box,
    straight on or square to it.
    """
    starts = {tuple(line.coords[0]): tuple(line.coords[1]) for line in lines}
    ends = {tuple(line.coords[-1]): tuple(line.coords[-2]) for line in lines}
    loose_starts = [at for at in starts if at not in ends and box.holds(at)]
    loose_ends = [at for at in ends if at not in starts and box.holds(at)]
    coast = shapely.union_all(lines)
    added = []
    for end in loose_ends:
        ways = _ways(end, [*_exits(end, ends[end], box), *loose_starts])
        chosen = _shortest_free(ways, coast)
        reached = tuple(chosen.coords[-1])
        if reached in loose_starts:
            loose_starts.remove(reached)
        added.append(chosen)
    for start in loose_starts:
        ways = _ways(start, _exits(start, starts[start], box))
        added.append(_shortest_free(ways, coast).reverse())
    return added


def _exits(end: Position, before: Position, box: Box) -> list[Position]:
    """Where the edge of the box may be reached from an end of the coast."""
    x, y = end
    square = [(box.west, y), (box.east, y), (x, box.south), (x, box.north)]
    return square + _straight_on(end, before, box)


def _ways(start: Position, goals: list[Position]) -> list[LineString]:
    """Straight lines to some goals, the shortest first."""
    ways = (LineString([start, goal]) for goal in goals if goal != start)
    return sorted(ways, key=lambda way: float(way.length))


def _shortest_free(ways: list[LineString], coast: LineString) -> LineString:
    """The first way that meets no coast; the first of all when each does."""
    return next((way for way in ways if _is_free(way, coast)), ways[0])


def _straight_on(end: Position, before: Position, box: Box) -> list[Position]:
    """Where the box ends in the direction in which the coast was going."""
    (x, y), (step_x, step_y) = end, (end[0] - before[0], end[1] - before[1])
    reaches = []
    if step_x:
        reaches.append(((box.east if step_x > 0 else box.west) - x) / step_x)
    if step_y:
        reaches.append(((box.north if step_y > 0 else box.south) - y) / step_y)
    if not reaches:
        return []
    reach = min(reaches)
    return [(x + reach * step_x, y + reach * step_y)]


def _is_free(way: LineString, coast: LineString) -> bool:
    """Whether a way meets the coast nowhere but at its ends."""
    inner = shapely.line_interpolate_point(way, [ASIDE_DEG, -ASIDE_DEG])
    return not bool(LineString(inner).intersects(coast))
