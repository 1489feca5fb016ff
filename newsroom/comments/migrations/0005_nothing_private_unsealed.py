import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_seal_what_is_private")]

    operations = [
        migrations.RemoveField("comment", "plain_email"),
        migrations.RemoveField("comment", "remote_address"),
        migrations.AlterField(
            "comment",
            "path",
            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), editable=False),
        ),
        migrations.AlterField("comment", "thread", models.BigIntegerField(editable=False)),
    ]
