from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0018_outside_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="stop",
            name="is_take",
            field=models.BooleanField(
                default=False,
                help_text="Such as the Christmas version of that stop: in this season it has its number and its place on the way, and the usual stop is told again afterwards. Choose the same place.",
                verbose_name="told instead of the stop before it",
            ),
        ),
    ]
