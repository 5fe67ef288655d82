"""Slows down whoever tries passwords; nobody is locked out for good.

Failures are counted for an hour in the cache: those of an account from one address,
those from one address, and those of an account from anywhere. Each of them allows some,
then asks for a pause that doubles with each further one, up to a limit. A try during a
pause is not looked at and makes no pause longer. Of the last kind the pause is short:
else a stranger could keep an administrator out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import time

from django.core.cache import cache

from tours.hourly_names import HOUR_S, hourly_name

PURPOSE = "traboule.sign-in"


@dataclass(frozen=True)
class Limit:
    """How many failures are free, and the longest pause in seconds after more."""

    free: int
    longest_s: int

    def pause_s(self, failures: int) -> int:
        """The pause after so many failures: 2, 4, 8 seconds and so on."""
        over = failures - self.free
        return min(self.longest_s, 2 ** min(over, 20)) if over > 0 else 0


HERE, ADDRESS, ACCOUNT = Limit(4, 900), Limit(20, 900), Limit(30, 60)


def wait_s(account: str, address: str) -> int:
    """How many seconds are left of the longest pause; 0 when a try is looked at."""
    ends = (cache.get(name, (0, 0.0))[1] for name, _limit in _counts(account, address))
    return max(0, round(max(ends) - time()))


def note_failure(account: str, address: str) -> None:
    """Count a wrong password."""
    for name, limit in _counts(account, address):
        failures = cache.get(name, (0, 0.0))[0] + 1
        kept = (failures, time() + limit.pause_s(failures))
        cache.set(name, kept, HOUR_S)


def forget_failures(account: str, address: str) -> None:
    """The right password has come: this account from this address begins anew."""
    cache.delete(next(_counts(account, address))[0])


def _counts(account: str, address: str) -> Iterator[tuple[str, Limit]]:
    """What is counted, by its name in the cache."""
    who = account.casefold().strip()
    yield hourly_name(PURPOSE, f"here {address} {who}"), HERE
    yield hourly_name(PURPOSE, f"address {address}"), ADDRESS
    yield hourly_name(PURPOSE, f"account {who}"), ACCOUNT
