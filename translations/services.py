"""Writes of the translation path: keyword-only, atomic. Views and commands call these and nothing deeper."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, WorkflowState

from . import (
    accepted,
    carrying,
    comparison,
    embargo,
    gaps,
    guard,
    localize,
    offers,
    opening,
    people,
    provenance,
    sight,
    standings,
    unwanted,
    vouching,
)
from .desk import record
from .drafts import find_source, find_target, lock, open_review, write_draft
from .evidence import Evidence
from .exceptions import CannotTranslate, InReview
from .models import Basis, QueueItem
from .overrides import choice_problems
from .permissions import may_translate
from .storing import is_news, max_lengths, overtaken_sentence, propose_slug, read_text, version
from .unchanged import changes_nothing


def target_of(item: QueueItem) -> models.Model | None:
    """The target row of an item (see drafts.find_target)."""
    return find_target(item)


def source_of(item: QueueItem) -> models.Model | None:
    """The source row of an item (see drafts.find_source)."""
    return find_source(item)


def translation_of(item: QueueItem, seen: Evidence | None = None) -> localize.Translation:
    """wagtail-localize's translation of an item, out of what has been read of it. Raises CannotTranslate where it is
    gone."""
    key = (item.translation_key, item.source_locale_id, item.target_locale_id)
    translation = seen.pairing(item) if seen else localize.translation_of(*key)
    if translation is None:
        gone = _("The original was deleted, or this translation was detached from it.")
        raise CannotTranslate(gone if item.started_at else _("Nobody has opened it for translation yet."))
    return translation


def segments(item: QueueItem) -> list[localize.TextSegment]:
    """The strings of an item in page order (see localize.TextSegment)."""
    return localize.text_segments(translation_of(item))


def segment(item: QueueItem, pk: str) -> localize.TextSegment | None:
    """One string of an item by its pk in forms; None where the original has it no more."""
    return next((one for one in segments(item) if one.pk == pk), None)


def values(item: QueueItem) -> list[localize.ValueSegment]:
    """The images and addresses of an item in page order (see localize.ValueSegment)."""
    return localize.value_segments(translation_of(item))


def why_not(source: models.Model, locale: Locale, *, with_parents: bool = False) -> str:
    """Why `source` cannot be translated into `locale`, as a sentence; "" where it can.

    The refusals are those that wagtail-localize does not make and that break it, or the site, later. With
    parents, a missing page above stands in the way only where it cannot be translated itself.
    """
    if not all(isinstance(source, part) for part in offers.NEEDED):
        return _("This has no drafts: its translation would be public at once.")
    if source.locale_id == locale.pk:
        return _("It is written in this language.")
    if getattr(source, "alias_of_id", None):
        return _("This page mirrors another one. Convert it to a page of its own first.")
    if not source.live and draft_to_translate(source) is None:
        return _("It is not public yet. Submit it for review, or publish it, first.")
    if guard.is_translation(source):
        return _("It is a translation itself. Translate the original.")
    if source.get_translations().filter(locale=locale).exists():
        return _("It exists in this language already.")
    if unwanted.is_unwanted(source, locale):
        return _("It is not to be translated into this language.")
    return _why_not_below(source, locale, with_parents) if isinstance(source, Page) else ""


def _why_not_below(page: Page, locale: Locale, with_parents: bool) -> str:
    parent = page.get_parent()
    if parent.get_translation_or_none(locale) is not None:
        return ""
    if not with_parents:
        message = _("The page above it, “%(title)s”, does not exist in this language yet. Start there.")
    elif parent.depth > 1 and not why_not(parent.specific, locale, with_parents=True):
        return ""
    else:
        message = _("The page above it, “%(title)s”, does not exist in this language and cannot be translated.")
    return message % {"title": parent.title}


def missing_parents(source: models.Model, locale: Locale) -> list[Page]:
    """The pages above `source` that do not exist in `locale`, the topmost first."""
    found: list[Page] = []
    page = source.get_parent() if isinstance(source, Page) else None
    while page is not None and page.depth > 1 and page.get_translation_or_none(locale) is None:
        found.insert(0, page.specific)
        page = page.get_parent()
    return found


def draft_to_translate(source: models.Model) -> Revision | None:
    """The revision of an original that no reader has seen yet and that may be translated: in review, or scheduled."""
    if source.live:
        return None
    review = open_review(source)
    if review is not None:
        return review.revision
    return source.revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at").first()


@transaction.atomic
def start_translation(*, source: models.Model, locale: Locale, user: Any, with_parents: bool = False) -> QueueItem:
    """Make the item, the frozen source and a draft of the target; first the same for the snippets it needs.

    Where a translation was deleted its texts are in the new draft.
    With parents, first the same for the pages above it that do not exist in the locale, from the top down.
    Raises CannotTranslate with the reason; also for the second of two that start it at once. What is
    translated is the row as it is stored, which is what readers see, not the object given; of an original that is
    not public yet, the revision that is in review (QueueItem.basis).
    """
    model = source.specific_class if isinstance(source, Page) else type(source)
    source = model._base_manager.get(pk=source.pk)
    reason = why_not(source, locale, with_parents=with_parents)
    if reason:
        raise CannotTranslate(reason)
    for parent in missing_parents(source, locale) if with_parents else ():
        start_translation(source=parent, locale=locale, user=user)
    draft = draft_to_translate(source)
    said = draft.as_object() if draft else source
    for needed in missing_dependencies(said, locale):
        start_translation(source=needed, locale=locale, user=user)
    item, _made = QueueItem.objects.get_or_create(
        translation_key=source.translation_key,
        target_locale=locale,
        defaults={
            "content_type": ContentType.objects.get_for_model(source),
            "source_locale_id": source.locale_id,
        },
    )
    item = opening.begin(item, source, user)
    item.basis, item.basis_revision = (Basis.DRAFT, draft) if draft else (Basis.PUBLISHED, None)
    item.save(update_fields=["basis", "basis_revision"])
    with standings.deferred():
        standings.record(said)
        opening.join(localize.create_translation(said, locale))
        write_draft(item, user, log_action="translations.start")
    return item


@transaction.atomic
def take_over(*, item: QueueItem, user: Any = None) -> bool:
    """Take the published text of a source over into its segments; says whether it did.

    Not from a draft, not where nothing changed, and not while one of its translations is in review:
    then it waits for the review's end. Baselines keep what the old text said.
    """
    source = find_source(item)
    frozen = localize.source_of(source) if source is not None else None
    if frozen is None or not source.live:
        return False
    family = QueueItem.objects.filter(translation_key=item.translation_key, source_locale_id=item.source_locale_id)
    family = family.filter(alone_since=None)
    targets = [find_target(one) for one in family]
    if any(target and open_review(target) for target in targets):
        return False
    before = localize.frozen_reflection(frozen)
    if not comparison.difference(before, localize.reflection(source)):
        return False
    with standings.deferred():
        localize.take_over(frozen)
        carrying.carry_unchanged(frozen, before)
        standings.refresh(family)
    for target in filter(None, targets):
        log(instance=target, action="translations.take_over", user=user)
    return True


def missing_dependencies(source: models.Model, locale: Locale) -> Iterable[models.Model]:
    """The live snippets that `source` needs and that can be started in `locale`, each family once."""
    named = getattr(source, "translation_dependencies", tuple)()
    seen = set()
    for needed in named:
        if needed.translation_key not in seen and not why_not(needed, locale):
            seen.add(needed.translation_key)
            yield needed


def check_writable(item: QueueItem, user: Any, target: models.Model | None = None) -> models.Model:
    """The item's target, for someone who may write to it now; `target` where it has just been read.

    Raises PermissionDenied for one who may not translate this pair of languages, InReview where it is locked by
    another, or in review and the writer is no reviewer of it.
    """
    may_write = may_translate(user, item.target_locale_id, item.source_locale_id)
    if not may_write or not sight.may_see(user, item):
        raise PermissionDenied
    guard.check_not_alone(item)
    target = target or find_target(item)
    if target is None:
        raise CannotTranslate(_("The translation was deleted."))
    lock = target.get_lock()
    if lock and lock.for_user(user):
        if embargo.scheduled_for(target):
            message = _(
                "The translation is scheduled to become public. It can be changed when it is, or once a reviewer has "
                "taken it off the schedule, in its history."
            )
        elif open_review(target):
            message = _("The translation is being reviewed. It can be changed again when the review has ended.")
        else:
            message = _("Someone has locked this translation. It can be changed when it is unlocked.")
        raise InReview(message)
    return target


@transaction.atomic
def save_translation(
    *,
    item: QueueItem,
    user: Any,
    texts: Mapping[str, str],
    overrides: Mapping[str, Any] | None = None,
    made_from: Mapping[str, str] | None = None,
) -> dict[str, list[str]]:
    """Store texts with marks, as typed, by segment pk, and overrides by value pk; then write the draft.

    `made_from` are the versions that the writer saw, by segment pk: what was stored since is not written over.
    Returns the sentences of what the gate refused, by pk: the rest is stored all the same. Unknown pks
    are answered with a sentence too. Blank takes a translation away. Nothing typed after a “still right”
    writes no draft. Raises what `check_writable` and `write_draft` raise.
    """
    item, target = lock(item)  # of two at once, the second sees what the first stored
    check_writable(item, user, target)
    with standings.deferred(), provenance.comes(user=user, item=item), record.together():
        refused = _store_typed(item, target, user, texts, overrides or {}, made_from or {})
    people.touch(item)
    return refused


def _store_typed(
    item: QueueItem,
    target: Any,
    user: Any,
    texts: Mapping[str, str],
    overrides: Mapping[str, Any],
    made_from: Mapping[str, str],
) -> dict[str, list[str]]:
    translation = translation_of(item)
    before = localize.text_segments(translation), localize.value_segments(translation)
    known, refused = _store_texts(translation, item, user, texts, made_from, before[0])
    propose_slug(translation, known, user)
    known_values = {value.pk: value for value in before[1]}
    for pk, value in overrides.items():
        if pk not in known_values:
            refused[pk] = [_("The original has changed meanwhile: this is no longer there as it was.")]
        elif found := choice_problems(user, known_values[pk].source, value):
            refused[pk] = found
        else:
            localize.save_override(translation, known_values[pk], value, user, was_found=True)
    stored = localize.text_segments(translation), localize.value_segments(translation)
    if stored != before or open_review(target) or not vouching.leaves_no_draft_to_write(item):
        write_draft(item, user)
    return refused


def _store_texts(
    translation: localize.Translation,
    item: QueueItem,
    user: Any,
    texts: Mapping[str, str],
    made_from: Mapping[str, str],
    before: Sequence[localize.TextSegment],
) -> tuple[Iterable[localize.TextSegment], dict[str, list[str]]]:
    """The segments as they are stored now, and why a text was not, by pk. As many queries for many as for few."""
    known, refused, news = {one.pk: one for one in before}, {}, []
    limits, closed = max_lengths(item), accepted.closed_to(user, item, before)
    for pk, typed in texts.items():
        segment = known.get(pk)
        if segment is None:
            refused[pk] = [_("The original has changed meanwhile: this passage is no longer there as it was.")]
            continue
        data, found = read_text(segment, typed, limits.get(segment.path))
        if pk in closed:
            found = [closed[pk]]
        elif is_news(segment, data) and made_from.get(pk, version(segment)) != version(segment):
            found = [overtaken_sentence(segment, user)]
        if found:
            refused[pk] = found
        elif is_news(segment, data):
            news.append((segment, data))
    known |= {one.pk: one for one in localize.save_texts(translation, news, user)}
    return known.values(), refused


def what_is_missing(item: QueueItem) -> list[localize.TextSegment]:
    """Segments without a usable translation: what keeps an item from being handed in."""
    return gaps.missing(segments(item))


@transaction.atomic
def submit_translation(*, item: QueueItem, user: Any, note: str = "") -> WorkflowState:
    """Hand the draft in for review. Raises CannotTranslate while something is missing, no review is set up, or nothing
    would change."""
    target = check_writable(item, user)
    if open_review(target):
        raise InReview(_("The translation is being reviewed already."))
    if what_is_missing(item):
        raise CannotTranslate(_("Some passages are not translated yet."))
    workflow = target.get_workflow()
    if workflow is None:
        raise CannotTranslate(_("No review is set up for this part of the site."))
    draft = write_draft(item, user)
    target = find_target(item)
    if changes_nothing(target, draft):
        raise CannotTranslate(_("Readers have this translation already, as it is. There is nothing to hand in."))
    embargo.release_hold(target)
    state = target.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        state = workflow.start(target, user)
    people.touch(item)
    log(instance=target, action="translations.submit", user=user, data={"note": note.strip()[:2000]})
    return state
