"""Registers the site's icons, and who edits what in which language."""

from typing import Any

from wagtail import hooks
from wagtail.images.image_operations import FilterOperation

from frontend.app_icon import PURPOSES, app_icon
from home.translators import keep_to_languages

hooks.register("before_edit_snippet", keep_to_languages)
hooks.register("before_delete_snippet", keep_to_languages)


class AppIconOperation(FilterOperation):
    """``appicon-512-maskable``: a picture as an icon for home screens."""

    def construct(self, pixels: str, purpose: str) -> None:
        """What the specification asks for. Raises ValueError."""
        self.pixels, self.purpose = int(pixels), purpose
        if purpose not in PURPOSES:
            raise ValueError(purpose)

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        """Draw it in the picture's place."""
        willow.image = app_icon(willow.image, self.pixels, self.purpose)
        return willow


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    """Ours, beside Wagtail's."""
    return [("appicon", AppIconOperation)]
