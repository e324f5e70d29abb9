"""Every combination of filters finds what has all of it, in each language; and files of a list hold the same."""

import datetime
import itertools
import json
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.text import slugify

from articles import browsing
from articles.models import (
    BlogPostPage,
    Edition,
    PostAuthor,
    PostTopic,
    PublicationPage,
    PublicationTopic,
    Topic,
    Work,
    WorkAuthor,
)  # fmt: skip
from core.readers import reader_of
from home.bulk.pages import insert_pages
from tests import factories
from tests.reading import by_class, main, read, text

LANGUAGES = ["en", "es"]
BOTH = pytest.mark.parametrize("code", LANGUAGES)
BOTH_WAYS = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
NAMES = {"topic": ("Peace", "Water"), "author": ("Ana", "Luz"), "outlet": ("Foro", "Journal"), "year": (2019, 2020)}
NAMES |= {"kind": ("book", "report"), "language": ("fr", "de")}
OF_PUBLICATIONS = ("topic", "author", "year", "outlet", "kind", "language")
CITE = {"en": "/en/cite/", "es": "/es/citar/"}


def built(site) -> SimpleNamespace:
    """Two topics, people and outlets with a row in each language; in each language an article of every combination.

    What an article points at is the row of the other language, so that families have to be compared. A work in a
    language is an original in it, or has an edition in it, which is there twice: it is to be listed once.
    """
    rows: dict[str, dict[tuple[str, str], object]] = {name: {} for name in ("topic", "author", "outlet")}
    makers = {"topic": factories.topic, "author": factories.person, "outlet": factories.outlet}
    for kind, make in makers.items():
        for name in NAMES[kind]:
            first = make(site.en.locale, name)
            own = {"name": f"{name} (es)", "slug": f"{name.lower()}-es"} if kind == "topic" else {}
            rows[kind][name, "en"], rows[kind][name, "es"] = first, factories.twin(first, site.es, **own)
    chosen = [
        (*facts, NAMES["kind"][(place ^ place >> 1) & 1], NAMES["language"][(place >> 1 ^ place >> 2) & 1])
        for place, facts in enumerate(itertools.product(NAMES["author"], NAMES["year"], NAMES["outlet"]))
    ]
    works = Work.objects.bulk_create(
        Work(
            title="A work", live=True, date=datetime.date(year, 5, 3), outlet=rows["outlet"][outlet, "en"],
            kind=kind, language=language if author == "Ana" else "it",
        )
        for author, year, outlet, kind, language in chosen
    )  # fmt: skip
    Edition.objects.bulk_create(
        Edition(work=work, title="T", language=facts[-1])
        for work, facts in zip(works, chosen, strict=True)
        if work.language == "it"
        for _twice in range(2)
    )
    WorkAuthor.objects.bulk_create(
        WorkAuthor(work=work, person=rows["author"][author, "en"])
        for work, (author, *_rest) in zip(works, chosen, strict=True)
    )
    for code, other in (("en", "es"), ("es", "en")):
        tree, pointed = getattr(site, code), {name: rows["topic"][name, other] for name in NAMES["topic"]}
        made = list(itertools.product(NAMES["topic"], zip(chosen, works, strict=True)))
        pages = [PublicationPage(work=work) for _topic, (_facts, work) in made]
        _insert(tree.publications, pages, [f"{topic} {' '.join(map(str, facts))}" for topic, (facts, _work) in made])
        PublicationTopic.objects.bulk_create(
            PublicationTopic(page=page, topic=pointed[topic]) for page, (topic, _rest) in zip(pages, made, strict=True)
        )
        told = list(itertools.product(NAMES["topic"], NAMES["author"], NAMES["year"]))
        posts = [BlogPostPage(date=datetime.date(year, 5, 3), hero_decorative=True) for *_rest, year in told]
        _insert(tree.blog, posts, [f"{topic} {author} {year} post" for topic, author, year in told])
        for post, (topic, author, _year) in zip(posts, told, strict=True):
            PostTopic.objects.create(page=post, topic=pointed[topic])
            PostAuthor.objects.create(page=post, person=rows["author"][author, other])
    return SimpleNamespace(en=site.en, es=site.es, rows=rows)


def _insert(parent, pages: list, titles: list[str]) -> None:
    for page, title in zip(pages, titles, strict=True):
        page.title, page.slug, page.live = title, slugify(title), True
        page.locale, page.translation_key = parent.locale, uuid.uuid4()
    insert_pages(parent, pages)


def asked(world, code: str, kind: str, /, **values) -> tuple[object, object]:
    """The list of a kind and a reader whose address asks for these values, by name."""
    slugs = {
        name: getattr(world.rows.get(name, {}).get((value, code)), "slug", value) for name, value in values.items()
    }
    return getattr(getattr(world, code), kind), reader_of(RequestFactory().get("/", slugs))


def combinations(names: tuple[str, ...]):
    """Choices of a value, or of none, for all of these filters: of years and people one is as good as the other."""
    choices = {"author": (None, "Ana"), "year": (None, 2020), "kind": (None, "book"), "language": (None, "fr")}
    for values in itertools.product(*(choices.get(name, (None, *NAMES[name])) for name in names)):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


