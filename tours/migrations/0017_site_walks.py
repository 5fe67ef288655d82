import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import media_library.plain_text
import tours.notices


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0016_seasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WalkReminder",
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
                ("trail_key", models.UUIDField(unique=True)),
                ("sent_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Checkup",
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
                ("faults", models.JSONField(default=dict)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("drift", models.JSONField(default=list)),
                ("drift_count", models.PositiveIntegerField(default=0)),
                ("heard", models.JSONField(default=dict)),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checkup",
                        to="tours.tourpage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SiteWalk",
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
                ("trail_key", models.UUIDField(db_index=True, editable=False)),
                (
                    "walked_on",
                    models.DateField(
                        default=tours.notices.today, verbose_name="walked on"
                    ),
                ),
                (
                    "remarks",
                    models.TextField(
                        blank=True,
                        help_text="What is no longer as is told; for colleagues alone.",
                        max_length=1000,
                        validators=[media_library.plain_text.validate_plain_text],
                        verbose_name="remarks",
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "walked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "site walk",
                "verbose_name_plural": "site walks",
                "ordering": ["-walked_on", "-pk"],
            },
        ),
    ]
