"""Search addresses, in the words of each language."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.text import format_lazy

from core.addresses import lazy_segment

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        format_lazy("{}/", lazy_segment("search")),
        include(
            [
                path("", views.results_page, name="search"),
                path("results.json", views.results_json, name="search_json"),
            ]
        ),
    ),
]
