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
                path("feed.atom", views.feed, name="search_feed"),
                path("list.<str:ending>", views.references, name="search_references"),
                path("titles.json", views.titles_json, name="search_titles"),
                path("asked/", views.asked, name="search_counted"),
                path("clicked/", views.clicked, name="search_clicked"),
                path(format_lazy("{}/<key:pk>/", lazy_segment("related")), views.like, name="search_like"),
                path(
                    format_lazy("{}/<key:pk>/list/", lazy_segment("related")), views.like_list, name="search_like_list"
                ),
                path("opensearch.xml", views.description, name="search_description"),
            ]
        ),
    ),
]
