"""What the fields of a place are called, in several languages. Pure.

A field is known by its name without accents, signs and capitals. Shapefiles cut names
to ten letters, which is why some here are.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from exchange.clean import clean_html
from exchange.found import Where
from exchange.json_values import Object, is_number, label, text
from exchange.tally import Tally
from exchange.works import Work, of_kind, works

# In each group the best name first.
TITLES = (
    *("title", "name", "nom", "titre", "libelle", "label", "intitule", "appellatio"),
    *("appellation", "designation", "designatio", "denomination", "denominati"),
    *("toponyme", "headline", "titolo", "nome", "titulo", "nombre", "titel"),
    *("bezeichnung", "naam", "nomusuel", "nomlieu", "nomdulieu", "placename"),
)
STORIES = (
    *("story", "recit", "histoire", "description", "texte", "text", "descriptio"),
    *("descriptif", "desc", "content", "contenu", "body", "html", "presentation"),
    *("beschreibung", "descrizione", "descripcion", "omschrijving", "popupcontent"),
    *("transcription", "summary", "resume", "abstract", "commentaire", "comment"),
    *("notes", "note"),
)
LEDES = ("lede", "chapeau", "intro", "introduction", "teaser", "subtitle")
ADDRESSES = (
    *("address", "adresse", "fulladdress", "streetaddress", "indirizzo", "direccion"),
    *("addresscurrent", "adressepostale", "localisation", "addrstreet"),
)
CITIES = ("city", "ville", "commune", "communesnom", "communenom", "addrcity", "citta")
IDENTIFIERS = ("uuid", "id", "identifier", "identifiant", "idlocal", "ref", "merimee")
CATEGORIES = (
    *("category", "categorie", "type", "typelabel", "resourcetype", "tourism"),
    *("historic", "amenity", "leisure", "markersymbol", "nature"),
)
PICTURES = (
    *("pictures", "images", "photos", "fullsize", "picture", "image", "photo", "img"),
    *("imageurl", "urlimage", "urlphoto", "photourl", "illustration", "visuel"),
    *("thumbnail", "vignette"),
)
SOUNDS = ("recordings", "sounds", "audios", "audio", "sound", "son", "audiourl", "mp3")
FILES = ("files", "attachments", "medias", "media")
PAGES = ("url", "website", "link", "lien", "siteweb", "page", "permalink")

# What is for the machine that made the file: no editor wants it told.
_SILENT = re.compile(
    r"(?:marker|stroke|fill|icon|style|osm|umap|symbol|colou?r|geo|building|roof"
    r"|shape|scheme|descriptionstatus|descriptionsource)"
)
_SILENT_NAMES = {
    *("id", "fid", "gid", "objectid", "kind", "trail", "language", "lang", "number"),
    *("numero", "ordre", "order", "rank", "x", "y", "lat", "lon", "lng", "long"),
    *("latitude", "longitude", "featured", "modified", "created", "updated", "area"),
    *("len", "radiusm", "version", "timestamp", "ele", "recalage", "daterecal"),
    *("duration", "googlemapsurl", "audiopath", "imagepath", "itemtype", "owner"),
    *("interventiontype", "visibility", "tessellate", "extrude", "drawingorder"),
}
MOST_FIELDS = 30

# The first words by which a kind of place is known; the values are ours.
_PLACES = {
    "monument": "monument memorial statue stele tombe castle chateau denkmal monumento",
    "museum": "museum musee museo museu",
    "square": "square place platz piazza plaza praca parvis esplanade",
    "street": "street rue avenue boulevard quai strasse via calle",
    "park": "park parc garden jardin square-jardin giardino parque garten",
    "industrial_heritage": "industrial usine mine factory moulin mill works",
    "religious": "religious church eglise chapelle chapel cathedrale cathedral"
    " place_of_worship temple mosquee synagogue abbaye chiesa iglesia kirche",
    "viewpoint": "viewpoint belvedere panorama sommet peak summit",
    "public_art": "public_art artwork fresque mural sculpture oeuvre",
    "theatre": "theatre theater opera cinema auditorium teatro",
    "market": "market marche halles halle marketplace mercato mercado",
    "station": "station gare rail bahnhof stazione estacion",
}
_CATEGORY = {word: place for place, words in _PLACES.items() for word in words.split()}


@lru_cache(maxsize=4_000)
def known_as(name: str) -> str:
    """A field's name without accents, capitals and signs, such as ``nomdulieu``."""
    letters = unicodedata.normalize("NFKD", name[:100].casefold())
    return "".join(each for each in letters if each.isalnum())