@BOTH
@pytest.mark.parametrize(
    ("kind", "names", "number"), [("blog", ("topic", "author", "year"), 8), ("publications", OF_PUBLICATIONS, 16)]
)
def test_every_combination_of_filters_finds_what_has_all_of_it_and_nothing_else(
    world, code, kind, names, number
) -> None:
    with translation.override(code):
        index, reader = asked(world, code, kind)
        every = {page.title for page in browsing.matching(index, reader)}
        assert len(every) == number
        for values in combinations(names):
            index, reader = asked(world, code, kind, **values)
            found = [page.title for page in browsing.matching(index, reader)]
            wanted = {title for title in every if {str(value) for value in values.values()} <= set(title.split())}
            assert sorted(found) == sorted(wanted), values


@BOTH
def test_a_list_shows_what_its_files_hold_in_the_same_order(world, client, code) -> None:
    tree = getattr(world, code)
    query = f"?topic={world.rows['topic']['Water', code].slug}&year=2020"
    shown = [text(each) for each in by_class(main(read(client, f"{tree.publications.url}{query}")), "card__title")]
    answer = client.get(f"{CITE[code]}{tree.publications.pk}/pages/list.json{query}")
    assert [item["title"] for item in json.loads(answer.content)] == shown
    assert len(shown) == 4


@BOTH
def test_each_chosen_value_stays_chosen_and_all_choices_stay(world, code) -> None:
    with translation.override(code):
        values = {"topic": "Peace", "author": "Luz", "year": 2019, "outlet": "Foro", "kind": "report", "language": "fr"}
        listing = browsing.browse(*asked(world, code, "publications", **values))
    assert listing.is_filtered
    assert tuple(each.name for each in listing.filters) == OF_PUBLICATIONS
    words = {"en": ("Report", "French"), "es": ("Informe", "Francés")}[code]
    labels = ["Peace", "Luz", "2019", "Foro", *words]
    assert [each.chosen.label.split()[0] for each in listing.filters] == labels
    assert [len(each.choices) for each in listing.filters] == [2, 2, 2, 2, 2, 3]
    assert all(choice.lang == "" for each in listing.filters for choice in each.choices)
    assert [choice.label for choice in listing.filters[2].choices] == ["2020", "2019"]
    assert listing.query.count("&") == 6


@BOTH
def test_without_a_filter_nothing_is_chosen(world, code) -> None:
    with translation.override(code):
        listing = browsing.browse(*asked(world, code, "blog"))
    assert not listing.is_filtered
    assert [each.chosen for each in listing.filters] == [None, None, None]
    assert listing.page_range == [1]


@BOTH
@pytest.mark.parametrize("kind", ["blog", "publications"])
def test_filters_cost_no_query_each(world, code, kind) -> None:
    counts = set()
    of_works = {"outlet": "Foro", "kind": "book", "language": "fr"}
    for values in ({}, {"topic": "Peace"}, {"topic": "Peace", "author": "Ana", "year": 2019}, of_works):
        with translation.override(code), CaptureQueriesContext(connection) as queries:
            listing = browsing.browse(*asked(world, code, kind, **values))
        assert listing.cards
        counts.add(len(queries))
    assert len(counts) == 1


@BOTH_WAYS
def test_a_topic_by_its_slug_in_the_other_language_finds_the_same(world, code, other) -> None:
    with translation.override(code):
        index, own = asked(world, code, "blog", topic="Peace", year=2020)
        foreign = reader_of(
            RequestFactory().get("/", {"topic": world.rows["topic"]["Peace", other].slug, "year": 2020})
        )
        found = [[page.pk for page in browsing.matching(index, reader)] for reader in (own, foreign)]
    assert found[0] == found[1]
    assert len(found[0]) == 2


@BOTH_WAYS
def test_a_topic_that_is_taken_back_here_is_named_by_its_other_row_and_still_finds(world, code, other) -> None:
    Topic.objects.filter(pk=world.rows["topic"]["Peace", code].pk).update(live=False)
    with translation.override(code):
        index = getattr(world, code).blog
        slug = world.rows["topic"]["Peace", other].slug
        listing = browsing.browse(index, reader_of(RequestFactory().get("/", {"topic": slug})))
    assert len(listing.cards) == 4
    assert listing.filters[0].chosen.lang == other


@BOTH
def test_what_can_be_read_in_a_language_is_its_originals_and_what_has_an_edition_in_it(world, code) -> None:
    with translation.override(code):
        for language in NAMES["language"]:
            index, reader = asked(world, code, "publications", language=language)
            told = [page.work.language for page in browsing.matching(index, reader)]
            assert sorted(told) == sorted([language] * 4 + ["it"] * 4)
        index, reader = asked(world, code, "publications", language="it")
        assert browsing.matching(index, reader).count() == 8


