"""What is done for imports beside the answers: by the worker."""

from django_tasks import task

from exchange import making_works


@task()
def make_kept_works(token: str, run: str) -> None:
    """Makes the works of a folder that somebody has looked at."""
    making_works.carry_on(token, run)
