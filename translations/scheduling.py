"""What is due becomes public: releases as wholes, then the rest, family by family, originals first."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin

from . import acts, companions, embargo, guard, locks, releases
from .models import Release

logger = logging.getLogger(__name__)
Say = Callable[[str], Any]


def expire(now: datetime, say: Say) -> int:
    """Take down what has expired; one that cannot be taken down stops no other. Returns how many could not."""
    failed = 0
    kinds = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)]
    for model in [Page, *kinds]:
        for row in list(model._base_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")):
            try:
                with transaction.atomic():
                    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            except Exception as error:
                failed += 1
                _report(say, str(row), error)
    return failed


def release_due(now: datetime, say: Say) -> int:
    """Carry out the releases that are due, each as a whole. Returns how many could not be."""
    failed = 0
    for release in Release.objects.filter(status=Release.Status.SCHEDULED, when__lte=now).order_by("when", "pk"):
        try:
            releases.carry_out(release, now)
        except Exception as error:
            failed += 1
            releases.give_up(release, str(error))
            _report(say, str(release), error, release.created_by)
    return failed


def publish_due(now: datetime, say: Say) -> int:
    """Publish what is due, a family in one transaction: one that is broken stops no other, and is tried again next
    time. Returns how many were."""
    failed = 0
    for revisions in _families(now):
        try:
            _publish_family([one.pk for one in revisions], now, say)
        except Exception as error:
            failed += 1
            _report(say, ", ".join(one.object_str for one in revisions), error)
    return failed


def due(now: datetime) -> models.QuerySet[Revision]:
    """The revisions whose time has come."""
    return Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")


def _families(now: datetime) -> Iterator[list[Revision]]:
    families: dict[Any, list[Revision]] = defaultdict(list)
    for revision in due(now):
        row = revision.content_object
        if row is not None:
            key = row.translation_key if isinstance(row, TranslatableMixin) else (type(row), row.pk)
            families[key].append(revision)
    yield from families.values()


@transaction.atomic
def _publish_family(pks: list[int], now: datetime, say: Say) -> None:
    """Originals, then translations; what may not be public is taken off the schedule, and told."""
    members = []
    for revision in _locked(pks, now):
        row = revision.content_object
        item = guard.item_of(row) if isinstance(row, TranslatableMixin) else None
        members.append((item is not None, revision, row, item))
    newly_public = []
    for is_target, revision, row, item in sorted(members, key=lambda one: one[0]):
        problem = _problem(revision, row)
        if is_target and not problem:
            problem = _problem_of_target(revision, row, item, newly_public)
        if problem:
            embargo.unschedule(revision)
            _report(say, revision.object_str, problem)
            continue
        was_live = type(row)._base_manager.filter(pk=row.pk, live=True).exists()
        embargo.publish(revision, companions.who_decided(revision), log_action="wagtail.publish.scheduled")
        if not is_target and not was_live:
            newly_public.append(type(row)._base_manager.get(pk=row.pk))


def _locked(pks: list[int], now: datetime) -> models.QuerySet[Revision]:
    """Those that are due still, nobody else's until the transaction ends. Their rows come first, as in `drafts.lock`:
    whoever publishes has the row, and then takes the row's other revisions off the schedule."""
    rows: dict[type[models.Model], list[str]] = defaultdict(list)
    for revision in due(now).filter(pk__in=pks):
        model = revision.content_type.model_class()
        if model is not None:
            rows[model].append(revision.object_id)
    for model, found in sorted(rows.items(), key=lambda one: one[0]._meta.label):
        list(model._base_manager.filter(pk__in=found).order_by("pk").select_for_update())
    return due(now).filter(pk__in=pks).select_for_update(of=("self",))


def _problem(revision: Revision, row: Any) -> str:
    """Why what is due may not be public; "" where it may."""
    user = companions.who_decided(revision)
    if any(locks.is_locked_for(one, user) for one in (row, *companions.named_by(revision))):
        return _("Somebody else has locked it.")
    moved = locks.why_not_renamed(row, revision.content["slug"], user) if isinstance(row, Page) else ""
    return moved or companions.hindrance(revision)


def _problem_of_target(revision: Revision, target: Any, item: Any, newly_public: list[Any]) -> str:
    """Why a translation that is due may not be public; "" where it may."""
    if not guard.is_approved(revision):
        return _("It is not approved.")
    if guard.breaks_embargo(target, item):
        return _("It waits for its original.")
    for source in newly_public:
        if source.locale_id == item.source_locale_id and not embargo.says_the_same(revision, source):
            return _("Its original says something else by now.")
    return ""


def _report(say: Say, label: str, problem: Any, user: Any = None) -> None:
    """Tell the one who runs the command, and keep it for the report of administrators."""
    if isinstance(problem, Exception):
        logger.error("publish_scheduled: %s", label, exc_info=problem)
    acts.note_down(user, acts.RELEASE, label, str(problem))
    say(f"{label}: {problem}")
