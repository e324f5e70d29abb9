"""The page beside the desk: what is saved, as readers would see it, with each passage leading back to its box."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.utils.decorators import xframe_options_sameorigin_override

from translations import guard, services
from translations.desk.page import page_of

from .base import get_item
from .preview import may_preview


@require_safe
@xframe_options_sameorigin_override
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who may see the preview of the draft, and nobody else."""
    item = get_item(request, pk)
    target = services.target_of(item)
    if target is None or not may_preview(request.user, target):
        raise PermissionDenied
    guard.check_not_alone(item)
    return page_of(request, services.translation_of(item))
