"""What was refused and what became public, with whoever it was: kept here, and read for the report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import RefusedAct

PER_PAGE = 50
LONGEST = 2_000
# Guests need no account to be refused: what they add to the table has an end. The server's log has every try.
GUESTS_PER_HOUR = 100
GATE, LOCALIZE, API, DENIED = "gate", "localize", "api", "denied"
SIGN_IN, RELEASE = "sign-in", "release"
LABELS = {
    "wagtail.publish": _("Published"),
    "wagtail.unpublish": _("Taken down"),
    "wagtail.publish.schedule": _("Scheduled"),
    "wagtail.schedule.cancel": _("Schedule cancelled"),
    "wagtail.delete": _("Deleted"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
    GATE: _("Text refused"),
    LOCALIZE: _("Refused at wagtail-localize"),
    API: _("API refused"),
    DENIED: _("Screen refused: no permission"),
    SIGN_IN: _("Sign-in refused: too many attempts"),
    "NotApproved": _("Publication refused: not approved"),
    "InReview": _("Change refused: locked or in review"),
    "StaleReview": _("Decision refused: the text had changed"),
    "OwnWords": _("Approval refused: their own text"),
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


def record(request: HttpRequest, action: str, note: str) -> None:
    """Note that something was refused to whoever sent the request."""
    user = request.user if request.user.is_authenticated else None
    label, note = _clean(request.path), _clean(note)
    if user is not None or _is_news_of_guests(action, label, note):
        RefusedAct.objects.create(user=user, action=action, label=label, note=note)


def note_down(user: Any, action: str, label: str, note: str) -> None:
    """The same without a request: what a command could not do."""
    RefusedAct.objects.create(user=user, action=action, label=_clean(label), note=_clean(note))


def _clean(text: Any) -> str:
    return str(text).replace("\x00", "")[:LONGEST]


def _is_news_of_guests(*said: str) -> bool:
    """The same of the same guest is kept once an hour, and no more than GUESTS_PER_HOUR of all of them."""
    last_hour = RefusedAct.objects.filter(user=None, timestamp__gte=timezone.now() - timedelta(hours=1))
    kept = list(last_hour.values_list("action", "label", "note")[:GUESTS_PER_HOUR])
    return len(kept) < GUESTS_PER_HOUR and said not in kept


def note_denials(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around a view: whom it turns away is kept, and answered as before."""

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            record(request, DENIED, f"{request.method} {request.resolver_match.view_name}")
            raise

    return noted


@dataclass(frozen=True)
class Act:
    """One row of the report. `user` is None for the machine, and for an account that is gone."""

    timestamp: datetime
    user: Any
    action: str
    label: str
    note: str


def page_of(number: Any, *, refused_only: bool = False) -> tuple[Page, list[Act]]:
    """A page of the report, newest first: three queries, however many rows there are."""
    found = _columns(RefusedAct.objects.all())
    if not refused_only:
        logs = (model.objects.filter(action__in=LABELS) for model in (PageLogEntry, ModelLogEntry))
        empty = Value("", output_field=TextField())
        found = found.union(*(_columns(log.annotate(note=empty)) for log in logs), all=True)
    page = Paginator(found.order_by("-timestamp"), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    people = get_user_model().objects.in_bulk({user_id for _when, user_id, *_rest in rows if user_id})
    acts = [Act(when, people.get(user), LABELS.get(act, act), label, note) for when, user, act, label, note in rows]
    return page, acts


def _columns(rows: QuerySet) -> QuerySet:
    return rows.order_by().values_list("timestamp", "user_id", "action", "label", "note")
