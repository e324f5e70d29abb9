"""Addresses of authors, topics, outlets and corrections, in the words of each language."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.text import format_lazy

from core.addresses import lazy_segment

from .catalogue import KINDS
from .views import catalogue, citing, corrections

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        format_lazy("{}/", lazy_segment(kind.list_url_name)),
        include(
            [
                path("", catalogue.index, {"kind": kind.name}, name=kind.list_url_name),
                path("<slug:slug>/", catalogue.detail, {"kind": kind.name}, name=kind.name),
                path(
                    "<slug:slug>/list.<str:ending>",
                    citing.download_entries,
                    {"kind": kind.name},
                    name=f"{kind.name}_references",
                ),
            ]
        ),
    )
    for kind in KINDS.values()
] + [
    path(format_lazy("{}/", lazy_segment("corrections")), corrections.index, name="corrections"),
    path(
        format_lazy("{}/", lazy_segment("cite")),
        include(
            [
                path("<key:pk>/", citing.page, name="cite"),
                path("<key:pk>/<str:part>.<str:ending>", citing.download, name="cite_file"),
                path("<key:pk>/<str:part>/list.<str:ending>", citing.download_list, name="cite_list"),
            ]
        ),
    ),
]
