"""Whether two names are those of one place. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher

ALIKE = 0.85  # of SequenceMatcher: a letter or two in a name of three words
LITTLE = 3  # letters of a word that tells nothing alone, such as “rue” or “the”


def alike(name: str, other: str) -> bool:
    """Equal but for case, accents, signs and small words; or one within the other.

    “Place du Peuple” and “PLACE DU PEUPLE”, “Musée de la Mine” and “Puits Couriot,
    musée de la mine”; not “Rue Neuve” and “Rue Vieille”.
    """
    words, others = _words(name), _words(other)
    if not words or not others:
        return False
    if words == others:
        return True
    if len(min(set(words), set(others), key=len)) > 1 and (
        set(words) <= set(others) or set(others) <= set(words)
    ):
        return True
    return SequenceMatcher(None, " ".join(words), " ".join(others)).ratio() >= ALIKE


def _words(name: str) -> list[str]:
    """The words that tell, bare; all of them where none does."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in bare if not unicodedata.combining(each))
    words = re.findall(r"\w+", letters)
    return [word for word in words if len(word) > LITTLE or word.isdigit()] or words
