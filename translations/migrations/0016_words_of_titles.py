"""What the queue remembers gets the words of titles. Those of translations' own titles come with the next change of an
item, or with `manage.py translation_queue --rebuild`."""

from typing import Any

from django.db import migrations, models

from language.analysis import analyser

BATCH = 1_000


def fill(apps: Any, schema_editor: Any) -> None:
    """The words of the originals' titles."""
    standings = apps.get_model("translations", "Standing").objects.only("title", "found_by")
    words, batch = analyser("").words, []
    for one in standings.iterator(BATCH):
        one.found_by = "".join(f" {word}" for word in dict.fromkeys(words(one.title)))
        batch.append(one)
    standings.bulk_update(batch, ["found_by"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("translations", "0015_word_for_next")]
    operations = [
        migrations.AddField(
            model_name="standing",
            name="found_by",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
