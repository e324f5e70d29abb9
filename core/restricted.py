"""What not everybody may read: pages behind a restriction, with their mirrors, and files of private collections."""

from django.db import models
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

MIRRORS_FOLLOWED = 3  # a mirror, its mirror, and the mirror of that
NONE_PRIVATE = models.Q(pk__in=[])  # as Wagtail says it


def private_q() -> models.Q:
    """The pages that not everybody may read: below a restriction, or mirrors of such.

    Wagtail's own condition knows no mirrors: of a page that became private later, its mirror would be listed and found
    with each new text. One query, so that searches can take it, which know no subqueries.
    """
    found = Page.objects.private_q()
    return found if found == NONE_PRIVATE else _with_mirrors(found)


def public_pages() -> models.QuerySet[Page]:
    """The live pages that anybody may read. One query, its condition included."""
    private = _stands_below(PageViewRestriction, "page__path", "path")
    return Page.objects.live().exclude(_with_mirrors(models.Q(private)))


def public_documents() -> models.QuerySet:
    """The documents that anybody may read: none of a collection that is private, by itself or by one above it. One
    query, its condition included."""
    private = _stands_below(CollectionViewRestriction, "collection__path", "collection__path")
    return get_document_model().objects.exclude(private)


def _stands_below(restrictions: type[models.Model], place: str, path: str) -> models.Exists:
    """Whether the row with this `path` stands at the `place` of a restriction, or below it: a part of a query."""
    below = models.ExpressionWrapper(models.OuterRef(path), output_field=models.CharField())
    return models.Exists(restrictions.objects.annotate(below=below).filter(below__startswith=models.F(place)))


def _with_mirrors(found: models.Q) -> models.Q:
    hidden = Page.objects.filter(found)
    for _mirror in range(MIRRORS_FOLLOWED):
        hidden = Page.objects.filter(alias_of__in=hidden.values("pk"))
        found |= models.Q(pk__in=hidden.values("pk"))  # by a field that searches can filter by
    return found
