"""Pictures and recordings: the works that trails show and play."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaLibraryConfig(AppConfig):
    """Room of works, their makers and their licences."""

    name = "media_library"
    verbose_name = _("Media library")

    def ready(self) -> None:
        """Listen to what the desk has to do; say whose recordings are."""
        from media_library import collected, signal_handlers

        collected.register_policy()
        signal_handlers.connect()
