import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0004_kept_for_good'),
        ('staff', '0003_roles_of_a_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ByMail',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('sent_to', models.EmailField(blank=True, max_length=200, verbose_name='sent to')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.recipient', verbose_name='recipient')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.record', verbose_name='kill')),
            ],
            options={
                'verbose_name': 'kill notice',
                'verbose_name_plural': 'kill notices',
                'ordering': ['-record', 'recipient'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('record', 'recipient'), name='delivered_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('act', 'What was done'), ('out', 'It went out'), ('ended', 'Its time ran out')], default='act', max_length=5, verbose_name='about')),
                ('told_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='told')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.record', verbose_name='record')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['account', '-id'], name='notice_account_newest'), models.Index(condition=models.Q(('read_at', None)), fields=['account'], name='notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('account', 'record', 'about'), name='told_once')],
            },
        ),
    ]
