"""What was refused and what became public, with whoever it was: kept here, and read for the report."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet, TextField, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, Site

from core.filing import MOVED
from core.signals import COLLECTION, IMPORT, UPLOAD

from .models import RefusedAct

logger = logging.getLogger(__name__)
PER_PAGE = 50
LONGEST = 2_000
# Guests need no account to be refused: what they add to the table has an end. The server's log has every try.
GUESTS_PER_HOUR = 100
# Nor does one who has an account fill it by asking for what they may not have.
DENIALS_PER_HOUR = 200
GATE, LOCALIZE, API, DENIED = "gate", "localize", "api", "denied"
# A PO file here; what core and articles refuse of files is named in core/signals.py.
FILE = "po-file"
SIGN_IN, PAGE_PASSWORD, RESET_MAIL = "sign-in", "page-password", "reset-mail"
RELEASE, PUBLICATION, EDITOR = "release", "publication", "editor"
LABELS = {
    "wagtail.publish": _("Published"),
    "wagtail.publish.scheduled": _("Published at its time"),
    "wagtail.unpublish": _("Taken down"),
    "wagtail.unpublish.scheduled": _("Taken down at its time"),
    "wagtail.publish.schedule": _("Scheduled"),
    "wagtail.schedule.cancel": _("Schedule cancelled"),
    "wagtail.delete": _("Deleted"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
    "wagtail.view_restriction.create": _("Made private"),
    "wagtail.view_restriction.edit": _("Privacy changed"),
    "wagtail.view_restriction.delete": _("Made public: no longer private"),
    "wagtail.move": _("Moved"),
    "wagtail.create_alias": _("Mirror of a page added"),
    "wagtail.convert_alias": _("Mirror of a page made a page of its own"),
    MOVED: _("Moved to another collection"),
    GATE: _("Text refused"),
    LOCALIZE: _("Refused at wagtail-localize"),
    API: _("API refused"),
    DENIED: _("Screen refused: no permission"),
    FILE: _("PO file refused"),
    UPLOAD: _("Upload refused"),
    IMPORT: _("Import of works refused"),
    COLLECTION: _("Move out of a private collection refused"),
    SIGN_IN: _("Sign-in refused: too many attempts"),
    PAGE_PASSWORD: _("Password of a private page refused: too many attempts"),
    RESET_MAIL: _("Letter for a new password refused: too many"),
    PUBLICATION: _("Publication refused: no permission"),
    EDITOR: _("Save refused: a translation has a form of its own"),
    "NotApproved": _("Publication refused: not approved"),
    "InReview": _("Change refused: locked or in review"),
    "StaleReview": _("Decision refused: the text had changed"),
    "OwnWords": _("Approval or publication refused: their own text"),
    "NotTheirLanguage": _("Refused: not a reviewer of its language"),
    "translations.lift_embargo": _("May be public before its original"),
    "translations.decide": _("Decided about a translation"),
    "UnderEmbargo": _("Publication refused: it waits for its original"),
    "NotReady": _("Publication together refused"),
    RELEASE: _("Scheduled publication failed"),
    "CannotPublish": _("Publication refused by the page itself"),
    "CannotTranslate": _("Translation refused"),
    "TakenAlready": _("Not taken: somebody else has it"),
    "CannotAssign": _("Assignment refused"),
}
# Of what has no drafts (see _without_drafts), these are public the moment they are done.
AT_ONCE = {"wagtail.create": _("Added"), "wagtail.edit": _("Changed, and public at once")}
# What a command does when its time has come; where nobody is known to have chosen that time, nobody did it.
AT_ITS_TIME = {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled", RELEASE}
# The kinds of rows that readers are shown as they stand. Apps of higher layers add theirs.
without_drafts: list[type[Model]] = [Redirect, Site]
_IN_LABELS = Q(action__in=LABELS)


def record(request: HttpRequest, action: str, note: str) -> None:
    """Note that something was refused to whoever sent the request.

    The same of the same person is kept once an hour, and DENIALS_PER_HOUR of one person and kind, GUESTS_PER_HOUR of
    all guests; the server's log has those beyond of whoever has an account.
    """
    request.refusal_is_kept = True
    user = request.user if request.user.is_authenticated else None
    label, note = _clean(request.path), _clean(note)
    if _is_news_of(user, action, label, note):
        RefusedAct.objects.create(user=user, action=action, label=label, note=note)
    elif user is not None:
        logger.warning("Refused again: %.200r at %.200r to %s", note, label, user.pk)


def record_denial(request: HttpRequest) -> None:
    """Note that a screen turned away whoever is signed in, unless this request is kept already."""
    if not getattr(request, "refusal_is_kept", False):
        record(request, DENIED, f"{request.method} {request.resolver_match.view_name}")


def note_down(user: Any, action: str, label: str, note: str) -> None:
    """The same without a request: what a command could not do."""
    RefusedAct.objects.create(user=user, action=action, label=_clean(label), note=_clean(note))


def _clean(text: Any) -> str:
    return str(text).replace("\x00", "")[:LONGEST]


def _is_news_of(user: Any, *said: str) -> bool:
    """Whether a refusal, as (action, label, note), is to be kept: of a person, or of guests where there is none."""
    last_hour = RefusedAct.objects.filter(user=user, timestamp__gte=timezone.now() - timedelta(hours=1))
    if user is not None:
        last_hour = last_hour.filter(action=said[0])
    most = GUESTS_PER_HOUR if user is None else DENIALS_PER_HOUR
    kept = list(last_hour.values_list("action", "label", "note")[:most])
    return len(kept) < most and said not in kept


@dataclass(frozen=True)
class Act:
    """One row of the report. `user` is None for the machine, and for an account that is gone: `nobody` says which."""

    timestamp: datetime
    user: Any
    nobody: Any
    action: str
    label: str
    note: str


def page_of(number: Any, *, refused_only: bool = False) -> tuple[Page, list[Act]]:
    """A page of the report, newest first: three queries, however many rows there are."""
    found = _columns(RefusedAct.objects.all())
    if not refused_only:
        at_once = Q(action__in=AT_ONCE, content_type__in=_without_drafts())
        logs = (PageLogEntry.objects.filter(action__in=LABELS), ModelLogEntry.objects.filter(at_once | _IN_LABELS))
        empty = Value("", output_field=TextField())
        found = found.union(*(_columns(log.annotate(note=empty)) for log in logs), all=True)
    page = Paginator(found.order_by("-timestamp"), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    people = get_user_model().objects.in_bulk({user_id for _when, user_id, *_rest in rows if user_id})
    said = LABELS | AT_ONCE
    acts = [
        Act(when, people.get(user), _nobody(user, act), said.get(act, act), label, note)
        for when, user, act, label, note in rows
    ]
    return page, acts


def _nobody(user_id: int | None, action: str) -> Any:
    if user_id is not None:
        return _("An account that was deleted")
    return _("The schedule: its time had come") if action in AT_ITS_TIME else _("Nobody signed in")


def _without_drafts() -> list[int]:
    """The kinds of rows whose change readers see at once, with pictures and documents."""
    models = (get_image_model(), get_document_model(), *without_drafts)
    return [found.pk for found in ContentType.objects.get_for_models(*models).values()]


def _columns(rows: QuerySet) -> QuerySet:
    return rows.order_by().values_list("timestamp", "user_id", "action", "label", "note")
