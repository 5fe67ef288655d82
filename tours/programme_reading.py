"""The programme read from the database: trails that are published, or will be."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Revision

from media_library.rights_period import Period
from tours.models import Notice, Stop, TourPage
from tours.notice_rules import Kind as About
from tours.notice_rules import Severity, Subject
from tours.programme import Span, Trail
from tours.season_json import read_season

ALWAYS = Span(date.min, date.max)


def programme(pages: Iterable[TourPage]) -> list[Trail]:
    """Some trails as the calendar knows them, in their order."""
    pages = list(pages)
    begins = _planned_begins(pages)
    closed = _closures()
    stops: dict[int, list[Stop]] = {page.pk: [] for page in pages}
    for stop in Stop.objects.filter(page__in=stops).order_by("sort_order"):
        stops[stop.page_id].append(stop)
    return [
        Trail(
            key=page.pk,
            title=page.title,
            season=read_season(page.seasons.raw_data),
            published=_published(page, begins.get(page.pk)),
            closed=tuple(
                _days(period)
                for subject in _whole(page)
                for period in closed.get(subject, ())
            ),
            stops=tuple(
                (stop.title, read_season(stop.seasons.raw_data))
                for stop in stops[page.pk]
            ),
            takes=frozenset(n for n, s in enumerate(stops[page.pk]) if s.is_take),
        )
        for page in pages
    ]


def planned_pages() -> list[TourPage]:
    """Trails that are there, or will be: one page for each, by title.

    Its languages share their season: the page in the site's first language speaks for
    all where there is one.
    """
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    pks = [int(pk) for pk in scheduled.values_list("object_id", flat=True)]
    found = TourPage.objects.live() | TourPage.objects.filter(pk__in=pks)
    by_key: dict[object, TourPage] = {}
    for page in found.select_related("locale").order_by("locale_id", "title"):
        by_key.setdefault(page.translation_key, page)
    return sorted(by_key.values(), key=lambda page: page.title.casefold())


def _planned_begins(pages: Iterable[TourPage]) -> dict[int, date]:
    """The day on which a page that is not there yet will be, where that is planned."""
    pks = [str(page.pk) for page in pages if not page.live]
    planned = Revision.page_revisions.filter(
        object_id__in=pks, approved_go_live_at__isnull=False
    )
    return {
        int(pk): _city_day(at)
        for pk, at in planned.values_list("object_id", "approved_go_live_at")
    }


def _published(page: TourPage, begin: date | None) -> Span:
    last = _city_day(page.expire_at) if page.expire_at else date.max
    return Span(begin or date.min, last)


def _closures() -> dict[str, list[Period]]:
    """What closes trails as a whole, by its subject, past closures aside."""
    found: dict[str, list[Period]] = {}
    closed = Notice.objects.not_over(timezone.now()).filter(severity=Severity.CLOSED)
    for notice in closed:
        found.setdefault(notice.about, []).append(notice.period)
    return found


def _whole(page: TourPage) -> list[str]:
    """What a notice says it is about when it closes this whole trail."""
    trail = Subject(About.TRAIL, str(page.translation_key))
    city = [Subject(About.CITY, page.city)] if page.city else []
    return [str(Subject(About.SITE)), *map(str, city), str(trail)]


def _days(period: Period) -> Span:
    """The days of the city that a period touches."""
    if period.ends_at is None:
        return Span(_city_day(period.begins_at), date.max)
    last = _city_day(period.ends_at - timedelta(microseconds=1))
    return Span(_city_day(period.begins_at), last)


def _city_day(at: object) -> date:
    return timezone.localtime(at, timezone.get_default_timezone()).date()
