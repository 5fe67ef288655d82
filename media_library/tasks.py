"""What is done for works beside the answers: by the worker."""

from django_tasks import task

from media_library import preparing


@task()
def prepare_recording(recording_id: int) -> None:
    """Makes what phones play out of what an editor sent."""
    preparing.prepare(recording_id)


@task()
def retag_recording(recording_id: int) -> None:
    """Writes what the database says into the file."""
    preparing.retag(recording_id)
