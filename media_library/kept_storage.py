"""Where files lie that no address leads to: contracts, imports, walkers' pictures."""

from django.core.files.storage import Storage, storages


def kept_storage() -> Storage:
    """The folder of kept files; asked for anew, as settings of tests change."""
    return storages["kept"]
