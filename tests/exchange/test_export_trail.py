"""``manage.py export_trail``: one trail to a file, whole, or one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from exchange.archive import read_archive
from exchange.writers.formats import FORMATS
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import rich_trail
from tests.factories import TourPageFactory
from tours import packages
from tours.models import TourPage


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    made = rich_trail(site)
    packages.renew(made.pk)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where nothing lies yet; media have a folder of their own."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def refusal(*words: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("export_trail", *words)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1
    return str(refused.value)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
def test_every_format_can_be_written(
    trail: TourPage, folder: Path, capsys: Any, form: Any
) -> None:
    path = folder / f"mine.{form.suffix}"
    call_command("export_trail", trail.slug, "--to", form.key, "--output", str(path))
    content = path.read_bytes()
    package = packages.current(trail)
    if form.write:
        assert content == form.write(package.document, package.built_at)
    else:
        document, _open_file, remarks = read_archive(content)
        assert (document, remarks) == (package.document, ())
    assert capsys.readouterr().out == f"{path}\n"
    assert list(folder.iterdir()) == [path]


def test_without_a_name_it_takes_the_trails(
    trail: TourPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    call_command("export_trail", trail.slug, "--to", "schema_randonnee")
    [path] = folder.iterdir()
    assert path.name == f"{trail.slug}.schema_randonnee.json"


def test_the_output_gets_nothing_but_the_file(
    trail: TourPage, capsysbinary: Any
) -> None:
    call_command("export_trail", trail.slug, "--to", "geojson", "--output", "-")
    assert json.loads(capsysbinary.readouterr().out)["features"]


def test_a_trail_without_a_package_gets_one(site: BilingualSite, folder: Path) -> None:
    trail = rich_trail(site)
    path = folder / "a.gpx"
    call_command("export_trail", trail.slug, "--to", "gpx", "--output", str(path))
    assert path.exists()


class TestRefusals:
    def test_an_unknown_format(self, trail: TourPage) -> None:
        said = refusal(trail.slug, "--to", "pdf")
        assert said.startswith("“pdf” is none of the formats: gpx, kml")

    def test_an_unknown_trail(self, trail: TourPage) -> None:
        said = refusal("rien", "--to", "gpx")
        assert said == "No published trail has the address “rien”."

    def test_a_draft(self, trail: TourPage) -> None:
        trail.unpublish()
        assert refusal(trail.slug, "--to", "gpx").startswith("No published trail")

    def test_a_private_trail(self, trail: TourPage) -> None:
        PageViewRestriction.objects.create(
            page=trail, restriction_type=PageViewRestriction.LOGIN
        )
        assert refusal(trail.slug, "--to", "gpx").startswith("No published trail")

    def test_one_name_in_two_languages(
        self, trail: TourPage, site: BilingualSite, folder: Path
    ) -> None:
        TourPageFactory(parent=site.english_home, language="en", slug=trail.slug)
        assert "--language" in refusal(trail.slug, "--to", "gpx")
        path = folder / "a.geojson"
        words = ("--to", "geojson", "--language", "en", "--output", str(path))
        call_command("export_trail", trail.slug, *words)
        assert json.loads(path.read_text())["features"][0]["properties"][
            "language"
        ] == ("en")

    def test_a_folder_that_is_not_there(self, trail: TourPage, folder: Path) -> None:
        path = folder / "nowhere" / "a.gpx"
        said = refusal(trail.slug, "--to", "gpx", "--output", str(path))
        assert said == f"{path} cannot be written: No such file or directory."

    def test_a_folder_is_no_file(self, trail: TourPage, folder: Path) -> None:
        said = refusal(trail.slug, "--to", "gpx", "--output", str(folder))
        assert said.startswith(f"{folder} cannot be written")
        assert not folder.with_name(f"{folder.name}.part").exists()

    def test_a_missing_sound_leaves_the_file_before_as_it_was(
        self, trail: TourPage, folder: Path
    ) -> None:
        name = packages.current(trail).record.files[0]
        default_storage.delete(f"packages/files/{name}")
        path = folder / "a.traboule"
        path.write_bytes(b"before")
        said = refusal(trail.slug, "--to", "traboule", "--output", str(path))
        assert said.startswith(f"The trail “{trail.slug}” cannot be written")
        assert path.read_bytes() == b"before"
        assert list(folder.iterdir()) == [path]

    def test_a_full_disk_leaves_nothing_behind(
        self, trail: TourPage, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_files: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(
            "exchange.management.commands.export_trail.shutil.copyfileobj", full
        )
        path = folder / "a.gpx"
        said = refusal(trail.slug, "--to", "gpx", "--output", str(path))
        assert said == f"{path} cannot be written: No space left on device."
        assert list(folder.iterdir()) == []
