"""Items as the list shows them: each with its sentence, its date and what to do next."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from translations import criteria, phrases, reporting
from translations.forms.queue import name_of
from translations.models import QueueItem
from translations.permissions import may_translate, reviews_into
from translations.reach import Reach, may_start, reach_of
from translations.states import Flag, State, Tab, is_for_translators

from .steps import Action, words_of


class Row:
    """An item with its standing, for the eyes of one person. No query."""

    def __init__(self, item: QueueItem, user: Any, reach: Reach, today: datetime.date) -> None:
        self.item, self.standing, self.pk = item, item.standing, item.pk
        self._user, self._reach, self._today = user, reach, today

    @property
    def title(self) -> str:
        return self.standing.title or _("Deleted original")

    @property
    def lang(self) -> str:
        return self.item.source_locale.language_code

    @property
    def kind(self) -> str:
        model = self.item.content_type.model_class()
        return str(model._meta.verbose_name) if model else ""

    @cached_property
    def sentence(self) -> str:
        return phrases.sentence(phrases.Changes.of(self.standing))

    @property
    def is_urgent(self) -> bool:
        """Whether the original holds a correction or update that readers of the translation do not know."""
        return self.standing.severity == criteria.URGENT

    @property
    def state(self) -> State:
        return State(self.standing.state)

    @property
    def waits(self) -> bool:
        """Whether all of it is approved and waits to be public: told in the place of the state."""
        return self.standing.waits

    @property
    def is_public(self) -> bool:
        return self.standing.is_public

    @property
    def flags(self) -> list[Flag]:
        """Marks that neither the sentence nor the date tells already."""
        told = {Flag.STALE, Flag.OVERDUE, Flag.SOURCE_DELETED, Flag.SOURCE_MOVED, Flag.SOURCE_UNPUBLISHED}
        told.add(Flag.TARGET_DELETED)
        return [flag for flag in map(Flag, self.standing.flags) if flag not in told]

    @property
    def assignee(self) -> str:
        return name_of(self.item.assignee) if self.item.assignee else ""

    @property
    def is_mine(self) -> bool:
        return self.item.assignee_id == self._user.pk

    @property
    def may_take(self) -> bool:
        """Whether this person is offered to take it: theirs to translate, with nobody, and waiting for a translator."""
        return self.item.assignee_id is None and self._is_open and self._may_translate

    @property
    def may_put_back(self) -> bool:
        """Whether they are offered to put it back: theirs, and not with a reviewer."""
        return self.is_mine and self._is_open

    @property
    def _is_open(self) -> bool:
        closed = self.item.alone_since or self._is_unwanted
        return not closed and is_for_translators(self.state, self.standing.flags)

    @property
    def _may_translate(self) -> bool:
        return may_translate(self._user, self.item.target_locale_id, self.item.source_locale_id)

    @property
    def is_overdue(self) -> bool:
        return reporting.is_overdue(self.item, self._today)

    @property
    def priority(self) -> str:
        """How urgent it is, where that is not the usual."""
        return str(self.item.get_priority_display()) if self.item.priority else ""

    @cached_property
    def url(self) -> str:
        """Where the title leads; "" for one who may not start what nobody has started, or what was deleted since."""
        if self._is_unwanted:
            return reverse("translations:wanted", args=[self.pk]) if self._reach.manages(self.item) else ""
        if self._is_missing and not may_start(self._user, self._reach, self.item):
            return ""
        return reporting.address_of(self.item)

    @cached_property
    def action(self) -> Action | None:
        """The next step, for this person."""
        if self.standing.tab == Tab.TO_REVIEW and self.item.target_locale_id in self._reach.reviews:
            return Action(_("Review"), reverse("translations:item_review", args=[self.pk]))
        if not self.url:
            return None
        if self._is_missing:
            return Action(_("Decide anew") if self._is_unwanted else _("Open for translation"), self.url)
        if self.standing.tab == Tab.TO_DECIDE and not self._may_decide:
            return Action(_("Read"), self.url)
        return Action(words_of(self.standing), self.url)

    @property
    def waits_for_editor(self) -> bool:
        """Whether there is no translation yet, or no more, and this person cannot open one."""
        waits = self._is_missing and not self._is_unwanted
        return waits and not may_start(self._user, self._reach, self.item)

    @property
    def _is_unwanted(self) -> bool:
        """Whether somebody said that it is not to be translated, and it is not."""
        return self._is_missing and Flag.NOT_WANTED in self.standing.flags

    @property
    def _is_missing(self) -> bool:
        return self.state == State.MISSING

    @property
    def _may_decide(self) -> bool:
        """Whether the form offers them the decision: as withdrawal.may_decide, by tree, so that rows cost nothing."""
        model = self.item.content_type.model_class()
        if model is None or hasattr(model, "permissions_for_user"):
            return self.item.target_locale_id in self._reach.publishes
        may = self._user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")
        return may and reviews_into(self._user, self.item.target_locale_id)


def rows_of(items: Iterable[QueueItem], user: Any) -> list[Row]:
    """Items, read with their standings, as rows. No query, beside the user's reach and roles."""
    reach, today = reach_of(user), timezone.localdate()
    return [Row(item, user, reach, today) for item in items]
