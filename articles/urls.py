"""Addresses of authors, topics and outlets, in the words of each language."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.text import format_lazy

from core.addresses import lazy_segment

from . import views
from .catalogue import KINDS

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        format_lazy("{}/", lazy_segment(kind.list_url_name)),
        include(
            [
                path("", views.index, {"kind": kind.name}, name=kind.list_url_name),
                path("<slug:slug>/", views.detail, {"kind": kind.name}, name=kind.name),
            ]
        ),
    )
    for kind in KINDS.values()
]