@BOTH
@pytest.mark.parametrize(
    ("name", "value"), [("kind", "opinion"), ("kind", "Book"), ("language", "FR"), ("language", "es"), ("kind", "\0")]
)
def test_a_kind_or_a_language_that_no_work_of_the_list_has_finds_nothing(world, code, name, value) -> None:
    with translation.override(code):
        index, reader = asked(world, code, "publications", **{name: value})
        assert not browsing.matching(index, reader).exists()


@pytest.mark.parametrize("value", ["20190", "0", "²⁰¹⁹", "2019.0", "+2019", " 2019x", "2018", "٢٠١٩"])
def test_only_a_year_of_the_list_as_it_is_written_finds_anything(world, value) -> None:
    index, reader = asked(world, "en", "blog", year=value)
    assert not browsing.matching(index, reader).exists()


@BOTH
@pytest.mark.parametrize(("kind", "number"), [("topic", 12), ("author", 12), ("outlet", 8)])
def test_the_page_of_a_row_lists_what_belongs_to_its_family_newest_first(world, code, kind, number) -> None:
    row = world.rows[kind][NAMES[kind][0], code]
    with translation.override(code):
        reader = reader_of(RequestFactory().get("/"))
        listing = browsing.entries_of(row, reader, getattr(world, code).locale)
    titles = [card.page.title for card in listing.cards]
    assert len(titles) == len(set(titles)) == number
    assert all(NAMES[kind][0] in title.split() for title in titles)
    years = [card.page.date.year if not card.is_publication else card.page.work.date.year for card in listing.cards]
    assert years == sorted(years, reverse=True)
    assert all(card.page.locale_id == getattr(world, code).locale.pk for card in listing.cards)


OF_ROWS = {"topic": ("year", "kind"), "author": ("topic", "year", "kind"), "outlet": ("topic", "year", "kind")}


def entries(world, code: str, kind: str, /, **values) -> browsing.Listing:
    """What there is on the first row of a kind, narrowed by these values."""
    _index, reader = asked(world, code, "publications", **values)
    return browsing.entries_of(world.rows[kind][NAMES[kind][0], code], reader, getattr(world, code).locale)


@BOTH
@pytest.mark.parametrize("kind", OF_ROWS)
def test_what_belongs_to_a_row_is_narrowed_by_every_combination_of_its_filters(world, code, kind) -> None:
    with translation.override(code):
        every = {card.page.title for card in entries(world, code, kind).cards}
        for values in combinations(OF_ROWS[kind]):
            listing = entries(world, code, kind, **values)
            found = [card.page.title for card in listing.cards]
            wanted = {title for title in every if {str(value) for value in values.values()} <= set(title.split())}
            assert sorted(found) == sorted(wanted), values
            assert tuple(each.name for each in listing.filters) == OF_ROWS[kind]
            assert {each.name for each in listing.filters if each.chosen} == set(values)


@BOTH
def test_of_a_row_only_filters_that_tell_its_entries_apart_are_offered(site, code) -> None:
    tree = getattr(site, code)
    outlet, topic = factories.outlet(tree.locale), factories.topic(tree.locale)
    factories.publication(tree, work=factories.work(outlet=outlet, kind="book"), topics=[topic])

    def offered(**values) -> list[str]:
        with translation.override(code):
            reader = reader_of(RequestFactory().get("/", values))
            return [each.name for each in browsing.entries_of(outlet, reader, tree.locale).filters]

    assert offered() == []
    assert offered(kind="book") == ["kind"]  # so that it can be given up
    factories.publication(tree, work=factories.work(outlet=outlet, kind="talk"), topics=[topic])
    assert offered() == ["kind"]


@BOTH
def test_what_belongs_to_a_row_costs_the_same_however_it_is_narrowed(world, code) -> None:
    counts = set()
    for values in ({}, {"topic": "Water"}, {"topic": "Water", "year": 2020}):
        with translation.override(code), CaptureQueriesContext(connection) as queries:
            assert entries(world, code, "author", **values).cards
        counts.add(len(queries))
    assert len(counts) == 1


@BOTH
def test_undated_works_stand_after_all_dated_articles_of_a_topic(world, code) -> None:
    tree = getattr(world, code)
    topic = world.rows["topic"]["Peace", code]
    factories.publication(tree, "Undated", work=factories.work(date=None), topics=[topic])
    old = factories.post(tree, "Very old", date=datetime.date(1900, 1, 1), topics=[topic])
    with translation.override(code):
        listing = browsing.entries_of(topic, reader_of(RequestFactory().get("/")), tree.locale)
    assert [card.page.title for card in listing.cards][-2:] == [old.title, "Undated"]


def test_years_are_those_of_the_list_alone(world) -> None:
    factories.post(world.en, "Old", date=datetime.date(1999, 1, 1))
    factories.post(world.en, "Draft", date=datetime.date(1998, 1, 1), live=False)
    factories.publication(world.en, "Undated", work=factories.work(date=None))

    def years(code: str, kind: str) -> list[str]:
        with translation.override(code):
            listing = browsing.browse(*asked(world, code, kind))
        return [choice.value for each in listing.filters if each.name == "year" for choice in each.choices]

    assert years("en", "blog") == ["2020", "2019", "1999"]
    assert years("en", "publications") == years("es", "blog") == ["2020", "2019"]
