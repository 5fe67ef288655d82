"""The audio desk's screens: many files at once, how far each one is, another try."""

import json
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from wagtail.admin.forms.models import WagtailAdminModelForm

from media_library.collected import CollectedForm
from media_library.credits_field import CreditedForm
from media_library.desk_presentation import desk_view
from media_library.file_titles import title_of
from media_library.forms import guessed_moments, sound_input
from media_library.models import Recording
from media_library.timed_transcript import from_json
from media_library.views import answer_with_file
from media_library.webvtt import write_webvtt
from media_library.work_permissions import may, may_any
from media_library.work_urls import work_url

# What the page's script says of each file.
UPLOAD_WORDS = {
    "drop": gettext_lazy("Drop the sound files here"),
    "waiting": gettext_lazy("waiting"),
    "sending": gettext_lazy("being sent"),
    "checking": gettext_lazy("being checked"),
    "taken": gettext_lazy("taken in: the desk prepares it"),
    "failed": gettext_lazy("The server did not take it: try again."),
    "open": gettext_lazy("Open “{title}”"),
}


class BatchForm(CollectedForm, CreditedForm, WagtailAdminModelForm):
    """What all the files of a batch have in common, beside their sound."""

    class Meta:
        model = Recording
        fields = ["language", "kind", "telling", "licence", "collection"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        language.choices = [choice for choice in language.choices if choice[0]]


def _recording(request: HttpRequest, key: int, *actions: str) -> Recording:
    """The one to which somebody may do any of these. Raises PermissionDenied."""
    recording = get_object_or_404(Recording, pk=key)
    if not may_any(request.user, actions, recording):
        raise PermissionDenied
    return recording


@require_http_methods(["GET", "HEAD", "POST"])
def upload_recordings(request: HttpRequest) -> HttpResponse:
    """Several sound files, each a recording of its own; a bad one stops no other.

    The page's script sends them one by one and asks for JSON; without it, the form
    sends all of them and shows what became of each.
    """
    if not may(request.user, "add", Recording):
        raise PermissionDenied
    form = BatchForm(request.POST or None, for_user=request.user)
    outcomes: list[dict[str, Any]] = []
    if request.method == "POST":
        files = request.FILES.getlist("files")
        if form.is_valid() and files:
            facts = {"collection": form.instance.collection, **form.cleaned_data}
            outcomes = [_take(file, facts) for file in files]
        elif not files:
            form.add_error(None, gettext_lazy("Choose at least one sound file."))
        if request.headers.get("Accept", "").startswith("application/json"):
            told = {"recordings": outcomes, "errors": _sentences(form)}
            return JsonResponse(told, status=200 if form.is_valid() else 400)
    context = {
        "form": form,
        "outcomes": outcomes,
        "page_title": _("Add recordings"),
        "words": json.dumps({key: str(words) for key, words in UPLOAD_WORDS.items()}),
        "accept": sound_input().attrs["accept"],
    }
    return render(request, "media_library/admin/upload_recordings.html", context)


def _sentences(form: forms.Form) -> dict[str, list[str]]:
    """What is wrong with each field, which each sentence names."""
    return {
        name: [_named(form, name, text) for text in texts]
        for name, texts in form.errors.items()
    }


def _named(form: forms.Form, name: str, text: str) -> str:
    if name not in form.fields:
        return text
    return _("%(field)s: %(fault)s") % {"field": form[name].label, "fault": text}


def _take(file: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """A recording made of one file, or the sentence that says why not."""
    credits_ = facts["credits"]
    fields = {name: value for name, value in facts.items() if name != "credits"}
    recording = Recording(title=title_of(file.name), original=file, **fields)
    recording.new_credits = credits_
    told: dict[str, Any] = {"name": file.name, "title": recording.title}
    try:
        recording.full_clean()
    except forms.ValidationError as refused:
        sentences = [text for texts in refused.message_dict.values() for text in texts]
        return {**told, "errors": sentences}
    recording.save()
    return {**told, "id": recording.pk, "edit_url": work_url(recording)}


@require_safe
def recording_desk(request: HttpRequest, recording_id: int) -> HttpResponse:
    """The part of the form that shows the sound, as it is now."""
    recording = _recording(request, recording_id, "change", "view")
    context = {"desk": desk_view(recording)}
    return render(request, "media_library/admin/includes/desk.html", context)


@require_POST
def prepare_again(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Another try at an original that the desk gave up, or was stopped at."""
    recording = _recording(request, recording_id, "change")
    if recording.original and desk_view(recording).can_retry:
        recording.set_state(Recording.State.WAITING)
        recording.save(update_fields=["state", "state_since", "failure"])
    return redirect(work_url(recording))


@require_safe
def transcript_file(request: HttpRequest, recording_id: int) -> HttpResponse:
    """The transcript as WebVTT; without moments, a first guess at them to be mended."""
    recording = _recording(request, recording_id, "change", "view")
    cues = from_json(recording.cues) or guessed_moments(recording)
    answer = HttpResponse(
        write_webvtt(cues, recording.language), content_type="text/vtt; charset=utf-8"
    )
    name = f"{slugify(recording.title) or recording.pk}.{recording.language}.vtt"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def original_sound(request: HttpRequest, recording_id: int) -> HttpResponseBase:
    """What was sent, untouched, for who may change it. Raises Http404."""
    recording = _recording(request, recording_id, "change", "view")
    if not recording.original or not default_storage.exists(recording.original.name):
        raise Http404
    return answer_with_file(request, Path(recording.original.path), "private, no-cache")
