"""The password of private pages, and of private collections of documents: Wagtail's own views behind a count of tries.

Wagtail lets it be tried as often as anybody likes. It is counted as a sign-in is (throttle.py): what was right is
taken back, and the browser in which it was right has a count of its own from then on.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from wagtail import views as of_pages
from wagtail.documents.views import serve as of_documents
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, Page, PageViewRestriction

from . import throttle
from .adapters import TOO_MANY

DOCUMENTS_TEMPLATE = "wagtaildocs/password_required.html"  # Wagtail's own default


class OneTooMany(PasswordViewRestrictionForm):
    """Says so, whatever was typed."""

    def clean_password(self) -> str:
        """Does not look at it."""
        raise ValidationError(TOO_MANY)


def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Wagtail's view, of a page."""
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)

    def refusal(form: OneTooMany) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id).specific
        return page.serve_password_required_response(request, form, request.path)

    return _counted(
        request, restriction, lambda: of_pages.authenticate_with_password(request, restriction.pk, page_id), refusal
    )


def documents_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Wagtail's view, of a collection."""
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)

    def refusal(form: OneTooMany) -> HttpResponse:
        template = getattr(settings, "WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE", DOCUMENTS_TEMPLATE)
        return TemplateResponse(request, template, {"form": form, "action_url": request.path})

    return _counted(
        request, restriction, lambda: of_documents.authenticate_with_password(request, restriction.pk), refusal
    )


def _counted(
    request: HttpRequest,
    restriction: BaseViewRestriction,
    view: Callable[[], HttpResponse],
    refusal: Callable[[OneTooMany], HttpResponse],
) -> HttpResponse:
    """Wagtail's answer, which leads on after the right password and shows the form again after a wrong one."""
    if request.method != "POST":
        return view()
    kind = "page" if isinstance(restriction, PageViewRestriction) else "collection"
    name = f"{kind} {restriction.page_id if kind == 'page' else restriction.collection_id}"
    tried = throttle.count_for_page(request, name)
    if tried is None:
        return refusal(OneTooMany(request.POST, instance=restriction))
    response = view()
    if response.status_code == 302:
        tried.rollback()
        # Below this address all pages have the same password; no other is sent the mark.
        inside = request.path[: request.path.index(f"/{restriction.pk}/")]
        throttle.remember(request, response, name, path=f"{inside}/{restriction.pk}/")
    return response


# The addresses are Wagtail's, below which these stand in its place.
pages_urls = [
    path(
        "_util/authenticate_with_password/<key:page_view_restriction_id>/<key:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    )
]
documents_urls = [
    path(
        "authenticate_with_password/<key:restriction_id>/",
        documents_password,
        name="wagtaildocs_authenticate_with_password",
    )
]
