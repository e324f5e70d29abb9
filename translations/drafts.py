"""`write_draft`: the only way text reaches a target (docs/decisions/0004)."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, Revision

from . import comparison, localize, marks, standings
from .digests import content_digest
from .exceptions import CannotTranslate, InReview
from .guard import row_digest
from .models import Baseline, Basis, Original, QueueItem
from .permissions import may_review
from .sanitise import clean_html, clean_raw_stream
from .unchanged import step_back

# When a target is public is its own affair; of snippets, wagtail-localize copies these from the source.
DATES = ("first_published_at", "go_live_at", "expire_at")


def find_target(item: QueueItem) -> models.Model | None:
    """The row of the family in the item's target locale, as its most specific class."""
    model = item.content_type.model_class()
    return model._base_manager.filter(translation_key=item.translation_key, locale_id=item.target_locale_id).first()


def find_source(item: QueueItem) -> models.Model | None:
    """The row of the family in the item's source locale; None where the original is gone, whatever stands there now."""
    if item.alone_since:
        return None
    model = item.content_type.model_class()
    return model._base_manager.filter(translation_key=item.translation_key, locale_id=item.source_locale_id).first()


def lock(item: QueueItem, *others: QueueItem) -> tuple[QueueItem, models.Model | None]:
    """An item and its target as they are stored now, nobody else's until the transaction ends; `others` of its family
    with theirs too.

    The one order of locks: first the rows, then their items, several of a kind by their keys. Whoever reviews or
    publishes has the row first, and what follows from that comes to the item. In another order two who act at once
    would each wait for the other.
    """
    model, items = item.content_type.model_class(), (item, *others)
    family = model._base_manager.filter(translation_key=item.translation_key)
    rows = family.filter(locale_id__in=[one.target_locale_id for one in items]).order_by("pk").select_for_update()
    targets = {row.locale_id: row for row in rows}
    locked = QueueItem.objects.filter(pk__in=[one.pk for one in items]).order_by("pk").select_for_update(of=("self",))
    found = {one.pk: one for one in locked.select_related("source_locale", "target_locale", "content_type")}
    if item.pk not in found:
        raise CannotTranslate(_("This is in the queue no more."))
    return found[item.pk], targets.get(item.target_locale_id)


@transaction.atomic
def write_draft(item: QueueItem, user: Any, *, log_action: str = "translations.write_draft") -> Revision:
    """Save what is translated so far as a draft revision of the target, with its baseline.

    The live row, the public page and the search index stay as they are, byte for byte: only the columns
    that say "there is a newer draft" move. A target that does not exist yet is made as a draft. While a
    review is open it raises InReview (423), unless the writer may decide that review: then the review is
    pointed at the new revision. Where the newest revision says all that already, that one is returned; where readers
    have it, the public one.
    Raises CannotTranslate where the target cannot be made, ValidationError where the model refuses the text.
    """
    translation = localize.translation_of(item.translation_key, item.source_locale_id, item.target_locale_id)
    if translation is None or not issubclass(item.content_type.model_class(), DraftStateMixin):
        raise CannotTranslate(_("This has no drafts: its translation would be public at once."))
    target = find_target(item) or create_target(item, translation, user)
    target = type(target)._base_manager.select_for_update().get(pk=target.pk)
    if getattr(target, "alias_of_id", None):
        raise CannotTranslate(_("This page mirrors another one. Convert it to a page of its own first."))
    review = open_review(target)
    if review and not may_review(user, target):
        raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
    instance = _translated(translation)
    for name in DATES:
        setattr(instance, name, getattr(target, name))
    if hasattr(target, "slug"):
        instance.slug = wanted_slug(translation, target, instance, user)
    sanitise(instance)
    said = localize.frozen_reflection(translation.source)
    revision = target.latest_revision
    is_new = not _says_the_same(revision, instance, said)
    if is_new:
        revision = instance.save_revision(user=user, log_action=log_action)
        _write_baseline(item, said, revision)
    # The log says when a draft last held all that is saved; upstream keeps it the same way.
    localize.TranslationLog.objects.create(
        source=translation.source, locale=translation.target_locale, revision=revision
    )
    if review and is_new:
        review.cancel(user=user, resume=True)
    if review is None:
        revision = step_back(target, revision)
    standings.refresh([item])
    return revision


def _translated(translation: localize.Translation) -> models.Model:
    try:
        return localize.draft_instance(translation)
    except localize.upstream.SourceDeletedError as error:  # a moment ago, behind the item that was read
        raise CannotTranslate(_("The original was deleted, or this translation was detached from it.")) from error


def _says_the_same(latest: Revision | None, instance: models.Model, said: comparison.Reflection) -> bool:
    """Whether a save changes nothing: a public translation must not look unfinished because of it."""
    if latest is None or content_digest(latest.content) != row_digest(instance):
        return False
    return Baseline.objects.filter(target_revision=latest, digest=said.digest).exists()


def _write_baseline(item: QueueItem, said: comparison.Reflection, revision: Revision) -> None:
    Baseline.objects.create(
        item=item,
        target_revision=revision,
        source_revision_id=_source_revision(item, said.digest),
        segments=said.segments,
        facts=said.facts,
        digest=said.digest,
    )


