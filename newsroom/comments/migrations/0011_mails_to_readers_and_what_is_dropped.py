import django.db.models.functions.datetime
import newsroom.comments.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_series_and_related_stories'),
        ('comments', '0010_law_of_a_notice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', newsroom.comments.sealing.SealedField(verbose_name='email')),
                ('email_mark', models.BinaryField(max_length=16)),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='asked')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
            ],
            options={
                'verbose_name': 'request for what is kept',
                'verbose_name_plural': 'requests for what is kept',
                'default_permissions': (),
            },
        ),
        migrations.RemoveIndex(
            model_name='comment',
            name='comment_private',
        ),
        migrations.AddField(
            model_name='subscription',
            name='mailed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='asked by mail'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('email__isnull', False), ('address__isnull', False), ('network_mark__isnull', False), ('region_mark__isnull', False), ('original__isnull', False), _connector='OR'), fields=['posted_at'], name='comment_private'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(condition=models.Q(('email_mark__isnull', False)), fields=['posted_at'], name='comment_marked'),
        ),
        migrations.AddIndex(
            model_name='accessrequest',
            index=models.Index(fields=['email_mark'], name='access_request_of'),
        ),
        migrations.AddIndex(
            model_name='accessrequest',
            index=models.Index(fields=['asked_at'], name='access_request_asked'),
        ),
    ]
