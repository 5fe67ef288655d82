"""The credits of a work in a form: rows of a role and a name, typed or chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from media_library.contributors import (
    Contributor,
    ContributorAmbiguous,
    contributor_called,
    role_choices,
)
from media_library.credited import Pair
from media_library.licences import LICENCES, RIGHTS_STATEMENTS
from media_library.licensed import terms_in_words
from media_library.plain_text import validate_plain_text
from media_library.rights_words import rights_sentence

MAX_CREDITS = 30
EMPTY_ROWS = 2  # for who has no script to add one
OFFERED = 1000  # names proposed while one types

Row = tuple[str, str]  # a role, and the name as it is typed


class CreditsWidget(forms.Widget):
    """Rows of a role and a name; names that are known are proposed."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """No single input is the label's."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The rows of the form; None where the form has none, which changes nothing."""
        if self.value_omitted_from_data(data, files, name):
            return None
        read = data.getlist if hasattr(data, "getlist") else data.get
        rows = zip(read(f"{name}-role"), read(f"{name}-name"), strict=False)
        return [(role, " ".join(text.split())) for role, text in rows if text.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form held no credits at all."""
        return f"{name}-name" not in data

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """The rows, and two more."""
        rows: list[Row] = [*(value or ()), *[("", "")] * EMPTY_ROWS]
        context = {
            "name": name,
            "rows": rows,
            "roles": role_choices(),
            "known": Contributor.objects.all()[:OFFERED],
            "id": (attrs or {}).get("id", f"id_{name}"),
            "described_by": (attrs or {}).get("aria-describedby", ""),
        }
        return SafeString(
            render_to_string("media_library/admin/credit_rows.html", context)
        )


class CreditsField(forms.Field):
    """Who made a work: pairs of a role and a contributor, who may be new."""

    widget = CreditsWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Credits"),
            help_text=_(
                "Who did what. A name that is not known yet makes a new contributor."
            ),
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Rows, of credits that are kept."""
        return [
            each if isinstance(each[1], str) else (each[0], str(each[1]))
            for each in value or ()
        ]

    def clean(self, value: Any) -> list[Pair] | None:
        """The pairs; None changes nothing. Raises ValidationError, naming the name."""
        if value is None:
            return None
        if len(value) > MAX_CREDITS:
            raise ValidationError(
                _("A work has %(limit)s credits at most."),
                params={"limit": MAX_CREDITS},
            )
        people: dict[str, Contributor] = {}
        return [(_role(role, name), _person(name, people)) for role, name in value]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other rows were sent than are kept."""
        return data is not None and self.prepare_value(initial) != list(data)


def _role(role: str, name: str) -> str:
    if role not in dict(role_choices()):
        raise ValidationError(_("Say what “%(name)s” did."), params={"name": name})
    return role


def _person(name: str, people: dict[str, Contributor]) -> Contributor:
    """Somebody known, or new: one new contributor for all their roles."""
    validate_plain_text(name)
    if len(name) > 255:
        raise ValidationError(_("A name has 255 letters at most."))
    try:
        return people.setdefault(name.casefold(), contributor_called(name))
    except ContributorAmbiguous as error:
        raise ValidationError(
            _("Several are called “%(name)s”: write %(choices)s."),
            params={"name": name, "choices": " / ".join(error.choices)},
        ) from error


class LicenceSelect(forms.Select):
    """A licence, with what it permits; the page's script tells it as one chooses.

    ``rights`` says whether the work may be published now, where the licence does not.
    """

    rights = ""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """The select, then the sentences of each licence, the chosen one's shown."""
        context = {
            "rights": self.rights,
            "select": super().render(name, value, attrs, renderer),
            "terms": [
                (each.code, terms_in_words(each), each.code == value)
                for each in (*LICENCES, *RIGHTS_STATEMENTS)
            ],
        }
        return SafeString(
            render_to_string("media_library/admin/licence_terms.html", context)
        )


class CreditedForm(forms.ModelForm):
    """The form of a work: its credits and licence as they are for all works."""

    credits = CreditsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if credits_ := self.fields.get("credits"):
            kept = self.instance.all_credits
            credits_.initial = [(each.role, each.contributor) for each in kept]
        if licence := self.fields.get("licence"):
            licence.widget = LicenceSelect(choices=licence.choices)
            licence.widget.rights = rights_sentence(self.instance)

    def _post_clean(self) -> None:
        """The credits go with the work, and are kept when it is saved."""
        super()._post_clean()  # type: ignore[misc]
        if (pairs := self.cleaned_data.get("credits")) is not None:
            self.instance.new_credits = pairs
