from django.db import migrations

from newsroom.search.jobs import fill_up


def put_down(apps, schema_editor):
    """A job, since a large archive takes minutes: the newest stories are found first."""
    if apps.get_model("articles", "Edition").objects.exists():
        fill_up.enqueue()


class Migration(migrations.Migration):
    """What was released before there was a search is found too."""

    dependencies = [
        ("search", "0001_search_documents"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(put_down, migrations.RunPython.noop)]
