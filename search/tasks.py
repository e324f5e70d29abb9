"""Work of the index that may take longer than a request should."""

from django.apps import apps
from django_tasks import task
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from .server.asking import configured, is_configured
from .server.indexes import page_models

CHUNK = 500


@task()
def resend(page: int) -> None:
    """Send a page and all below it to the search server, or take them out there: who may see them has changed."""
    below = Page.objects.filter(pk=page).first()
    if below is None or not is_configured():
        return
    for model in page_models():
        rows = model.get_indexed_objects().filter(path__startswith=below.path)
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            configured().add_bulk(model, list(rows.filter(pk__in=pks[start : start + CHUNK]).only("pk")))


@task()
def reindex(model: str, pks: list[int]) -> None:
    """Put rows of one model into the index as the site has them when this runs."""
    rows = apps.get_model(model)
    for start in range(0, len(pks), CHUNK):
        some = rows._default_manager.filter(pk__in=pks[start : start + CHUNK])
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(rows, some)
