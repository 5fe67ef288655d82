"""The works that lack something visitors, or their authors, are owed: a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex

from media_library.credited import read_credits_of
from media_library.licences import RESERVED
from media_library.models import Contributor, Picture, Recording
from media_library.work_permissions import WORKS, changeable, may
from media_library.work_urls import work_url

CREDIT, TRANSCRIPT = _("credit"), _("transcript")
CONSENT = _("consent to be named")
ALTERNATIVE_TEXT, USABLE_SOUND = _("alternative text"), _("a usable sound")
OPEN_LICENCE = _("an open licence")
UNASKED = Q(
    credits__contributor__consent=Contributor.Consent.NOT_ASKED,
    credits__contributor__kind=Contributor.Kind.PERSON,
)


@dataclass(frozen=True)
class LackingWork:
    """A work, what it lacks, and by how many pages and places it is used."""

    title: str
    kind: str
    edit_url: str
    lacking: str
    uses: int


def lacking_works(user: Any) -> list[LackingWork]:
    """All those that somebody may change, the most used first."""
    found = [
        *_of(changeable(user, lacking_recordings())),
        *_of(changeable(user, lacking_pictures())),
    ]
    return sorted(found, key=lambda work: (-work.uses, work.title.casefold()))


def lacking_recordings() -> QuerySet[Recording]:
    """Recordings without a name, a transcript, a sound, or a licence for others."""
    story = Q(kind=Recording.Kind.STORY)
    return Recording.objects.filter(
        Q(credits=None)
        | UNASKED
        | (story & Q(transcript=""))
        | Q(file="")
        | Q(licence__in=("", RESERVED))
    ).distinct()


def lacking_pictures() -> QuerySet[Picture]:
    """Pictures without a name, an alternative text, or a licence for others.

    Each use of a picture has an alternative text of its own; this one begins it.
    """
    return Picture.objects.filter(
        Q(credit="", credits=None)
        | UNASKED
        | Q(description="")
        | Q(licence__in=("", RESERVED))
    ).distinct()


def lacking(work: Recording | Picture) -> list[str]:
    """What a work lacks, in words."""
    if isinstance(work, Recording):
        facts = {
            CREDIT: not work.all_credits,
            TRANSCRIPT: work.kind == Recording.Kind.STORY and not work.transcript,
            USABLE_SOUND: not work.file,
        }
    else:
        facts = {
            CREDIT: not (work.credit or work.all_credits),
            ALTERNATIVE_TEXT: not work.description,
        }
    facts[CONSENT] = any(_is_unasked(each.contributor) for each in work.all_credits)
    facts[OPEN_LICENCE] = work.licence in ("", RESERVED)
    return [str(words) for words, is_lacking in facts.items() if is_lacking]


def uses(model: type[Model], keys: Iterable[int]) -> dict[str, int]:
    """How many things hold each of these, by the reference index; in one query."""
    kind = ContentType.objects.get_for_model(model)
    found = ReferenceIndex.objects.filter(
        to_content_type=kind, to_object_id__in=[str(key) for key in keys]
    )
    counted = found.values(key=F("to_object_id")).annotate(
        held=Count("object_id", distinct=True)
    )
    return {each["key"]: each["held"] for each in counted}


def _is_unasked(contributor: Contributor) -> bool:
    return (contributor.kind, contributor.consent) == (
        Contributor.Kind.PERSON,
        Contributor.Consent.NOT_ASKED,
    )


def _of(found: list[Any]) -> list[LackingWork]:
    if not found:
        return []
    held = uses(type(found[0]), [work.pk for work in found])
    read_credits_of(found)
    return [
        LackingWork(
            title=work.title,
            kind=str(work._meta.verbose_name),
            edit_url=work_url(work),
            lacking=", ".join(lacking(work)),
            uses=held.get(str(work.pk), 0),
        )
        for work in found
    ]


class LackingWorksView(ReportView):
    """The report, for who may change works; CSV and XLSX as well."""

    page_title = _("Works that lack something")
    header_icon = "warning"
    index_url_name = "lacking_works"
    index_results_url_name = "lacking_works_results"
    default_ordering = None
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda work: work.edit_url),
        Column("kind", label=_("Kind")),
        Column("lacking", label=_("Lacks")),
        NumberColumn("uses", label=_("Used by")),
    ]
    list_export = ["title", "kind", "lacking", "uses"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Kind"),
        "lacking": _("Lacks"),
        "uses": _("Used by"),
    }

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises PermissionDenied for who may change none."""
        if not any(may(request.user, "change", model) for model in WORKS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> list[LackingWork]:  # type: ignore[override]
        """Works of two kinds: a list."""
        return lacking_works(self.request.user)

    def get_filename(self) -> str:
        """Of the file that is taken away."""
        return "works-that-lack-something"
