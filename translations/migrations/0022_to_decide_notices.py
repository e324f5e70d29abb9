from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0021_words_to_read'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('assigned', 'Assigned to you'), ('returned', 'Sent back with comments'), ('due', 'Due soon'), ('stale', 'Original changed'), ('approved', 'Approved'), ('to_review', 'Waiting for review'), ('to_decide', 'Waiting for a decision'), ('pool', 'Back in the pool'), ('called', 'Called by name in a comment'), ('comment', 'Comments')], max_length=10),
        ),
    ]
