"""What every test starts from."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from wagtail.models import Locale, Site

from articles.models import BlogIndexPage, PublicationIndexPage
from home.models import HomePage
from home.setup import setup_site

pytest_plugins = ["tests.databases", "tests.skips"]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """The test client leaves the language of its last request active: each test starts in the default."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again and again takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session", autouse=True)
def _media(tmp_path_factory) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session")
def kept(django_db_setup, django_db_blocker) -> Callable[[], AbstractContextManager[Any]]:
    """Opens what the tests of a module share: `with kept() as site:` in a fixture of module scope.

    What is made there is rolled back after the last of them. Each test gets a deep copy of the objects,
    and takes `db`, so that what it changes is undone. Not for a module in which a test commits.
    """

    @contextmanager
    def opened() -> Iterator[SimpleNamespace]:
        with django_db_blocker.unblock(), transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            yield ready_site()
            transaction.set_rollback(True)

    return opened


@pytest.fixture(scope="module")
def shared(kept, request) -> Iterator[Any]:
    """What the function `built` of a module makes on a site, for all its tests; they take `world`."""
    with kept() as site:
        yield request.module.built(site)


@pytest.fixture
def world(shared, db) -> Any:
    """A test's own copy of it."""
    return deepcopy(shared)


@pytest.fixture
def site(db) -> SimpleNamespace:
    """A site as `setup_site` makes it: `site.en.home`, `site.es.blog`, `site.en.publications`, `site.en.locale`."""
    return ready_site()


def ready_site() -> SimpleNamespace:
    """The trees by language; made first where a test began with less."""
    Site.clear_site_root_paths_cache()
    ready = HomePage.objects.values_list("locale__language_code", flat=True)
    if set(ready) != set(settings.SITE_LANGUAGES):  # a bare database, or a test that adds a language
        setup_site()
        Site.clear_site_root_paths_cache()
    return SimpleNamespace(**{locale.language_code: _tree(locale) for locale in Locale.objects.all()})


def _tree(locale: Locale) -> SimpleNamespace:
    return SimpleNamespace(
        locale=locale,
        home=HomePage.objects.get(locale=locale),
        blog=BlogIndexPage.objects.get(locale=locale),
        publications=PublicationIndexPage.objects.get(locale=locale),
    )
