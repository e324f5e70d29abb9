"""Opening many rows for translation: chosen by somebody, worked off in the background, with a word on each."""

import logging
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from . import services
from .exceptions import Refusal
from .models import BulkStart
from .permissions import may_edit

logger = logging.getLogger(__name__)
# Nobody waits for a queue that takes a night by mistake.
MOST = 2000


def below(pages: Iterable[Page], user: Any) -> list[Page]:
    """The live pages below those given that a user may edit, parents before their children. One query."""
    inside = models.Q(pk__in=())
    for page in pages:
        inside |= models.Q(path__startswith=page.path, depth__gt=page.depth)
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return list(editable.filter(inside, live=True, alias_of=None).select_related("content_type").order_by("path"))


def ask(*, user: Any, wanted: Iterable[tuple[models.Model, Iterable[Locale]]], with_parents: bool = False) -> BulkStart:
    """Note what is to be opened: each row once in each locale that is not its own. Refuses nothing, and more than
    MOST."""
    found = {
        (label_of(row), str(row.pk), locale.language_code): None
        for row, locales in wanted
        for locale in locales
        if locale.pk != row.locale_id
    }
    if not found:
        raise ValidationError(_("There is nothing to open: what you chose is in that language already."))
    if len(found) > MOST:
        sizes = {"count": len(found), "most": MOST}
        raise ValidationError(_("These are %(count)d translations; choose %(most)d at most.") % sizes)
    todo = [{"model": model, "pk": pk, "locale": code} for model, pk, code in found]
    return BulkStart.objects.create(user=user, todo=todo, with_parents=with_parents)


def label_of(row: models.Model) -> str:
    """The model of a row, that of its own type for a page."""
    return f"{row.content_type.app_label}.{row.content_type.model}" if isinstance(row, Page) else row._meta.label_lower


def may_edit_parents(user: Any, row: models.Model, locale: Locale) -> bool:
    """Whether all pages above a row that a locale lacks are the user's to open."""
    return all(may_edit(user, parent) for parent in services.missing_parents(row, locale))


def work_off(bulk: BulkStart) -> int:
    """Try what has not been tried yet, each by itself, in the language of the one who asked; returns how many opened.

    Whether they may is asked again of each: rights end, and pages are moved, between the wish and the work.
    One that fails stops no other. After a crash, the next call goes on where this one was.
    """
    profile = getattr(bulk.user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else None):
        for one in bulk.todo[len(bulk.done) :]:
            bulk.done.append(_attempt(one, bulk))
            bulk.save(update_fields=["done"])
    bulk.finished_at = timezone.now()
    bulk.save(update_fields=["finished_at"])
    return len(bulk.opened)


def _attempt(one: dict[str, str], bulk: BulkStart) -> dict[str, Any]:
    told = {"title": f"{one['model']} {one['pk']}", "lang": "", "locale": one["locale"]}
    told |= {"item": None, "there": False, "reason": ""}
    row = apps.get_model(one["model"])._base_manager.filter(pk=one["pk"]).select_related("locale").first()
    locale = Locale.objects.filter(language_code=one["locale"]).first()
    if row is None or locale is None:
        return told | {"reason": _("It was deleted meanwhile.")}
    if not bulk.user.is_active or not may_edit(bulk.user, row):
        return told | {"reason": _("You may not edit it.")}
    told |= {"title": str(row), "lang": row.locale.language_code}
    if row.get_translations().filter(locale=locale).exists():
        return told | {"there": True}
    try:
        along = bulk.with_parents and may_edit_parents(bulk.user, row, locale)
        item = services.start_translation(source=row, locale=locale, user=bulk.user, with_parents=along)
    except Refusal as refusal:
        return told | {"reason": str(refusal.message)}
    except ValidationError as error:
        return told | {"reason": " ".join(error.messages)}
    except Exception:  # whatever it is, the others are tried all the same, and its cause is in the log
        logger.exception("%s could not be opened for translation into %s", one, locale)
        return told | {"reason": _("Something went wrong on the server. An administrator finds it in the log.")}
    return told | {"item": item.pk}
