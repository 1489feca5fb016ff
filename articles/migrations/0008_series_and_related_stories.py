import articles.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Stories may be parts of a series, and know which others are worth reading after them."""

    dependencies = [
        ('articles', '0007_months_of_the_sitemap'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RelatedStory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', articles.fields.LineField(max_length=120, verbose_name='name')),
                ('names', articles.fields.PerLanguageField(blank=True, default=dict, verbose_name='name in other languages')),
                ('slug', models.SlugField(allow_unicode=True, max_length=60, unique=True, verbose_name='slug')),
                ('description', articles.fields.LineField(blank=True, max_length=300, verbose_name='description')),
                ('descriptions', articles.fields.PerLanguageField(blank=True, default=dict, verbose_name='description in other languages')),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='address',
            name='address_of_one_thing',
        ),
        migrations.AddField(
            model_name='relatedstory',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_to', to='articles.article'),
        ),
        migrations.AddField(
            model_name='relatedstory',
            name='story',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='related_rows', to='articles.article'),
        ),
        migrations.AddField(
            model_name='address',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='addresses', to='articles.series', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='article',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.series', verbose_name='series'),
        ),
        migrations.AddField(
            model_name='edition',
            name='series',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.series'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('series__isnull', False)), fields=['series', 'language', '-published_at', '-article'], name='edition_series_newest'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('section', None), ('series', None), ('tag', None)), models.Q(('article', None), ('person', None), ('series', None), ('tag', None)), models.Q(('article', None), ('person', None), ('section', None), ('series', None)), models.Q(('article', None), ('section', None), ('series', None), ('tag', None)), models.Q(('article', None), ('person', None), ('section', None), ('tag', None)), _connector='OR'), name='address_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='relatedstory',
            constraint=models.UniqueConstraint(fields=('story', 'other'), name='related_once'),
        ),
        migrations.AddConstraint(
            model_name='relatedstory',
            constraint=models.CheckConstraint(condition=models.Q(('other', models.F('story')), _negated=True), name='related_to_another'),
        ),
    ]
