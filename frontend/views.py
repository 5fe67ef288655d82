"""Files that browsers and robots look for at the root."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from frontend.release import BUILT, release, shell_files

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


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker that serves kept walks; one that leaves where it is switched off."""
    if settings.TRABOULE_KEEP_WALKS:
        shell = json.dumps(_shell(), separators=(",", ":"))
        script = f"const SHELL={shell};\n{_built('service-worker.js')}"
    else:
        script = _built("no-worker.js")
    return HttpResponse(
        script,
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


def _shell() -> dict[str, object]:
    """What the worker keeps of the site itself, beside the walks."""
    pages, words = {}, []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = reverse("kept_walks")
            words.append(reverse("walk_words", args=[release()]))
    return {
        "release": release(),
        "files": shell_files(),
        "pages": pages,
        "words": words,
    }


def _built(name: str) -> str:
    """A script that set-up has built."""
    return (BUILT / name).read_text()