def _source_revision(item: QueueItem, digest: str) -> int | None:
    """The source's revision that says what the draft reflects: the public one, unless its text still waits.

    While a translation is in review the source may have moved on; then the revision is that of the newest
    baseline which reflects the same.
    """
    if item.basis == Basis.DRAFT:
        return item.basis_revision_id
    source = find_source(item)
    originals = Original.objects.filter(translation_key=item.translation_key, locale_id=item.source_locale_id)
    if source is not None and originals.filter(digest=digest).exists():
        return source.live_revision_id
    same = item.baselines.filter(digest=digest).order_by("-pk")
    return same.values_list("source_revision_id", flat=True).first()


def open_review(target: models.Model) -> Any:
    """The task state in progress on this row, or None."""
    state = target.current_workflow_task_state
    return state.specific if state and state.status == state.STATUS_IN_PROGRESS else None


def create_target(item: QueueItem, translation: localize.Translation, user: Any) -> models.Model:
    """A first row in the target locale: a draft, never live, owned by the one who asked for it.

    Parents are never copied: wagtail-localize would make them live aliases in the source's language.
    """
    source = find_source(item)
    if isinstance(source, Page):
        parent = source.get_parent()
        if parent.get_translation_or_none(translation.target_locale) is None:
            raise CannotTranslate(
                _("The page above it, “%(title)s”, does not exist in this language yet. Start there.")
                % {"title": parent.title}
            )
        # The log of the other tree names the copy by this: no title that only a newer draft of the original has.
        source.draft_title = source.title
        target = source.copy_for_translation(translation.target_locale)
        target.owner = user
        target.go_live_at = target.expire_at = None
        target.save(update_fields=["owner", "go_live_at", "expire_at"], clean=False)
        return type(source).objects.get(pk=target.pk)
    target = source.copy_for_translation(translation.target_locale)
    if hasattr(target, "slug"):
        target.slug = available_slug(target, target.slug)
    target.live = False
    target.has_unpublished_changes = True
    for name in ("latest_revision", "live_revision", "first_published_at", "last_published_at", "go_live_at"):
        setattr(target, name, None)
    target.expire_at = None
    target.save()
    return target


def wanted_slug(translation: localize.Translation, target: models.Model, draft: models.Model, user: Any) -> str:
    """The slug of a draft: the translated one; else that of the public row; else one made from the title. Where another
    page has the translated one, what it becomes is stored in its place: nobody is shown another than the draft has.

    Without this, a draft built with fallback would put the source's slug back on a live page. Where all
    languages share the slug (a person's), it is the source's.
    """
    if localize.synchronises(type(draft), "slug"):
        return available_slug(draft, draft.slug)
    typed = [s for s in localize.text_segments(translation) if s.path == "slug" and s.target and not s.error]
    if typed:
        wanted = marks.to_text(typed[0].target)
        free = available_slug(draft, slugify(wanted) or target.slug)
        if free != wanted:
            localize.save_texts(translation, [(typed[0], free)], user)
        return free
    if not _has_translated_slug(translation) or target.first_published_at:
        wanted = target.slug
    else:
        wanted = str(getattr(draft, "title", "") or getattr(draft, "name", ""))
    return available_slug(draft, slugify(wanted) or target.slug)


def _has_translated_slug(translation: localize.Translation) -> bool:
    return any(segment.path == "slug" for segment in localize.text_segments(translation))


# Enough of a slug to find all that are like it, with a number or cut for one.
LIKENESS = 40


def available_slug(draft: models.Model, slug: str) -> str:
    """`slug`, or the first of `slug-2`, `slug-3` … that nothing beside `draft` has or is going to have.

    Beside a page are its siblings, beside a snippet those of its kind in its locale. What stands in an
    unpublished draft counts: two drafts with one slug could both be approved, and only one become public.
    What is longer than a slug may be is cut: a title may have letters of which an address makes three.
    """
    slug = slug[: longest_slug(type(draft))].rstrip("-_")
    beside = draft.get_parent().get_children() if isinstance(draft, Page) else type(draft)._base_manager.all()
    if not isinstance(draft, Page):
        beside = beside.filter(locale_id=draft.locale_id)
    beside = beside.exclude(pk=draft.pk)
    others = set(beside.filter(slug__startswith=slug[:LIKENESS]).values_list("slug", flat=True))
    drafts = beside.filter(has_unpublished_changes=True).values_list("latest_revision__content__slug", flat=True)
    others.update(drafts)
    candidate, number = slug, 1
    while candidate in others:
        number += 1
        end = f"-{number}"
        candidate = slug[: longest_slug(type(draft)) - len(end)] + end
    return candidate


def longest_slug(model: type[models.Model]) -> int:
    """How many characters the slug of a model may have."""
    return model._meta.get_field("slug").max_length


def sanitise(instance: models.Model) -> None:
    """Clean every rich text of a draft, in fields and in bodies of blocks."""
    for field in instance._meta.get_fields():
        if isinstance(field, RichTextField):
            setattr(instance, field.name, clean_html(getattr(instance, field.name) or ""))
        elif isinstance(field, StreamField):
            value = getattr(instance, field.name)
            raw = clean_raw_stream(value.get_prep_value(), field.stream_block)
            setattr(instance, field.name, field.stream_block.to_python(raw))


def map_errors(item: QueueItem, error: ValidationError) -> dict[str, list[str]]:
    """A model's refusal as sentences by field path, for the form; `""` holds what belongs to no field."""
    if not hasattr(error, "error_dict"):
        return {"": error.messages}
    model = item.content_type.model_class()
    found: dict[str, list[str]] = {}
    for name, errors in error.error_dict.items():
        sentences = [message for one in errors for message in one.messages]
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            name = ""
        found.setdefault(name, []).extend(sentences)
    return found
