"""Publish together: a page, its translations and what it lists, as one act; now, or at one time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from . import companions, embargo, guard, hands, rules
from .digests import Shown, content_digest, shown
from .drafts import find_target, open_review
from .exceptions import CannotPublish, NotReady, StaleReview
from .locks import is_locked_for
from .models import QueueItem, Release, ReleaseMember, companion
from .permissions import may_publish

LONGEST_NOTE = 2_000


@dataclass(frozen=True)
class Candidate:
    """A row that could become public with others.

    `revision` is what would become public, None where nothing would: it is public as it is, or `lacks` says why
    not. `item` is set for a translation, `of` names the family, `is_listed` says that the page lists it.
    """

    row: models.Model
    item: QueueItem | None
    revision: Revision | None
    lacks: str = ""
    is_listed: bool = False

    @property
    def key(self) -> str:
        """Names it in a form."""
        return f"{self.row._meta.label_lower}-{self.row.pk}"

    @property
    def seen(self) -> str:
        """Digest of what would become public."""
        known = self.shown
        return known.digest if known else ""

    @property
    def shown(self) -> Shown | None:
        """What is decided about: an original with what becomes public with it. Of a translation that was done with
        its approval."""
        if self.revision is None:
            return None
        return Shown(content_digest(self.revision.content), ()) if self.item else shown(self.revision)

    @property
    def is_public(self) -> bool:
        """Whether nothing is to be done."""
        return self.revision is None and not self.lacks


def proposed(source: models.Model, user: Any) -> list[Candidate]:
    """What could become public together, in the order in which it would: what is listed first, originals before
    their translations."""
    locales = {item.target_locale_id for item in _items(source)}
    found: dict[str, Candidate] = {}
    for page in getattr(source, "listed_pages", list)():
        original = _original(page)
        if original is not None and original.translation_key != source.translation_key:
            for one in _family(original, user, is_listed=True, locales=locales):
                found.setdefault(one.key, one)
    for one in _family(source, user):
        found[one.key] = one
    return list(found.values())


def _items(source: models.Model) -> models.QuerySet[QueueItem]:
    items = QueueItem.objects.exclude(started_at=None).filter(alone_since=None)
    items = items.select_related("content_type", "target_locale")
    return items.filter(translation_key=source.translation_key, source_locale_id=source.locale_id).order_by("pk")


def _original(page: models.Model) -> models.Model | None:
    """The original of a family, of whichever row."""
    item = guard.item_of(page)
    if item is None or item.alone_since:
        return page
    return (
        type(page)._base_manager.filter(translation_key=item.translation_key, locale_id=item.source_locale_id).first()
    )


def _family(
    original: models.Model, user: Any, *, is_listed: bool = False, locales: set[int] | None = None
) -> Iterator[Candidate]:
    first = _of_original(original, user, is_listed)
    yield first
    draft = first.revision.as_object() if first.revision else None
    for item in _items(original):
        if locales is None or item.target_locale_id in locales:
            target = find_target(item)
            if target is not None:
                yield _of_target(target, item, user, is_listed, draft)


def _of_original(row: models.Model, user: Any, is_listed: bool) -> Candidate:
    revision = row.latest_revision
    if revision is None or (row.live and row.live_revision_id == revision.pk):
        return Candidate(row, None, None, is_listed=is_listed)
    lacks = ""
    if is_locked_for(row, user):
        lacks = _("Somebody else has locked it.")
    elif any(is_locked_for(one, user) for one in companions.named_by(revision)):
        lacks = _("Somebody else has locked what becomes public with it.")
    elif not may_publish(user, row):
        lacks = _("It is not public, and to publish it is not in your rights: it needs a review.")
    elif not hands.may_publish(row, user) and not guard.is_approved(revision):
        lacks = _("You wrote some of this text yourself. Somebody else must publish it.")
    else:
        lacks = rules.reason(revision.as_object())
    return Candidate(row, None, None if lacks else revision, lacks, is_listed)


def _of_target(row: models.Model, item: QueueItem, user: Any, is_listed: bool, original: Any) -> Candidate:
    if row.live:
        return Candidate(row, item, None, is_listed=is_listed)
    if is_locked_for(row, user):
        return Candidate(row, item, None, _("Somebody else has locked it."), is_listed)
    # One that a newer hand-in overtook is not used again: it would be public, and the review of the newer cancelled.
    approval = embargo.approval_of(row, spent=row.current_workflow_state is None and may_publish(user, row))
    if approval is not None and original is not None and not embargo.says_the_same(approval.revision, original):
        return Candidate(row, item, None, _("Its original was changed since it was translated."), is_listed)
    if approval is not None:
        lacks = rules.reason(approval.revision.as_object())
        return Candidate(row, item, None if lacks else approval.revision, lacks, is_listed)
    lacks = _("It is in review.") if open_review(row) else _("It is not approved yet.")
    return Candidate(row, item, None, lacks, is_listed)


@transaction.atomic
def publish_together(
    *, source: models.Model, user: Any, seen: Mapping[str, str], when: datetime | None = None, note: str = ""
) -> Release:
    """Publish all that `seen` names by key, each as it was shown, or nothing; with `when`, at that time.

    Raises NotReady with what lacks something, StaleReview where other content is there by now than was shown,
    CannotPublish where nothing is to be done or a model refuses.
    """
    chosen = [one for one in proposed(source, user) if one.key in seen and not one.is_public]
    lacking = [one for one in chosen if one.lacks]
    if lacking:
        raise NotReady(_("Nothing was published: not everything that was chosen may become public."), lacking)
    known = {one.key: one.shown for one in chosen}
    if any(shown is None or shown.digest != seen[key] for key, shown in known.items()):
        raise StaleReview(_("Something was changed meanwhile. Look at it as it is now."))
    if not chosen:
        raise CannotPublish(_("Everything that was chosen is public already."))
    _check_order(chosen)
    if when is not None and when <= timezone.now():
        raise CannotPublish(_("Choose a time to come."))
    note = note.strip()[:LONGEST_NOTE]
    release = Release.objects.create(created_by=user, when=when, note=note)
    for position, one in enumerate(chosen):
        followed = _public_as(one.row, one.revision) if when is None else None
        revision = followed or embargo.retimed(one.revision, when)
        if one.item is None:
            companion.pin(revision, known[one.key])
        _put(release, position, one.row, revision)
        if followed is None:
            embargo.publish(revision, user)
        if when is not None:
            embargo.release_hold(one.row)
        told = {"release": release.pk, "reason": note, "when": when.isoformat() if when else ""}
        log(instance=one.row, action="translations.together", user=user, data=told)
    if when is None:
        _done(release)
    return release


def _check_order(chosen: list[Candidate]) -> None:
    """Raise NotReady for translations whose original is neither public nor among those chosen."""
    originals = {(one.row.translation_key, one.row.locale_id) for one in chosen if one.item is None}
    lacking = [
        one
        for one in chosen
        if one.item
        and (one.item.translation_key, one.item.source_locale_id) not in originals
        and guard.breaks_embargo(one.row, one.item)
    ]
    if lacking:
        raise NotReady(_("Nothing was published: the original is not among what was chosen."), lacking)


def _put(release: Release, position: int, row: models.Model, revision: Revision) -> None:
    ReleaseMember.objects.create(
        release=release,
        position=position,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        revision=revision,
    )


def _public_as(row: models.Model, revision: Revision) -> Revision | None:
    """The revision by which a row is public with what was approved: it may have followed its original in the meantime.

    To retime the approval once more would leave a draft that is newer than what is public, and says the same.
    """
    stored = type(row)._base_manager.select_related("live_revision").get(pk=row.pk)
    public = stored.live_revision if stored.live else None
    return public if public is not None and public.pk >= revision.pk else None


def _done(release: Release) -> None:
    release.status, release.released_at = Release.Status.DONE, timezone.now()
    release.save(update_fields=["status", "released_at"])


def scheduled_of(source: models.Model) -> models.QuerySet[Release]:
    """The releases to come that a row is part of."""
    kind = ContentType.objects.get_for_model(source)
    mine = Release.objects.filter(members__content_type=kind, members__object_id=str(source.pk))
    return mine.filter(status=Release.Status.SCHEDULED).order_by("when").distinct()


@transaction.atomic
def cancel(*, release: Release, user: Any) -> None:
    """Take a release off the schedule: nothing becomes public, translations wait for their originals again.

    Raises PermissionDenied for one who may publish none of its originals, CannotPublish where it is over.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.status != Release.Status.SCHEDULED:
        raise CannotPublish(_("This publication is over, or was cancelled."))
    rows = [member.content_object for member in release.members.all()]
    originals = [row for row in rows if row is not None and not guard.is_translation(row)]
    if release.created_by_id != user.pk and not any(may_publish(user, row) for row in originals):
        raise PermissionDenied
    _unschedule_all(release, user)
    release.status = Release.Status.CANCELLED
    release.save(update_fields=["status"])


