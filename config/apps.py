"""Registers the system checks of the configuration."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wiring only: no model, no rule."""

    name = "config"

    def ready(self) -> None:
        """Connect the checks."""
        from config import checks  # noqa: F401
