"""Who may read a page is said above it as well: what Wagtail's privacy and moves meet below (docs/decisions/0014).

Receivers, where the screen, bulk actions, the API and Python meet. Whoever acts is the user of Wagtail's log context;
commands have none, and no lock holds for them.
"""

import functools
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.actions.convert_alias import ConvertAliasPageAction, ConvertAliasPagePermissionError
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction

from core.restricted import private_q

from . import locks
from .exceptions import CannotPublish, UnderEmbargo
from .models import QueueItem


def above(path: str) -> QuerySet[PageViewRestriction]:
    """The restrictions on a page and on those above it, by its path."""
    ends = range(Page.steplen, len(path) + 1, Page.steplen)
    return PageViewRestriction.objects.filter(page__path__in=[path[:end] for end in ends])


def is_private(but: Any = None) -> Exists:
    """Whether a page, or one above it, has a restriction other than `but`: a condition on rows of pages."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    found = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    return Exists(found.exclude(pk=but.pk) if but is not None else found)


def as_open_as(target: Any) -> Q:
    """A condition on originals: readers may read a translation of theirs that stands at this place.

    Of one that is private, only what is private too.
    """
    if not isinstance(target, Page):
        return Q()
    return ~Q(is_private()) | Q(Exists(above(target.path)))


def guard_restriction(sender: type, instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Raise InReview where a page is about to be private, or for others than before, and somebody else has locked it
    or a public one below it. A receiver of `pre_save`. A review is no bar: nothing that it reads is changed."""
    user = get_active_log_context().user
    if not raw and user is not None:
        locks.check_with_those_below(instance.page, user)


def check_removal(restriction: PageViewRestriction, user: Any) -> None:
    """Raise InReview where a page is about to be public that somebody else has locked, or a public one below it;
    UnderEmbargo where a translation would be whose original is private."""
    if user is not None:
        locks.check_with_those_below(restriction.page, user)
    if not above(restriction.page.path).exclude(pk=restriction.pk).exists():
        _check_opens_nothing(restriction.page, but=restriction)


def check_screen(page: Page, user: Any, sent: Any) -> None:
    """Raise what the receivers would, before Wagtail's screen does anything: it logs a removal that is refused."""
    locks.check_with_those_below(page, user)
    restriction = page.view_restrictions.first() if sent.get("restriction_type") == PageViewRestriction.NONE else None
    if restriction is not None:
        check_removal(restriction, user)


