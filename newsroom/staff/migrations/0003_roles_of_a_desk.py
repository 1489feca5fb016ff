from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    """Chief editors, lawyers and picture editors; and what the others may do since stories have desks."""

    dependencies = [
        ("staff", "0002_roles"),
        ("articles", "0004_kept_for_good"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
