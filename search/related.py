"""Articles on the same as one: asked for where a reader comes to the end of it, so that no page waits for them."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from core.readers import Reader

from .answering import alike
from .engine.relations import KINDS

MOST = 4  # below an article
MOST_ON_A_PAGE = 12
ARTICLES = Q(blogpostpage__isnull=False) | Q(publicationpage__isnull=False)


def is_article(page: Page) -> bool:
    """Whether readers are led from this page to others on the same."""
    return KINDS.get(page._meta.model_name) in ("post", "publication")


def articles(reader: Reader, language: str) -> QuerySet[Page]:
    """Public articles of a language. One query a request, for the restrictions, once it is read."""
    return reader.public(Page.objects.filter(ARTICLES, locale__language_code=language))


def related_to(pk: int, reader: Reader, language: str, number: int = MOST) -> list[dict[str, str]]:
    """The nearest public articles in the language of an article, best first; none where that is not public. Three
    queries: restrictions, the index, and the site that the request is for.
    """
    rows = alike(pk, articles(reader, language), language, number)
    return [{"title": row.title, "url": reader.url_of(row), "type": kind_in(row.facets)} for row in rows]


def kind_in(facets: str) -> str:
    """As in the filters: “post”, “publication”."""
    return facets.partition(" ")[0].removeprefix("kind:")
