"""Links out of the site in trails: asked once a week, kept as they answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from tours.link_asking import LinkFailed, ask
from tours.link_rules import MAX_LENGTH, is_dead, is_to_check, links_in
from tours.trail_of_day import numbered

MOST_ASKED = 300  # in one run: some minutes, even where most of them hang


class OutsideLink(models.Model):
    """An address out of the site, and how it answered last."""

    url = models.CharField(max_length=MAX_LENGTH, unique=True)
    checked_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        app_label = "tours"

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether it failed twice, a day apart."""
        return is_dead(self.failing_since, self.checked_at)


def links_of(page: Any) -> list[tuple[int | None, str, str]]:
    """Each link of a trail: the stop's number and title, or None and a field; it."""
    fields = ("practical_information", "accessibility")
    found: list[tuple[int | None, str, str]] = [
        (None, str(page._meta.get_field(name).verbose_name), url)
        for name in fields
        for url in links_in(getattr(page, name))
    ]
    for number, stop in numbered(page.stops.all()):
        for block in stop.story:
            if block.block_type == "text":
                urls = links_in(block.value.source)
                found += [(number, stop.title, url) for url in urls]
    return found


def dead_link_sentences(page: Any) -> list[str]:
    """A sentence for each link that leads nowhere any more."""
    links = links_of(page)
    urls = {url for _number, _place, url in links}
    known = OutsideLink.objects.filter(url__in=urls).exclude(failing_since=None)
    dead = {link.url for link in known if link.is_dead} if urls else set()
    return [_sentence(*link) for link in links if link[2] in dead]


def ask_links(pages: Iterable[Any], now: datetime) -> int:
    """Asks the links of trails whose time has come; how many were asked.

    Those that no trail holds any more are forgotten.
    """
    if not settings.TRABOULE_CHECK_LINKS:
        return 0
    urls = {url for page in pages for _number, _place, url in links_of(page)}
    OutsideLink.objects.exclude(url__in=urls).delete()
    known = {link.url: link for link in OutsideLink.objects.all()}
    links = [known.get(url) or OutsideLink(url=url) for url in sorted(urls)]
    due = [
        each for each in links if is_to_check(each.checked_at, each.failing_since, now)
    ]
    # Those that have waited longest come first, where there are too many.
    due.sort(key=lambda each: each.checked_at.timestamp() if each.checked_at else 0)
    for link in due[:MOST_ASKED]:
        _ask(link, now)
    return len(due[:MOST_ASKED])


def _ask(link: OutsideLink, now: datetime) -> None:
    try:
        ask(link.url)
    except LinkFailed:
        link.failing_since = link.failing_since or now
    else:
        link.failing_since = None
    link.checked_at = now
    link.save()


def _sentence(number: int | None, place: str, url: str) -> str:
    facts = {"number": number, "place": place, "url": url}
    if number is None:
        return _("“%(place)s”: the link %(url)s leads nowhere any more.") % facts
    words = _("Stop %(number)s, “%(place)s”: the link %(url)s leads nowhere any more.")
    return words % facts
