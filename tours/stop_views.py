"""What the trail's map asks for when a stop is put on it: places near, a new place."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from citymap.archive import ArchiveBroken
from citymap.cities import covering
from citymap.names import proposed_name
from places.forms import PlaceForm
from places.geo import Point, distance_m
from places.models import Place
from tours.composer_views import refuse_strangers

NEAR_M = 40
MOST_PLACES = 5


class NearForm(forms.Form):
    """The point where a stop is to be, and the language of its trail."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    language = forms.CharField(max_length=20, required=False)


@require_safe
def near_places(request: HttpRequest) -> JsonResponse:
    """What a stop put here may be: places near, or a new one and the map's name for it.

    For whoever may write or change trails.
    """
    refuse_strangers(request)
    form = NearForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    language = form.cleaned_data["language"]
    point = Point(form.cleaned_data["latitude"], form.cleaned_data["longitude"])
    edit = AdminURLFinder(request.user)
    return JsonResponse(
        {
            "places": [
                {
                    **_place(place, edit),
                    "metres": round(distance_m(point, place.point), 1),
                }
                for place in _near(point, language)
            ],
            "name": _name(point, language),
            "may_add": _may_add(request),
        }
    )


@require_POST
def add_place(request: HttpRequest) -> JsonResponse:
    """Make a place of a name and a point, in the language of the trail.

    For whoever may make places; what is wrong with it is told by field, status 400.
    """
    refuse_strangers(request)
    if not _may_add(request):
        raise PermissionDenied
    asked = {name: request.POST.get(name) for name in ("name", "latitude", "longitude")}
    kept = {"locale": request.POST.get("language"), "category": Place.Category.OTHER}
    form = PlaceForm({**asked, **kept}, prefix="")
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    place = form.save()
    log(place, "wagtail.create", user=request.user, content_changed=True)
    return JsonResponse(_place(place, AdminURLFinder(request.user)), status=201)


def _may_add(request: HttpRequest) -> bool:
    may: bool = ModelPermissionPolicy(Place).user_has_permission(request.user, "add")
    return may


def _near(point: Point, language: str) -> list[Place]:
    """The nearest places, each once: in a language, or else as it was made."""
    found = Place.objects.select_related("locale").near(point, NEAR_M)
    found.sort(
        key=lambda place: (place.locale.language_code != language, place.pk),
        reverse=True,
    )
    once = {place.translation_key: place for place in found}
    nearest = sorted(
        once.values(), key=lambda place: (distance_m(point, place.point), place.pk)
    )
    return nearest[:MOST_PLACES]


def _name(point: Point, language: str) -> str | None:
    """What the map of the city calls this point; a broken map proposes nothing."""
    position = (point.longitude, point.latitude)
    city = covering([position])
    if city is None:
        return None
    try:
        return proposed_name(city.basemap, position, language)
    except ArchiveBroken:
        return None


def _place(place: Place, edit: AdminURLFinder) -> dict[str, Any]:
    """A place as the map and the chooser of its stop show it."""
    return {
        "id": place.pk,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "edit_url": edit.get_edit_url(place),
    }
