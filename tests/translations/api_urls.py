"""The site's addresses with Wagtail's v3 API among them, as somebody could switch it on."""

from django.urls import path
from wagtail.api.v3.urls import api

from mysite.urls import handler404, handler500
from mysite.urls import urlpatterns as own

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [path("api/v3/", api.urls), *own]