def named(properties: Object) -> Object:
    """The fields that say something, by their plain names; the first of a name."""
    found: Object = {}
    for name, value in properties.items():
        if value not in (None, "", [], {}):
            found.setdefault(known_as(name), value)
    return found


def said(known: Object, names: Iterable[str]) -> str:
    """The text of the first of some fields that has one."""
    found = (text(known[each]) for each in names if each in known)
    return next(filter(None, found), "")


def told(properties: Object, tally: Tally, where: Where) -> dict[str, Any]:
    """What a place tells, by the names of ``FoundStop``.

    Fields of the file's own are its story where it has no other, else remarked:
    ``extended_data``.
    """
    known = named(properties)
    title = label(said(known, TITLES))
    story = clean_html(said(known, STORIES))
    story = clean_html(said(known, LEDES)) + story
    others = list(_others(properties))
    if story and others:
        names = ", ".join(name for name, _value in others)
        tally.add("extended_data", where, names=names[:100])
    elif others:
        lines = (f"{name}: {label(value)}" for name, value in others)
        story = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    files = _works(known, FILES)
    pictures = _works(known, PICTURES, "image")
    sounds = _works(known, SOUNDS, "audio")
    return {
        "title": title,
        "story": story,
        "identifier": label(said(known, IDENTIFIERS)),
        "address": label(said(known, ADDRESSES)),
        "category": category(known),
        "pictures": of_kind("image", _best(pictures) + files),
        "sounds": of_kind("audio", sounds + files),
    }


def category(known: Object) -> str:
    """The kind of a place, a value of ``Place.Category``, by what its fields say."""
    for name in CATEGORIES:
        if name not in known:
            continue
        value = text(known[name]).casefold()[:100]
        if value in _PLACES:
            return value
        plainly = unicodedata.normalize("NFKD", value)
        for word in re.findall(r"\w+", re.sub("[\u0300-\u036f]", "", plainly)):
            if word in _CATEGORY:
                return _CATEGORY[word]
    return "other"


def _works(known: Object, names: Iterable[str], kind: str = "") -> list[Work]:
    return [
        work for each in names if each in known for work in works(known[each], kind)
    ]


def _best(pictures: list[Work]) -> list[Work]:
    """A picture once, not its small copy besides, which is named last."""
    full = [work for work in pictures if "thumbnail" not in work[1].url.casefold()]
    return full or pictures


_KNOWN = {
    *(*TITLES, *STORIES, *LEDES, *ADDRESSES, *CITIES, *IDENTIFIERS, *PICTURES),
    *(*SOUNDS, *FILES, *PAGES, *CATEGORIES[:6]),
}


def _others(properties: Object) -> Iterable[tuple[str, str]]:
    """Names and values of the fields that are none of ours, of texts and numbers."""
    count = 0
    for name, value in properties.items():
        key = known_as(name)
        is_telling = isinstance(value, str) or is_number(value)
        if key in _KNOWN or key in _SILENT_NAMES or _SILENT.match(key):
            continue
        if is_telling and (words := text(value)) and words not in ("N/A", "n/a"):
            yield label(name)[:60], words
            count += 1
            if count == MOST_FIELDS:
                return
