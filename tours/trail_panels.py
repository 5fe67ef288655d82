"""The first screen tells what waits, what ends soon, and what is wrong with trails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy, policy_registry

from tours.notices import Notice
from tours.walking_again import DueWalk, once_each, trails_of, walks_due

SOON = timedelta(days=60)
MOST_SHOWN = 20


class TrailPanel(Component):
    """A panel of the first screen, for one person; not shown where it is empty."""

    name = ""

    def __init__(self, user: Any) -> None:
        super().__init__()
        self.user = user

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        raise NotImplementedError

    @property
    def heading(self) -> str:
        """What it is about."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Itself."""
        return {"panel": self, "heading": self.heading, "name": self.name}


class WaitingPanel(TrailPanel):
    """Trails to be walked again, and translations behind their original."""

    name = "trails-waiting"
    template_name = "tours/admin/waiting_panel.html"
    order = 130

    @cached_property
    def due(self) -> list[DueWalk]:
        """Those that nobody has walked for a year, the longest first."""
        return once_each(walks_due(trails_of(self.user)))[:MOST_SHOWN]

    @cached_property
    def behind(self) -> list[Any]:
        """Translations that do not say what their original says."""
        found = trails_of(self.user).filter(checkup__drift_count__gt=0)
        return list(found.select_related("checkup")[:MOST_SHOWN])

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.due or self.behind)

    @property
    def heading(self) -> str:
        """What waits for whom."""
        return _("What waits for you")


class FaultsPanel(TrailPanel):
    """Published trails in which the last checkup found faults, the worst first."""

    name = "trail-faults"
    template_name = "tours/admin/faults_panel.html"
    order = 145

    @cached_property
    def trails(self) -> list[Any]:
        """Those trails, with their checkups."""
        found = trails_of(self.user).filter(checkup__fault_count__gt=0)
        worst = found.select_related("checkup").order_by("-checkup__fault_count", "pk")
        return list(worst[:MOST_SHOWN])

    @property
    def is_empty(self) -> bool:
        """Whether all is well."""
        return not self.trails

    @property
    def heading(self) -> str:
        """What they are."""
        return _("Faults of published trails")


@dataclass(frozen=True)
class Turn:
    """Something that begins or ends by itself soon."""

    at: datetime
    title: str
    url: str
    what: str


class TurnsPanel(TrailPanel):
    """What begins or ends by itself within sixty days: withdrawals and notices."""

    name = "trail-turns"
    template_name = "tours/admin/turns_panel.html"
    order = 148

    @cached_property
    def turns(self) -> list[Turn]:
        """In their order."""
        now = timezone.now()
        found = [*self._withdrawals(now, now + SOON), *self._notices(now, now + SOON)]
        return sorted(found, key=lambda turn: turn.at)[:MOST_SHOWN]

    @property
    def is_empty(self) -> bool:
        """Whether nothing turns so soon."""
        return not self.turns

    @property
    def heading(self) -> str:
        """What they have in common."""
        return _("Begins or ends within 60 days")

    def _withdrawals(self, after: datetime, until: datetime) -> Iterable[Turn]:
        found = trails_of(self.user).filter(expire_at__gt=after, expire_at__lte=until)
        for page in found:
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            yield Turn(page.expire_at, page.title, edit, _("the trail is withdrawn"))

    def _notices(self, after: datetime, until: datetime) -> Iterable[Turn]:
        policy = policy_registry.get_by_type(Notice)
        if not policy.user_has_permission(self.user, "change"):
            return
        for notice in Notice.objects.not_over(after):
            edit = reverse("wagtailsnippets_tours_notice:edit", args=[notice.pk])
            if after < notice.begins_at <= until:
                yield Turn(notice.begins_at, str(notice), edit, _("the notice begins"))
            if notice.ends_at and notice.ends_at <= until:
                yield Turn(notice.ends_at, str(notice), edit, _("the notice ends"))


def add_trail_panels(request: Any, panels: list[Any]) -> None:
    """Those that have something to tell whoever may edit trails."""
    told = (kind(request.user) for kind in (WaitingPanel, FaultsPanel))
    if page_permission_policy.user_has_permission(request.user, "change"):
        panels += [panel for panel in told if not panel.is_empty]
    turns = TurnsPanel(request.user)
    if not turns.is_empty:
        panels.append(turns)
