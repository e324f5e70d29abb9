"""What leads to the screen on which translations are called still right, and where it leads on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TranslatableMixin

from translations import carrying, dated, older, vouching
from translations.exceptions import InReview
from translations.localize import TextSegment
from translations.locks import check_lock
from translations.queue import Row
from translations.states import WITH_REVIEWER, Flag


def home_of(row: models.Model, user: Any) -> str:
    """Where somebody goes on from an original: to its editor, or to the list of translations."""
    return AdminURLFinder(user).get_edit_url(row) or reverse("translations:index")


def still_right_url(row: models.Model) -> str:
    """The address of the screen for an original."""
    row = row.specific_deferred if isinstance(row, Page) else row
    return reverse("translations:still_right", args=[row._meta.app_label, row._meta.model_name, row.pk])


def url_where_it_works(user: Any, row: Row, texts: Iterable[TextSegment], known: Mapping[str, older.Older]) -> str:
    """The address of the screen, for who may say it of a stale item where nothing stands in the way of it; else "".

    In the way are a review, a lock, a correction or update, and a passage that has no older translation, or none with
    its links and marks, that readers have. `known` are the older versions of `texts` (older.versions).
    """
    if Flag.STALE not in row.flags or row.state in WITH_REVIEWER or not vouching.kind_for(user, row.item):
        return ""
    try:
        check_lock(row.target, user)
    except InReview:
        return ""
    if dated.untold(row.seen.reflected(row.item), row.seen.said(row.item), row.source):
        return ""
    waiting = [one for one in texts if (not one.target or one.error) and one.path != carrying.SLUG]
    keeps = all(one.pk in known and known[one.pk].fits and known[one.pk].is_public for one in waiting)
    return still_right_url(row.source) if keeps else ""


def offer(request: HttpRequest, row: models.Model) -> None:
    """After a publication: say how many translations are stale by now, with a button to the screen; none that lacks a
    correction or update."""
    if not isinstance(row, TranslatableMixin) or not row.live:
        return
    stale = [item for item, _kind in vouching.stale_of(request.user, row) if not vouching.what_is_urgent(item)]
    if not stale:
        return
    text = ngettext(
        "%(count)d translation says what the original said before. Was it a minor edit?",
        "%(count)d translations say what the original said before. Was it a minor edit?",
        len(stale),
    )
    button = messages.button(still_right_url(row), _("They are still right …"))
    messages.info(request, text % {"count": len(stale)}, buttons=[button])
