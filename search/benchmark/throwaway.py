"""A new database with a site in it, gone afterwards. On either kind; the site's own is not touched."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from wagtail.models import Site


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Everything within stands in a database of its own, as migrations and `setup_site` leave it.

    A search server is neither asked nor written to: what it holds are the pages of the site.
    """
    own = settings.DATABASES["default"]["NAME"]
    with override_settings(WAGTAILSEARCH_BACKENDS={"default": settings.WAGTAILSEARCH_BACKENDS["default"]}):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        Site.clear_site_root_paths_cache()

        try:
            call_command("setup_site", verbosity=0)
            yield
        finally:
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
            connection.creation.destroy_test_db(own, verbosity=0)
            Site.clear_site_root_paths_cache()
