"""Search for readers."""

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from . import signal_handlers

        signal_handlers.connect()
        post_migrate.connect(fill_empty_index, sender=self, dispatch_uid="search.fill_empty_index")


def fill_empty_index(**kwargs: Any) -> None:
    """A site that had no index yet has one after `migrate`: nobody has to know of another command."""
    from .engine.check import check
    from .models import Document

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or Document.objects.exists():
        return
    for _fault in check(mend=True):
        pass
