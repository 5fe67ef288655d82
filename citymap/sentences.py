"""What is wrong with an extract or its options, in words."""

from django.utils.translation import gettext as _

from citymap.basemap import TilesFailed
from citymap.boxes import BoxRefused
from citymap.building import BuildRunning, NameRefused
from citymap.extract import ExtractRefused

REFUSALS = (BoxRefused, BuildRunning, ExtractRefused, NameRefused, TilesFailed)


def refusal_sentence(error: Exception) -> str:
    """One sentence that says what is wrong, and a way out where there is one."""
    if isinstance(error, ExtractRefused):
        return _extract_sentence(error)
    if isinstance(error, NameRefused):
        return _(
            "“%(name)s” cannot name a city: write small letters, digits and hyphens,"
            " such as “saint-etienne”."
        ) % {"name": error}
    if isinstance(error, BoxRefused):
        return _(
            "--bbox takes four numbers in degrees, west,south,east,north, such as"
            " 4.33,45.39,4.46,45.48."
        )
    if isinstance(error, BuildRunning):
        return _("Another map is being built: wait until it is done.")
    return _("The tiles could not be made: %(reason)s") % {"reason": error}


def _extract_sentence(error: ExtractRefused) -> str:
    facts = dict(error.facts)
    if error.code == "outside":
        facts["box"] = ",".join(f"{side:.4f}" for side in facts["box"])
    sentences = {
        "missing": _("There is no file %(file)s."),
        "not_pbf": _(
            "%(file)s is not an OpenStreetMap extract in PBF format, or it is broken."
        ),
        "empty": _("%(file)s holds no map data."),
        "outside": _(
            "Nothing of %(file)s lies within --bbox: the extract covers %(box)s."
        ),
        "no_roads": _("%(file)s holds no street or path here that can be walked."),
    }
    return sentences[error.code] % facts
