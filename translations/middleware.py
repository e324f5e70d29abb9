"""Turns a refusal, wherever it is raised, into an answer that says why."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext, override
from django.utils.translation import gettext as in_wagtails_words
from wagtail.admin.auth import permission_denied
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.log_actions import LogContext
from wagtail.models import Page

from . import acts, bulk_titles, guard, locks, outside, privacy
from .exceptions import CannotPublish, Refusal
from .localize import URL_NAMESPACE
from .views.po_upload import upload


class RefusalMiddleware(MiddlewareMixin):
    """Answers a `Refusal` with its status and a page in the reader's language; other errors pass.

    Wagtail's own views (workflow actions, page editing, bulk actions) end in our rules too, and would
    answer 500 where one of them refuses. So would those that publish a draft with a line that is still empty.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ValidationError) and _is_act_of_the_admin(request):
            return refused(request, CannotPublish(_sentence(exception)))
        return refused(request, exception) if isinstance(exception, Refusal) else None


def _is_act_of_the_admin(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method not in SAFE and match is not None and match.route.startswith(settings.ADMIN_PATH)


def _sentence(error: ValidationError) -> str:
    """All that is wrong, each with the field (see core.pages)."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    labels = getattr(error, "labels", {})
    told = ((labels.get(name), " ".join(said)) for name, said in error.message_dict.items())
    return " ".join(f"{label}: {said}" if label else said for label, said in told)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says what was refused, and why; the refusal is kept for the report."""
    acts.record(request, type(refusal).__name__, refusal.message)
    return TemplateResponse(request, "translations/refusal.html", {"refusal": refusal}, status=refusal.status).render()


# Screens of wagtail-localize in whose place ours answer: its upload has no cap, takes fuzzy entries for done ones,
# answers 500 to half of what can go wrong, and leaves a temporary file behind.
REPLACED: dict[str, Callable[..., HttpResponse]] = {"upload_pofile": upload}


SAFE = ("GET", "HEAD", "OPTIONS")
BULK = "wagtail_bulk_action"
PRIVACY = "wagtailadmin_pages:set_privacy"
API_NAMESPACE = "wagtailapi_v3"
# It makes translations that no queue knows, public at once where the original is.
NO_API = {"pages_actions_copy_for_translation"}


class LocalizeGateMiddleware(MiddlewareMixin):
    """wagtail-localize's own addresses are for superusers only.

    Three of them publish or unpublish without publish permission, several read private drafts, none
    knows locks or reviews. The gate is the namespace, so an address that upstream adds is behind it too.
    The anonymous are sent to the login by the admin itself. For superusers locks and reviews hold there, and
    PO files are read by us.
    """

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or URL_NAMESPACE not in match.namespaces or not request.user.is_authenticated:
            return None
        if not request.user.is_superuser:
            acts.record(request, acts.LOCALIZE, match.view_name)
            return permission_denied(request)
        try:
            outside.check_target(kwargs)
            if request.method not in SAFE:
                outside.check_unlocked(request.user, kwargs)
        except Refusal as refusal:
            return refused(request, refusal)
        return REPLACED[match.url_name](request, **kwargs) if match.url_name in REPLACED else None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What its editor stores with a mark of the gate, and answers as done, was refused all the same."""
        match = getattr(request, "resolver_match", None)
        if match is None or URL_NAMESPACE not in match.namespaces or request.method != "PUT":
            return response
        if found := outside.refused_of(match.url_name, match.kwargs, getattr(response, "data", None) or {}):
            acts.record(request, acts.GATE, found)
        return response


class PrivacyMiddleware(MiddlewareMixin):
    """Wagtail's screen of a page's privacy asks for no lock, and knows no originals (privacy.py)."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name != PRIVACY or request.method in SAFE or not request.user.is_authenticated:
            return None
        page = Page.objects.filter(pk=kwargs["page_id"]).first()
        if page is None or not page.permissions_for_user(request.user).can_set_view_restrictions():
            return None  # the screen answers
        try:
            privacy.check_screen(page, request.user, request.POST)
        except Refusal as refusal:
            return refused(request, refusal)
        return None


class DenialMiddleware(MiddlewareMixin):
    """Keeps for the report whom the admin turned away, whatever view did it, once a request.

    Wagtail's screens answer with 403, or lead away with one sentence, the same for all.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        match = getattr(request, "resolver_match", None)
        if match is None or not match.route.startswith(settings.ADMIN_PATH) or not request.user.is_authenticated:
            return response
        if response.status_code == 403 or (response.status_code == 302 and _says_denied(request)):
            acts.record_denial(request)
        return response


def _says_denied(request: HttpRequest) -> bool:
    queued = getattr(getattr(request, "_messages", None), "_queued_messages", ())
    return bool(queued) and any(str(message.message).strip() in _denials() for message in queued)


@cache
def _denials() -> frozenset[str]:
    """Wagtail's sentence, in each language it may have been said in."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(in_wagtails_words("Sorry, you do not have permission to access this area."))
    return frozenset(found)


class BulkTitlesMiddleware(MiddlewareMixin):
    """Bulk screens name nothing to those who may not know of it (bulk_titles.py)."""

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        match = request.resolver_match
        if match is not None and match.url_name == BULK and response.context_data:
            refused = bulk_titles.hide(request, response.context_data)
            if refused and not response.context_data.get("items"):
                acts.record(request, acts.DENIED, f"{request.method} {match.view_name}")
        return response


class ApiGateMiddleware(MiddlewareMixin):
    """Wagtail's v3 API, where a site switches it on, writes no translation: its text has one door, our form. Nor
    anything locked.

    It stands in no address table of ours. Reading is its own affair. It has none of the admin's hooks and no log
    context; what asks there who is acting would take it for a command, which no lock and no rule of four eyes keeps.
    """

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or API_NAMESPACE not in match.namespaces or request.method in SAFE:
            return None
        page = Page.objects.filter(pk=kwargs.get("page_id")).first()
        if page is not None and page.locked:
            # It asks for no lock.
            sentence = gettext("Someone has locked this. It can be changed when it is unlocked.")
            return self._refused(request, sentence, 423)
        if match.url_name in NO_API or (page is not None and guard.is_translation(page)):
            return self._refused(request, gettext("A translation is changed in its form, not by the API."), 403)
        if BearerTokenAuth()(request) is None:
            return None  # it turns them away
        request.api_acts = LogContext(user=request.user)
        request.api_acts.__enter__()
        if page is not None and request.method == "DELETE" and page.permissions_for_user(request.user).can_delete():
            try:
                locks.check_may_be_deleted(page.specific, request.user)
            except Refusal as refusal:
                return self.process_exception(request, refusal)
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if hasattr(request, "api_acts"):
            request.api_acts.__exit__(None, None, None)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What refuses on the way is told to a program as the rest is."""
        if isinstance(exception, Refusal) and hasattr(request, "api_acts"):
            return self._refused(request, exception.message, exception.status)
        return None

    def _refused(self, request: HttpRequest, sentence: str, status: int) -> JsonResponse:
        acts.record(request, acts.API, sentence)
        return JsonResponse({"detail": sentence}, status=status)
