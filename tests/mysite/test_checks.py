"""Mistakes in the configuration are found by `manage.py check`, not by a reader."""

import copy
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks

from mysite import checks
from mysite.checks import documents_are_asked_for, languages_agree, search_is_installed_once, sqlite_waits_for_its_turn

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"},
}


@pytest.fixture
def configured(monkeypatch) -> Callable[..., None]:
    """Gives the checks other settings to look at. Overriding these for real would load the apps again."""

    def change(**values: Any) -> None:
        shown = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
        monkeypatch.setattr(checks, "settings", SimpleNamespace(**shown | values))

    return change


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def sqlite(**options):
    database = copy.deepcopy(SQLITE)
    database["OPTIONS"].update(options)
    return {"default": {**database, "OPTIONS": {key: value for key, value in database["OPTIONS"].items() if value}}}


def test_the_settings_as_they_are_have_no_faults():
    ours = [message for message in run_checks() if (message.id or "").startswith("tandem.")]
    assert ours == []


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, []),
        ({"timeout": 60}, []),
        ({"transaction_mode": None}, ["tandem.E001"]),
        ({"transaction_mode": "DEFERRED"}, ["tandem.E001"]),
        ({"timeout": None}, ["tandem.E001"]),
        ({"timeout": 5}, ["tandem.E001"]),
        ({"init_command": None}, ["tandem.W001"]),
        ({"timeout": None, "init_command": "PRAGMA synchronous=NORMAL;"}, ["tandem.E001", "tandem.W001"]),
    ],
)
def test_sqlite_must_make_writers_wait(configured, options, found):
    configured(DATABASES=sqlite(**options))
    assert ids(sqlite_waits_for_its_turn(None)) == found


def test_another_database_needs_no_such_options(configured):
    configured(DATABASES={"default": {"ENGINE": "django.db.backends.postgresql"}})
    assert sqlite_waits_for_its_turn(None) == []


def test_the_search_app_is_not_installed_twice(configured):
    assert search_is_installed_once(None) == []
    configured(INSTALLED_APPS=[*settings.INSTALLED_APPS, "modelsearch"])
    (error,) = search_is_installed_once(None)
    assert error.id == "tandem.E002"
    assert "modelsearch" in error.hint


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SITE_LANGUAGES", ["en", "es"], []),
        ("LANGUAGES", [("en", "English")], ["tandem.E003"]),
        ("WAGTAIL_CONTENT_LANGUAGES", [("es", "Español"), ("en", "English")], ["tandem.E003"]),
        ("LANGUAGE_CODE", "es", ["tandem.E004"]),
        ("SITE_LANGUAGES", ["es", "en"], ["tandem.E003", "tandem.E003", "tandem.E004"]),
    ],
)
def test_the_lists_of_languages_must_agree(configured, name, value, found):
    configured(**{name: value})
    assert ids(languages_agree(None)) == found


def test_each_message_says_what_to_do(configured):
    apps = [*settings.INSTALLED_APPS, "modelsearch"]
    configured(DATABASES=sqlite(timeout=1, init_command=None), INSTALLED_APPS=apps, LANGUAGE_CODE="es")
    messages = [
        *sqlite_waits_for_its_turn(None),
        *search_is_installed_once(None),
        *languages_agree(None),
    ]
    assert len(messages) == 4
    assert all(message.hint for message in messages)


@pytest.mark.parametrize(
    "changed",
    [
        {"WAGTAILDOCS_SERVE_METHOD": "direct"},
        {"WAGTAILDOCS_SERVE_METHOD": "redirect"},
        {"WAGTAILDOCS_SERVE_METHOD": None},
        {"PUBLIC_MEDIA": ["images", "documents"]},
    ],
)
def test_no_setting_hands_out_documents_without_asking_who_reads_them(configured, changed):
    assert ids(documents_are_asked_for(None)) == []
    configured(**changed)
    assert ids(documents_are_asked_for(None)) == ["tandem.E005"]
