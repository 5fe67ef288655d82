"""A stop's story for formats that know no figures: as text, or as simple HTML. Pure."""

from collections.abc import Mapping
from html import escape
from typing import Any

from exchange.story_parts import Part, story_parts
from exchange.writers.facts import Package, listed_files, widest
from exchange.writers.rights import credit_line, picture_credit
from exchange.writers.sounds import sound_title
from exchange.writers.text import paragraphs, plain_text
from exchange.writers.words import words

Stop = Mapping[str, Any]


def story_text(stop: Stop, language: str) -> str:
    """The story in words alone: a recording is told by its transcript."""
    return paragraphs(
        _text(part, stop, language) for part in story_parts(stop["story"])
    )


def story_html(stop: Stop, package: Package) -> str:
    """The story as HTML that stands alone: pictures and sound by their addresses."""
    files, language = listed_files(package), package["language"]
    return "".join(
        _html(part, stop, files, language) for part in story_parts(stop["story"])
    )


def _work(part: Part, stop: Stop) -> Mapping[str, Any] | None:
    """The picture or recording that a part names by number, if there is one."""
    works = stop[f"{part.kind}s"]
    return works[part.number] if part.number < len(works) else None


def _text(part: Part, stop: Stop, language: str) -> str:
    if part.kind == "text":
        return plain_text(part.html)
    if part.kind == "quote":
        said = words(language)["quoted"].format(text=part.words)
        return f"{said} — {part.attribution}" if part.attribution else said
    work = _work(part, stop)
    if work is None:
        return ""
    if part.kind == "recording":
        return _said(work, language)
    return str(work["caption"])


def _said(sound: Mapping[str, Any], language: str) -> str:
    """The transcript, under its name where the story is not told in full."""
    transcript = str(sound["transcript"])
    is_named = transcript and "telling" in sound
    return (
        paragraphs((sound_title(sound, language), transcript))
        if is_named
        else transcript
    )


def _html(part: Part, stop: Stop, files: Mapping[str, Any], language: str) -> str:
    if part.kind == "text":
        return part.html
    if part.kind == "quote":
        who = f"<br>— {escape(part.attribution)}" if part.attribution else ""
        return f"<blockquote>{_lines(part.words)}{who}</blockquote>"
    work = _work(part, stop)
    if work is None:
        return ""
    if part.kind == "recording":
        return _recording(work, files, language)
    return _picture(work, files, language)


def _picture(work: Mapping[str, Any], files: Mapping[str, Any], language: str) -> str:
    url = files[widest(work["files"])]["url"]
    label = work.get("then_and_now", {}).get("label", "")
    told = (label, work["caption"], picture_credit(work, language))
    below = "<br>".join(escape(each) for each in told if each)
    return (
        f'<p><img src="{escape(url)}" alt="{escape(work["alt"])}" width="400">'
        f"<br>{below}</p>"
    )


def _recording(work: Mapping[str, Any], files: Mapping[str, Any], language: str) -> str:
    say, url = words(language), files[work["file"]]["url"]
    label = say["line_of"].format(label=say["listen"], text=sound_title(work, language))
    link = f'<p><a href="{escape(url)}">{escape(label)}</a>'
    credit = escape(credit_line(work, language))
    heading = f"<p><b>{escape(say['transcript'])}</b></p>"
    said = f"<p>{_lines(work['transcript'])}</p>" if work["transcript"] else ""
    return f"{link}<br>{credit}</p>{heading if said else ''}{said}"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
