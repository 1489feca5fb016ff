from django.db import migrations

from newsroom.crawlers.known import KNOWN


def enter_the_known(apps, schema_editor):
    Crawler = apps.get_model("crawlers", "Crawler")
    Crawler.objects.bulk_create(Crawler(**each.fields()) for each in KNOWN)


class Migration(migrations.Migration):
    """Whoever is known by name, with the policy that a site begins with: search yes, training no."""

    dependencies = [("crawlers", "0001_crawlers")]

    operations = [migrations.RunPython(enter_the_known, migrations.RunPython.noop)]
