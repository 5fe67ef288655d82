"""What the phone asks for, and what it sends: the notebook, its worker, its notes."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from field.limits import (
    MAX_MARKS,
    MAX_MEMO_SECONDS,
    MAX_NOTES,
    MAX_PHOTO_BYTES,
    MAX_TEXT,
    MAX_TITLE,
)
from field.people import may_take_notes, name_of
from field.shell import worker_script
from field.taking import Refused, take_note, take_walk

# Stricter than the admin's: nothing here is Wagtail's.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    """For whoever may add trails; a phone that asks is told in a sentence."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_take_notes(request.user):
            return view(request, *args, **kwargs)
        if request.headers.get("Accept") == "application/json":
            told = {"error": _("Your account may not write trails.")}
            return JsonResponse(told, status=403)
        raise PermissionDenied

    return answer


@require_safe
@for_writers
def notebook(request: HttpRequest) -> HttpResponse:
    """The page of the notebook: the same for everybody who may have it."""
    limits = {
        "notes": MAX_NOTES,
        "marks": MAX_MARKS,
        "memoSeconds": MAX_MEMO_SECONDS,
        "photoBytes": MAX_PHOTO_BYTES,
    }
    context = {
        "limits": json.dumps(limits),
        "max_title": MAX_TITLE,
        "max_text": MAX_TEXT,
    }
    answer = render(request, "field/notebook.html", context)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@require_safe
@for_writers
def notebook_worker(request: HttpRequest) -> HttpResponse:
    """The worker that opens the notebook without network, and nothing else."""
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")


@require_safe
@for_writers
def notebook_person(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and the token to send with; never kept by the worker."""
    user: Any = request.user
    told = {"person": str(user.pk), "name": name_of(user), "token": get_token(request)}
    return JsonResponse(told)


@require_POST
@for_writers
def send_walk(request: HttpRequest, walk_key: UUID) -> HttpResponse:
    """Takes a walk in, and tells which of its notes are here already."""
    try:
        data = json.loads(request.body)
        if not isinstance(data, dict):
            raise ValueError
    except ValueError:
        return _refusal(_("What was sent could not be read: send it again."))
    try:
        walk = take_walk(request.user, walk_key, data)
    except Refused as refused:
        return _refusal(str(refused))
    return JsonResponse({"notes": [str(note.key) for note in walk.notes.all()]})


@require_POST
@for_writers
def send_note(request: HttpRequest, walk_key: UUID, note_key: UUID) -> HttpResponse:
    """Takes one note in, with its file."""
    try:
        note = take_note(request.user, walk_key, note_key, request.POST, request.FILES)
    except Refused as refused:
        return _refusal(str(refused))
    return JsonResponse({"taken": str(note.key)})


def _refusal(sentence: str) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=422)


phone_paths = [
    path("field/", notebook, name="field_notebook"),
    path("field/worker.js", notebook_worker, name="field_worker"),
    path("field/person/", notebook_person, name="field_person"),
    path("field/walks/<uuid:walk_key>/", send_walk, name="field_send_walk"),
    path(
        "field/walks/<uuid:walk_key>/notes/<uuid:note_key>/",
        send_note,
        name="field_send_note",
    ),
]
