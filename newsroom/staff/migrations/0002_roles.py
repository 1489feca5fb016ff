from django.db import migrations

from newsroom.staff.roles import make_roles


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_accounts"),
        ("articles", "0002_records_are_append_only"),
        ("comments", "0002_post_counts_are_unlogged"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
