"""Files that browsers and robots look for at the root."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /documents/\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read, and where the site map is."""
    site_map = request.build_absolute_uri("/sitemap.xml")
    return HttpResponse(f"{ROBOTS}Sitemap: {site_map}\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon on files that name none."""
    return HttpResponseRedirect(static("frontend/images/icon-32.png"))
