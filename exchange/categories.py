"""Kinds of places, by the words that tables of other makers have for them. Pure."""

from exchange.columns import simple

OTHER = "other"
# Values of ``places.models.Place.Category``; words as ``columns.simple`` makes them.
_WORDS = {
    "religious": (
        "abbatiale abbaye abbey basilica basilique cathedral cathedrale chapel chapelle"
        " chartreuse chiesa church cimetiere cemetery cloitre convent couvent eglise"
        " iglesia kirche monastere monastery mosque mosquee prieure priory religieux"
        " religious sanctuaire shrine synagogue temple worship cultuel calvaire croix"
    ),
    "museum": "ecomusee gallery galerie musee museo museum planetarium",
    "square": "esplanade parvis piazza place placette platz plaza square",
    "street": "avenue boulevard passage pedestrian quai rue ruelle street traboule",
    "park": "garden garten giardino jardin parc park parque square-jardin",
    "industrial_heritage": (
        "fabrique factory forge industrial industrie industriel industrielle mine"
        " moulin mill manufacture usine puits filature"
    ),
    "viewpoint": "belvedere panorama viewpoint mirador",
    "public_art": (
        "art artwork fresque fresco graffiti mural murale sculpture statue streetart"
        " buste"
    ),
    "theatre": "arts cinema concert opera philharmonie teatro theater theatre",
    "market": "halle halles hall marche market marketplace mercado mercato markt",
    "station": "bahnhof gare halt station tram tramway",
    "monument": (
        "arc archaeological archeologique castle chateau fontaine fountain memorial"
        " monument obelisque pont bridge rempart remparts ruins ruines stele tombeau"
        " tomb tour tower aqueduc"
    ),
    "building": (
        "apartments batiment building civic commercial college demeure edifice ecole"
        " government hospital hopital hotel house immeuble library lycee mairie maison"
        " palais palace retail school townhall university villa"
    ),
}
_CATEGORIES = {word: value for value, words in _WORDS.items() for word in words.split()}


def category(text: str) -> str:
    """The category that a text says, in any words; ``other`` where it says none."""
    given = text[:200].strip().lower()
    if given in _WORDS:
        return given
    for word in simple(given.replace("place_of_", "")).split():
        for form in (word, word.removesuffix("s"), word.removesuffix("x")):
            if form in _CATEGORIES:
                return _CATEGORIES[form]
    return OTHER
