"""An import in two screens: send a file, look at what will be made, have it made."""

import json
from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from exchange.found import FileRefused, Reading
from exchange.import_forms import ChoicesForm, FileForm
from exchange.importing import Made
from exchange.incoming import incoming
from exchange.models import KeptFile
from exchange.planning import Planned, homes_for
from exchange.report import intentions, line, summary
from exchange.work_views import may_add_works
from places.widgets import map_settings
from tours.models import TourPage

MAP_WORDS = {
    "map": gettext_lazy("Map of what was found"),
    "map_help": gettext_lazy("Map. The arrow keys move it, + and − zoom."),
}


def may_add_trails(user: Any) -> bool:
    """Whether somebody may add trails anywhere."""
    policy = PagePermissionPolicy(TourPage)
    may: bool = policy.user_has_any_permission(user, {"add"})
    return may


class ImportScreen(WagtailAdminTemplateMixin):
    """What both screens share: who may see them, and where they stand."""

    header_icon = "upload"
    page_title = gettext_lazy("Import a trail")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For whoever may add trails."""
        if not may_add_trails(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then the first screen."""
        here = {"url": reverse("import_trail"), "label": self.page_title}
        return [*self.breadcrumbs_items, here]


class ImportFileView(ImportScreen, FormView):
    """The first screen: a file is sent, and kept once it is understood."""

    form_class = FileForm
    template_name = "exchange/import_file.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether works may be imported too."""
        may_add = may_add_works(self.request.user)
        return super().get_context_data(**kwargs, may_add_works=may_add)

    def form_valid(self, form: FileForm) -> HttpResponse:
        """On to what was found in it."""
        name = form.cleaned_data["file"].name
        kept = KeptFile.objects.keep(self.request.user, name, form.cleaned_data["file"])
        return redirect("import_preview", kept.token)


class ImportPreviewView(ImportScreen, TemplateView):
    """The second screen: what was found, and what will be made of it."""

    template_name = "exchange/import_preview.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Back to the first screen once the file is gone."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except FileRefused as refused:
            messages.error(request, line(refused.remark))
            return redirect("import_trail")

    def get(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """What was found, as the file was understood."""
        with closing(Preview(request.user, token, None)) as preview:
            return self._show(preview)

    def post(self, request: HttpRequest, token: UUID) -> HttpResponse:
        """The same as it is understood now, or the drafts."""
        with closing(Preview(request.user, token, request.POST)) as preview:
            return self._answer(request, preview)

    def _answer(self, request: HttpRequest, preview: "Preview") -> HttpResponse:
        if request.POST.get("action") != "import" or preview.error:
            return self._show(preview)
        if not preview.wanted:
            preview.error = _("Choose at least one trail.")
            return self._show(preview)
        try:
            made = preview.carry_out()
        except FileRefused as refused:
            preview.error = line(refused.remark)
            return self._show(preview)
        return self._lead_on(made, preview)

    def _show(self, preview: "Preview") -> HttpResponse:
        context = self.get_context_data(
            preview=preview, map_settings=map_settings(MAP_WORDS)
        )
        return self.render_to_response(context)

    def _lead_on(self, made: list[Made], preview: "Preview") -> HttpResponse:
        """To the trail's form; of several, to where they are listed."""
        if len(made) == 1:
            words = _(
                "The draft “%(title)s” is ready: read it through, then publish it."
            ) % {"title": made[0].title}
        else:
            words = _(
                "%(count)s drafts are ready: read them through, then publish them."
            ) % {"count": len(made)}
        messages.success(self.request, words)
        if len(made) == 1:
            return redirect(made[0].edit_url)
        return redirect("wagtailadmin_explore", preview.wanted[0].home.pk)


class Preview:
    """What a kept file gives, with the choices that were made.

    Raises FileRefused once the file is gone.
    """

    def __init__(self, user: Any, token: UUID, data: Any) -> None:
        self.user = user
        self.file = KeptFile.objects.of(user, token)
        self.incoming = incoming(self.file.file.open(), self.file.name)
        self.error = ""
        self.planned: list[Planned] = []
        self.reading = self._read(None)
        self.form = ChoicesForm(data, homes_for(user), self.reading)
        self.form.is_valid()
        columns = self.form.columns
        if columns is not None:
            self.reading = self._read(columns) or self.reading
        if self.reading and not self.error:
            self._plan(self.reading)

    def close(self) -> None:
        """Let the file be; what was found in it stays."""
        self.file.file.close()

    def _read(self, columns: Any) -> Reading | None:
        try:
            return self.incoming.read(columns)
        except FileRefused as refused:
            self.error = line(refused.remark)
            return None

    def _plan(self, reading: Reading) -> None:
        form = self.form
        try:
            self.planned = self.incoming.plan(reading, form.home_page, form.is_as_new)
            is_update = any(each.is_update for each in self.planned)
            form.may_choose_as_new = self.incoming.may_be_another and (
                form.is_as_new or is_update
            )
        except FileRefused as refused:
            self.error = line(refused.remark)

    @cached_property
    def wanted(self) -> list[Planned]:
        """The trails that are to be made."""
        return [self.planned[number] for number in self.form.chosen(self.planned)]

    @property
    def is_several(self) -> bool:
        """Whether there is a choice of trails."""
        return len(self.planned) > 1

    @property
    def trails(self) -> list[dict[str, Any]]:
        """Each trail as the screen tells it."""
        chosen = self.form.chosen(self.planned)
        return [
            {
                "number": number,
                "is_chosen": number in chosen,
                "plan": each,
                "summary": summary(each),
                "intentions": intentions(each),
                "remarks": [line(remark) for remark in each.remarks],
                "obstacle": self._obstacle(each),
            }
            for number, each in enumerate(self.planned)
        ]

    def _obstacle(self, planned: Planned) -> str:
        remark = self.incoming.obstacle(planned, self.user)
        return line(remark) if remark else ""

    @property
    def remarks(self) -> list[str]:
        """What was not understood in the file as a whole."""
        return [line(each) for each in self.reading.remarks] if self.reading else []

    @property
    def drawn(self) -> str:
        """Lines and stops for the map, as JSON; latitude first."""
        return json.dumps([_drawn(each) for each in self.planned])

    @transaction.atomic
    def carry_out(self) -> list[Made]:
        """Make the drafts, and let the file go. Raises FileRefused."""
        made = self.incoming.carry_out(self.wanted, self.user)
        self.file.delete()
        return made


def _drawn(planned: Planned) -> dict[str, Any]:
    found = planned.found
    return {
        "line": [[point.latitude, point.longitude] for point in found.line],
        "stops": [
            {
                "latitude": stop.found.point.latitude,
                "longitude": stop.found.point.longitude,
                "title": stop.found.title,
            }
            for stop in planned.stops
        ],
    }
