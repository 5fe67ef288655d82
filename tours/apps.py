"""Trails: the product."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToursConfig(AppConfig):
    """Room of trails, their stops and stories."""

    name = "tours"
    verbose_name = _("Trails")

    def ready(self) -> None:
        """Let translations replace recordings; have maps and packages made."""
        from tours import (
            package_signals,
            problem_admin,
            signal_handlers,
            translation_editor,
            trigger_checks,  # noqa: F401 (its model)
        )

        problem_admin.register_policy()
        translation_editor.install()
        signal_handlers.connect()
        package_signals.connect()
