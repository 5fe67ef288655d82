import wagtail.images.models
from django.db import migrations

import media_library.picture_files


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0007_recording_collection"),
    ]

    operations = [
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=media_library.picture_files.PictureFileField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.AlterField(
            model_name="picturerendition",
            name="file",
            field=media_library.picture_files.PictureFileField(
                height_field="height",
                storage=wagtail.images.models.get_rendition_storage,
                upload_to=wagtail.images.models.get_rendition_upload_to,
                width_field="width",
            ),
        ),
    ]
