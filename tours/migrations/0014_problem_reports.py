import uuid

from django.db import migrations, models

import media_library.kept_storage
import tours.problems


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0013_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "identifier",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("about", models.CharField(editable=False, max_length=160)),
                ("language", models.CharField(editable=False, max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("way", "The way is blocked or dangerous"),
                            ("wrong", "Something said or shown is wrong"),
                            ("sound", "A story does not start, or cannot be heard"),
                            ("access", "It is harder to get there than is said"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    models.TextField(max_length=2000, verbose_name="what you saw"),
                ),
                (
                    "picture",
                    models.FileField(
                        blank=True,
                        editable=False,
                        storage=media_library.kept_storage.kept_storage,
                        upload_to=tours.problems.picture_name,
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="sent"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("in_hand", "In hand"),
                            ("done", "Done"),
                            ("refused", "Left aside"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For colleagues; nobody else reads it.",
                        verbose_name="our note",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported problem",
                "verbose_name_plural": "reported problems",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
    ]
