from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    """What a moderator needs: bans, reports, lists of words, reasons, and who may comment."""

    dependencies = [
        ("staff", "0005_rights_of_the_readers_newspaper"),
        ("comments", "0005_nothing_private_unsealed"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
