"""The timed transcript of a recording, exchanged as WebVTT. Pure.

WebVTT: https://www.w3.org/TR/webvtt1/. Where a browser would drop what it cannot
read, an editor is told: words that vanish in silence are missed by nobody until a
visitor who cannot hear needs them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import accumulate, groupby, pairwise

MAX_BYTES = 1024 * 1024
MAX_CUES = 5000
SPARE_SECONDS = 1.0  # encoders pad: a cue may end a little after the sound
PAUSE_SECONDS = 2.0  # a silence longer than this begins a paragraph

# No two quantifiers here can take the same letters: a search that fails, however long
# the file, does not begin over and over.
_SIGNATURE = re.compile(r"WEBVTT(?:[ \t].*)?")
_NOTE = re.compile(r"NOTE(?:[ \t].*)?")
_STAMP = r"(?:([0-9]{1,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}(?:[ \t].*)?")
_TAG = re.compile(r"<(?![ \t\n])([^<>]*)>")  # “2 < 3” opens no tag
# Bounded, since Python refuses to read numbers of thousands of digits.
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
_LANGUAGE = re.compile(r"[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")  # a non-breaking space is none of them
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")

# French sets a space before these: they belong to what they follow.
_SPACE = re.compile(r" (?![»?!:;…])")
_STOPS = (".", "!", "?", "…")
_CLOSERS = "»”\"’')] \u00a0\u202f"
_SHORTENED = re.compile(
    "MM?|Mmes?|Mlles?|Mgr|Dr|Pr|Prof|Ste?|Mrs?|Ms|[Vv]ol|pp?|chap|fig|cf|av|apr|env|éd"
)
_THOUSANDS = re.compile(r"(?<=[0-9])[\u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_BETWEEN_WORDS = re.compile(r"[\s—]+")


class WebvttRefused(Exception):
    """The file is no transcript of ours; ``code`` says why.

    Codes: ``too_big``, ``encoding`` (not UTF-8), ``not_webvtt``, ``empty`` (no words),
    ``too_many``, and with the ``line``, from 1: ``timing`` (cannot be read), ``order``
    (ends before it begins, or begins before the cue before it), ``too_long`` (after
    the recording's end).
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Cue:
    """What is said from one moment to another, in seconds to the millisecond.

    The text is plain, without blank lines; it may hold line breaks.
    """

    start_s: float
    end_s: float
    text: str
    speaker: str = ""


def read_webvtt(content: bytes, duration_s: float | None = None) -> tuple[Cue, ...]:
    """The cues of a WebVTT file, or of a SubRip one. Raises ``WebvttRefused``.

    A cue in which several speak becomes one cue for each, at the same time.
    ``duration_s`` is the recording's, None or 0 while it is not known.
    """
    cues: list[Cue] = []
    latest = 0.0
    for number, timing, text in _timed(_lines(content)):
        start_s, end_s = _times(timing, number)
        if end_s < start_s or start_s < latest:
            raise WebvttRefused("order", line=number)
        if duration_s and end_s > duration_s + SPARE_SECONDS:
            raise WebvttRefused("too_long", line=number)
        latest = start_s
        cues += [Cue(start_s, end_s, said, who) for who, said in _voices(text)]
        if len(cues) > MAX_CUES:
            raise WebvttRefused("too_many")
    if not cues:
        raise WebvttRefused("empty")
    return tuple(cues)


def _lines(content: bytes) -> list[str]:
    """The lines of a file, its first blanked if it only says what the file is."""
    if len(content) > MAX_BYTES:
        raise WebvttRefused("too_big")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WebvttRefused("encoding") from error
    lines = _unix(text).split("\n")
    if _SIGNATURE.fullmatch(lines[0]):
        return ["", *lines[1:]]
    lines = [line.strip() for line in lines]
    if not _is_subrip(lines):
        raise WebvttRefused("not_webvtt")
    return [line.replace(",", ".") if "-->" in line else line for line in lines]


def _unix(text: str) -> str:
    """The text with the one line break that the others stand for."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_subrip(lines: Sequence[str]) -> bool:
    """Whether the first block is a number and a timing line."""
    first = next((at for at, line in enumerate(lines) if line), len(lines))
    opening = lines[first : first + 2]
    return len(opening) == 2 and opening[0].isdecimal() and "-->" in opening[1]


def _timed(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each timing line with its number, and the text under it.

    As for browsers (WebVTT 6.1), a line with an arrow begins a cue wherever it stands,
    and what is under none is left: header, style, region, identifier. Unlike for them,
    a note hides its arrows: whoever notes out a cue wants it unread.
    """
    numbered = enumerate(lines, 1)
    for is_filled, each in groupby(numbered, key=lambda line: line[1] != ""):
        block = list(each)
        if not is_filled or _NOTE.fullmatch(block[0][1]):
            continue
        arrows = [at for at, (_number, line) in enumerate(block) if "-->" in line]
        for at, end in pairwise([*arrows, len(block)]):
            yield *block[at], "\n".join(line for _number, line in block[at + 1 : end])


def _times(timing: str, number: int) -> tuple[float, float]:
    """Seconds at which a cue begins and ends; its settings are a screen's affair."""
    found = _TIMING.fullmatch(timing)
    if found is None:
        raise WebvttRefused("timing", line=number)
    parts = [int(part or 0) for part in found.groups()]
    return _seconds(*parts[:4]), _seconds(*parts[4:])


def _seconds(hours: int, minutes: int, seconds: int, milliseconds: int) -> float:
    return ((hours * 60 + minutes) * 60_000 + seconds * 1000 + milliseconds) / 1000


def _voices(marked: str) -> Iterator[tuple[str, str]]:
    """Who says what in a cue's text with tags, in order; nobody says nothing."""
    pieces: list[tuple[str, str]] = []
    speaker = ""
    for at, piece in enumerate(_TAG.split(marked)):
        if at % 2:  # what stood between < and >
            speaker = _speaker(piece, speaker)
        elif piece.strip() or not pieces:
            pieces.append((speaker, piece))
        else:  # the space between two voices is no third one
            pieces.append((pieces[-1][0], piece))
    for who, each in groupby(pieces, key=lambda piece: piece[0]):
        said = _tidy(_decoded("".join(piece for _who, piece in each)))
        if said:
            yield who, said


def _speaker(tag: str, before: str) -> str:
    """Who speaks after a tag, such as ``v.loud Anna``."""
    name, *annotation = _BLANKS.split(tag, maxsplit=1)
    if name == "/v":
        return ""
    if name.split(".", 1)[0] != "v":
        return before
    return _one_line(_decoded("".join(annotation)))


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def _tidy(text: str) -> str:
    """The lines that are not blank, which would end a cue; NUL as in WebVTT 6.1."""
    lines = _unix(text.replace("\0", "\ufffd")).split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\0", "\ufffd")).strip()


def write_webvtt(cues: Iterable[Cue], language: str = "") -> str:
    """The cues as a WebVTT file; those without text are left out.

    ``language`` is a code such as ``fr``, told in a header line as other tools do.
    """
    header = "WEBVTT\n"
    if _LANGUAGE.fullmatch(language):
        header += f"Language: {language}\n"
    blocks = [_block(cue) for cue in cues if _tidy(cue.text)]
    return "\n".join([header, *blocks])


def _block(cue: Cue) -> str:
    """A cue as lines, with no arrow left that would begin another."""
    speaker = escape(_one_line(cue.speaker), quote=False)
    speaker = speaker.replace("--", "-&#45;")  # the > of its tag may come next
    voice = f"<v {speaker}>" if speaker else ""
    text = escape(_tidy(cue.text), quote=False)
    return f"{_stamp(cue.start_s)} --> {_stamp(cue.end_s)}\n{voice}{text}\n"


def _stamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def paragraphs(cues: Iterable[Cue]) -> list[list[Cue]]:
    """The cues that belong together: one ends where another speaks, or after a pause.

    Cues without words are left out.
    """
    found: list[list[Cue]] = []
    speaker, silent_from = "", 0.0
    for cue in cues:
        pause = round(cue.start_s - silent_from, 3)  # 3.1 - 1.1 is a little over 2
        if not found or cue.speaker != speaker or pause > PAUSE_SECONDS:
            found.append([])
        if _tidy(cue.text):
            found[-1].append(cue)
        speaker, silent_from = cue.speaker, max(silent_from, cue.end_s)
    return [each for each in found if each]


def plain_text(cues: Iterable[Cue]) -> str:
    """The transcript as paragraphs."""
    return "\n\n".join(
        " ".join(" ".join(_tidy(cue.text).split("\n")) for cue in each)
        for each in paragraphs(cues)
    )


def spread(text: str, duration_s: float) -> tuple[Cue, ...]:
    """A first guess at when each sentence is said: by its share of the letters.

    Nothing while the duration is not known.
    """
    said = sentences(text)
    if not said or duration_s <= 0:
        return ()
    whole_ms = int(round(duration_s * 1000, 3))  # 2.3 * 1000 is a little under 2300
    ends = list(accumulate(map(len, said), initial=0))
    moments = [whole_ms * end // ends[-1] / 1000 for end in ends]
    return tuple(
        Cue(start_s, end_s, sentence)
        for (start_s, end_s), sentence in zip(pairwise(moments), said, strict=True)
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each on one line; a blank line ends one too."""
    paragraphs = _PARAGRAPHS.split(_unix(text))
    return tuple(
        sentence for each in paragraphs for sentence in _sentences(_one_line(each))
    )


def _sentences(line: str) -> Iterator[str]:
    said: list[str] = []
    has_words = False  # “… et puis” begins with no sentence
    for word, following in pairwise([*filter(None, _SPACE.split(line)), ""]):
        said.append(word)
        has_words = has_words or words(word) > 0
        if not following or (has_words and _ends_sentence(word, following)):
            yield " ".join(said)
            said, has_words = [], False


def _ends_sentence(word: str, following: str) -> bool:
    bare = word.rstrip(_CLOSERS)
    if not bare.endswith(_STOPS):
        return False
    if bare != word and following[0].islower():  # « Qui est là ? » demanda-t-elle.
        return False
    return not (bare.endswith(".") and _is_shortened(bare[:-1]))


def _is_shortened(word: str) -> bool:
    """Whether a word before a full stop is an abbreviation or an initial."""
    end = re.split(r"\W", word)[-1]  # of “(Mme” or “J.-B”
    return bool(_SHORTENED.fullmatch(end)) or (len(end) == 1 and end.isupper())


def words(text: str) -> int:
    """How many words a text has, as typographers count: “l'ours” is one.

    So is a number, “10 000” too where its space does not break.
    """
    return sum(
        any(letter.isalnum() for letter in word)
        for word in _BETWEEN_WORDS.split(_THOUSANDS.sub("", text))
    )


def words_a_minute(text: str, duration_s: float) -> float:
    """How fast a text is said; 0 while the duration is not known."""
    return words(text) * 60 / duration_s if duration_s > 0 else 0.0
