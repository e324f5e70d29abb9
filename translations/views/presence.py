"""The page of an item says that it is open, and hears who else has it open."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import ngettext
from django.views.generic import View

from translations.desk import presence
from translations.phrases import joined

from .base import get_item


class PresenceView(View):
    """POST answers `{names, sentence}`, of the others; with `leaves`, the user is not here any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        item = get_item(request, pk)
        if "leaves" in request.POST:
            presence.leave(item, request.user)
            return JsonResponse({"names": [], "sentence": ""})
        presence.arrive(item, request.user)
        names = presence.others(item, request.user)
        return JsonResponse({"names": names, "sentence": sentence(names)})


def sentence(names: list[str]) -> str:
    """“Ana is here”, in the reader's language; “” where nobody is."""
    if not names:
        return ""
    return ngettext("%(names)s is here", "%(names)s are here", len(names)) % {"names": joined(names)}
