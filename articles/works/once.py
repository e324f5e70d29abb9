"""Two forms that are sent at once, and name the same work, person or outlet."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale


class OneAfterTheOther:
    """A view whose forms are stored one after the other: of two, the second finds what the first made."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            wait_for_others()
            return super().post(request, *args, **kwargs)


def wait_for_others() -> None:
    """Until this transaction ends nobody else passes here. All that makes works passes here."""
    list(Locale.objects.select_for_update().order_by("pk"))
