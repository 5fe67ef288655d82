from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0003_left_map_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="tourpage",
            name="provenance",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
