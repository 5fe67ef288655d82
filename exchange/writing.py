"""A trail's package in any format."""

import hashlib
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from exchange.writers import archive
from exchange.writers.formats import Format
from tours.packages import Package


def _fingerprint() -> str:
    sources = sorted((Path(__file__).parent / "writers").glob("*.py"))
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in sources))
    return digest.hexdigest()[:8]


# The same package is written otherwise by other writers: who has the old file is to
# know. It changes with the software alone.
WRITERS = _fingerprint()


def written(package: Package, form: Format) -> BinaryIO:
    """The trail in a format, from its start; whoever asks for it closes it.

    The archive may be heavy: it lies in a file that goes when it is closed. Raises
    FileNotFoundError and ValueError where a file of the package is not there, or not
    as the package says.
    """
    if form.write is not None:
        return BytesIO(form.write(package.document, package.built_at))
    file = TemporaryFile()  # noqa: SIM115 - closed by the reader
    try:
        archive.write(package.document, package.open_file, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
