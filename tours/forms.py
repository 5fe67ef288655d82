"""The trail's form: drafts may be faulty, published trails may not."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from wagtail.blocks.stream_block import StreamBlockValidationError

from media_library.page_form import PlainPageForm
from tours.faults import (
    SENTENCES,
    TRACK_SENTENCES,
    sentence,
    stop_draft,
    tour_draft,
    track_sentence,
)
from tours.publication import Fault, publication_faults
from tours.track import normal_track
from tours.trigger_words import threshold_of


class TrackDecoder(json.JSONDecoder):
    """JSON's own, which fails hard on what is nested beyond reason."""

    def decode(self, text: str, *args: Any) -> Any:
        """Say that it is no JSON, as for any other text that is not."""
        try:
            return super().decode(text, *args)
        except RecursionError as error:
            raise json.JSONDecodeError(str(error), "", 0) from error


class TourPageForm(PlainPageForm):
    """The whole trail. Publishing adds the rules that protect the walker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields.get("themes")
        if themes and self.instance.locale_id:
            # Those of the page's language; a translation may hold its source's.
            chosen = [theme.pk for theme in self.initial.get("themes", ())]
            themes.queryset = themes.queryset.filter(
                Q(locale=self.instance.locale_id) | Q(pk__in=chosen)
            )
        if track := self.fields.get("track"):
            track.decoder = TrackDecoder
            track.error_messages["invalid"] = TRACK_SENTENCES["json"]
            page = self.instance if self.instance.pk else self.parent_page
            track.widget.threshold = threshold_of(page)
        for row in self.formsets["stops"].forms:
            for name in ("place", "title"):
                required = SENTENCES[f"stop_without_{name}"]
                row.fields[name].error_messages["required"] = required

    def clean_track(self) -> Any:
        """Refuse a line that could not be drawn, naming its point."""
        track = self.cleaned_data["track"]
        words = track_sentence(track)
        if words:
            raise ValidationError(words)
        # What GeoJSON may hold beside its lines, such as a name, is not kept.
        return normal_track(track)

    def is_valid(self) -> bool:
        """Valid fields, then, when publishing, no fault anywhere in the trail."""
        valid: bool = super().is_valid()
        if self.is_deferred_validation or self.errors:
            return valid
        rows = self._stop_rows()
        drafts = (stop_draft(getattr(row, "cleaned_data", {})) for row in rows)
        told = self.cleaned_data
        works = told.get("introduction"), told.get("cover")
        draft = tour_draft(told.get("track"), *works, drafts)
        faults = publication_faults(draft)
        for fault in faults:
            if fault.block is None:
                self._place(fault, rows)
        self._place_in_streams([f for f in faults if f.block is not None], rows)
        return valid and not faults

    def _stop_rows(self) -> list[forms.ModelForm]:
        """The rows that will be kept, in their order on the page."""
        rows = [
            row
            for row in self.formsets["stops"].forms
            if not getattr(row, "cleaned_data", {}).get(DELETION_FIELD_NAME)
        ]
        return sorted(
            rows,
            key=lambda row: (
                getattr(row, "cleaned_data", {}).get(ORDERING_FIELD_NAME) or 0
            ),
        )

    def _place(self, fault: Fault, rows: list[forms.ModelForm]) -> None:
        """Say the fault where it is: a field of the trail, or of a row."""
        words = sentence(fault, self.cleaned_data.get("track"))
        if fault.stop is None:
            self.add_error(fault.field, words)
        elif fault.field not in rows[fault.stop].errors:
            rows[fault.stop].add_error(fault.field, words)

    def _place_in_streams(
        self, faults: list[Fault], rows: list[forms.ModelForm]
    ) -> None:
        """Say each fault in its block: a stream shows the first of its errors alone."""
        streams: dict[tuple[Any, Any], dict[Any, list[str]]] = {}
        for fault in faults:
            blocks = streams.setdefault((fault.stop, fault.field), {})
            blocks.setdefault(fault.block, []).append(sentence(fault))
        for (stop, field), blocks in streams.items():
            errors = {block: ValidationError(words) for block, words in blocks.items()}
            error = StreamBlockValidationError(block_errors=errors)
            rows[stop].add_error(field, error)
