"""Registers recordings in the admin: menu, list, desk, a chooser that can create."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import register_snippet

from media_library import desk_views
from media_library.admin_views import recording_durations
from media_library.collected import GroupRecordingPermissions, describe_recordings
from media_library.contracts import grant_contract
from media_library.lacking import LackingWorksView
from media_library.models import Contributor, Recording
from media_library.picture_views import picture_words
from media_library.recording_admin import RecordingViewSet
from media_library.rights_admin import ContributorViewSet, RightsGrantViewSet
from media_library.rights_dashboard import add_rights_panel
from media_library.work_urls import work_url

register_snippet(RecordingViewSet)
register_snippet(ContributorViewSet)
register_snippet(RightsGrantViewSet)
hooks.register("construct_homepage_panels", add_rights_panel)
hooks.register("register_group_permission_panel", lambda: GroupRecordingPermissions)
hooks.register("describe_collection_contents", describe_recordings)


@hooks.register("register_admin_urls")
def recording_urls() -> list[URLPattern]:
    """The desk, and where the trail's form asks how long its recordings are."""
    one = "recordings/<int:recording_id>"
    return [
        path("works/lacking/", LackingWorksView.as_view(), name="lacking_works"),
        path(
            "works/lacking/results/",
            LackingWorksView.as_view(results_only=True),
            name="lacking_works_results",
        ),
        path("pictures/words/", picture_words, name="picture_words"),
        path("recordings/durations/", recording_durations, name="recording_durations"),
        path("recordings/add/", desk_views.upload_recordings, name="upload_recordings"),
        path(f"{one}/desk/", desk_views.recording_desk, name="recording_desk"),
        path(f"{one}/again/", desk_views.prepare_again, name="prepare_again"),
        path(
            f"{one}/transcript.vtt", desk_views.transcript_file, name="transcript_file"
        ),
        path(f"{one}/original/", desk_views.original_sound, name="original_sound"),
        path("grants/<int:grant_id>/contract/", grant_contract, name="grant_contract"),
    ]


@hooks.register("register_reports_menu_item")
def lacking_works_item() -> MenuItem:
    """The report of works that lack something."""
    return MenuItem(
        LackingWorksView.page_title,
        reverse("lacking_works"),
        name="lacking-works",
        icon_name=LackingWorksView.header_icon,
        order=600,
    )


@hooks.register("before_delete_snippet")
def keep_what_walkers_hear(
    request: HttpRequest, instances: list[Any]
) -> HttpResponse | None:
    """A recording that a published trail plays is taken out of the trail first."""
    played = [work for work in instances if isinstance(work, Recording)]
    if request.method != "POST" or not _is_played(request, played):
        return None
    return redirect(work_url(played[0]))


@hooks.register("before_bulk_action")
def keep_many_that_walkers_hear(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many at once: none is deleted while one of them is played."""
    played = [work for work in objects if isinstance(work, Recording)]
    if request.method != "POST" or action_type != "delete":
        return None
    if not _is_played(request, played):
        return None
    return redirect("wagtailsnippets_media_library_recording:list")


def _is_played(request: HttpRequest, works: list[Recording]) -> bool:
    """Whether published pages play any of these; says which."""
    live = live_pages_with(works)
    if not live:
        return False
    names = ", ".join(f"“{page.title}”" for page in live[:5])
    sentence = ngettext(
        "Not deleted: a published page plays it. Take it out of it first: %(names)s.",
        "Not deleted: published pages play it. Take it out of them first: %(names)s.",
        len(live),
    )
    messages.error(request, sentence % {"names": names})
    return True


def live_pages_with(works: list[Recording]) -> list[Page]:
    """Published pages that hold any of these works, by the reference index."""
    keys = {
        int(reference.object_id)
        for work in works
        for reference in ReferenceIndex.get_references_to(work)
        if issubclass(reference.base_content_type.model_class() or object, Page)
    }
    return list(Page.objects.live().filter(pk__in=keys).order_by("title"))


@hooks.register("before_delete_snippet")
def keep_who_is_credited(
    request: HttpRequest, instances: list[Any]
) -> HttpResponse | None:
    """Somebody whom a work names stays until it names them no more."""
    people = [each for each in instances if isinstance(each, Contributor)]
    credited = [each for each in people if each.credits.exists()]
    if request.method != "POST" or not credited:
        return None
    names = ", ".join(f"“{person}”" for person in credited[:5])
    sentence = gettext("Not deleted: works name %(names)s.")
    messages.error(request, sentence % {"names": names})
    return redirect("wagtailsnippets_media_library_contributor:list")


@hooks.register("insert_global_admin_js")
def works_script() -> str:
    """Credits and licences, on every form of a work; dialogs hold some too."""
    return format_html('<script src="{}"></script>', static("frontend/admin/works.js"))


@hooks.register("insert_editor_js")
def desk_script() -> str:
    """The desk, on forms that may hold one."""
    return format_html(
        '<script src="{}"></script>', static("frontend/admin/audio-desk.js")
    )


@hooks.register("register_icons")
def desk_icons(icons: list[str]) -> list[str]:
    """What Wagtail's own set lacks for sound."""
    return [*icons, "media_library/icons/audio-microphone.svg"]
