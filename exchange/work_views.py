"""Many works at once, in three screens: a folder is sent, looked at, and made."""

from contextlib import closing
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exchange.archive import MAX_UNPACKED_BYTES
from exchange.file_size import refuse_too_big
from exchange.found import FileRefused
from exchange.models import KeptFile
from exchange.report import line
from exchange.work_archive import WorkArchive
from exchange.work_import import WorkOutcome, make_works
from exchange.work_plan import SOUND, PlannedWork, WorkPlan, plan_works
from exchange.work_table import WorkTable, read_work_table
from media_library.contributors import ROLE_NAMES
from media_library.licensed import licence_choices, work_licence_choices
from media_library.models import language_choices
from media_library.work_permissions import WORKS, may


def may_add_works(user: Any) -> bool:
    """Whether somebody may add sounds and pictures."""
    return all(may(user, "add", model) for model in WORKS)


class WorkFileForm(forms.Form):
    """A zip of sounds, pictures and at most one table."""

    file = forms.FileField(
        label=gettext_lazy("Folder of works"),
        help_text=gettext_lazy(
            "A ZIP of sounds and pictures, up to 500 of them and 500 MB, with one table"
            " (CSV, ODS, XLSX) that says of each file who made it and under which"
            " licence."
        ),
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the recordings"),
        help_text=gettext_lazy("For those of which the table does not say it."),
        choices=language_choices,
    )

    def clean_file(self) -> Any:
        """Open it, and say what is wrong with it where it is chosen."""
        file = self.cleaned_data["file"]
        try:
            refuse_too_big(file.size, MAX_UNPACKED_BYTES)
            read_folder(WorkArchive(file))
        except FileRefused as refused:
            raise forms.ValidationError(line(refused.remark)) from refused
        return file


def read_folder(archive: WorkArchive) -> WorkTable:
    """The table of a folder; an empty one where it has none. Raises FileRefused."""
    return read_work_table(archive.table) if archive.table else WorkTable(())


class WorkScreen(WagtailAdminTemplateMixin):
    """What the screens share: who may see them, and where they stand."""

    header_icon = "upload"
    page_title = gettext_lazy("Import works")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For whoever may add works; back to the first screen once the file is gone."""
        if not may_add_works(request.user):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except FileRefused as refused:
            messages.error(request, line(refused.remark))
            return redirect("import_works")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then the first screen."""
        here = {"url": reverse("import_works"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]


class WorkFileView(WorkScreen, FormView):
    """The first screen: a folder is sent, and kept once it can be read."""

    form_class = WorkFileForm
    template_name = "exchange/import_works.html"

    def get_initial(self) -> dict[str, Any]:
        """The language of who looks."""
        return {"language": get_language()}

    def form_valid(self, form: WorkFileForm) -> HttpResponse:
        """On to what will be made of it."""
        file = form.cleaned_data["file"]
        kept = KeptFile.objects.keep(self.request.user, file.name, file)
        address = reverse("import_works_preview", args=[kept.token])
        return redirect(f"{address}?language={form.cleaned_data['language']}")


class WorkPreviewView(WorkScreen, TemplateView):
    """The second screen shows what will be made, the third what became of it."""

    template_name = "exchange/import_works_preview.html"

    def get(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """Each file with its row."""
        return self._answer(request, token, is_wanted=False)

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """Makes all that can be made; the others are told again."""
        return self._answer(request, token, is_wanted=True)

    def _answer(
        self, request: HttpRequest, token: UUID, *, is_wanted: bool
    ) -> HttpResponse:
        kept = KeptFile.objects.of(request.user, token)
        with closing(kept.file.open()) as file:
            archive = WorkArchive(file)
            plan = self._plan(request, archive)
            outcomes = make_works(archive, plan, request.user) if is_wanted else []
        if is_wanted:
            kept.delete()
            self._tell(request, outcomes)
        context = self.get_context_data(
            name=kept.name,
            remarks=[line(remark) for remark in plan.remarks],
            works=[_told(work) for work in plan.works],
            good=len(plan.good),
            outcomes=outcomes,
        )
        return self.render_to_response(context)

    def _plan(self, request: HttpRequest, archive: WorkArchive) -> WorkPlan:
        codes = [code for code, _name in language_choices()]
        asked = request.GET.get("language", "")
        usual = asked if asked in codes else settings.LANGUAGE_CODE
        return plan_works(archive, read_folder(archive), _language_names(), usual)

    def _tell(self, request: HttpRequest, outcomes: list[WorkOutcome]) -> None:
        made = sum(bool(each.edit_url) for each in outcomes)
        left = len(outcomes) - made
        sentence = _("Works made: %(made)s. Left out: %(left)s.")
        tell = messages.warning if left else messages.success
        tell(request, sentence % {"made": made, "left": left})


def _language_names() -> dict[str, list[str]]:
    """How each language may be called: by its code, and in every language of ours."""
    names: dict[str, list[str]] = {}
    for code, name in settings.LANGUAGES:
        told = [code]
        for other, _name in settings.LANGUAGES:
            with override(other):
                told.append(str(name))
        names[code] = told
    return names


def _told(work: PlannedWork) -> dict[str, Any]:
    """A planned work as its row shows it."""
    licences = dict(licence_choices())
    for _group, choices in work_licence_choices()[len(licences) :]:
        licences |= dict(choices)
    people = [(ROLE_NAMES[role], name) for role, name in work.people]
    return {
        "work": work,
        "kind": _("Recording") if work.kind == SOUND else _("Picture"),
        "people": people,
        "licence": licences.get(work.facts["licence"], ""),
        "faults": [line(fault) for fault in work.faults],
    }
