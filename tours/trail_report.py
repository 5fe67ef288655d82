"""A whole trail judged: faults of publication, and whether its stories start."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tours.bench import run_bench
from tours.faults import fault_sentences
from tours.trigger_check import Check, Counts, Geometry, StopCheck
from tours.trigger_checks import geometry_of, keep, zoned_stops
from tours.trigger_words import advised, stops_below, threshold_of


@dataclass(frozen=True)
class TrailReport:
    """What was looked at, and what was found there.

    ``page`` is the latest draft where there is one; ``check`` is None for a trail
    that nobody can be walked on.
    """

    page: Any
    is_draft: bool
    faults: list[str]
    threshold: int | None
    geometry: Geometry
    check: Check | None

    @property
    def below(self) -> list[str]:
        """A sentence for each stop under the city's threshold."""
        if self.check is None or self.threshold is None:
            return []
        return stops_below(self.page, self.check, self.threshold)

    @property
    def is_good(self) -> bool:
        """Neither a fault, nor a stop under the threshold."""
        return not self.faults and not self.below

    def lines(self) -> list[str]:
        """To read."""
        head = f"{self.page.title} ({self.page.locale.language_code}): {self._state()}"
        faults = [f"! {each}" for each in self.faults] or [_("No fault.")]
        return [head, *faults, *self._check_lines()]

    def _state(self) -> str:
        """What was looked at; a trail that no form ever saved has no date."""
        if not self.is_draft:
            return _("as published")
        saved_at = self.page.latest_revision_created_at
        if saved_at is None:
            return _("the latest draft")
        return _("the latest draft, of %(date)s") % {"date": date_format(saved_at, "c")}

    def as_json(self) -> dict[str, Any]:
        """For programs: docs/checking-trails.md says what each member means."""
        return {
            "title": self.page.title,
            "slug": self.page.slug,
            "language": self.page.locale.language_code,
            "state": "draft" if self.is_draft else "live",
            "ok": self.is_good,
            "faults": self.faults,
            "threshold": self.threshold,
            "check": self.check and self._check_json(self.check),
        }

    def _check_lines(self) -> list[str]:
        check = self.check
        if check is None:
            return [_("Nobody can be walked on it: it has no track, or no stop.")]
        words = _("Stories on time in 100 (%(walks)s walks, seed %(seed)s):")
        lines = [words % {"walks": check.walks, "seed": check.seed}]
        for (number, stop), found in self._stops(check):
            mark = "!" if self._is_below(found.counts) else " "
            lines.append(f"{mark} {_figure(found.counts)}  {number} {stop.title}")
            lines += [f"       {each}" for each in advised(found)]
        whole = _("whole trail")
        return [*lines, f"  {_figure(check.whole)}  {whole}"]

    def _check_json(self, check: Check) -> dict[str, Any]:
        stops = [
            {
                "number": number,
                "title": stop.title,
                **_counted(found.counts),
                "below": self._is_below(found.counts),
                "advice": list(found.advice),
            }
            for (number, stop), found in self._stops(check)
        ]
        return {
            "fingerprint": self.geometry.fingerprint,
            "walks": check.walks,
            "seed": check.seed,
            "whole": _counted(check.whole),
            "stops": stops,
        }

    def _stops(self, check: Check) -> list[tuple[tuple[int, Any], StopCheck]]:
        return list(zip(zoned_stops(self.page), check.stops, strict=True))

    def _is_below(self, counts: Counts) -> bool:
        return self.threshold is not None and counts.is_below(self.threshold)


def report_on(tour: Any, walks: int, seed: int) -> TrailReport:
    """Looks at the latest draft of a trail, walks it, and keeps what was found.

    The bench reads the zones and the track alone: no package is built, which would
    put a draft's pictures and recordings where everybody finds them. Raises
    BenchUnavailable.
    """
    is_draft = tour.has_unpublished_changes or not tour.live
    page = tour.get_latest_revision_as_object()
    geometry = geometry_of(page)
    check = run_bench(geometry, walks, seed) if geometry.can_be_walked else None
    if check is not None:
        keep(geometry, check)
    return TrailReport(
        page=page,
        is_draft=is_draft,
        faults=fault_sentences(page),
        threshold=threshold_of(tour),
        geometry=geometry,
        check=check,
    )


def _counted(counts: Counts) -> dict[str, Any]:
    return {**counts.as_json(), "in_100": counts.in_100}


def _figure(counts: Counts) -> str:
    return "  –" if counts.in_100 is None else f"{counts.in_100:>3}"
