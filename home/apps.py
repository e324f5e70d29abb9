"""The home page, standing pages, and the commands that set a site up."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
