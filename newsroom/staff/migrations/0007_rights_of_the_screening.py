from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    """Who sets the checks and thresholds that comments are screened by: chief editors too."""

    dependencies = [
        ("staff", "0006_rights_of_the_conversation"),
        ("comments", "0011_mails_to_readers_and_what_is_dropped"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
