from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_corrections'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='access',
            field=models.CharField(blank=True, choices=[('open', 'free to read'), ('registration', 'free after registration'), ('paywall', 'paid')], help_text='Empty: not stated.', max_length=12, verbose_name='access'),
        ),
        migrations.AddField(
            model_name='outlet',
            name='disclaimer',
            field=models.TextField(blank=True, help_text='Stands on each summary of a work that appeared here, as “The outlet has not read this summary.”', max_length=500, verbose_name='non-endorsement line'),
        ),
        migrations.AddField(
            model_name='work',
            name='permission_by',
            field=models.CharField(blank=True, max_length=200, verbose_name='permission given by'),
        ),
        migrations.AddField(
            model_name='work',
            name='permission_date',
            field=models.DateField(blank=True, null=True, verbose_name='given on'),
        ),
        migrations.AddField(
            model_name='work',
            name='rights',
            field=models.CharField(choices=[('unneeded', 'no permission needed'), ('needed', 'permission needed')], default='unneeded', help_text='A work that needs permission becomes public, and its summary too, only with its record below.', max_length=10, verbose_name='permission'),
        ),
        migrations.AddField(
            model_name='work',
            name='verbatim',
            field=models.BooleanField(default=False, help_text='Readers are told where it first appeared, and search engines are led there instead of to our page: in each language in which the whole work has an https address of its own. A summary is no such page.', verbose_name='our page repeats it word for word'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='kind',
            field=models.CharField(choices=[('translation', 'translation'), ('reprint', 'reprint'), ('extract', 'extract'), ('abridged', 'abridged version'), ('pdf', 'PDF'), ('audio', 'audio')], default='translation', max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='work',
            name='licence',
            field=models.CharField(blank=True, help_text='As “CC BY 4.0”; readers are shown it. Empty: not stated.', max_length=100, verbose_name='licence'),
        ),
        migrations.AlterField(
            model_name='work',
            name='permission',
            field=models.TextField(blank=True, help_text='Its scope, and where the letter is kept.', null=True, verbose_name='what was permitted'),
        ),
    ]
