"""The table of queries: what each kind of page may cost, and that rows do not make it dearer.

“Over bare” is counted over a standing page without text at the same depth of the tree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import BlogIndexPage, BlogPostPage, Outlet, Person, PublicationPage, Topic
from tests import bulk, factories

ROWS = (10, 100, 1000)


@dataclass(frozen=True)
class Row:
    """One kind of page: how to fill it, where it stands, and what it may cost."""

    name: str
    fill: Callable[[Any, int], str]
    over_bare: int
    depth: int
    rows: tuple[int, ...] = ROWS

    def __str__(self) -> str:
        return self.name


def _related(tree: Any, number: int = 7) -> dict[str, list]:
    return {
        "topics": bulk.snippets(Topic, tree.locale, number),
        "authors": bulk.snippets(Person, tree.locale, number),
    }


def _outlets(tree: Any, number: int = 3) -> list:
    return [bulk.snippets(Outlet, tree.locale, 1, logo=picture)[0] for picture in _pictures(number)]


def _pictures(number: int) -> list:
    return [factories.picture() for _ in range(number)]


def blog(tree: Any, rows: int) -> str:
    bulk.posts(tree, rows, **_related(tree), pictures=_pictures(5))
    return tree.blog.get_url()


def filtered_blog(tree: Any, rows: int) -> str:
    related = _related(tree)
    bulk.posts(tree, rows, topics=related["topics"][:1], authors=related["authors"][:1])
    topic, author = related["topics"][0], related["authors"][0]
    return f"{tree.blog.get_url()}?topic={topic.slug}&author={author.slug}&year=2015"


def publications(tree: Any, rows: int) -> str:
    bulk.publications(tree, rows, **_related(tree), outlets=_outlets(tree))
    return tree.publications.get_url()


def filtered_publications(tree: Any, rows: int) -> str:
    return f"{publications(tree, rows)}?kind=article&language=fr&year=2015"


def last_page_of_publications(tree: Any, rows: int) -> str:
    return f"{publications(tree, rows)}?page=999999"


def home(tree: Any, rows: int) -> str:
    related = _related(tree)
    bulk.posts(tree, rows, **related, pictures=_pictures(5))
    bulk.publications(tree, rows, **related, outlets=_outlets(tree))
    return tree.home.get_url()


def topic_page(tree: Any, rows: int) -> str:
    [topic], [person] = _related(tree, 1).values()
    bulk.posts(tree, rows, topics=[topic], authors=[person], pictures=_pictures(5))
    bulk.publications(tree, rows, topics=[topic], authors=[person], outlets=_outlets(tree))
    return topic.get_absolute_url()


def author_page(tree: Any, rows: int) -> str:
    [person] = bulk.snippets(Person, tree.locale, 1, photo=factories.picture())
    [topic] = bulk.snippets(Topic, tree.locale, 1)
    bulk.posts(tree, rows, topics=[topic], authors=[person], pictures=_pictures(5))
    bulk.publications(tree, rows, topics=[topic], authors=[person], outlets=_outlets(tree))
    return person.get_absolute_url()


def outlet_page(tree: Any, rows: int) -> str:
    outlets = _outlets(tree, 1)
    bulk.publications(tree, rows, **_related(tree), outlets=outlets)
    return outlets[0].get_absolute_url()


def outlet_page_with_posts(tree: Any, rows: int) -> str:
    """As many publications that appeared with an outlet, and as many posts that announce them."""
    outlets, related = _outlets(tree, 1), _related(tree)
    announced = bulk.publications(tree, rows, **related, outlets=outlets)
    bulk.posts(tree, rows, **related, pictures=_pictures(5), publications=announced)
    return outlets[0].get_absolute_url()


def filtered_outlet_page(tree: Any, rows: int) -> str:
    return f"{outlet_page(tree, rows)}?kind=article&year=2015"


def filtered_author_page(tree: Any, rows: int) -> str:
    return f"{author_page(tree, rows)}?year=2015"


def topics_list(tree: Any, rows: int) -> str:
    bulk.snippets(Topic, tree.locale, rows)
    return "/en/topics/"


def authors_list(tree: Any, rows: int) -> str:
    for photo in _pictures(5):
        bulk.snippets(Person, tree.locale, rows // 5, photo=photo)
    return "/en/authors/"


def outlets_list(tree: Any, rows: int) -> str:
    _outlets(tree, rows)
    return "/en/outlets/"


def corrections_list(tree: Any, rows: int) -> str:
    """As many corrected posts, and as many corrected publications."""
    bulk.posts(tree, rows)
    bulk.publications(tree, rows)
    note = {"type": "correction", "value": {"date": "2026-05-06", "text": "It said 15."}}
    for model in (BlogPostPage, PublicationPage):
        model.objects.update(corrections=[note])
    return "/en/corrections/"


def _image_blocks(rows: int) -> list:
    return [("image", {"image": picture, "alt_text": "A", "decorative": False}) for picture in _pictures(rows)]


def post(tree: Any, rows: int) -> str:
    """A post with as many authors, topics, listed publications and pictures as there are rows."""
    related = _related(tree, rows)
    listed = bulk.publications(tree, rows, authors=related["authors"], outlets=_outlets(tree, rows))
    page = factories.post(
        tree, **related, publications=listed, hero_image=factories.picture(), hero_decorative=True,
        body=[*_image_blocks(rows), ("publications", None)],
    )  # fmt: skip
    return page.get_url()


def publication(tree: Any, rows: int, **facts: Any) -> str:
    """A publication with as many authors, editions, topics and pictures as there are rows."""
    related = _related(tree, rows)
    editions = [{"language": "fr", "outlet": outlet} for outlet in _outlets(tree, rows)]
    facts = {"outlet": _outlets(tree, 1)[0], "editions": tuple(editions), **facts}
    work = factories.work(authors=tuple(related["authors"]), **facts)
    return factories.publication(tree, work=work, topics=related["topics"], body=_image_blocks(rows)).get_url()


def repeated(tree: Any, rows: int) -> str:
    """The same with all that is told of rights, of a work that the page repeats word for word."""
    outlet = factories.outlet(tree.locale, disclaimer="Nobody of the journal has read this.")
    rights = {"licence": "CC BY 4.0", "rights": "needed", "permission_by": "X", "permission_date": "2026-01-15"}
    return publication(tree, rows, outlet=outlet, verbatim=True, language="en", url="https://example.org/o", **rights)


def search_page(tree: Any, rows: int) -> str:
    for each in range(rows):
        factories.post(tree, f"Peace {each}", search_description="x")
    return "/en/search/?q=peace"


def search_in_both(tree: Any, rows: int) -> str:
    """Pages in both languages, which say what a word is in the other, and as many that are in that one alone."""
    there = BlogIndexPage.objects.exclude(locale=tree.locale).select_related("locale").get()
    other = SimpleNamespace(blog=there, locale=there.locale)
    for each in range(rows):
        page = factories.post(tree, f"Peace {each}", search_description="x")
        factories.twin(page, other, title=f"Paz {each}", slug=f"paz-{each}", intro="–")
        factories.post(other, f"Paz, paz {each}", intro="–")
        factories.post(other, f"Peace {each}", intro="–")
    return "/en/search/?q=peace"


TABLE = [
    Row("list of posts", blog, over_bare=12, depth=3),
    Row("list of posts, filtered", filtered_blog, over_bare=12, depth=3),
    Row("list of publications", publications, over_bare=12, depth=3),
    Row("list of publications, filtered", filtered_publications, over_bare=12, depth=3),
    Row("list of publications, last page", last_page_of_publications, over_bare=12, depth=3),
    Row("home page", home, over_bare=12, depth=3),
    Row("topic", topic_page, over_bare=10, depth=3),
    Row("author", author_page, over_bare=12, depth=3),
    Row("outlet", outlet_page, over_bare=8, depth=3),
    Row("outlet, with posts", outlet_page_with_posts, over_bare=10, depth=3),
    Row("topics", topics_list, over_bare=0, depth=3, rows=(10, 100)),
    Row("authors", authors_list, over_bare=0, depth=3, rows=(10, 100)),
    Row("outlets", outlets_list, over_bare=0, depth=3, rows=(10, 100)),
    Row("corrections", corrections_list, over_bare=4, depth=3, rows=(10, 100)),
    Row("post", post, over_bare=12, depth=4, rows=(1, 10)),
    Row("publication", publication, over_bare=12, depth=4, rows=(1, 10)),
    Row("publication, repeated", repeated, over_bare=12, depth=4, rows=(1, 10)),
    Row("search", search_page, over_bare=0, depth=3, rows=(5, 30)),
    Row("search, both languages", search_in_both, over_bare=3, depth=3, rows=(5, 30)),
]


def count_queries(client, url: str) -> int:
    """The queries of a page whose pictures have been made, with an empty cache: it would hide a query a picture."""
    assert client.get(url).status_code == 200, url
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def bare(client, tree: Any, depth: int) -> int:
    """The queries of a standing page without text at this depth."""
    page = factories.standard(tree)
    while page.depth < depth:
        page = page.add_child(instance=type(page)(title="Below", slug="below", locale=tree.locale))
    return count_queries(client, page.get_url())


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_a_page_costs_what_the_table_says_however_much_there_is(client, site, row) -> None:
    limit = bare(client, site.en, row.depth) + row.over_bare
    counts = {number: _cost_with(client, site.en, row, number) for number in row.rows}
    assert len(set(counts.values())) == 1, counts
    assert counts[row.rows[0]] <= limit, f"{counts} queries, allowed {limit}"


def _cost_with(client, tree: Any, row: Row, number: int) -> int:
    """What the page costs with this many rows, which are gone afterwards."""
    with transaction.atomic():
        cost = count_queries(client, row.fill(tree, number))
        transaction.set_rollback(True)
    cache.clear()
    return cost
