"""Where works are edited in the admin."""

from django.urls import reverse

from media_library.models import Picture, Recording


def work_url(work: Recording | Picture) -> str:
    """The form of a recording or picture."""
    is_picture = isinstance(work, Picture)
    recordings = "wagtailsnippets_media_library_recording:edit"
    return reverse("wagtailimages:edit" if is_picture else recordings, args=[work.pk])
