"""Work of the index that may take longer than a request should."""

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import get_search_backends

CHUNK = 500


@task()
def reindex(model: str, pks: list[int]) -> None:
    """Put rows of one model into the index as the site has them when this runs."""
    rows = apps.get_model(model)
    for start in range(0, len(pks), CHUNK):
        some = rows._default_manager.filter(pk__in=pks[start : start + CHUNK])
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(rows, some)
