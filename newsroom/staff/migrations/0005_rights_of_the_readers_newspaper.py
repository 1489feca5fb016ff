from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    """Who may launch a front, make a series, and say which crawlers may read."""

    dependencies = [
        ("staff", "0004_rights_of_the_writing_desk"),
        ("articles", "0008_series_and_related_stories"),
        ("crawlers", "0002_well_known_crawlers"),
        ("fronts", "0001_fronts"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
