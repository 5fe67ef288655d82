"""The checks that are kept, and the geometry of a trail that they are found by."""

from typing import Any

from django.db import models
from django.utils import timezone

from places.geo import Point
from tours.bench import bench_fingerprint
from tours.track import TrackRefused, parse_legs
from tours.trail_of_day import numbered, usual_of
from tours.trigger_check import Check, CheckRefused, Geometry, Zone, read_check

# Each change of a zone that is checked leaves a row: the oldest go.
MOST_KEPT = 2000


class TriggerCheck(models.Model):
    """What the bench found for one geometry, in whichever trails and drafts it is."""

    fingerprint = models.CharField(max_length=32, unique=True)
    # Of the bench that found it; empty for figures older than this field.
    bench = models.CharField(max_length=32, default="")
    walks = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    figures = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        app_label = "tours"

    def __str__(self) -> str:
        """The fingerprint."""
        return self.fingerprint

    @property
    def check_made(self) -> Check:
        """The figures as they were kept."""
        facts = {"walks": self.walks, "seed": self.seed, "figures": self.figures}
        return read_check(facts)


def keep(geometry: Geometry, check: Check) -> TriggerCheck:
    """Keeps what was found for a geometry; what was found before goes."""
    kept, _made = TriggerCheck.objects.update_or_create(
        fingerprint=geometry.fingerprint,
        defaults={
            **check.as_json(),
            "bench": bench_fingerprint(),
            "made_at": timezone.now(),
        },
    )
    newest = TriggerCheck.objects.order_by("-made_at", "-pk")
    too_old = list(newest.values_list("pk", flat=True)[MOST_KEPT:])
    if too_old:
        TriggerCheck.objects.filter(pk__in=too_old).delete()
    return kept


def kept_for(geometry: Geometry) -> Check | None:
    """What this very bench found for this very geometry; None where nobody looked."""
    kept = TriggerCheck.objects.filter(
        fingerprint=geometry.fingerprint, bench=bench_fingerprint()
    ).first()
    try:
        return kept.check_made if kept else None
    except CheckRefused:  # of another version of this software
        return None


def geometry_of(page: Any) -> Geometry:
    """Of a trail, or of one of its drafts. Stops without a point have no zone."""
    try:
        legs = parse_legs(page.track)
    except TrackRefused:
        legs = []
    return Geometry(
        mode=page.mode,
        legs=tuple(leg.points for leg in legs),
        zones=tuple(zone_of(stop, stop.point) for _number, stop in zoned_stops(page)),
    )


def zone_of(stop: Any, point: Point) -> Zone:
    """Where the story of a stop that lies at a point starts."""
    return Zone(point, stop.trigger_radius_m, stop.trigger_bearing_deg)


def zoned_stops(page: Any) -> list[tuple[int, Any]]:
    """The stops that have a zone, each with its number in the trail.

    Takes have the places of others: no walker meets both.
    """
    return [
        (number, stop)
        for number, stop in numbered(page.stops.all())
        if stop.point is not None and usual_of(stop) is stop
    ]
