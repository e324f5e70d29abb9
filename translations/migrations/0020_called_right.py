"""What was said of single passages vouched for no state of its own: it gets what was reflected then, with them in it."""

from typing import Any

from django.db import migrations

from translations.comparison import Reflection, difference, moved_on
from translations.pairing import field_of


def narrow(apps: Any, schema_editor: Any) -> None:
    """In the order of time: what was said later was laid over it."""
    said = apps.get_model("translations", "Acknowledgement").objects.filter(revoked_at=None)
    partly = said.filter(covers_all=False)
    for one in partly.select_related("baseline").order_by("pk"):
        earlier = said.filter(baseline=one.baseline_id, pk__lt=one.pk).order_by("-pk").first() or one.baseline
        before, now = Reflection(earlier.segments, earlier.facts), Reflection(one.segments, one.facts)
        named = _passages(apps, one.carried)
        changed = [pair for pair in difference(before, now).changed if (pair.field, pair.new) in named]
        state = moved_on(before, changed, now)
        one.segments, one.facts, one.digest = state.segments, state.facts, state.digest
        one.save(update_fields=["segments", "facts", "digest"])


def _passages(apps: Any, carried: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The field and text of each passage whose translation was taken along."""
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects
    strings = apps.get_model("wagtail_localize", "String").objects
    paths = dict(contexts.filter(pk__in=[one["context"] for one in carried]).values_list("pk", "path"))
    texts = dict(strings.filter(pk__in=[one["string"] for one in carried]).values_list("pk", "data"))
    return {
        (field_of(paths[one["context"]]), texts[one["string"]])
        for one in carried
        if one["context"] in paths and one["string"] in texts
    }


class Migration(migrations.Migration):
    dependencies = [("translations", "0019_alone_since")]
    operations = [migrations.RunPython(narrow, migrations.RunPython.noop)]
