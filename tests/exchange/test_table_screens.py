"""A table of places through the two screens of an import."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from exchange.models import KeptFile
from tests.conftest import BilingualSite
from tests.exchange.tables import csv, ods, xlsx
from tours.models import TourPage

IMPORT = "/admin/trails/import/"
ROWS = [
    ["Nom", "Autre nom", "Lat", "Lon", "Histoire", "Type", "Réf"],
    ["Mine", "Puits Couriot", 45.4397, 4.3872, "Une mine.", "musée", "P1"],
    ["Marché", "Halles Biltoux", 45.441, 4.3905, "Des halles.", "halles", "P2"],
    ["Rien", "Sans lieu", "", "", "", "", ""],
]
FIELDS = ["title", "", "latitude", "longitude", "story", "category", "identifier"]


def send(client: Client, content: bytes, name: str = "les_mines.csv") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def preview(client: Client, **data: Any) -> str:
    """What the second screen shows, after a choice or at first."""
    address = f"{IMPORT}{KeptFile.objects.get().token}/"
    answer = client.post(address, data) if data else client.get(address)
    return unescape(answer.content.decode())


def columns(*fields: str) -> dict[str, str]:
    """The fields of the columns, as the form sends them."""
    return {f"column_{number}": field for number, field in enumerate(fields)}


def drafted() -> list[tuple[str, float, str]]:
    """Title, latitude and place of each stop of the draft."""
    draft = TourPage.objects.get().get_latest_revision_as_object()
    return [
        (stop.title, stop.place.latitude, stop.place.category)
        for stop in draft.stops.all()
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mines.csv", csv(*(";".join(map(str, row)) for row in ROWS))),
        ("mines.ods", ods(ROWS)),
        ("mines.xlsx", xlsx(ROWS)),
    ],
)
def test_columns_are_guessed_changed_and_become_stops(
    site: BilingualSite, editor_client: Client, name: str, content: bytes
) -> None:
    send(editor_client, content, name)
    shown = preview(editor_client)
    for field in filter(None, FIELDS):
        assert f'<option value="{field}" selected>' in shown
    assert "2 stops" in shown
    assert "row 4: Places without a point are left out: 1" in shown
    assert "Mine" in shown
    changed = columns("", "title", *FIELDS[2:])
    shown = preview(editor_client, action="read", **changed)
    assert "Puits Couriot" in shown
    assert not TourPage.objects.exists()
    preview(editor_client, action="import", **changed)
    assert TourPage.objects.get().title == "mines"
    assert drafted() == [
        ("Puits Couriot", 45.4397, "museum"),
        ("Halles Biltoux", 45.441, "market"),
    ]


def test_a_table_that_says_nothing_may_be_explained(
    site: BilingualSite, editor_client: Client
) -> None:
    assert send(editor_client, csv("a;b;c;d", "Mine;45;4;x")).status_code == 302
    shown = preview(editor_client)
    assert "say which columns hold the latitude and the longitude" in shown
    assert 'value="import"' not in shown
    chosen = columns("title", "latitude", "longitude", "")
    assert "1 stop" in preview(editor_client, action="read", **chosen)
    preview(editor_client, action="import", **chosen)
    assert [title for title, _latitude, _category in drafted()] == ["Mine"]


def test_a_column_with_both_numbers_may_be_called_the_latitude(
    site: BilingualSite, editor_client: Client
) -> None:
    send(editor_client, csv("a;b", 'Mine;"45,4, 4,3"'))
    preview(editor_client, action="import", **columns("title", "latitude"))
    assert drafted() == [("Mine", 45.4, "other")]


def test_all_columns_may_be_left_out_again(
    site: BilingualSite, editor_client: Client
) -> None:
    send(editor_client, csv("nom;lat;lon", "Mine;45;4"))
    shown = preview(editor_client, action="import", **columns("", "", ""))
    assert "No stop was found in this table" in shown
    assert not TourPage.objects.exists()


def test_a_table_without_headings_shows_the_letters_of_its_columns(
    site: BilingualSite, editor_client: Client
) -> None:
    send(editor_client, csv("Mine;45,4397;4,3872", "Halles;45,4410;4,3905"))
    shown = preview(editor_client)
    labels = re.findall(r"<label[^>]*>\s*([^<]+?)\s*<", shown)
    assert {"A", "B", "C"} <= set(labels)
    preview(editor_client, action="import", **columns("title", "latitude", "longitude"))
    assert [title for title, _latitude, _category in drafted()] == ["Mine", "Halles"]


def test_too_many_places_are_told_where_the_file_is_chosen(
    site: BilingualSite, editor_client: Client
) -> None:
    rows = [f"Lieu {n};45.{n:04};4.5" for n in range(301)]
    answer = send(editor_client, csv("nom;lat;lon", *rows))
    (told,) = answer.context["form"].errors["file"]
    assert told.startswith("This table has 301 places, and a trail has at most 300")


def test_the_same_table_again_is_an_update(
    site: BilingualSite, editor_client: Client
) -> None:
    content = csv(*(";".join(map(str, row)) for row in ROWS))
    for _time in range(2):
        send(editor_client, content)
        preview(editor_client, action="import", **columns(*FIELDS))
    assert TourPage.objects.count() == 1
    assert len(drafted()) == 2


def test_the_command_reads_tables_too(
    site: BilingualSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, poor = tmp_path / "mines.ods", tmp_path / "mines.csv"
    good.write_bytes(ods(ROWS))
    poor.write_bytes(csv("nom;prix", "Mine;3"))
    call_command("import_trail", str(good), "--dry-run", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["stops"], told["ok"]) == ("table", 2, True)
    with pytest.raises(SystemExit):
        call_command("import_trail", str(poor), "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["errors"]] == ["no_positions"]
