import django.db.models.deletion
import wagtail.models.media
from django.db import migrations, models


def give_everywhere(apps, schema_editor):
    """What a group might do to recordings, it may now do in all collections."""
    for group, permission in _held(apps, "group__id", "id"):
        _allowance(apps).get_or_create(
            group_id=group, permission_id=permission, collection_id=_root(apps)
        )
        _group(apps, group).permissions.remove(permission)


def take_back(apps, schema_editor):
    """What a group may do in all collections, it may do without any."""
    given = _allowance(apps).filter(
        permission__content_type__app_label="media_library",
        permission__content_type__model="recording",
    )
    for each in given.filter(collection_id=_root(apps)):
        _group(apps, each.group_id).permissions.add(each.permission_id)
    given.delete()


def _held(apps, *names):
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="media_library", content_type__model="recording"
    )
    return list(found.exclude(group=None).values_list(*names))


def _allowance(apps):
    return apps.get_model("wagtailcore", "GroupCollectionPermission").objects


def _group(apps, key):
    return apps.get_model("auth", "Group").objects.get(pk=key)


def _root(apps):
    collections = apps.get_model("wagtailcore", "Collection").objects
    return collections.order_by("path").values_list("pk", flat=True)[0]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("media_library", "0006_picture_sizes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="recording",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.RunPython(give_everywhere, take_back),
    ]
