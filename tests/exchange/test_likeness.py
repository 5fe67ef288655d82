"""Names of one place, written by different people."""

import pytest

from exchange.likeness import alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Place du Peuple", "PLACE DU PEUPLE"),
        ("Hôtel de ville", "Hotel de Ville"),
        ("Musée de la Mine", "Puits Couriot, musée de la mine"),
        ("Église Saint-Charles", "Eglise Saint Charles"),
        ("Place Jean-Jaurès", "Place Jean Jaures (kiosque)"),
        ("Bourse du Travail", "Bourse du travaill"),
    ],
)
def test_one_place_under_two_spellings_is_one_place(name: str, other: str) -> None:
    assert alike(name, other)
    assert alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Rue Neuve", "Rue Vieille"),
        ("Place du Peuple", "Place Dorian"),
        ("Place", "Place Dorian"),
        ("Stop 1", "Stop 2"),
        ("", "Place Dorian"),
        ("", ""),
        ("…", "!"),
    ],
)
def test_two_places_are_two(name: str, other: str) -> None:
    assert not alike(name, other)
    assert not alike(other, name)
