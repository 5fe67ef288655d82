"""Who opens a translation reads what has changed in its original since."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from tours.checkups import Checkup
from tours.models import TourPage


def tell_translator(request: Any, page: Any) -> None:
    """Above the form, as it is opened by whoever may fill it in."""
    is_trail = isinstance(page, TourPage)
    if request.method != "GET" or not is_trail:
        return
    found = Checkup.objects.filter(page=page, drift_count__gt=0).first()
    if found is None or not page.permissions_for_user(request.user).can_edit():
        return
    head = _(
        "This translation does not say what its original says. Sentences that you do"
        " not find below come with “Sync translated pages”, in the “…” of the original."
    )
    parts = format_html_join("", "<li>{}</li>", ((each,) for each in found.drift_words))
    messages.warning(request, format_html("{}<ul>{}</ul>", head, parts))
