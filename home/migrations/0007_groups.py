"""The groups of contributors and translators, for a site that is there already.

What they may do is granted after the migrations, as for every group: home/roles.py. A
group of one of these names that a site has made itself is left as it is.
"""

from typing import Any

from django.db import migrations

from home.roles import CONTRIBUTORS, translators


def make_groups(apps: Any, schema_editor: Any) -> None:
    """One for contributors, one for the translators of each home page's language."""
    groups = apps.get_model("auth", "Group").objects
    homes = apps.get_model("home", "HomePage").objects.select_related("locale")
    names = [translators(home.locale.language_code) for home in homes]
    for name in (CONTRIBUTORS, *names):
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("home", "0006_review"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
