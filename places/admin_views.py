"""What the map fields of the admin ask for: the points of places."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.permission_policies import ModelPermissionPolicy

from places.geo import Bounds
from places.models import Place

MOST_PLACES = 200


def _degrees(limit: int) -> forms.FloatField:
    return forms.FloatField(min_value=-limit, max_value=limit, required=False)


class PointsForm(forms.Form):
    """Places asked for by their numbers, or by the box that a map shows."""

    ids = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", required=False, max_length=4000)
    south, west = _degrees(90), _degrees(180)
    north, east = _degrees(90), _degrees(180)

    def clean(self) -> dict[str, Any]:
        """Numbers, or a whole box."""
        asked: dict[str, Any] = super().clean()
        box = [asked.get(side) for side in ("south", "west", "north", "east")]
        if None not in box:
            asked["box"] = Bounds(*box)
        elif not asked.get("ids") and not self.errors:
            raise ValidationError("ids or a box is needed", code="nothing")
        return asked

    def places(self) -> list[Place]:
        """The places asked for; inside a box each once, in the editor's language."""
        asked = self.cleaned_data
        if asked["ids"]:
            found = Place.objects.filter(pk__in=asked["ids"].split(","))
            return list(found[:MOST_PLACES])
        found = Place.objects.inside(asked["box"]).select_related("locale")
        language = get_language()
        versions = sorted(
            found[: 2 * MOST_PLACES],
            key=lambda place: place.locale.language_code == language,
        )
        once = {place.translation_key: place for place in versions}
        return list(once.values())[:MOST_PLACES]


@require_safe
def place_points(request: HttpRequest) -> JsonResponse:
    """Points and names, for whoever may see or change places."""
    policy = ModelPermissionPolicy(Place)
    if not policy.user_has_any_permission(
        request.user, ["add", "change", "delete", "view"]
    ):
        raise PermissionDenied
    form = PointsForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse(
        {
            "places": [
                {
                    "id": place.pk,
                    "name": place.name,
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                }
                for place in form.places()
            ]
        }
    )
