"""A new database with a site in it, gone afterwards. On either kind; the site's own is not touched."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site


@contextmanager
def throwaway_database() -> Iterator[None]:
    """Everything within stands in a database of its own, as migrations and `setup_site` leave it."""
    own = settings.DATABASES["default"]["NAME"]
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
