"""What the form of a trail asks for: how long its recordings are."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from media_library.models import Recording
from media_library.work_permissions import SEEING, may, seen_recordings

MOST_RECORDINGS = 200


class DurationsForm(forms.Form):
    """Recordings asked for by their numbers."""

    ids = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", max_length=4000)


@require_safe
def recording_durations(request: HttpRequest) -> JsonResponse:
    """Titles and seconds, for whoever may see those recordings.

    Stories say in which language and how they tell; music and ambience tell nothing.
    A recording whose length nobody could read lasts 0 seconds.
    """
    if not any(may(request.user, action, Recording) for action in SEEING):
        raise PermissionDenied
    form = DurationsForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    asked = form.cleaned_data["ids"].split(",")
    found = seen_recordings(request.user).filter(pk__in=asked)[:MOST_RECORDINGS]
    return JsonResponse(
        {
            "recordings": [
                {
                    "id": recording.pk,
                    "title": recording.title,
                    "duration_s": recording.duration_seconds,
                    **_told_as(recording),
                }
                for recording in found
            ]
        }
    )


def _told_as(recording: Recording) -> dict[str, str]:
    if recording.kind != Recording.Kind.STORY:
        return {}
    return {"language": recording.language, "telling": recording.telling}
