"""Field walks in the admin: all of one's own, one of them, the draft made of it."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from exchange.found import FileRefused
from exchange.planning import homes_for
from exchange.report import line
from field.drafting import DraftRefused, Halt, halts_of, make_draft
from field.memos import recording_of
from field.models import FieldNote, FieldWalk
from field.people import may_take_notes, name_of, sees_all, walks_of
from frontend.formatting import metres
from media_library.models import Recording
from media_library.views import answer_with_file
from media_library.work_permissions import may
from media_library.work_urls import work_url
from places.widgets import map_settings

Kind = FieldNote.Kind
MAP_WORDS = {
    "map": gettext_lazy("Map of the walk"),
    "map_help": gettext_lazy("Map. The arrow keys move it, + and − zoom."),
}


class DraftForm(forms.Form):
    """What is asked before a draft is made: its title, and where it goes."""

    title = forms.CharField(label=gettext_lazy("Title of the trail"), max_length=255)
    home = forms.ChoiceField(label=gettext_lazy("Language of the trail"))

    def __init__(self, *args: Any, homes: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {str(page.pk): page for page in homes}
        names = [
            (key, page.locale.get_display_name()) for key, page in self.homes.items()
        ]
        self.fields["home"].choices = names
        if len(names) == 1:
            self.fields["home"].widget = forms.HiddenInput()
            self.fields["home"].initial = names[0][0]


class FieldScreen(WagtailAdminTemplateMixin):
    """What the screens share: who may see them, and where they stand."""

    header_icon = "field"
    page_title = gettext_lazy("Field notes")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For whoever may add trails."""
        if not may_take_notes(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then the walks."""
        here = {"url": reverse("field_walks"), "label": gettext_lazy("Field notes")}
        return [*self.breadcrumbs_items, here]


class WalksView(FieldScreen, TemplateView):
    """The walks that were sent, the newest first."""

    template_name = "field/walks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with how much it holds."""
        user: Any = self.request.user
        counts = {
            f"{kind.value}s": Count("notes", filter=Q(notes__kind=kind))
            for kind in Kind
        }
        walks = [
            {"walk": walk, "who": name_of(walk.user), "length": _length(walk)}
            for walk in walks_of(user).annotate(**counts).order_by("-begun_at", "-pk")
        ]
        return super().get_context_data(walks=walks, sees_all=sees_all(user), **kwargs)


class WalkView(FieldScreen, FormView):
    """One walk: its map, what was noted, and the form that makes a draft of it."""

    template_name = "field/walk.html"
    form_class = DraftForm

    @cached_property
    def walk(self) -> FieldWalk:
        """The walk. Raises Http404, also for who may not see it."""
        found: FieldWalk = get_object_or_404(
            walks_of(self.request.user), key=self.kwargs["walk_key"]
        )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """The home pages under which this person may make trails."""
        homes = homes_for(self.request.user)
        return {**super().get_form_kwargs(), "homes": homes}

    def get_initial(self) -> dict[str, Any]:
        """What the phone said."""
        return {"title": self.walk.title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was noted, stop by stop."""
        halts = halts_of(self.walk)
        return super().get_context_data(
            walk=self.walk,
            who=name_of(self.walk.user),
            length=_length(self.walk),
            halts=halts,
            missing=max(0, self.walk.note_count - self.walk.notes.count()),
            photographs=sum(len(halt.photos) for halt in halts if halt.number),
            has_nameless=any(halt.is_nameless for halt in halts),
            has_lost_marks=any(halt.mark and not halt.number for halt in halts),
            may_record=may(self.request.user, "add", Recording),
            draft=self._draft,
            drawn=json.dumps([_drawn(self.walk, halts)]),
            map_settings=map_settings(MAP_WORDS),
            **kwargs,
        )

    @property
    def _draft(self) -> dict[str, Any] | None:
        """The trail that was made, and its form for who may edit it."""
        page = self.walk.draft
        if page is None:
            return None
        may_edit = page.permissions_for_user(self.request.user).can_edit()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return {"page": page, "edit_url": address if may_edit else ""}

    def form_valid(self, form: DraftForm) -> HttpResponse:
        """The draft, made once, and its form."""
        told = form.cleaned_data
        is_new = self.walk.draft is None
        try:
            home = form.homes[told["home"]]
            page = make_draft(self.walk, told["title"], home, self.request.user)
        except DraftRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        except FileRefused as refused:
            form.add_error(None, line(refused.remark))
            return self.form_invalid(form)
        if is_new:
            words = _(
                "The draft “%(title)s” is ready. Write the alternative text of its"
                " pictures; the voice memos stay in the field notes."
            )
            messages.success(self.request, words % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)


class DeleteWalkView(FieldScreen, TemplateView):
    """Asks once more, and says what goes and what stays."""

    template_name = "field/delete_walk.html"
    page_title = gettext_lazy("Delete this walk")

    @cached_property
    def walk(self) -> FieldWalk:
        """The walk. Raises Http404, also for who may not see it."""
        found: FieldWalk = get_object_or_404(
            walks_of(self.request.user), key=self.kwargs["walk_key"]
        )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What goes with it."""
        kept = self.walk.notes.exclude(picture=None).count()
        return super().get_context_data(walk=self.walk, kept_pictures=kept, **kwargs)

    def post(self, request: HttpRequest, walk_key: UUID) -> HttpResponse:
        """The walk with its notes and their files."""
        name = str(self.walk)
        with transaction.atomic():
            self.walk.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
        return redirect("field_walks")


@require_safe
def note_file(request: HttpRequest, walk_key: UUID, note_key: UUID) -> HttpResponseBase:
    """The photograph or memo of a note, for whoever sees the walk. Raises Http404."""
    note = _note(request, walk_key, note_key)
    if not note.has_file or not note.file.storage.exists(note.file.name):
        raise Http404
    return answer_with_file(request, Path(note.file.path), "private, no-cache")


@require_POST
def use_memo(request: HttpRequest, walk_key: UUID, note_key: UUID) -> HttpResponse:
    """A recording made of a memo, once; no trail plays it until an editor says so."""
    note = _note(request, walk_key, note_key)
    if note.kind != Kind.MEMO:
        raise Http404
    if not may(request.user, "add", Recording):
        raise PermissionDenied
    try:
        recording = recording_of(note, request.user, get_language() or "fr")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("field_walk", walk_key)
    return redirect(work_url(recording))


def _note(request: HttpRequest, walk_key: UUID, note_key: UUID) -> FieldNote:
    if not may_take_notes(request.user):
        raise PermissionDenied
    walk = get_object_or_404(walks_of(request.user), key=walk_key)
    note: FieldNote = get_object_or_404(walk.notes, key=note_key)
    return note


def _length(walk: FieldWalk) -> str:
    return metres(walk.length_m, get_language() or "en") if walk.line else ""


def _drawn(walk: FieldWalk, halts: list[Halt]) -> dict[str, Any]:
    """The walk for the map, as import-preview.ts reads it."""
    marks = [halt.mark for halt in halts if halt.number and halt.mark]
    return {
        "line": [[point.latitude, point.longitude] for point in walk.line],
        "stops": [
            {
                "latitude": mark.latitude,
                "longitude": mark.longitude,
                "title": mark.title,
            }
            for mark in marks
        ],
    }


desk_paths = [
    path("field-walks/", WalksView.as_view(), name="field_walks"),
    path("field-walks/<uuid:walk_key>/", WalkView.as_view(), name="field_walk"),
    path(
        "field-walks/<uuid:walk_key>/delete/",
        DeleteWalkView.as_view(),
        name="field_delete_walk",
    ),
    path(
        "field-walks/<uuid:walk_key>/notes/<uuid:note_key>/file/",
        note_file,
        name="field_note_file",
    ),
    path(
        "field-walks/<uuid:walk_key>/notes/<uuid:note_key>/recording/",
        use_memo,
        name="field_use_memo",
    ),
]
