"""The form of every page: Wagtail's own texts hold text as ours do."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm

from media_library.plain_text import validate_plain_text


class PlainPageForm(WagtailAdminPageForm):
    """Refuses HTML in the title, and in what search engines are told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & {"title", "seo_title", "search_description"}:
            self.fields[name].validators.append(validate_plain_text)
