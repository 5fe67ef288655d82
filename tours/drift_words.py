"""Drift in words: each part for those who translate, one line for visitors."""

from typing import Any

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField

from tours.drift_rules import Change
from tours.stream_paths import blocks_of_row

WHAT = {
    Change.CHANGED: gettext_lazy("has changed since"),
    Change.ADDED: gettext_lazy("is new"),
    Change.REPLACED: gettext_lazy("has been replaced since"),
    Change.UNTRANSLATED: gettext_lazy("is not translated yet"),
}


def drift_sentence(model: Any, part: dict[str, Any]) -> str:
    """Such as “Stop 3 › Story › Text, paragraph 2: has changed since”.

    ``model``: the trail's.
    """
    facts = {"part": _part_name(model, part), "change": WHAT[Change(part["change"])]}
    return _("%(part)s: %(change)s") % facts


def is_stale(part: dict[str, Any]) -> bool:
    """Whether the translation says what the original no longer says."""
    return Change(part["change"]) != Change.UNTRANSLATED


def visitors_line(parts: list[dict[str, Any]] | None) -> str:
    """One line in the page's language; empty where nothing is stale."""
    stale = [part for part in parts or () if is_stale(part)]
    if not stale:
        return ""
    numbers = sorted({part["here"] for part in stale if part["here"]})
    if not numbers:
        return _("This translation is older than the original.")
    words = ngettext(
        "This translation is older than the original: stop %(stops)s has changed"
        " since.",
        "This translation is older than the original: stops %(stops)s have changed"
        " since.",
        len(numbers),
    )
    return words % {"stops": _listed([str(number) for number in numbers])}


def _listed(names: list[str]) -> str:
    *first, last = names
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def _part_name(model: Any, part: dict[str, Any]) -> str:
    relation, *names = part["field"].split(".")
    field: Any = model._meta.get_field(relation)
    labels: list[Any] = []
    blocks = list(blocks_of_row(model, part["field"])) if names else []
    if names:
        labels.append(_("Stop %(number)s") % {"number": part["stop"]})
        field = field.related_model._meta.get_field(names[0])
    labels += [_name(field), *(block.label for block in blocks)]
    # A picture's block and its image have one name: it is said once.
    name = " › ".join(dict.fromkeys(str(label) for label in labels if label))
    if part["number"] is None:
        return name
    is_rich = isinstance(blocks[-1] if blocks else field, RichTextBlock | RichTextField)
    words = _("%(part)s, paragraph %(number)s") if is_rich else "%(part)s (%(number)s)"
    return words % {"part": name, "number": part["number"]}


def _name(field: Field) -> str:
    return str(capfirst(field.verbose_name))
