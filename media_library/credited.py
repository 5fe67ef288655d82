"""Works know who made them: their credits, read many at once, replaced as a whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from media_library.contributors import ROLE_NAMES, Contributor, Credit
from media_library.roles import in_order
from media_library.signals import work_changed

Pair = tuple[str, Contributor]  # a role, and who had it


class Credited(models.Model):
    """A work with credits. ``new_credits`` are kept as it is saved."""

    new_credits: Sequence[Pair] | None = None
    _credits: tuple[Credit, ...] | None = None

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the credits that came with a form."""
        super().save(*args, **kwargs)
        if self.new_credits is not None:
            pairs, self.new_credits = self.new_credits, None
            self.credit_to(pairs)

    def credit_to(self, pairs: Iterable[Pair]) -> None:
        """Replaces all credits of a saved work; new contributors are saved too."""
        told = list(pairs)
        for _role, contributor in told:
            if contributor.pk is None:
                contributor.save()
        wanted = list(dict.fromkeys(told))
        kept = [(each.role, each.contributor) for each in self.all_credits]
        if kept == wanted:
            return
        self.credits.all().delete()
        name = self.credits.field.name
        Credit.objects.bulk_create(
            Credit(role=role, contributor=each, sort_order=order, **{name: self})
            for order, (role, each) in enumerate(wanted)
        )
        self._credits = None
        work_changed.send(sender=type(self), work=self)

    @property
    def all_credits(self) -> tuple[Credit, ...]:
        """Every credit in the editors' order, also of those who are not to be named."""
        if self._credits is None:
            found = self.credits.select_related("contributor") if self.pk else ()
            self._credits = tuple(found)
        return self._credits

    @property
    def thanked(self) -> list[Credit]:
        """Those that the public may read, by role in its order."""
        named = [each for each in self.all_credits if each.contributor.is_named]
        return sorted(named, key=lambda each: in_order(each.role))

    def names(self, *roles: str) -> list[str]:
        """Whom the public may read for some roles, or all; each once."""
        return list(
            dict.fromkeys(
                each.contributor.name
                for each in self.thanked
                if not roles or each.role in roles
            )
        )

    @property
    def thanks(self) -> list[SafeString]:
        """A line for each role, such as “Voice: Lou Bernard”, with links to them."""
        by_role: dict[str, list[Contributor]] = {}
        for each in self.thanked:
            by_role.setdefault(each.role, []).append(each.contributor)
        return [
            format_html(
                _("{role}: {names}"),
                role=ROLE_NAMES[role],
                names=format_html_join(", ", "{}", ((_link(each),) for each in people)),
            )
            for role, people in by_role.items()
        ]


def read_credits_of(works: Iterable[Credited]) -> None:
    """Reads the credits of many works, of both kinds, in one query."""
    unread = [work for work in works if work._credits is None and work.pk]
    if not unread:
        return
    held: dict[tuple[str, int], list[Credit]] = {}
    keys: dict[str, list[int]] = {}
    for work in unread:
        keys.setdefault(work.credits.field.name, []).append(work.pk)
    asked = models.Q()
    for name, found in keys.items():
        asked |= models.Q(**{f"{name}__in": found})
    for credit in Credit.objects.filter(asked).select_related("contributor"):
        name = "recording" if credit.recording_id else "picture"
        key = credit.recording_id or credit.picture_id
        held.setdefault((name, key), []).append(credit)
    for work in unread:
        work._credits = tuple(held.get((work.credits.field.name, work.pk), ()))


def _link(contributor: Contributor) -> SafeString | str:
    if not contributor.page:
        return contributor.name
    return format_html(
        '<a href="{}" rel="noreferrer">{}</a>', contributor.page, contributor.name
    )
