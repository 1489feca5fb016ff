from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    """Who may release a story in spite of a warning, and make a link to a preview."""

    dependencies = [
        ("staff", "0003_roles_of_a_desk"),
        ("articles", "0006_pictures_and_where_they_are"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
