"""Distances, times and weights as each language writes them. Pure.

French writes 2,4 km and 1 h 05; English 2.4 km and 1 h 05 min. Numbers never part
from their unit at the end of a line: the space between is a no-break one.
"""

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
DECIMAL_COMMA_LANGUAGES = {"fr"}
KILOMETRE_FROM_M = 995  # what rounds to 1,000 m is said in kilometres
WHOLE_KILOMETRES_FROM_M = 99_950


def metres(value: float, language: str) -> str:
    """A distance: to 5 m below 100 m, to 10 m below 1 km, then to 0.1 km."""
    length = max(0.0, value)
    if length >= KILOMETRE_FROM_M:
        return f"{_kilometres(length, language)}{NO_BREAK}km"
    step = 5 if length < 100 else 10
    rounded = round(length / step) * step
    if length and not rounded:
        rounded = step
    return f"{rounded}{NO_BREAK}m"


def duration(minutes: float, language: str) -> str:
    """A time in hours and minutes."""
    hours, rest = divmod(max(0, round(minutes)), 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    if not rest:
        return f"{hours}{NO_BREAK}h"
    text = f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}"
    return text if _is_like_french(language) else f"{text}{NO_BREAK}min"


def weight(size_bytes: float, language: str) -> str:
    """What a file weighs: to 1 kB, then to 0.1 MB, of 1,000 bytes each."""
    french = _is_like_french(language)
    thousands = max(1, round(size_bytes / 1000))
    if thousands < 1000:
        return f"{thousands}{NO_BREAK}{'ko' if french else 'kB'}"
    tenths = f"{size_bytes / 1_000_000:.1f}".removesuffix(".0")
    if french:
        return f"{tenths.replace('.', ',')}{NO_BREAK}Mo"
    return f"{tenths}{NO_BREAK}MB"


def clock(seconds: float) -> str:
    """A recording's time in whole seconds, as players show it: 2:48, 1:02:05."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _kilometres(length_m: float, language: str) -> str:
    french = _is_like_french(language)
    if length_m >= WHOLE_KILOMETRES_FROM_M:
        whole = f"{round(length_m / 1000):,}"
        return whole.replace(",", NARROW_NO_BREAK) if french else whole
    tenths = f"{length_m / 1000:.1f}".removesuffix(".0")
    return tenths.replace(".", ",") if french else tenths


def _is_like_french(language: str) -> bool:
    """Whether a language, such as ``fr`` or ``fr-ca``, writes numbers as French."""
    return language.partition("-")[0] in DECIMAL_COMMA_LANGUAGES
