"""Translates an instance with wagtail-localize, as a translator would by hand."""

import json
from collections import defaultdict
from typing import Any

from django.db import models
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue, extract_strings


class TranslationMismatch(Exception):
    """A translation has not as many pieces as its source; names the field."""


def translate(
    instance: models.Model,
    locale: Locale,
    texts: dict[str, str],
    overrides: dict[str, Any] | None = None,
) -> Any:
    """The published translation of a page or snippet.

    ``texts`` gives a translated text or HTML for each content path, such as
    ``title`` or ``stops.<key>.story.<block>``; ``overrides`` the works that replace
    the source's (a recording in the other language). Paths that are not given keep
    the source's words. Raises ``TranslationMismatch``.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    _write_strings(source, locale, texts)
    wanted = overrides or {}
    for segment in OverridableSegment.objects.filter(source=source):
        if segment.context.path in wanted:
            SegmentOverride.objects.update_or_create(
                locale=locale,
                context=segment.context,
                defaults={"data_json": json.dumps(wanted[segment.context.path])},
            )
    translation.save_target(publish=True)
    return translation.get_target_instance()


def _write_strings(
    source: TranslationSource, locale: Locale, texts: dict[str, str]
) -> None:
    """Pair the source's strings with the translation's, path by path."""
    by_path: dict[str, list[StringSegment]] = defaultdict(list)
    segments = StringSegment.objects.filter(source=source).order_by("order", "pk")
    for segment in segments.select_related("context", "string"):
        by_path[segment.context.path].append(segment)
    for path, text in texts.items():
        pieces = _pieces(text)
        if len(pieces) != len(by_path[path]):
            msg = (
                f"{path}: {len(by_path[path])} pieces in the source,"
                f" {len(pieces)} in the translation"
            )
            raise TranslationMismatch(msg)
        for segment, piece in zip(by_path[path], pieces, strict=True):
            StringTranslation.objects.update_or_create(
                locale=locale,
                translation_of=segment.string,
                context=segment.context,
                defaults={"data": piece.data},
            )


def _pieces(text: str) -> list[StringValue]:
    """HTML gives a piece for each paragraph or list item, a text gives one."""
    if not text.lstrip().startswith("<"):
        return [StringValue.from_plaintext(text)] if text else []
    return [string for string, _attributes in extract_strings(text)[1]]
