"""The form in which a walker reports a problem, and what keeps machines from it.

No account, no cookie, no third party: a field that people do not see, a signed moment
at which the form was shown, and a count of reports from one address in an hour. The
address itself is not kept: a salted hash is, for that hour.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media_library.forms import PictureField
from media_library.plain_text import validate_plain_text
from tours.hourly_names import HOUR_S, hourly_name
from tours.problems import MAX_TEXT, ProblemReport

SALT = "traboule.problem"
SOONEST_S, LATEST_S = 3, 24 * 3600
MOST_IN_AN_HOUR = 5


class ProblemForm(forms.Form):
    """What, in a few words, and a picture if there is one."""

    kind = forms.ChoiceField(
        label=_("What is the matter?"),
        choices=ProblemReport.Kind.choices,
        widget=forms.RadioSelect,
        initial=ProblemReport.Kind.WAY,
    )
    text = forms.CharField(
        label=_("What did you see?"),
        help_text=_("And where, if it is between two stops. Leave your name out."),
        max_length=MAX_TEXT,
        validators=[validate_plain_text],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    picture = PictureField(
        label=_("A picture, if you have one"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    website = forms.CharField(required=False)  # whoever fills it in is no person
    shown_at = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self._address = address
        # Wagtail's field says formats and weights, which phones see to.
        self.fields["picture"].help_text = _(
            "Its place and date are taken out before we keep it."
        )
        self.initial.setdefault("shown_at", signing.dumps("", salt=SALT))

    @property
    def is_of_a_machine(self) -> bool:
        """Whether what nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean_shown_at(self) -> str:
        """Neither sent at once, nor kept for days. Raises ValidationError."""
        told: str = self.cleaned_data["shown_at"]
        try:
            signing.loads(told, salt=SALT, max_age=LATEST_S)
        except signing.BadSignature as error:
            raise ValidationError("late") from error
        try:
            signing.loads(told, salt=SALT, max_age=SOONEST_S)
        except signing.SignatureExpired:
            return told
        raise ValidationError("soon")

    def clean(self) -> dict[str, Any]:
        """Few from one address; said of the whole form."""
        cleaned = super().clean() or self.cleaned_data
        if "shown_at" in self.errors:
            del self.errors["shown_at"]
            self.data = {**self.data.dict(), "shown_at": signing.dumps("", salt=SALT)}
            raise ValidationError(
                gettext("Please look it through once more, then send it again.")
            )
        if not self.errors and not _counts(self._address):
            raise ValidationError(
                gettext("Many reports came from here within an hour. Try again later.")
            )
        return cleaned


def _counts(address: str) -> bool:
    """Whether one more from an address is taken."""
    name = hourly_name(SALT, address)
    cache.add(name, 0, HOUR_S)
    try:
        return bool(cache.incr(name) <= MOST_IN_AN_HOUR)
    except ValueError:  # its hour has just ended
        return True
