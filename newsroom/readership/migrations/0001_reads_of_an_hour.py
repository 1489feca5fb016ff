import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How often stories are read, and nothing of who reads them."""

    initial = True

    dependencies = [
        ('articles', '0001_stories'),
    ]

    operations = [
        migrations.CreateModel(
            name='HourOfReads',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=8)),
                ('hour', models.DateTimeField()),
                ('count', models.PositiveBigIntegerField()),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
            ],
            options={
                'verbose_name': 'reads',
                'verbose_name_plural': 'reads',
                'indexes': [models.Index(fields=['language', 'hour', '-count', 'article'], name='reads_most_of_an_hour'), models.Index(fields=['hour'], name='reads_hour')],
                'constraints': [models.UniqueConstraint(fields=('article', 'hour'), include=('count',), name='reads_once_an_hour')],
            },
        ),
    ]
