"""Translations whose original is gone stand alone from now on."""

from django.contrib.contenttypes.models import ContentType
from django.db import migrations, models
from django.db.models import Exists, OuterRef
from django.utils import timezone


def mark(apps, schema_editor):
    items = apps.get_model("translations", "QueueItem").objects.exclude(started_at=None)
    for pk in set(items.values_list("content_type", flat=True)):
        model = ContentType.objects.get_for_id(pk).model_class()
        if model is None:
            continue
        family = {"translation_key": OuterRef("translation_key"), "locale_id": OuterRef("source_locale_id")}
        original = model._base_manager.filter(**family)
        items.filter(~Exists(original), content_type=pk).update(alone_since=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0018_unsent'),
    ]

    operations = [
        migrations.AddField(
            model_name='queueitem',
            name='alone_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
