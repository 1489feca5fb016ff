from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [("django_tasks_database", "0021_conditional_partial_index_ordering")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[],
            options={
                "verbose_name": "background job",
                "verbose_name_plural": "background jobs",
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("django_tasks_database.dbtaskresult",),
        ),
        # Serves the health page and the desk (what runs, what was given up lately) and the worker's sweep (what runs
        # for too long, what ended long ago). The library has an index only for what is ready to run.
        migrations.RunSQL(
            "CREATE INDEX operations_jobs_by_status ON django_tasks_database_dbtaskresult (status, finished_at)",
            "DROP INDEX operations_jobs_by_status",
        ),
    ]
