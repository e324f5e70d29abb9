"""Addresses that fail: the site's own, and one under each language whose view raises."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

handler404 = "mysite.views.page_not_found"
handler500 = "mysite.views.server_error"


def raising(request: HttpRequest) -> HttpResponse:
    raise LookupError("a view that fails")


urlpatterns = [path("raising/", raising), *i18n_patterns(path("raising/", raising))]