def _unschedule_all(release: Release, user: Any) -> None:
    for member in release.members.select_related("revision"):
        if member.revision is not None and member.revision.approved_go_live_at is not None:
            embargo.unschedule(member.revision, user)


@transaction.atomic
def carry_out(release: Release, now: datetime) -> None:
    """Publish the members of a release that is due, in their order, or none of them.

    Raises what keeps one of them from becoming public; `give_up` then says so.
    """
    release = Release.objects.select_for_update().get(pk=release.pk)
    for member in release.members.select_related("revision"):
        row, revision = member.content_object, member.revision
        if row is None or revision is None:
            raise CannotPublish(_("A part of it was deleted."))
        if _public_as(row, revision):
            continue
        if revision.approved_go_live_at is None or revision.approved_go_live_at > now:
            raise CannotPublish(_("“%(title)s” was taken off the schedule.") % {"title": revision.object_str})
        embargo.publish(revision, release.created_by, log_action="wagtail.publish.scheduled")
    _done(release)


@transaction.atomic
def give_up(release: Release, problem: str) -> None:
    """Nothing of a release became public: say why, and take all of it off the schedule."""
    _unschedule_all(release, release.created_by)
    release.status, release.problem = Release.Status.FAILED, problem[:LONGEST_NOTE]
    release.save(update_fields=["status", "problem"])
