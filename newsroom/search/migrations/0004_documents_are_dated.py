from django.db import migrations

from newsroom.search.jobs import date


def put_down(apps, schema_editor):
    """A job, since a large archive takes minutes. Until it is done, the same is found, more slowly."""
    if apps.get_model("search", "SearchDocument").objects.exists():
        date.enqueue()


class Migration(migrations.Migration):
    """The documents say when their stories were published."""

    dependencies = [("search", "0003_an_index_for_each_language")]

    operations = [migrations.RunPython(put_down, migrations.RunPython.noop)]
