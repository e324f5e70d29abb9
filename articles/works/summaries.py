"""A summary begun from its work: a draft that knows its work and its title."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale

from articles.models import PublicationIndexPage, PublicationPage, Work
from core.languages import same_language


def lists_for(user: AbstractUser) -> list[PublicationIndexPage]:
    """The lists of publications below which somebody may write, in the order of their locales."""
    lists = PublicationIndexPage.objects.select_related("locale").order_by("locale_id", "pk")
    return [index for index in lists if index.permissions_for_user(user).can_add_subpage()]


def summary_of(work: Work) -> PublicationPage | None:
    """The first page that tells of the work, in any language: others are its translations."""
    return PublicationPage.objects.filter(work=work).order_by("pk").first()


def begin_summary(*, work: Work, index: PublicationIndexPage, user: AbstractUser) -> PublicationPage:
    """A draft of a summary, or the one that there is: a work is told of once, and then translated.

    Raises PermissionDenied for who may not write below this list.
    """
    if not index.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    with transaction.atomic():
        Work.objects.select_for_update().get(pk=work.pk)
        existing = summary_of(work)
        if existing:
            return existing
        page = PublicationPage(title=_title(work, index.locale), work=work, owner=user, live=False, locale=index.locale)
        index.add_child(instance=page)
        page.save_revision(user=user, log_action="wagtail.create", clean=False)  # its summary is still to be written
        return page


def _title(work: Work, locale: Locale) -> str:
    """That of the edition in the language of the list, or else of the original."""
    own = (row.title for row in work.editions.all() if same_language(row.language, locale.language_code))
    return next(own, work.title)
