"""The forms of signing in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm

from home.sign_in.second_factor import verify
from home.sign_in.throttle import forget_failures, note_failure, wait_s


def too_many_tries(seconds: int) -> ValidationError:
    """The sentence that says how long to wait."""
    if seconds < 60:
        words = ngettext(
            "Too many tries. Try again in %(count)d second.",
            "Too many tries. Try again in %(count)d seconds.",
            seconds,
        )
        return ValidationError(words % {"count": seconds}, code="wait")
    minutes = -(-seconds // 60)
    words = ngettext(
        "Too many tries. Try again in %(count)d minute.",
        "Too many tries. Try again in %(count)d minutes.",
        minutes,
    )
    return ValidationError(words % {"count": minutes}, code="wait")


class SignInForm(LoginForm):
    """Name and password; guesses are slowed down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail leaves it in English

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless there were too many wrong ones just now."""
        account = self.data.get("username", "")
        address = self.request.META.get(settings.CLIENT_ADDRESS_KEY, "")
        if seconds := wait_s(account, address):
            raise too_many_tries(seconds)
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            note_failure(account, address)
            raise
        forget_failures(account, address)
        return cleaned


class CodeForm(forms.Form):
    """The code of the moment, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True}
        ),
    )

    def __init__(self, *args: Any, devices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.devices = devices
        self.device: Any = None

    def clean_code(self) -> str:
        """Accepted by one of the devices. Raises ValidationError."""
        code = "".join(self.cleaned_data["code"].split()).lower()
        self.device = verify(self.devices, code)
        if self.device is not None:
            return code
        if seconds := self._pause_s():
            raise too_many_tries(seconds)
        raise ValidationError(
            _("This code is not right, or no longer. Type the one shown now.")
        )

    def _pause_s(self) -> int:
        """How long a device still refuses to look at codes, after wrong ones."""
        told = [device.verify_is_allowed() for device in self.devices]
        ends = [facts["locked_until"] for allowed, facts in told if not allowed]
        if not ends:
            return 0
        return max(1, round((max(ends) - timezone.now()).total_seconds()))
