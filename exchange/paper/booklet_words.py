"""The words of the booklet and of signs, in the language of the trail. Pure.

As ``exchange/writers/words.py``: they are no part of the site's translations.
"""

from collections.abc import Mapping

ENGLISH = {
    "trail": "Walking trail",
    "stops_count": "{count} stops",
    "one_stop": "1 stop",
    "practical": "Before you set off",
    "start": "Start",
    "end": "End",
    "step_free": "Step-free",
    "accessibility": "Accessibility",
    "access": "Getting there",
    "map": "The map",
    "map_alt": "Map of the trail with its numbered stops: {stops}.",
    "stops": "The stops",
    "look_for": "Look for",
    "question": "Question",
    "hint": "Hint: {text}",
    "answers": "Answers",
    "answer_number": "Stop {number}",
    "hear": "Hear this story",
    "open": "See this stop on your phone",
    "follow": "Follow the trail on your phone",
    "qr_alt": "QR code that leads to {address}",
    "credits": "Credits",
    "texts": "Texts",
    "cover": "Cover",
    "licences": "Licences",
    "about": "About this booklet",
    "version": "Version of {date}",
    "online": "Online: {address}",
    "code": "Or type this address:",
    "to_read": "Transcript to read",
}
FRENCH = {
    "trail": "Parcours à pied",
    "stops_count": "{count} étapes",
    "one_stop": "1 étape",
    "practical": "Avant de partir",
    "start": "Départ",
    "end": "Arrivée",
    "step_free": "Sans marche",
    "accessibility": "Accessibilité",
    "access": "Accès",
    "map": "La carte",
    "map_alt": "Carte du parcours avec ses étapes numérotées\u00a0: {stops}.",
    "stops": "Les étapes",
    "look_for": "Que chercher",
    "question": "Question",
    "hint": "Indice\u00a0: {text}",
    "answers": "Réponses",
    "answer_number": "Étape {number}",
    "hear": "Écoutez ce récit",
    "open": "Voyez cette étape sur votre téléphone",
    "follow": "Suivez le parcours sur votre téléphone",
    "qr_alt": "Code QR qui mène à {address}",
    "credits": "Crédits",
    "texts": "Textes",
    "cover": "Couverture",
    "licences": "Licences",
    "about": "À propos de ce livret",
    "version": "Version du {date}",
    "online": "En ligne\u00a0: {address}",
    "code": "Ou tapez cette adresse\u00a0:",
    "to_read": "Transcription à lire",
}
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}


def booklet_words(language: str) -> Mapping[str, str]:
    """The words of a language; English for one that we do not have."""
    return FRENCH if _is_french(language) else ENGLISH


def in_words(day: int, month: int, year: int, language: str) -> str:
    """A date, such as “1er décembre 2026” or “1 December 2026”."""
    french = _is_french(language)
    name = MONTHS["fr" if french else "en"][month - 1]
    return f"{'1er' if french and day == 1 else day}\u00a0{name} {year}"


def _is_french(language: str) -> bool:
    return language.split("-")[0].lower() == "fr"
