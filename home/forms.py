"""What a visitor asks for in the address of the home page."""

from collections.abc import Iterable
from typing import Any

from django import forms


class ThemeForm(forms.Form):
    """The theme asked for, which must be one that some trail has."""

    theme = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, keys: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [(key, key) for key in keys]
