"""The season of a trail or a stop, as the form edits it: a flat stream of rules."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxInput, CheckboxSelectMultiple
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from tours.panels import FoldedPanel
from tours.season_days import LAST, MONTH_DAYS, WEEKEND

YEARS = (1970, 2200)  # beyond them, a slip of the hand
WEEKDAY_CHOICES = [(str(number), WEEKDAYS[number]) for number in range(7)]
MONTH_CHOICES = [(str(number), MONTHS[number]) for number in range(1, 13)]
NTH_CHOICES = [
    ("1", _("First")),
    ("2", _("Second")),
    ("3", _("Third")),
    ("4", _("Fourth")),
    (str(LAST), _("Last")),
]


class RuleBlock(blocks.StructBlock):
    """One rule; what is wrong with it is said at the field."""

    def clean(self, value: Any) -> Any:
        """Refuse hours by halves, days that no year has, an end before its beginning.

        A draft may say too little, as everywhere.
        """
        cleaned = super().clean(value)
        errors = {
            name: ValidationError(words) for name, words in self.faults(cleaned).items()
        }
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def faults(self, value: Any) -> dict[str, Any]:
        """A sentence for each field that is wrong."""
        found: dict[str, Any] = {}
        opens, closes = value.get("opens"), value.get("closes")
        if opens and closes is None:
            found["closes"] = _("Say until what time, or leave both hours empty.")
        if closes and opens is None:
            found["opens"] = _("Say from what time, or leave both hours empty.")
        if opens and opens == closes:
            found["closes"] = _("It ends at the very time when it begins.")
        return found


class FixedBlock(RuleBlock):
    """A rule between two days."""

    def faults(self, value: Any) -> dict[str, Any]:
        """Those of its two days beside."""
        found = super().faults(value)
        first, last = value.get("first"), value.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not YEARS[0] <= day.year <= YEARS[1]:
                found[name] = _("This year is out of range.")
        if first and last and last < first:
            found.setdefault("last", _("It would end before it begins."))
        return found


def _weekdays() -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(
        choices=WEEKDAY_CHOICES,
        required=False,
        label=_("On these days only"),
        help_text=_("None: every day of the week."),
        widget=CheckboxSelectMultiple,
        search_index=False,
    )


def _opens() -> blocks.TimeBlock:
    return blocks.TimeBlock(
        required=False,
        label=_("From what time"),
        help_text=_("By the city’s clocks. Empty: all day."),
        format="%H:%M",
    )


def _closes() -> blocks.TimeBlock:
    return blocks.TimeBlock(
        required=False,
        label=_("Until what time"),
        help_text=_("Earlier than the other one: on the day after."),
        format="%H:%M",
    )


def _day(label: Any) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(min_value=1, max_value=31, label=label)


def _month(label: Any, required: bool = True) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=MONTH_CHOICES, required=required, label=label, search_index=False
    )


class DatesBlock(FixedBlock):
    """Fixed dates."""

    first = blocks.DateBlock(label=_("First day"))
    last = blocks.DateBlock(
        required=False,
        label=_("Last day"),
        help_text=_("Included. Empty: from then on."),
    )
    weekdays = _weekdays()
    opens = _opens()
    closes = _closes()

    class Meta:
        icon = "calendar"
        label = _("Fixed dates")


class YearlyBlock(RuleBlock):
    """From one day to another, every year."""

    first_day = _day(_("First day"))
    first_month = _month(_("Month"))
    last_day = _day(_("Last day"))
    last_month = _month(_("Month"))
    weekdays = _weekdays()
    opens = _opens()
    closes = _closes()

    def faults(self, value: Any) -> dict[str, Any]:
        """Those of days that no year has beside, such as 31 June."""
        found = super().faults(value)
        for side in ("first", "last"):
            day, month = value.get(f"{side}_day"), value.get(f"{side}_month")
            if day and month and day > MONTH_DAYS[int(month) - 1]:
                found[f"{side}_day"] = _("This month has no such day.")
        return found

    class Meta:
        icon = "calendar-alt"
        label = _("Every year")


class NthWeekdayBlock(RuleBlock):
    """The nth weekday or weekend of a month."""

    nth = blocks.ChoiceBlock(choices=NTH_CHOICES, label=_("Which"), search_index=False)
    weekday = blocks.ChoiceBlock(
        choices=[*WEEKDAY_CHOICES, (str(WEEKEND), _("Weekend"))],
        default=str(WEEKEND),
        label=_("Day"),
        help_text=_("A weekend is of the month in which its Saturday is."),
        search_index=False,
    )
    month = _month(_("Month (empty: every month)"), required=False)
    opens = _opens()
    closes = _closes()

    class Meta:
        icon = "calendar-check"
        label = _("Such as the third weekend of September")


class WeeklyBlock(RuleBlock):
    """Days of every week."""

    weekdays = _weekdays()
    opens = _opens()
    closes = _closes()

    def faults(self, value: Any) -> dict[str, Any]:
        """That of a rule that says nothing beside."""
        found = super().faults(value)
        if not (value.get("weekdays") or value.get("opens") or value.get("closes")):
            found["weekdays"] = _("Choose days, or say hours.")
        return found

    class Meta:
        icon = "date"
        label = _("Every week")


class OffBlock(FixedBlock):
    """Days on which the rules do not count."""

    first = blocks.DateBlock(label=_("Day, or first day"))
    last = blocks.DateBlock(
        required=False, label=_("Last day"), help_text=_("Included. Empty: one day.")
    )
    every_year = blocks.BooleanBlock(required=False, label=_("Every year"))

    class Meta:
        icon = "cross"
        label = _("Except")


class SeasonBlock(blocks.StreamBlock):
    """Rules that add up, and exceptions; none for what is always on."""

    dates = DatesBlock()
    yearly = YearlyBlock()
    nth_weekday = NthWeekdayBlock()
    weekly = WeeklyBlock()
    off = OffBlock()

    class Meta:
        label = _("Season")


def season_field() -> StreamField:
    """The field of a trail or a stop."""
    return StreamField(SeasonBlock(), verbose_name=_("season"), blank=True)


def take_field() -> models.BooleanField:
    """Whether a stop is told in another's place, in its season."""
    return models.BooleanField(
        _("told instead of the stop before it"),
        default=False,
        help_text=_(
            "Such as the Christmas version of that stop: in this season it has its"
            " number and its place on the way, and the usual stop is told again"
            " afterwards. Choose the same place."
        ),
    )


def take_panel() -> FieldPanel:
    """The tick, with the words by which the map's list tells of it."""
    return FieldPanel(
        "is_take", widget=CheckboxInput(attrs={"data-told": _("in its season")})
    )


def season_panel(*beside: FieldPanel) -> FoldedPanel:
    """The field with those beside it, folded away while all are empty."""
    return FoldedPanel(
        [FieldPanel("seasons"), *beside],
        heading=_("Season: when it is on"),
        help_text=_(
            "Without a rule, always. Several rules add up; exceptions are taken away."
        ),
    )
