"""schema_randonnee, DATAtourisme and schema.org: what each may hold, and no more."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from exchange.writers import datatourisme, schema_org, schema_randonnee
from tests.exchange.schemas import STANDARDS
from tests.packages import AWKWARD, SITE, STOPS, URL, VOICE, a_package, bare_package

UPDATED = datetime(2026, 11, 27, 19, 21, 11, tzinfo=UTC)
FORMATS = FormatChecker(["date", "email", "uri", "uuid"])
TEXT = {"type": "string", "pattern": r"\S"}
URI = {"type": "string", "format": "uri", "pattern": "^https?://"}
# longitude, latitude in and around France: exchanged axes are told.
POSITION = {
    "type": "array",
    "items": [
        {"type": "number", "minimum": -5.5, "maximum": 9.7},
        {"type": "number", "minimum": 41, "maximum": 51.5},
    ],
    "minItems": 2,
    "maxItems": 2,
}
DATE = {"type": "string", "format": "date"}
# What we emit of schema_randonnee 1.1.0, with what the official schema lets through.
RANDONNEE_PROPERTIES = {
    "id_local": TEXT,
    "producteur": TEXT,
    "uuid": {"type": "string", "format": "uuid"},
    "url": URI,
    "nom_itineraire": TEXT,
    "pratique": {"const": "pédestre"},
    "type_itineraire": {"enum": ["boucle", "aller simple"]},
    "communes_nom": TEXT,
    "depart": TEXT,
    "arrivee": TEXT,
    "duree": {"type": "number", "exclusiveMinimum": 0, "maximum": 48},
    "longueur": {"type": "integer", "exclusiveMinimum": 0},
    "instructions": TEXT,
    "presentation": TEXT,
    "presentation_courte": TEXT,
    "themes": TEXT,
    "recommandations": TEXT,
    "accessibilite": TEXT,
    "date_creation": DATE,
    "date_modification": DATE,
    "medias": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["type_media", "url"],
            "properties": {
                "type_media": {"enum": ["image", "audio"]},
                "url": URI,
                "titre": TEXT,
                "auteur": TEXT,
                "licence": TEXT,
            },
        },
    },
    "etapes": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "numero", "nom", "latitude", "longitude", "url"],
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "numero": {"type": "integer", "minimum": 1},
                "nom": TEXT,
                "latitude": POSITION["items"][1],
                "longitude": POSITION["items"][0],
                "texte": {"type": "string"},
                "url": URI,
            },
        },
    },
}
RANDONNEE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["type", "properties", "geometry"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": [
                            "id_local",
                            "producteur",
                            "nom_itineraire",
                            "pratique",
                            "depart",
                            "arrivee",
                            "instructions",
                        ],
                        "properties": RANDONNEE_PROPERTIES,
                    },
                    "geometry": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {
                            "type": {"const": "LineString"},
                            "coordinates": {
                                "type": "array",
                                "minItems": 2,
                                "items": POSITION,
                            },
                        },
                    },
                },
            },
        },
    },
}
# The properties that we use of each type of schema.org.
SCHEMA_ORG = {
    "WebPage": "url name description inLanguage license keywords"
    " datePublished dateModified publisher isAccessibleForFree"
    " accessibilityFeature mainEntity",
    "TouristTrip": "name tripOrigin itinerary",
    "ItemList": "numberOfItems itemListOrder itemListElement",
    "ListItem": "position url",
    "TouristAttraction": "url name description address geo image subjectOf",
    "GeoCoordinates": "latitude longitude",
    "AudioObject": "name contentUrl encodingFormat contentSize duration inLanguage"
    " transcript creator creditText license",
    "ImageObject": "name contentUrl encodingFormat caption description creator"
    " creditText copyrightYear license",
    "Organization": "name url sameAs",
    "Person": "name url sameAs",
    "Place": "name",
}
PACKAGES = [
    a_package(),
    bare_package(),
    a_package(title=AWKWARD, city=AWKWARD, publisher=" ", start="", themes=[AWKWARD]),
]
each_package = pytest.mark.parametrize(
    "package", PACKAGES, ids=["rich", "bare", "awkward"]
)


def official(path: str) -> Any:
    """A file of the standards that lie beside this copy."""
    found = STANDARDS / path
    if not found.exists():
        pytest.skip("the folder of standards is not beside this copy")
    return json.loads(found.read_text("utf-8")) if found.suffix == ".json" else found


def complaints(content: bytes, schema: dict[str, Any]) -> list[str]:
    validator = Draft7Validator(schema, format_checker=FORMATS)
    return [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(json.loads(content))
    ]


class TestSchemaRandonnee:
    @each_package
    def test_it_keeps_to_what_we_promise(self, package: dict[str, Any]) -> None:
        for moment in (None, UPDATED):
            content = schema_randonnee.write(package, moment)
            assert complaints(content, RANDONNEE) == []

    @each_package
    def test_it_keeps_to_the_official_schema(self, package: dict[str, Any]) -> None:
        schema = official("schema_randonnee/schema-1.1.0.json")
        assert complaints(schema_randonnee.write(package), schema) == []

    def told(self, **changes: Any) -> dict[str, Any]:
        found = json.loads(schema_randonnee.write(a_package(**changes), UPDATED))
        return found["features"][0]["properties"]

    def test_time_is_in_hours_and_length_in_metres(self) -> None:
        told = self.told()
        assert told["duree"] == round((459 + 92.4) / 3600, 2)
        assert told["longueur"] == 511
        assert told["date_creation"] == "2026-11-20"
        assert told["date_modification"] == "2026-11-27"

    def test_a_line_that_comes_back_is_a_loop(self) -> None:
        assert self.told()["type_itineraire"] == "boucle"
        assert self.told()["arrivee"] == self.told()["depart"]
        track = a_package()["track"]
        del track["legs"][2]
        told = self.told(track=track)
        assert told["type_itineraire"] == "aller simple"
        assert told["arrivee"] == "Étape 4"

    def test_the_way_is_told_stop_by_stop(self) -> None:
        told = self.told()["instructions"].splitlines()
        assert told[0] == "1. Étape 1, 1, rue de l’Été"
        assert told[1] == "2. Étape 2, 2, rue de l’Été, 170 m, 3 min à pied"
        assert len(told) == 4

    def test_stops_are_in_our_extension_in_their_order(self) -> None:
        stops = self.told()["etapes"]
        assert [stop["numero"] for stop in stops] == [1, 2, 3, 4]
        assert [(stop["longitude"], stop["latitude"]) for stop in stops] == STOPS
        assert "Vous voici place du Peuple." in stops[0]["texte"]

    def test_each_work_is_told_once_with_its_rights(self) -> None:
        works = self.told()["medias"]
        assert [work["type_media"] for work in works] == ["image", "image", "audio"]
        assert works[2] == {
            "type_media": "audio",
            "url": f"{SITE}/media/packages/files/{VOICE}",
            "titre": "La place <écoutée>",
            "auteur": "Voix\u00a0: Lou. Texte\u00a0: Ana & Co",
            "licence": "CC-BY-SA-4.0",
        }

    def test_texts_are_plain(self) -> None:
        assert self.told()["accessibilite"] == "– Bancs\n– Pavés & pente"
        told = self.told(is_step_free=True)["accessibilite"]
        assert told.startswith("Tout le parcours se suit sans une seule marche.")

    def test_rights_go_with_it(self) -> None:
        told = self.told()["presentation"]
        assert "CC BY-SA 4.0" in told
        assert "données du 2026-10-01" in told

    def test_stops_without_a_line_are_joined(self) -> None:
        package = a_package(track=bare_package()["track"])
        [trail] = json.loads(schema_randonnee.write(package))["features"]
        assert [tuple(each) for each in trail["geometry"]["coordinates"]] == STOPS
        assert {"duree", "longueur", "type_itineraire"}.isdisjoint(trail["properties"])

    def test_a_single_stop_is_no_line_and_so_no_trail(self) -> None:
        assert json.loads(schema_randonnee.write(bare_package()))["features"] == []


class TestDatatourisme:
    ALWAYS = {
        "@id",
        "@type",
        "dc:identifier",
        "rdfs:label",
        "rdfs:comment",
        "creationDate",
        "lastUpdate",
        "hasBeenCreatedBy",
        "hasBeenPublishedBy",
        "hasDescription",
        "isLocatedAt",
    }

    def told(self, package: dict[str, Any]) -> dict[str, Any]:
        return json.loads(datatourisme.write(package, UPDATED))

    @each_package
    def test_what_every_tour_of_the_feed_says_is_said(
        self, package: dict[str, Any]
    ) -> None:
        assert set(self.told(package)) >= self.ALWAYS

    def test_texts_are_lists_by_language_and_measures_are_texts(self) -> None:
        told = self.told(a_package())
        assert told["rdfs:label"] == {"fr": ["La ville « se raconte » & s’écoute"]}
        assert told["tourDistance"] == "511.2"
        assert told["duration"] == "9"
        assert told["hasTourType"][0]["@id"] == "kb:Loop"
        geo = told["isLocatedAt"][0]["schema:geo"]
        assert (geo["schema:latitude"], geo["schema:longitude"]) == (
            "45.4397",
            "4.3872",
        )

    def test_the_track_is_at_hand_as_gpx_with_its_licence(self) -> None:
        first = self.told(a_package())["hasRepresentation"][0]
        [resource] = first["ebucore:hasRelatedResource"]
        assert resource["ebucore:locator"] == [f"{URL}trail.gpx"]
        assert resource["ebucore:hasMimeType"] == [{"@id": "kb:GPX"}]
        assert "by-sa" in first["ebucore:hasAnnotation"][0]["ebucore:isCoveredBy"]

    def test_stops_are_slots_in_their_order(self) -> None:
        slots = self.told(a_package())["olo:slot"]
        assert [slot["olo:index"] for slot in slots] == [1, 2, 3, 4]
        assert slots[0]["olo:item"]["rdfs:label"] == {"fr": ["Étape 1"]}

    def test_rights_go_with_it(self) -> None:
        text = datatourisme.write(a_package()).decode()
        assert "données du 2026-10-01" in text
        assert "CC BY-SA 4.0" in text

    def test_a_category_is_told_by_its_classes(self) -> None:
        package = a_package()
        package["stops"][0]["place"]["category"] = "museum"
        item = self.told(package)["olo:slot"][0]["olo:item"]
        assert item["@type"][-2:] == ["CulturalSite", "Museum"]

    def test_the_ontology_has_every_name_that_we_use(self) -> None:
        ontology = official("datatourisme/ontology-core-2.0_2020.ttl")
        known = set(re.findall(r"^:(\w+) rdf:type", ontology.read_text("utf-8"), re.M))
        used = {name for names in datatourisme.CLASSES.values() for name in names}

        def names(value: Any) -> Iterator[str]:
            if isinstance(value, list):
                for each in value:
                    yield from names(each)
            elif isinstance(value, dict):
                yield from (key for key in value if key.isidentifier())
                types = value.get("@type", [])
                yield from [types] if isinstance(types, str) else types
                for key, each in value.items():
                    if key != "@context" and not set(value) <= {"fr"}:
                        yield from names(each)

        used |= {name for name in names(self.told(a_package())) if ":" not in name}
        # Its own way of saying schema:PostalAddress is in the data, not in this file.
        assert used - known - {"fr", "PostalAddress"} == set()


class TestSchemaOrg:
    def nodes(self, value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, list):
            for each in value:
                yield from self.nodes(each)
        elif isinstance(value, dict):
            if "@type" in value:
                yield value
            for each in value.values():
                yield from self.nodes(each)

    def graphs(self, package: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield schema_org.trail_graph(package, UPDATED)
        for stop in package["stops"]:
            yield schema_org.stop_graph(package, stop)

    @each_package
    def test_only_properties_that_a_type_has_are_used(
        self, package: dict[str, Any]
    ) -> None:
        for graph in self.graphs(package):
            assert graph["@context"] == "https://schema.org"
            for node in self.nodes(graph):
                said = {key for key in node if not key.startswith("@")}
                assert said <= set(SCHEMA_ORG[node["@type"]].split())

    def test_schema_org_has_them_all(self) -> None:
        types = official("schemaorg/subset-30.0.json")["types"]
        for name, properties in SCHEMA_ORG.items():
            assert set(properties.split()) <= set(types[name]["properties"])

    def test_every_reference_leads_to_a_node(self) -> None:
        for graph in self.graphs(a_package()):
            nodes = [each["@id"] for each in self.nodes(graph) if "@id" in each]
            referred = re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph))
            assert len(set(nodes)) == len(nodes)
            assert set(referred) <= set(nodes)

    def test_the_page_says_what_a_trip_cannot(self) -> None:
        page = schema_org.trail_graph(a_package(), UPDATED)
        assert page["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
        assert page["inLanguage"] == "fr"
        assert page["dateModified"] == "2026-11-27T19:21:11Z"
        assert page["mainEntity"]["@type"] == "TouristTrip"

    def test_the_trip_leads_to_its_stops_in_order(self) -> None:
        way = schema_org.trail_graph(a_package())["mainEntity"]["itinerary"]
        assert way["numberOfItems"] == 4
        assert [each["position"] for each in way["itemListElement"]] == [1, 2, 3, 4]
        first = a_package()["stops"][0]
        [place, *_works] = schema_org.stop_graph(a_package(), first)["@graph"]
        assert way["itemListElement"][0]["url"] == place["@id"] == place["url"]
        assert place["geo"]["latitude"] == STOPS[0][1]

    def test_sound_has_its_length_words_and_makers(self) -> None:
        package = a_package()
        [sound] = [
            node
            for node in schema_org.stop_graph(package, package["stops"][0])["@graph"]
            if node["@type"] == "AudioObject"
        ]
        assert sound["duration"] == "PT1M32S"
        assert sound["transcript"].startswith("Vous voici")
        assert [each["name"] for each in sound["creator"]] == ["Lou", "Ana & Co"]

    def test_nothing_in_it_ends_a_script(self) -> None:
        graph = schema_org.trail_graph(a_package(title="</script><!-- & -->"))
        text = schema_org.script_text(graph)
        assert not set("<>&") & set(text)
        assert json.loads(text)["name"] == "</script><!-- & -->"
