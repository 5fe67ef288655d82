"""What a picture file says of itself, told as soon as it is chosen."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from media_library.forms import FROM_FILE, PictureField, words_of
from media_library.models import Picture
from media_library.work_permissions import may


class ChosenPictureForm(forms.Form):
    """One picture, which is not kept."""

    file = PictureField()


@require_POST
def picture_words(request: HttpRequest) -> JsonResponse:
    """The words by field, for whoever may add pictures; or why it is no picture."""
    if not may(request.user, "add", Picture):
        raise PermissionDenied
    form = ChosenPictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors["file"]}, status=400)
    told = words_of(form.cleaned_data["file"])
    return JsonResponse({"words": told, "note": str(FROM_FILE)})
