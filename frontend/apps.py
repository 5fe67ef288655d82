"""What the visitor's browser runs."""

from django.apps import AppConfig


class FrontendConfig(AppConfig):
    """Scripts, styles, fonts and headers; knows no model."""

    name = "frontend"
