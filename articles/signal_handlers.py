"""What follows from a change of a work: its pages are searched by the work's text."""

from typing import Any

from wagtail.search import index
from wagtail.signals import published

from .models import Work


def reindex_pages_of_work(instance: Work, **kwargs: Any) -> None:
    """Put the live pages of a work that was just published into the search index again."""
    for page in instance.publication_pages.live():
        index.insert_or_update_object(page.specific)


def connect() -> None:
    """Called once from `ArticlesConfig.ready`."""
    published.connect(reindex_pages_of_work, sender=Work, dispatch_uid="articles.reindex_pages_of_work")
