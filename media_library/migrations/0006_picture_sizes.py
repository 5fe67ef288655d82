from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0005_telling"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="unreadable_file",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=100
            ),
        ),
    ]
