"""Many works at once, in three screens: a folder is sent, looked at, and made."""

from contextlib import closing
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exchange.archive import MAX_UNPACKED_BYTES
from exchange.file_size import refuse_too_big
from exchange.found import FileRefused
from exchange.making_works import begin, making_of, plan_of, read_folder
from exchange.models import KeptFile
from exchange.report import line
from exchange.tasks import make_kept_works
from exchange.work_archive import WorkArchive
from exchange.work_plan import SOUND, PlannedWork
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
    """The second screen shows what will be made, the third how far it is."""

    template_name = "exchange/import_works_preview.html"
    making_template_name = "exchange/import_works_making.html"

    def get(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """Each file with its row; or what became of it, once it is wanted."""
        kept = KeptFile.objects.of(request.user, token)
        if making := making_of(kept):
            self.template_name = self.making_template_name
            context = self.get_context_data(name=kept.name, making=making)
            return self.render_to_response(context)
        with closing(kept.file.open()) as file:
            plan = plan_of(WorkArchive(file), request.GET.get("language", ""))
        context = self.get_context_data(
            name=kept.name,
            remarks=[line(remark) for remark in plan.remarks],
            works=[_told(work) for work in plan.works],
            good=len(plan.good),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """Has all made that can be made, unless that is going on already."""
        kept = KeptFile.objects.of(request.user, token)
        making = making_of(kept)
        if making is None or making.is_still:
            before = kept.making or {}
            asked = before.get("language") or request.GET.get("language", "")
            make_kept_works.enqueue(str(token), begin(kept, asked))
        return redirect(request.get_full_path())


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
