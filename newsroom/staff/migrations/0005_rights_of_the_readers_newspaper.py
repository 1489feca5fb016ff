from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.staff.roles import APPS, ROLES, write_roles


def make_roles(apps, schema_editor):
    # Django makes the rights only after the last migration; the roles need them now.
    for label in APPS:
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    write_roles(apps, ROLES)


class Migration(migrations.Migration):
    """Who may launch a front, make a series, and say which crawlers may read."""

    dependencies = [
        ("staff", "0004_rights_of_the_writing_desk"),
        ("articles", "0008_series_and_related_stories"),
        ("crawlers", "0002_well_known_crawlers"),
        ("fronts", "0001_fronts"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
