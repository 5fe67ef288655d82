from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_kept_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptfile",
            name="making",
            field=models.JSONField(default=None, editable=False, null=True),
        ),
    ]
