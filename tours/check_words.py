"""What the composer says of the bench, and what publication says after it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# By the codes of tours/trigger_check.py.
ADVICE = {
    "not_passed": _(
        "The track does not pass its zone: move the stop, or widen its zone."
    ),
    "neighbour": _(
        "A neighbour is near, so its zone is cut: set the two farther apart."
    ),
    "small": _("Its zone is small: widen it to 30 m."),
    "late": _("Its story tends to start late: a wider zone starts it sooner."),
    "early": _("Its story tends to start early: a narrower zone starts it later."),
    "narrow": _(
        "What fails there fails where phones err by 15 m, as between high houses: if"
        " its street is narrow, move it to a corner or a square."
    ),
}

# Whether the stories start on time, by the bench.
CHECK_WORDS: dict[str, Any] = {
    "check_start": _("Will the stories start?"),
    "check_stop": _("Stop the check"),
    "check_progress": _("Simulated walks done"),
    "check_running": _("{walks} simulated walkers set out…"),
    "check_nothing": _("The check needs a track, and a stop with a place."),
    "check_stopped": _("The check was stopped: it found nothing."),
    "check_failed": _("The check could not run: try again, or load the page again."),
    "check_unkept": _(
        "The site did not keep these figures: publication will not know of them."
    ),
    "check_done": _(
        "{walks} simulated walks: stories start on time for {count} walkers in 100,"
        " and well at every stop."
    ),
    "check_done_poor": _(
        "{walks} simulated walks: stories start on time for {count} walkers in 100."
        " Stops to look at: {poor}."
    ),
    "check_old": _(
        "These figures are of an earlier state: stops or track have changed since."
        " Check again."
    ),
    "check_of_earlier": _("{sentence} Of an earlier state."),
    "check_one": _("Starts on time for {count} walker in 100: {grade}."),
    "check_many": _("Starts on time for {count} walkers in 100: {grade}."),
    "check_never": _("Does not start: the track does not pass its zone."),
    "check_good": _("good"),
    "check_fair": _("fair"),
    "check_poor": _("poor"),
    "check_label": _("{grade}: {count} in 100"),
    "check_advice": _("What may be done"),
    "check_stop_name": _("Stop {stop}:"),
    **{f"check_{code}": sentence for code, sentence in ADVICE.items()},
}
