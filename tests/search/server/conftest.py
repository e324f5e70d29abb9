"""A site with a search server for its readers, which the stand-in plays."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.management import call_command

from search.server.asking import RESTING

from .client import READERS, SERVER
from .stand_in import StandIn


@pytest.fixture
def server(site, settings) -> Iterator[StandIn]:
    """The stand-in beside a `site`, with the indexes that `update_index` makes."""
    with played(settings) as found:
        yield found


@pytest.fixture
def readers(world, settings) -> Iterator[StandIn]:
    """The stand-in beside the `world` of a module."""
    with played(settings) as found:
        yield found


@contextmanager
def played(settings) -> Iterator[StandIn]:
    SERVER.__init__()
    cache.delete(RESTING)
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "readers": READERS}
    call_command("update_index", backend_name="readers", verbosity=0)
    SERVER.searches.clear()
    yield SERVER
    cache.delete(RESTING)
