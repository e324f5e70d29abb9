"""The lowest layer's app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
