"""What is too large to be read at once is refused in the words of the desk: Django would answer 400 before any view."""

from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .exceptions import Refusal

PASSAGE, FORM = "translations:segment", "translations:edit"
# So much of what is refused is read, so that whoever sends it hears the answer.
MOST_READ, CHUNK = 16 * 2**20, 2**16
# A passage is sent with fewer.
MOST_FIELDS = 20


class TooLarge(Refusal):
    """More was sent than the site takes at once."""

    status = 413
    title = gettext_lazy("This is too much at once")


class TooLargeMiddleware(MiddlewareMixin):
    """Answers 413 to what people send to a form of the desk, or to one of its passages, that is too large.

    Stands before the check of the token, which reads what was sent. Whoever is not signed in, and all other addresses,
    get Django's answer.
    """

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name
        if request.method != "POST" or name not in (PASSAGE, FORM) or not request.user.is_authenticated:
            return None
        try:
            request.POST.get("")
        except RequestDataTooBig:
            sent = _read_out(request, keep=name == PASSAGE)
        except TooManyFieldsSent:
            sent = b""
        else:
            return None
        return _of_a_passage(_typed(request, sent)) if name == PASSAGE else _of_a_form(request)


def _read_out(request: HttpRequest, *, keep: bool) -> bytes:
    """Read what is refused; all of it, where it is to be given back and is not larger than that."""
    left, sent = MOST_READ, bytearray()
    while left > 0 and (read := request.read(CHUNK)):
        left -= len(read)
        sent += read if keep else b""
    return bytes(sent) if left > 0 else b""


def _typed(request: HttpRequest, sent: bytes) -> str | None:
    """The text of a passage; None where it was not read."""
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        fields = parse_qs(sent.decode(), max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    return fields.get("target", [None])[0]


def _largest() -> str:
    return filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _of_a_passage(typed: str | None) -> HttpResponse:
    said = _("This text is too large to be stored: the site takes %(size)s at once.") % {"size": _largest()}
    yours = {} if typed is None else {"yours": typed}
    return JsonResponse({"errors": [said]} | yours, status=TooLarge.status)


def _of_a_form(request: HttpRequest) -> HttpResponse:
    said = _(
        "The form is larger than the site takes at once (%(size)s), and nothing of it was stored. Where JavaScript "
        "runs, what you typed is kept in this browser: go back, and save the passages one by one."
    ) % {"size": _largest()}
    refusal = TooLarge(said, url=request.path)
    return TemplateResponse(request, "translations/refusal.html", {"refusal": refusal}, status=refusal.status).render()
