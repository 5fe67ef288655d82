"""Works of a folder are made beside the answers: how far it is, one work at a time."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override

from exchange.models import KeptFile
from exchange.work_archive import WorkArchive
from exchange.work_import import WorkOutcome, make_works
from exchange.work_plan import WorkPlan, plan_works
from exchange.work_table import WorkTable, read_work_table
from media_library.models import language_choices

STILL_AFTER = timedelta(minutes=2)  # the worker has been stopped, or has much to do


@dataclass(frozen=True)
class Making:
    """How far it is: what became of each work so far, and of how many."""

    total: int
    outcomes: tuple[WorkOutcome, ...]
    is_done: bool
    moved_at: datetime

    @property
    def made(self) -> int:
        """Works that are there now."""
        return sum(bool(each.edit_url) for each in self.outcomes)

    @property
    def left(self) -> int:
        """Works that were left out."""
        return len(self.outcomes) - self.made

    @property
    def is_still(self) -> bool:
        """Whether nothing has moved for so long that one may ask again."""
        return not self.is_done and timezone.now() - self.moved_at > STILL_AFTER


def making_of(kept: KeptFile) -> Making | None:
    """How far a folder's works are; None while it is only looked at."""
    told = kept.making
    if told is None:
        return None
    outcomes = (
        WorkOutcome(**{**each, "sentences": tuple(each["sentences"])})
        for each in told["outcomes"]
    )
    moved_at = datetime.fromisoformat(told["moved_at"])
    return Making(told["total"], tuple(outcomes), told["is_done"], moved_at)


def plan_of(archive: WorkArchive, language: str) -> WorkPlan:
    """What a folder will make. Raises FileRefused.

    ``language`` is for recordings of which the table says none.
    """
    usual = language if language in dict(language_choices()) else settings.LANGUAGE_CODE
    return plan_works(archive, read_folder(archive), _language_names(), usual)


def read_folder(archive: WorkArchive) -> WorkTable:
    """The table of a folder; an empty one where it has none. Raises FileRefused."""
    return read_work_table(archive.table) if archive.table else WorkTable(())


def begin(kept: KeptFile, language: str) -> str:
    """Says that a folder's works are being made; the name of this run.

    A folder that was begun before goes on where it stopped.
    """
    before = kept.making or {"outcomes": [], "total": 0, "is_done": False}
    kept.making = {
        **before,
        "language": language,
        "spoken": get_language(),
        "moved_at": timezone.now().isoformat(),
        "run": uuid4().hex,
    }
    kept.save(update_fields=["making"])
    return str(kept.making["run"])


def carry_on(token: str, run: str) -> None:
    """Makes the works that are not made yet, and says so after each.

    Stops when the folder is gone, or when another run has taken over.
    """
    kept = KeptFile.objects.filter(token=token).select_related("user").first()
    if kept is None or not _is_ours(kept, run):
        return
    with override(kept.making["spoken"]), closing(kept.file.open()) as file:
        archive = WorkArchive(file)
        plan = plan_of(archive, kept.making["language"])
        kept.making["total"] = len(plan.works)
        done = {each["path"] for each in kept.making["outcomes"]}
        for outcome in make_works(archive, plan.without(done), kept.user):
            kept.making["outcomes"].append(asdict(outcome))
            if not _tell(kept, run):
                return
    kept.making["is_done"] = True
    if _tell(kept, run):
        kept.file.storage.delete(kept.file.name)


def _is_ours(kept: KeptFile, run: str) -> bool:
    making = kept.making or {}
    return making.get("run") == run and not making["is_done"]


def _tell(kept: KeptFile, run: str) -> bool:
    """Whether what was done could be said: the run is still the folder's own."""
    kept.making["moved_at"] = timezone.now().isoformat()
    ours = KeptFile.objects.filter(pk=kept.pk, making__run=run)
    return bool(ours.update(making=kept.making))


def _language_names() -> dict[str, list[str]]:
    """How each language may be called: by its code, and in every language of ours."""
    return {code: [code, *_in_all(name)] for code, name in settings.LANGUAGES}


def _in_all(name: Any) -> Iterator[str]:
    for other, _name in settings.LANGUAGES:
        with override(other):
            yield str(name)
