"""What the site keeps of trails for itself: their packages, and files left over."""

from django.db import models


class TourPackage(models.Model):
    """What a trail said from ``built_at`` on: see tours/packages.py.

    ``path`` is its document among the media, ``sha256`` of the document's bytes;
    ``files`` are the names that it lists. The one in force has no ``replaced_at``.
    It outlives its trail, so that its files are found and let go in time.
    """

    page = models.ForeignKey(
        "tours.TourPage", null=True, on_delete=models.SET_NULL, related_name="packages"
    )
    version = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    files = models.JSONField(default=list)
    built_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, db_index=True)
    # When it says something else by itself, as rights begin or end; and when the first
    # of its works is nobody's to give any more.
    renew_at = models.DateTimeField(null=True, db_index=True)
    rights_end_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["page", "sha256"], name="one_of_a_kind"),
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(replaced_at=None),
                name="one_package_in_force",
            ),
        )

    def __str__(self) -> str:
        """The version."""
        return self.version


class LeftMapFile(models.Model):
    """A file of a map that nobody names, and since when: see tours/map_files.py."""

    path = models.CharField(max_length=120, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        """The file's media name."""
        return self.path
