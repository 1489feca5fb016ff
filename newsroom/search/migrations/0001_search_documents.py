import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# A vector stands in its row as long as it fits into a page: those of thousands of documents are read in a search, and
# PostgreSQL, which does not count what fetching them from elsewhere costs, would read all there are.
STORED = """
ALTER TABLE search_searchdocument SET (toast_tuple_target = 8160);
ALTER TABLE search_searchdocument ALTER COLUMN vector SET STORAGE MAIN;
"""


class Migration(migrations.Migration):
    """Stories are searched by documents of their editions."""

    initial = True

    dependencies = [("articles", "0006_pictures_and_where_they_are")]

    operations = [
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=8)),
                ('folded', models.TextField()),
                ('shown', models.TextField()),
                ('lexemes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                ('near', django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
            ],
            options={
                'default_permissions': (),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['near'], name='known_word_near'), models.Index(fields=['folded'], name='known_word_begins', opclasses=['text_pattern_ops'])],
                'constraints': [models.UniqueConstraint(fields=('language', 'folded'), name='known_word_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_document', serialize=False, to='articles.edition')),
                ('article_id', models.BigIntegerField()),
                ('section_id', models.BigIntegerField()),
                ('language', models.CharField(max_length=8)),
                ('published_at', models.DateTimeField()),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'default_permissions': (),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['vector'], name='search_vector'), models.Index(fields=['language', '-published_at', '-article_id'], name='search_newest')],
            },
        ),
        migrations.RunSQL(STORED, migrations.RunSQL.noop),
    ]
