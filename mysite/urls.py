"""Addresses: each page under its language, the admin beside them."""

import re

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, include, path, re_path
from django.utils.cache import patch_vary_headers
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts import private
from core import page_choosers

from .middleware import negotiated_language
from .views import media

handler400 = "mysite.views.bad_request"
handler404 = "mysite.views.page_not_found"
handler500 = "mysite.views.server_error"


def language_redirect(request: HttpRequest) -> HttpResponse:
    """Send `/` to the reader's language; the one redirect by language there is."""
    response = HttpResponseRedirect(f"/{negotiated_language(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def media_urls() -> list[URLPattern]:
    """Pictures, on a person's own machine, with or without DEBUG."""
    prefix = re.escape(settings.MEDIA_URL.lstrip("/"))
    return [re_path(rf"^{prefix}(?P<path>.*)$", media)] * settings.SERVE_MEDIA


urlpatterns = [
    path("", language_redirect),
    path(settings.ADMIN_PATH, include("accounts.urls")),  # first: its login stands in for Wagtail's
    path(settings.ADMIN_PATH, include(page_choosers)),  # before Wagtail's, which name drafts to everybody
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    path("documents/", include(private.documents_urls)),  # before Wagtail's, whose tries nobody counts
    path("documents/", include(wagtaildocs_urls)),
    *media_urls(),
    *i18n_patterns(
        path(
            "_util/login/",
            RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
            name="one_login",
        ),
        path("", include("search.urls")),
        path("", include("articles.urls")),
        path("", include(private.pages_urls)),
        path("", include(wagtail_urls)),
    ),
]
