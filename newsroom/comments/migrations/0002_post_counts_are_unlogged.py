from django.db import migrations


class Migration(migrations.Migration):
    """Counting posts writes no log to disk: the counts may be lost in a crash."""

    dependencies = [("comments", "0001_comments")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE comments_postcount SET UNLOGGED", "ALTER TABLE comments_postcount SET LOGGED"
        )
    ]
