"""A file on its way in, whatever it is: read, planned, then carried out.

A tour package is made a trail again as a whole; of a file of any other format, what
was understood is fitted into a draft. Who imports need not know which it is.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import BinaryIO, Protocol

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page

from exchange.archive import (
    MAX_UNPACKED_BYTES,
    PackageArchive,
    is_package_archive,
    read_archive,
)
from exchange.file_size import refuse_too_big
from exchange.found import Reading, Remark
from exchange.importing import Made, carry_out, obstacle
from exchange.limits import MAX_BYTES
from exchange.package_plan import carry_out_package, package_obstacle, plan_package
from exchange.package_reading import reading_of
from exchange.planning import Planned, plan
from exchange.reading import read_file


class Incoming(Protocol):
    """What both kinds of files do. All raise FileRefused."""

    may_be_another: bool
    """Whether a trail that is here already may be made once more."""

    def read(self, columns: Mapping[str, str] | None = None) -> Reading:
        """What was found in it; ``columns`` says what those of a table are."""

    def plan(self, reading: Reading, home: Page | None, as_new: bool) -> list[Planned]:
        """What will be made, under a home page or those of the trails' languages."""

    def obstacle(self, planned: Planned, user: AbstractBaseUser) -> Remark | None:
        """Why somebody may not have a plan carried out; None if they may."""

    def carry_out(
        self, planned: Sequence[Planned], user: AbstractBaseUser | None
    ) -> list[Made]:
        """Make all that was planned, or nothing."""


def incoming(file: BinaryIO, name: str) -> Incoming:
    """A file as it is to be treated; its content says, not its name.

    ``file`` stays open for as long as the answer is used. Raises FileRefused for one
    that is too big.
    """
    size = file.seek(0, 2)
    if is_package_archive(file):
        refuse_too_big(size, MAX_UNPACKED_BYTES)
        return PackageFile(file)
    refuse_too_big(size, MAX_BYTES)
    file.seek(0)
    return OtherFile(file.read(), name)


class OtherFile:
    """A file of any format but our own package."""

    may_be_another = True

    def __init__(self, content: bytes, name: str) -> None:
        self.content, self.name = content, name

    def read(self, columns: Mapping[str, str] | None = None) -> Reading:
        """See Incoming."""
        return read_file(self.content, self.name, columns)

    def plan(self, reading: Reading, home: Page | None, as_new: bool) -> list[Planned]:
        """See Incoming."""
        return plan(reading, home, as_new=as_new)

    def obstacle(self, planned: Planned, user: AbstractBaseUser) -> Remark | None:
        """See Incoming."""
        return obstacle(planned, user)

    def carry_out(
        self, planned: Sequence[Planned], user: AbstractBaseUser | None
    ) -> list[Made]:
        """See Incoming."""
        return carry_out(planned, user)


class PackageFile:
    """A tour package in its archive; its identifiers are its own."""

    may_be_another = False

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    @cached_property
    def archive(self) -> PackageArchive:
        """The package, whole and checked."""
        return read_archive(self.file)

    def read(self, columns: Mapping[str, str] | None = None) -> Reading:
        """See Incoming."""
        return reading_of(self.archive)

    def plan(self, reading: Reading, home: Page | None, as_new: bool) -> list[Planned]:
        """See Incoming."""
        return [plan_package(self.archive, home)]

    def obstacle(self, planned: Planned, user: AbstractBaseUser) -> Remark | None:
        """See Incoming."""
        return package_obstacle(planned, user)

    @transaction.atomic
    def carry_out(
        self, planned: Sequence[Planned], user: AbstractBaseUser | None
    ) -> list[Made]:
        """See Incoming."""
        return [carry_out_package(self.archive, each, user) for each in planned]
