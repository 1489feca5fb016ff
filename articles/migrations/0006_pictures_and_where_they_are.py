from django.db import migrations

# Nobody wrote down by what right they are printed.
EARLIER = "UPDATE articles_picture SET licence = 'earlier' WHERE licence = ''"

# Where the pictures that are there already are used. A body names them by their ids.
OF_ARTICLES = """
INSERT INTO articles_articlepicture (article_id, picture_id)
    SELECT id, picture_id FROM articles_article WHERE picture_id IS NOT NULL
    UNION
    SELECT article.id, picture.id
        FROM articles_article article,
            regexp_matches(article.body, '<figure data-picture="([0-9]{1,18})"', 'g') AS named
            JOIN articles_picture picture ON picture.id = named[1]::bigint
"""
OF_EDITIONS = """
INSERT INTO articles_editionpicture (edition_id, picture_id)
    SELECT edition.id, picture.id
        FROM articles_edition edition JOIN articles_picture picture ON picture.id = (edition.lead->>'id')::bigint
    UNION
    SELECT edition.id, picture.id
        FROM articles_edition edition JOIN articles_revision revision ON revision.id = edition.revision_id,
            regexp_matches(revision.snapshot->>'body', '<figure data-picture="([0-9]{1,18})"', 'g') AS named
            JOIN articles_picture picture ON picture.id = named[1]::bigint
"""


class Migration(migrations.Migration):
    """Every picture has its rights, and it is known where each is used."""

    dependencies = [("articles", "0005_writing_desk")]

    operations = [
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(OF_ARTICLES, "DELETE FROM articles_articlepicture"),
        migrations.RunSQL(OF_EDITIONS, "DELETE FROM articles_editionpicture"),
    ]
