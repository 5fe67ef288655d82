"""What the front door answers beside its pages."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_from_request,
    gettext,
)
from django.views.decorators.http import require_safe
from wagtail.models import Site

from frontend.web_manifest import Shortcut, SiteFacts
from frontend.web_manifest import web_manifest as manifest_of
from home.models import HomePage, SiteSettings
from home.site_icons import MANIFEST_ICONS, site_icons


def preferred_language(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language their browser asks for."""
    language = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def web_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone that puts the site on its home screen asks; kept as a page is."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    language = get_language()
    settings = SiteSettings.for_site(site)
    icons = site_icons(settings)
    kept_walks = Shortcut(gettext("Walks kept on this phone"), reverse("kept_walks"))
    manifest = manifest_of(
        SiteFacts(
            name=settings.name,
            description=_description(site, language),
            language=language,
            is_right_to_left=get_language_bidi(),
            icons=[icons[kind] for kind in MANIFEST_ICONS],
            shortcuts=[kept_walks],
        )
    )
    content = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, content_type="application/manifest+json")


def _description(site: Site, language: str) -> str:
    """What the home page of a language says of itself."""
    homes = HomePage.objects.live().filter(
        translation_key=site.root_page.translation_key, locale__language_code=language
    )
    home = homes.only("search_description", "introduction").first()
    said = home and (home.search_description or home.introduction)
    return said or gettext("Walking trails with stories and sound.")
