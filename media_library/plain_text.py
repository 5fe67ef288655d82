"""Text fields hold text: markup typed into one would be shown as typed."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A tag opens only where a letter, or one of /!?, stands right after the angle (HTML
# §13.2.5.6): “2 < a and b > 1” is text.
_MARKUP = re.compile(r"<[a-zA-Z/!?][^<]*>|<\s*(?:script|style|iframe)\b", re.IGNORECASE)


def validate_plain_text(value: str) -> None:
    """Refuse HTML in a text field, naming the first tag. Raises ValidationError."""
    found = _MARKUP.search(value or "")
    if found:
        raise ValidationError(
            _("Write plain text: “%(tag)s” is HTML and would be shown as it is."),
            code="markup",
            params={"tag": found.group()[:40]},
        )
