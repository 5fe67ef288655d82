"""The few words that files say themselves, in the language of the trail. Pure.

They are no part of the site's translations: a file goes with its trail, whoever asks
for it and in whatever language they read.
"""

from collections.abc import Mapping

ENGLISH = {
    "stops": "Stops",
    "stop": "Stop {number}",
    "track": "Track",
    "published_by": "Published by {name}",
    "licence": "Licence: {name}",
    "drawn_on": "Track drawn on: {name}",
    "map": "Map: {name}",
    "map_of": "Map: {name}, data of {date}",
    "made_from": "Made from: {name}",
    "voice": "Voice",
    "author": "Words",
    "picture": "Pictures",
    "listen": "Listen",
    "transcript": "Transcript",
    "short": "short version",
    "expert": "for those who want to know more",
    "children": "for children",
    "described": "with descriptions of what is to be seen",
    "told_as": "{title} ({telling})",
    "line_of": "{label}: {text}",
    "quoted": "“{text}”",
    "on_foot": "{metres} m, {minutes} min on foot",
    "step_free": "The whole trail can be followed without a single step.",
    "PUBLIC-DOMAIN": "Public domain",
    "ALL-RIGHTS-RESERVED": "All rights reserved",
}
FRENCH = {
    "stops": "Étapes",
    "stop": "Étape {number}",
    "track": "Tracé",
    "published_by": "Publié par {name}",
    "licence": "Licence\u00a0: {name}",
    "drawn_on": "Tracé dessiné sur\u00a0: {name}",
    "map": "Carte\u00a0: {name}",
    "map_of": "Carte\u00a0: {name}, données du {date}",
    "made_from": "D’après\u00a0: {name}",
    "voice": "Voix",
    "author": "Texte",
    "picture": "Images",
    "listen": "Écouter",
    "transcript": "Transcription",
    "short": "version courte",
    "expert": "pour en savoir plus",
    "children": "pour les enfants",
    "described": "avec la description de ce qu’il y a à voir",
    "told_as": "{title} ({telling})",
    "line_of": "{label}\u00a0: {text}",
    "quoted": "«\u00a0{text}\u00a0»",
    "on_foot": "{metres} m, {minutes} min à pied",
    "step_free": "Tout le parcours se suit sans une seule marche.",
    "PUBLIC-DOMAIN": "Domaine public",
    "ALL-RIGHTS-RESERVED": "Tous droits réservés",
}


def words(language: str) -> Mapping[str, str]:
    """The words of a language; English for one that we do not have."""
    return FRENCH if language.split("-")[0].lower() == "fr" else ENGLISH
