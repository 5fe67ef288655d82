"""How fresh each published trail is, in each language: what the report reads."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tours.notice_rules import Kind, Subject
from tours.notices import Notice
from tours.problems import ProblemReport
from tours.told_notices import subjects_of
from tours.walking_again import DueWalk, trails_of, walks_due

OPEN_STATES = (ProblemReport.State.NEW, ProblemReport.State.IN_HAND)


@dataclass(frozen=True)
class Freshness:
    """A published trail in one language, and all that may want a hand."""

    page: Any
    walk: DueWalk | None
    problems: int
    notices: int
    fault_words: tuple[str, ...]
    drift_words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.page.title)

    @property
    def language(self) -> str:
        """Its language, in its own words."""
        return str(self.page.locale)

    @property
    def published_on(self) -> date | None:
        """The city's day on which it was last published."""
        last = self.page.last_published_at
        zone = timezone.get_default_timezone()
        return timezone.localdate(last, timezone=zone) if last else None

    @property
    def walked_on(self) -> date | None:
        """The day of the last site walk; None for a trail that had none."""
        return self.walk.walked_on if self.walk else None

    @property
    def is_due(self) -> bool:
        """Whether it is to be walked again."""
        return bool(self.walk and self.walk.is_due)

    @property
    def faults(self) -> int:
        """How many faults the last checkup found."""
        return len(self.fault_words)

    @property
    def drift(self) -> int:
        """How many parts a translation does not say as its original does."""
        return len(self.drift_words)

    @property
    def badness(self) -> tuple[int, ...]:
        """What the report is sorted by: what walkers meet weighs most."""
        return (
            self.faults,
            self.problems,
            self.drift,
            int(self.is_due),
            self.notices,
        )

    @property
    def edit_url(self) -> str:
        """Where it is edited."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def freshness_for(user: Any) -> list[Freshness]:
    """Every published trail that somebody may edit, the worst first.

    It takes the same number of queries however many trails there are.
    """
    found = trails_of(user).select_related("locale", "checkup")
    pages = list(found.prefetch_related("stops__place"))
    walks = {each.page.pk: each for each in walks_due(pages)}
    problems, notices = _open_problems(), _notices_on()
    rows = []
    for page in pages:
        stops = list(page.stops.all())
        checkup = getattr(page, "checkup", None)
        rows.append(
            Freshness(
                page=page,
                walk=walks.get(page.pk),
                problems=sum(problems[each] for each in _own_subjects(page, stops)),
                notices=sum(notices[each] for each in subjects_of(page, stops)),
                fault_words=tuple(checkup.fault_words) if checkup else (),
                drift_words=tuple(checkup.drift_words) if checkup else (),
            )
        )
    return sorted(rows, key=lambda row: row.badness, reverse=True)


def _own_subjects(page: Any, stops: list[Any]) -> list[str]:
    """What a walker can report a problem of."""
    trail = Subject(Kind.TRAIL, str(page.translation_key))
    keys = (str(stop.translation_key) for stop in stops)
    return [str(trail), *(str(Subject(Kind.STOP, key)) for key in keys)]


def _open_problems() -> Counter[str]:
    found = ProblemReport.objects.filter(state__in=OPEN_STATES).order_by()
    return Counter(found.values_list("about", flat=True))


def _notices_on() -> Counter[str]:
    found = Notice.objects.on_at(timezone.now()).order_by()
    return Counter(found.values_list("about", flat=True))
