"""What a way of OpenStreetMap is for someone on foot. Pure.

Tags in, one ``Footing`` out: may one walk there, is it a flight of steps, how much
is it to be avoided by each profile. The tables follow the OpenStreetMap wiki; each
names its page. Where the wiki leaves the choice to routers, the comment says what
was chosen and why. Conditional tags (``foot:conditional``) are not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

Tags = Mapping[str, str]


class Profile(StrEnum):
    """For whom a way is sought."""

    ON_FOOT = "on-foot"
    STEP_FREE = "step-free"
    WITH_CHILDREN = "with-children"


PROFILES = tuple(Profile)

# DIN 33466 gives 4 km/h on the flat. Small legs, pushchairs and wheelchairs: 3 km/h.
PACE_KM_H = {
    Profile.ON_FOOT: 4.0,
    Profile.STEP_FREE: 3.0,
    Profile.WITH_CHILDREN: 3.0,
}
# A metre of stairs on the plan takes about twice a metre of pavement.
STEPS_SLOWNESS = 2.0
# Metres on the plan of one step, landings included: the median of the flights of
# Helsinki and Monaco that carry ``step_count`` (25 flights, from 0.06 to 2.6).
TREAD_M = 0.36

# wiki: Key:highway, and "OSM tags for routing/Access restrictions" (world-wide).
# The factor is how many metres of quiet footpath one would walk instead of a metre
# of this; carriageways get more below when nothing says that they have a pavement.
# Cycleways are left to routers by the wiki, whose table changes with the country:
# open here, since people do walk there, but at a price. Unknown kinds are closed.
HIGHWAY_FACTOR = {
    "footway": 1.0,
    "pedestrian": 1.0,
    "living_street": 1.0,
    "path": 1.05,
    "steps": 1.1,
    "crossing": 1.0,
    "platform": 1.2,
    "corridor": 1.3,
    "elevator": 1.5,
    "track": 1.15,
    "bridleway": 1.3,
    "cycleway": 1.3,
    "residential": 1.1,
    "unclassified": 1.15,
    "road": 1.2,
    "service": 1.2,
    "busway": 1.5,
    "tertiary": 1.2,
    "tertiary_link": 1.2,
    "secondary": 1.3,
    "secondary_link": 1.3,
    "primary": 1.4,
    "primary_link": 1.4,
    "trunk": 2.0,
    "trunk_link": 2.0,
    "motorway": 3.0,
    "motorway_link": 3.0,
}
# wiki: Key:sidewalk. These are for motors only, unless a tag says otherwise.
MOTOR_ONLY = {"motorway", "motorway_link", "trunk", "trunk_link", "busway"}
BIG_ROADS = {"trunk", "primary", "secondary", "tertiary", "motorway"}

# wiki: Key:access, Key:foot. A value not listed changes nothing.
CLOSED_VALUES = {
    "no",
    "private",
    "agricultural",
    "forestry",
    "delivery",
    "emergency",
    "military",
    "permit",
    "residents",
    "employees",
    "customers",
    "use_sidepath",
    "use_sidewalk",
}
OPEN_VALUES = {"yes", "designated", "permissive", "official", "public", "destination"}
SIDEWALK_VALUES = {"both", "left", "right", "yes"}

# wiki: Key:surface, Key:smoothness. How much more tiring for wheels than asphalt.
WHEELS_FACTOR = {
    "cobblestone": 3.0,
    "cobblestone:flattened": 2.0,
    "unhewn_cobblestone": 4.0,
    "sett": 2.0,
    "grass_paver": 2.0,
    "unpaved": 1.6,
    "compacted": 1.1,
    "fine_gravel": 1.3,
    "gravel": 2.5,
    "pebblestone": 3.0,
    "ground": 1.8,
    "dirt": 1.8,
    "earth": 1.8,
    "grass": 2.5,
    "woodchips": 2.5,
    "sand": 5.0,
    "mud": 5.0,
    "rock": 5.0,
}
ROUGH_FACTOR = {"bad": 1.8, "very_bad": 4.0}
IMPASSABLE_TO_WHEELS = {"horrible", "very_horrible", "impassable"}
STEEPEST_FOR_WHEELS_PERCENT = 10.0  # EN 17210 asks for at most 6, or 8 when short
KERB_FOR_WHEELS_M = 0.03  # wiki: Key:kerb, "lowered" is about 3 cm

# wiki: Key:barrier. Passed on foot unless ``access`` or ``foot`` closes it.
# Those below are walls to everyone; those of the second set, to wheels only.
WALLS = {"wall", "fence", "hedge", "retaining_wall", "city_wall", "jersey_barrier"}
NOT_FOR_WHEELS = {
    "stile",
    "turnstile",
    "full-height_turnstile",
    "kissing_gate",
    "cycle_barrier",
    "log",
    "debris",
    "step",
}


@dataclass(frozen=True)
class Footing:
    """How one way is walked.

    ``factors`` has one cost factor per profile, in the order of ``PROFILES``: at
    least 1, ``inf`` where the profile may not pass. ``is_step_free`` says that no
    step without a ramp, raised kerb or ``wheelchair=no`` is mapped. ``direction`` is
    1 or -1 for a way that may be walked in one direction only (along its nodes, or
    against).
    """

    factors: tuple[float, ...]
    is_steps: bool = False
    is_step_free: bool = True
    direction: int = 0


@dataclass(frozen=True)
class Passage:
    """What a point on a way lets through: a gate, a bollard, a kerb."""

    is_open: bool = True
    is_step_free: bool = True


def footing(tags: Tags) -> Footing | None:
    """How a way with these tags is walked, or None where no walker may go.

    >>> footing({"highway": "motorway"}) is None
    True
    """
    kind = walking_kind(tags)
    if kind is None or not may_walk(tags, kind):
        return None
    is_steps = kind == "steps"
    base = HIGHWAY_FACTOR[kind] * _road_factor(tags, kind)
    wheels = _wheels_factor(tags, is_steps)
    children = base * _children_factor(tags, kind, is_steps)
    return Footing(
        factors=(base, base * wheels, children),
        is_steps=is_steps,
        is_step_free=wheels < inf,
        direction=_direction(tags),
    )


def walking_kind(tags: Tags) -> str | None:
    """The kind of way for a walker: a key of ``HIGHWAY_FACTOR``, or None.

    wiki: Tag:railway=platform, Tag:public_transport=platform and Tag:man_made=pier
    are walked like ways; Tag:place=square only where it is paved for walking, which
    its own ``highway`` says.
    """
    kind = tags.get("highway")
    if kind is not None:
        return kind if kind in HIGHWAY_FACTOR else None
    is_platform = "platform" in (tags.get("railway"), tags.get("public_transport"))
    if is_platform or tags.get("man_made") == "pier":
        return "platform"
    return None


def may_walk(tags: Tags, kind: str) -> bool:
    """Whether a walker has access; ``foot`` counts before ``access``."""
    if tags.get("construction") == "yes":
        return False
    foot = tags.get("foot")
    if foot in CLOSED_VALUES:
        return False
    if foot in OPEN_VALUES:
        return True
    if tags.get("access") in CLOSED_VALUES:
        return False
    if kind in MOTOR_ONLY or tags.get("motorroad") == "yes":
        is_beside = kind in BIG_ROADS and tags.get("sidewalk") == "separate"
        return _has_sidewalk(tags) or (is_beside and kind != "motorway")
    return True


def _has_sidewalk(tags: Tags) -> bool:
    """Whether a pavement belongs to the way itself."""
    keys = ("sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right")
    return any(tags.get(key) in SIDEWALK_VALUES for key in keys)


def _road_factor(tags: Tags, kind: str) -> float:
    """How much more a carriageway is to be avoided: its pavement, its tunnels.

    ``sidewalk=separate`` means that the pavement is drawn beside: it is the better
    way, yet the road stays open where that drawing has gaps.
    """
    factor = 1.0
    sidewalk = tags.get("sidewalk", tags.get("sidewalk:both", ""))
    if sidewalk == "separate":
        factor *= 1.3
    elif sidewalk in {"no", "none"} and kind in BIG_ROADS:
        factor *= 1.4
    if tags.get("tunnel") == "yes":
        factor *= 1.5  # no sky, no position. Passages through buildings are fine
    if tags.get("indoor") == "yes":
        factor *= 1.2  # closed at night, more often than is mapped
    if tags.get("service") in {"drive-through", "parking_aisle", "driveway"}:
        factor *= 1.2
    if tags.get("access") == "destination" and "foot" not in tags:
        factor *= 1.2
    return factor


def _children_factor(tags: Tags, kind: str, is_steps: bool) -> float:
    """How much more a way is to be avoided with children, often in pushchairs."""
    if is_steps:
        return 2.0 if _has_ramp(tags) else 3.0
    if kind.removesuffix("_link") in BIG_ROADS:
        return 1.2 if _has_sidewalk(tags) else 1.6
    if kind == "cycleway" and tags.get("segregated") != "yes":
        return 1.3
    return 1.0


def _wheels_factor(tags: Tags, is_steps: bool) -> float:
    """How much more a way tires someone on wheels; ``inf`` where they cannot pass.

    wiki: Key:wheelchair, Key:ramp, Key:kerb, Key:incline. ``wheelchair=yes`` was
    surveyed and wins over what surface and incline only suggest, never over steps.
    """
    said = tags.get("wheelchair")
    if said == "no" or (is_steps and not _has_ramp(tags)):
        return inf
    if is_steps:
        return 1.5
    if is_raised_kerb(tags):
        return inf
    if said in {"yes", "designated"}:
        return 1.0
    if tags.get("smoothness") in IMPASSABLE_TO_WHEELS:
        return inf
    slope = _number(tags.get("incline", "").removesuffix("%"))
    if slope is not None and abs(slope) > STEEPEST_FOR_WHEELS_PERCENT:
        return inf
    surfaces = [part.strip() for part in tags.get("surface", "").split(";")]
    factor = max(WHEELS_FACTOR.get(part, 1.0) for part in surfaces)
    factor = max(factor, ROUGH_FACTOR.get(tags.get("smoothness", ""), 1.0))
    return max(factor, 1.5) if said == "limited" else factor


def _has_ramp(tags: Tags) -> bool:
    """Whether wheels get up beside the steps."""
    wheelchair = tags.get("ramp:wheelchair")
    if wheelchair is not None:
        return wheelchair in {"yes", "separate"}
    return tags.get("ramp") == "yes"


def is_raised_kerb(tags: Tags) -> bool:
    """Whether a kerb stops wheels; one of unknown height is taken for raised."""
    height = _number(tags.get("kerb:height", "").removesuffix("m").strip())
    if height is not None:
        return height > KERB_FOR_WHEELS_M
    kerb = tags.get("kerb")
    if kerb is None:
        return tags.get("barrier") == "kerb"
    return kerb in {"raised", "yes", "regular"}


def _direction(tags: Tags) -> int:
    """The only direction a walker may take, if there is but one.

    wiki: Key:oneway, "oneway=* does not apply to pedestrians"; ``oneway:foot`` and
    moving stairs (Key:conveying) do.
    """
    one_way = tags.get("oneway:foot", "no")
    if one_way in {"yes", "1", "true"} or tags.get("conveying") == "forward":
        return 1
    if one_way == "-1" or tags.get("conveying") == "backward":
        return -1
    return 0


def passage(tags: Tags) -> Passage | None:
    """What a point with these tags lets through, or None when it hinders nobody.

    wiki: Key:barrier. A gate is taken for open unless it is private, closed or
    locked; ``foot=yes`` opens any.
    """
    barrier = tags.get("barrier")
    if barrier is None and "kerb" not in tags and "kerb:height" not in tags:
        return None
    foot = tags.get("foot", tags.get("access"))
    is_open = foot not in CLOSED_VALUES
    if foot not in OPEN_VALUES:
        is_open = is_open and tags.get("locked") != "yes" and barrier not in WALLS
    said = tags.get("wheelchair")
    hinders = barrier in NOT_FOR_WHEELS or is_raised_kerb(tags)
    is_step_free = said != "no" and (said in {"yes", "designated"} or not hinders)
    if is_open and is_step_free:
        return None
    return Passage(is_open=is_open, is_step_free=is_step_free)


def steps_on(tags: Tags, metres: float) -> float:
    """How many steps a flight has: as counted, or guessed from its length."""
    counted = _number(tags.get("step_count", ""))
    if counted is not None and counted > 0:
        return counted
    return max(1.0, metres / TREAD_M)


def _number(text: str) -> float | None:
    """The number that a tag's text is, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < inf else None