def guard_removal(sender: type, instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """The same for other ways, as a receiver of `pre_delete`. What goes with its page is let through."""
    if not goes_with_its_page(instance, origin):
        check_removal(instance, get_active_log_context().user)


def goes_with_its_page(restriction: PageViewRestriction, origin: Any) -> bool:
    """Whether a restriction is deleted because its page is, as the signal of a deletion says."""
    return origin is not restriction and getattr(origin, "model", None) is not PageViewRestriction


def guard_move(sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Raise InReview where a page is about to stand elsewhere that somebody else has locked, or a public one below it:
    its address, and who reads it, would be others; UnderEmbargo where a translation of a private original would be
    public there. A receiver of `pre_page_move`."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    user = get_active_log_context().user
    if user is not None:
        locks.check_with_those_below(instance, user)
    if above(parent_page_before.path).exists() and not above(parent_page_after.path).exists():
        _check_opens_nothing(instance)


def guard_slug(
    sender: type, instance: Page, raw: bool = False, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    """Raise InReview where a page is about to have another slug and somebody else has locked a public one below it: its
    address would be another. A receiver of `pre_save`; a draft of a public page is no row of it. One query."""
    user = get_active_log_context().user
    if raw or user is None or not isinstance(instance, Page) or instance._state.adding:
        return
    if update_fields is None or "slug" in update_fields:
        locks.check_renamed(instance, instance.slug, user)


def guard_copies() -> None:
    """Have Wagtail ask before it copies what is private to where it would not be, or makes a page of its own of a
    mirror. Called once, when the app is ready.

    It takes along the restriction of the page that is copied, and of nothing above or, unless it makes mirrors, below.
    """
    checks = (
        (CopyPageAction, _check_copy),
        (CreatePageAliasAction, _check_mirror),
        (ConvertAliasPageAction, _check_conversion),
    )
    for action, asked in checks:
        action.check = _with(asked, action.check)


def _with(asked: Any, given: Any) -> Any:
    @functools.wraps(given)
    def check(self: Any, *args: Any, **kwargs: Any) -> None:
        """Wagtail's, of who may; then ours."""
        given(self, *args, **kwargs)
        asked(self)

    return check


def _check_copy(action: CopyPageAction) -> None:
    """Raise CannotPublish where a copy of a private page, public at once, would be for everybody."""
    copied = Page.objects.filter(path__startswith=action.page.path) if action.recursive else _only(action.page)
    if action.keep_live:
        _check_stays_private(action.page, action.to, copied.filter(live=True))


def _check_mirror(action: CreatePageAliasAction) -> None:
    """The same of a mirror, which is as public as its page, today or later."""
    _check_stays_private(action.page, action.parent, _only(action.page))


def _check_conversion(action: ConvertAliasPageAction) -> None:
    """Raise where a mirror would become a page of its own that another has locked; where it is public, also for who may
    not publish, and where readers would no longer be kept out with its page. Wagtail's screen skips its own checks."""
    mirror, user = action.page, action.user
    if user is not None:
        locks.check_lock(mirror, user)
    if not mirror.live:
        return
    if user is not None and not mirror.permissions_for_user(user).can_publish():
        raise ConvertAliasPagePermissionError
    if not above(mirror.path).exists() and _hides_what_it_mirrors(mirror):
        message = _("What “%(title)s” mirrors is private or was taken down, and it would be for everybody.")
        raise CannotPublish(message % {"title": mirror.title})


def _hides_what_it_mirrors(mirror: Page) -> bool:
    """Whether not everybody may read what a page mirrors, or what that mirrors in turn."""
    seen, page = {mirror.pk}, mirror.alias_of
    while page is not None and page.pk not in seen:
        if not page.live or above(page.path).exists():
            return True
        seen.add(page.pk)
        page = page.alias_of
    return False


def _only(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(pk=page.pk)


def _check_stays_private(page: Page, to: Page | None, copied: QuerySet[Page]) -> None:
    if page.view_restrictions.exists() or above((to or page.get_parent()).path).exists():
        return
    if found := copied.filter(private_q()).first():
        message = _("“%(title)s” is private, and its copy would be for everybody.")
        raise CannotPublish(message % {"title": found.title})


def _check_opens_nothing(page: Page, but: PageViewRestriction | None = None) -> None:
    """Raise UnderEmbargo where public translations at or below a page, with no restriction there but `but`, are of
    private originals, and nobody with the right said that they may be public before those."""
    inside = PageViewRestriction.objects.filter(page__path__startswith=page.path)
    kept = inside.exclude(pk=but.pk) if but is not None else inside
    opened = Page.objects.filter(path__startswith=page.path, live=True, alias_of=None)
    for path in kept.values_list("page__path", flat=True):
        opened = opened.exclude(path__startswith=path)
    originals = Page.objects.filter(
        is_private(but), translation_key=OuterRef("translation_key"), locale=OuterRef("source_locale"), live=True
    )
    items = QueueItem.objects.filter(Exists(originals), started_at__isnull=False, embargo_lifted_at=None)
    items = items.filter(alone_since=None)
    mine = items.filter(translation_key=OuterRef("translation_key"), target_locale=OuterRef("locale"))
    if found := opened.filter(Exists(mine)).first():
        message = _("“%(title)s” would be public, and its original is private.")
        raise UnderEmbargo(message % {"title": found.title})


def held_for(rows: Iterable[Any]) -> list[QueueItem]:
    """The started items of which these rows, approved and held, are the targets. One query."""
    wanted = {(row.translation_key, row.locale_id) for row in rows if isinstance(row, Page)}
    items = QueueItem.objects.filter(translation_key__in=[key for key, _locale in wanted], started_at__isnull=False)
    return [item for item in items if (item.translation_key, item.target_locale_id) in wanted]
