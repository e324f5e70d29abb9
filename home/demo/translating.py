"""Brings the translation of an item as far as the demo shows it, by the product's own services."""

from django.db import models
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Locale, Page

from translations import people, services
from translations.models import QueueItem

from .acts import Cast, decide, hand_in, write
from .content import APPROVED, WHOLE, Change, Item, State
from .originals import block_of, edit
from .planned import Plan

NOTE = "Ready to read. / Lista para leer."
COMMENT = (
    "The title reads like a dictionary entry. Could it say what the post is about? /"
    " El título parece una entrada de diccionario. ¿Podría decir de qué trata la entrada?"
)


def translate(item: Item, source: models.Model, locale: Locale, cast: Cast) -> None:
    """Start, translate, hand in, review and age the translation, each as far as `item.state` says."""
    if item.state is State.UNTRANSLATED:
        return
    translator = cast.translator_into(locale)
    started = services.start_translation(source=source, locale=locale, user=cast.editor)
    if item.state is State.WAITS:  # what no reader has seen is shown to a translator by giving it to them
        started = people.assign(item=started, assignee=translator, user=cast.editor)
    texts = item.translations()
    known = {segment.pk: texts[segment.source] for segment in services.segments(started) if segment.source in texts}
    refused = services.save_translation(item=started, user=translator, texts=known)
    if refused:
        raise ValueError(f"{item.key}: {refused}")
    if item.state not in WHOLE:
        return
    services.submit_translation(item=started, user=translator, note=NOTE)
    if item.state is State.SENT_BACK:
        decide(services.target_of(started), cast.reviewer, "reject", comment=COMMENT)
    if item.state in APPROVED:
        decide(services.target_of(started), cast.reviewer)
        age(item, source, cast)


def schedule(plan: Plan, source: models.Model, locale: Locale, cast: Cast) -> None:
    """Say whose it is, until when, and how urgent, as the editor does."""
    item = QueueItem.objects.get(translation_key=source.translation_key, target_locale=locale)
    if plan.is_assigned:
        people.assign(item=item, assignee=cast.translator_into(locale), user=cast.editor)
    today = timezone.localdate()
    due = plan.due(today)
    if due and due >= today:
        people.set_due(item=item, due=due, user=cast.editor)
    elif due:  # nobody may set a day that is past: this one was set while it was to come
        QueueItem.objects.filter(pk=item.pk).update(due=due)
        people.note(item, "set_due", cast.editor, due=due.isoformat())
    if plan.priority:
        people.set_priority(item=item, priority=plan.priority, user=cast.editor)


def age(item: Item, source: models.Model, cast: Cast) -> None:
    """What happened to the source after its translation went live."""
    if item.state is State.STALE:
        republish(source, item.change, cast)
    if item.state is State.SOURCE_UNPUBLISHED:
        UnpublishAction(source, user=cast.reviewer).execute()


def republish(source: Page, change: Change, cast: Cast) -> None:
    """Change a public page, say so where readers are to know, and have the change reviewed."""
    changed = edit(type(source).objects.get(pk=source.pk), change.field, change.before, change.after)
    if change.note:
        changed.corrections.append(block_of(change.note))
    write(changed, cast.editor)
    hand_in(changed, cast.editor)
    decide(changed, cast.reviewer)
