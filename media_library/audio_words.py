"""What is said of sound files: why they are refused, why the desk gave up."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# By the codes of AudioRefused, before a file is taken.
REFUSALS = {
    "empty": _("This file is empty: export the sound again."),
    "too_big": _("This file weighs %(megabytes)s MB: the limit is 50 MB."),
    "extension": _(
        "“.%(extension)s” is not a sound file we can read: send MP3, M4A, OGG, OPUS,"
        " FLAC, WAV or AIFF."
    ),
    "content": _(
        "This file is named “.%(extension)s” but its content is something else:"
        " export it as sound again."
    ),
    "two_in_one": _(
        "This file is a sound and something else at once, such as an archive or a web"
        " page: export it as sound again."
    ),
    "unreadable": _("No sound could be read in this file: it is damaged or cut short."),
    "cut_short": _(
        "This file is cut short: %(percent)s %% of it is there. Send it again."
    ),
    "too_long": _("This recording lasts %(minutes)s minutes: the limit is 30."),
}
# By the codes of SoundUnusable, once it has been listened to.
FAILURES = {
    "unreadable": REFUSALS["unreadable"],
    "truncated": _(
        "This file stops after %(heard_s)d seconds of the %(declared_s)d that it"
        " announces: it was cut short on its way. Send it again."
    ),
    "too_long": _("This recording lasts more than %(minutes)d minutes: cut it in two."),
    "silent": _("Nothing is heard in this recording: check the microphone's channel."),
    "too_short": _("Less than half a second of this recording is heard."),
    "original_gone": _("The file that was sent is gone: send it again."),
    "stopped": _("Something unforeseen stopped the desk: try again."),
}


def failure_sentence(failure: dict[str, Any] | None) -> str:
    """Why the desk gave up, in the editor's language; empty if it did not."""
    if not failure:
        return ""
    words = FAILURES.get(failure.get("code", ""), FAILURES["stopped"])
    return str(words) % failure.get("facts", {})
