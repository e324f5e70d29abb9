"""What was typed into a form of the desk is given back to whoever is signed out by now, or signed in anew since.

Both are refused before any view: the one is led to the login, of the other the form has a token of before. With
JavaScript the desk asks for another token (views/token.py); without it, this page has all that was sent, and sends it
once more when the person says so. The check of the token stays as it is: a page of another site gets Django's answer.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.views import csrf

from . import gate, marks
from .forms.older import was_left_as_shown
from .storing import version_of
from .views.decide import FORGERY

FORMS = {"translations:edit", "translations:talk", "translations:review"}
# What people type in those forms; numbers name pictures.
TYPED, TYPED_EACH = ("note", "text", "comment"), ("text-", "value-", "comment-")


class LostSessionMiddleware(MiddlewareMixin):
    """Answers whoever sends one of the forms without being signed in; stands behind the check of the token."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        is_ours = request.method == "POST" and request.resolver_match.view_name in FORMS
        # Whoever asks for nothing of ours is not asked who they are: their page varies with no cookie.
        return given_back(request) if is_ours and not request.user.is_authenticated else None


def refused_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In the place of Django's page about a token that does not hold: that page, or what was typed (given_back)."""
    return given_back(request) or csrf.csrf_failure(request, reason=reason)


def given_back(request: HttpRequest) -> HttpResponse | None:
    """A page with what was typed into a form of ours; None for any other request.

    Only where the browser itself says that a page of this site has sent it: nobody is made to send on, with a token
    that holds, what somebody else wrote for them.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in FORMS or not _is_from_here(request):
        return None
    if "part" in request.GET or not (typed := _typed(request.POST)):
        return None
    login = f"{reverse('wagtailadmin_login')}?next={request.path}"
    context = {
        "typed": typed,
        "sent": [(name, value) for name, values in request.POST.lists() for value in values if name != FORGERY],
        "sign_in": "" if request.user.is_authenticated else login,
    }
    return TemplateResponse(request, "translations/given_back.html", context, status=403).render()


def _is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site has sent it: no page can write these headers itself."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(data: QueryDict) -> list[str]:
    """What somebody may have typed: not what stood in its box already, as far as that can be told without asking."""
    names = [name for name in data if name in TYPED or name.startswith(TYPED_EACH)]
    names = [name for name in names if not _is_as_shown(data, name)]
    return [data[name] for name in names if data[name].strip() and not data[name].isdigit()]


def _is_as_shown(data: QueryDict, name: str) -> bool:
    """Whether a box came back with the older translation, or with the text without marks, that it was shown with."""
    pk = name.removeprefix("text-")
    try:
        version = version_of(marks.from_text(gate.normalised(data[name]), ""))
    except marks.MarkupError:
        version = ""
    return was_left_as_shown(data, pk) or version == data.get(f"was-{pk}", version_of(""))
