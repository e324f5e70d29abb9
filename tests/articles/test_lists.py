"""Lists of posts and publications: what stands in them, in which order, and how readers narrow them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests import bulk, factories
from tests.reading import by_class, links, main, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
FILTERS = ["topic", "author", "year", "outlet", "kind", "language"]
HOSTILE = ["\0", "'", '"', "%", "<script>", "🕊", "\u202eعربي", "x" * 10_000, "../..", "1 OR 1=1", "-1", "²", "1e9"]


def titles(client, url: str) -> list[str]:
    """The titles of a list's cards, in order."""
    return [text(each) for each in by_class(main(read(client, url)), "card__title")]


def choices(client, url: str, name: str) -> list[str]:
    """The choices of a filter, without the one for all."""
    select = next((each for each in main(read(client, url)).iter("select") if each.get("name") == name), ())
    return [text(each) for each in select][1:]


def day(number: int) -> datetime.date:
    return datetime.date(2019, 5, number)


# ---------------------------------------------------------------- what stands in a list
@BOTH
def test_posts_stand_newest_first_and_of_one_day_the_later_made_first(client, site, code) -> None:
    tree = getattr(site, code)
    for title, date in (("Old", day(1)), ("New", day(9)), ("Also old", day(1))):
        factories.post(tree, title, date=date)
    assert titles(client, tree.blog.get_url()) == ["New", "Also old", "Old"]


@BOTH
def test_publications_stand_by_the_date_of_their_work_and_undated_ones_last(client, site, code) -> None:
    tree = getattr(site, code)
    for title, date in (("Undated", None), ("Old", day(1)), ("New", day(9))):
        factories.publication(tree, title, work=factories.work(date=date))
    assert titles(client, tree.publications.get_url()) == ["New", "Old", "Undated"]


@BOTH_WAYS
def test_a_draft_never_appears_in_a_list(client, site, here, there) -> None:
    tree = getattr(site, here)
    factories.post(tree, "Draft", live=False)
    factories.publication(tree, "Draft", live=False)
    assert titles(client, tree.blog.get_url()) == titles(client, tree.publications.get_url()) == []


@BOTH_WAYS
def test_a_list_holds_its_own_language_alone(client, site, here, there) -> None:
    factories.post(getattr(site, there), "Elsewhere")
    factories.publication(getattr(site, there), "Elsewhere")
    tree = getattr(site, here)
    assert titles(client, tree.blog.get_url()) == titles(client, tree.publications.get_url()) == []


def test_a_page_behind_a_restriction_never_appears_in_a_list(client, site) -> None:
    for page, index in (
        (factories.post(site.en, "Members"), site.en.blog),
        (factories.publication(site.en, "Members"), site.en.publications),
    ):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert titles(client, index.get_url()) == []


def test_a_publication_whose_work_was_taken_back_is_not_listed(client, site) -> None:
    page = factories.publication(site.en, "Gone")
    page.work.unpublish()
    assert titles(client, site.en.publications.get_url()) == []


def test_an_empty_list_says_so(client, site) -> None:
    assert "There is nothing here yet." in text(main(read(client, site.en.blog.get_url())))


# ---------------------------------------------------------------- what a card tells
def test_a_card_names_no_draft_topic_and_no_draft_author(client, site) -> None:
    topic = factories.topic(site.en.locale, "Secret topic", live=False)
    person = factories.person(site.en.locale, "Secret person", live=False)
    factories.post(site.en, "Post", topics=[topic], authors=[person])
    factories.publication(site.en, "Publication", topics=[topic], work=factories.work(authors=(person,)))
    for index in (site.en.blog, site.en.publications):
        assert "Secret" not in text(read(client, index.get_url()))


@BOTH_WAYS
def test_a_card_names_topics_in_the_readers_language_whichever_row_was_chosen(client, site, here, there) -> None:
    chosen = factories.topic(getattr(site, there).locale, f"Peace in {there}")
    factories.twin(chosen, getattr(site, here), name=f"Peace in {here}", slug="peace-here")
    tree = getattr(site, here)
    factories.post(tree, topics=[chosen])
    [topic] = by_class(main(read(client, tree.blog.get_url())), "topic")
    assert (text(topic), topic.get("lang")) == (f"Peace in {here}", None)
    assert topic.get("href").endswith("/peace-here/")


@BOTH_WAYS
def test_a_topic_without_a_row_in_this_language_is_named_marked_and_leads_nowhere(client, site, here, there) -> None:
    tree = getattr(site, here)
    factories.post(tree, topics=[factories.topic(getattr(site, there).locale, "Foreign")])
    [topic] = by_class(main(read(client, tree.blog.get_url())), "topic")
    assert (text(topic), topic.get("lang"), topic.get("href")) == ("Foreign", there, None)


def test_a_publications_card_shows_the_date_in_its_precision(client, site) -> None:
    work = factories.work(date=datetime.date(2019, 5, 1), date_precision="month")
    factories.publication(site.en, work=work)
    [shown] = main(read(client, site.en.publications.get_url())).iter("time")
    assert (text(shown), shown.get("datetime")) == ("May 2019", "2019-05")


# ---------------------------------------------------------------- filters
@BOTH_WAYS
def test_a_topic_chosen_in_one_language_finds_what_points_at_its_row_in_the_other(client, site, here, there) -> None:
    tree = getattr(site, here)
    far = factories.topic(getattr(site, there).locale, "Far")
    near = factories.twin(far, tree, name="Near", slug="near")
    factories.post(tree, "By the far row", topics=[far])
    factories.post(tree, "By the near row", topics=[near])
    factories.post(tree, "Neither", topics=[factories.topic(tree.locale, "Other")])
    factories.publication(tree, "Work by the far row", topics=[far])
    factories.publication(tree, "Another work")
    assert set(titles(client, f"{tree.blog.get_url()}?topic=near")) == {"By the far row", "By the near row"}
    assert titles(client, f"{tree.publications.get_url()}?topic=near") == ["Work by the far row"]


@BOTH_WAYS
def test_an_author_chosen_in_one_language_finds_what_points_at_their_row_in_the_other(
    client, site, here, there
) -> None:
    tree = getattr(site, here)
    far = factories.person(getattr(site, there).locale, "Ada")
    factories.twin(far, tree)
    factories.post(tree, "Hers", authors=[far])
    factories.post(tree, "Not hers")
    factories.publication(tree, "Her work", work=factories.work(authors=(far,)))
    factories.publication(tree, "Not her work")
    assert titles(client, f"{tree.blog.get_url()}?author=ada") == ["Hers"]
    assert titles(client, f"{tree.publications.get_url()}?author=ada") == ["Her work"]


@BOTH
def test_an_outlet_finds_works_and_editions_that_appeared_with_it(client, site, code) -> None:
    tree = getattr(site, code)
    journal, magazine = factories.outlet(tree.locale, "Journal"), factories.outlet(tree.locale, "Magazine")
    factories.publication(tree, "First there", work=factories.work(outlet=magazine))
    edition = {"language": "fr", "outlet": magazine}
    factories.publication(tree, "Translated there", work=factories.work(outlet=journal, editions=(edition, edition)))
    factories.publication(tree, "Elsewhere", work=factories.work(outlet=journal))
    url = tree.publications.get_url()
    assert set(titles(client, f"{url}?outlet=magazine")) == {"First there", "Translated there"}
    assert choices(client, url, "outlet") == ["Journal", "Magazine"]


@BOTH
def test_a_year_finds_its_articles_and_only_years_with_articles_are_offered(client, site, code) -> None:
    tree = getattr(site, code)
    for year in (2019, 2021):
        factories.post(tree, f"Post {year}", date=datetime.date(year, 12, 31))
        factories.publication(tree, f"Work {year}", work=factories.work(date=datetime.date(year, 1, 1)))
    for index, title in ((tree.blog, "Post 2019"), (tree.publications, "Work 2019")):
        assert titles(client, f"{index.get_url()}?year=2019") == [title]
        assert choices(client, index.get_url(), "year") == ["2021", "2019"]


def test_filters_narrow_each_other(client, site) -> None:
    topic, person = factories.topic(site.en.locale, "Peace"), factories.person(site.en.locale, "Ada")
    factories.post(site.en, "Both", topics=[topic], authors=[person])
    factories.post(site.en, "One", topics=[topic])
    assert titles(client, f"{site.en.blog.get_url()}?topic=peace&author=ada") == ["Both"]


@BOTH_WAYS
def test_the_switcher_takes_the_filters_along(client, site, here, there) -> None:
    source, target = getattr(site, here), getattr(site, there)
    topic = factories.topic(source.locale, "Peace")
    twin = factories.twin(topic, target, name="Paz", slug="paz")
    assert topic.slug != twin.slug
    factories.post(source, "Here", topics=[topic], date=day(1))
    factories.post(target, "There", topics=[twin], date=day(2))
    factories.post(target, "On nothing", date=day(2))
    page = read(client, f"{source.blog.get_url()}?topic={topic.slug}&year=2019&page=1&other=1")
    link = next(each.get("href") for each in page.iter("a") if each.get("hreflang") == there)
    assert link == f"{target.blog.get_url()}?topic={topic.slug}&year=2019"
    assert titles(client, link) == ["There"]
    with CaptureQueriesContext(connection) as own:
        read(client, f"{target.blog.get_url()}?topic={twin.slug}&year=2019")
    with CaptureQueriesContext(connection) as foreign:
        read(client, link)
    assert len(foreign) == len(own) + 1
    chosen = [each.get("value") for each in main(read(client, link)).iter("option") if each.get("selected") is not None]
    assert twin.slug in chosen


@BOTH_WAYS
def test_the_switcher_takes_kind_and_language_of_works_along(client, site, here, there) -> None:
    source, target = getattr(site, here), getattr(site, there)
    work = factories.work(kind="book", language="fr")
    factories.twin(factories.publication(source, "Here", work=work), target, title="There", slug="there")
    factories.publication(target, "Another", work=factories.work(kind="report", language="fr"))
    page = read(client, f"{source.publications.get_url()}?kind=book&language=fr")
    link = next(each.get("href") for each in page.iter("a") if each.get("hreflang") == there)
    assert link == f"{target.publications.get_url()}?kind=book&language=fr"
    assert titles(client, link) == ["There"]


@BOTH
def test_kinds_and_languages_are_offered_in_the_readers_words_and_only_those_of_the_list(client, site, code) -> None:
    tree = getattr(site, code)
    edition = {"language": "ar", "title": "T"}
    factories.publication(tree, work=factories.work(kind="web", language="es", editions=(edition, edition)))
    factories.publication(tree, work=factories.work(kind="book", language="en"))
    factories.publication(tree, live=False, work=factories.work(kind="talk", language="de"))
    url, words = tree.publications.get_url(), {"en": ("Book", "Web article"), "es": ("Artículo web", "Libro")}
    assert choices(client, url, "kind") == list(words[code])
    languages = {"en": ["Arabic", "English", "Spanish"], "es": ["Árabe", "Español", "Inglés"]}
    assert choices(client, url, "language") == languages[code]


@BOTH_WAYS
def test_the_page_of_an_outlet_is_narrowed_and_keeps_that_in_its_pages_and_in_the_other_language(
    client, site, here, there
) -> None:
    tree, foreign = getattr(site, here), getattr(site, there)
    topic, outlet = factories.topic(tree.locale, "Peace"), factories.outlet(tree.locale, "Foro")
    factories.twin(topic, foreign, name="Paz", slug="paz")
    bulk.publications(tree, 21, topics=[topic], outlets=[outlet])
    work = factories.work(outlet=outlet, kind="book")
    factories.twin(factories.publication(tree, "A book", work=work, topics=[topic]), foreign, title="Un libro")
    with translation.override(here):
        url = outlet.get_absolute_url()
    page = read(client, f"{url}?kind=book&topic=peace")
    assert [text(each) for each in by_class(main(page), "card__title")] == ["A book"]
    [robots] = [each.get("content") for each in page.iter("meta") if each.get("name") == "robots"]
    assert robots == "noindex, follow"
    link = next(each.get("href") for each in page.iter("a") if each.get("hreflang") == there)
    assert link.endswith("/foro/?topic=peace&kind=book")
    assert titles(client, link) == ["Un libro"]
    assert "?topic=peace&page=2" in links(main(read(client, f"{url}?topic=peace")))
    assert "Nothing here is all of that." in text(main(read(client, f"{url}?kind=talk"))) or here == "es"
    assert titles(client, f"{url}?kind=talk") == []


def test_the_chosen_filters_stay_chosen(client, site) -> None:
    factories.post(site.en, topics=[factories.topic(site.en.locale, "Peace")])
    page = main(read(client, f"{site.en.blog.get_url()}?topic=peace"))
    assert [text(each) for each in page.iter("option") if each.get("selected") is not None] == ["Peace"]


@pytest.mark.parametrize("name", FILTERS)
def test_a_value_that_names_nothing_gives_an_empty_list_that_says_so(client, site, name) -> None:
    work = factories.work(authors=(factories.person(site.en.locale),), outlet=factories.outlet(site.en.locale))
    factories.publication(site.en, "Shown", work=work, topics=[factories.topic(site.en.locale)])
    page = main(read(client, f"{site.en.publications.get_url()}?{name}=nothing"))
    assert by_class(page, "card") == []
    assert "Nothing here is all of that." in text(page)
    assert site.en.publications.get_url() in links(page)


@pytest.mark.parametrize("name", FILTERS)
def test_a_hostile_value_never_fails(client, site, name) -> None:
    outlet = factories.outlet(site.en.locale)
    factories.publication(site.en, work=factories.work(outlet=outlet))
    for value in HOSTILE:
        for url in (site.en.publications.get_url(), outlet.get_absolute_url()):
            assert client.get(url, {name: value}).status_code == 200, value


@pytest.mark.parametrize("query", ["topic=", "topic=%20", "unknown=1", "topic[]=peace"])
def test_what_is_no_filter_is_ignored(client, site, query) -> None:
    factories.post(site.en, "Shown")
    assert titles(client, f"{site.en.blog.get_url()}?{query}") == ["Shown"]


def test_a_filter_is_not_offered_where_there_is_nothing_to_choose(client, site) -> None:
    factories.post(site.en)
    assert choices(client, site.en.blog.get_url(), "topic") == []


def test_a_draft_topic_is_not_offered(client, site) -> None:
    factories.post(site.en, topics=[factories.topic(site.en.locale, "Secret", live=False)])
    assert choices(client, site.en.blog.get_url(), "topic") == []


# ---------------------------------------------------------------- pages
def test_a_list_has_twenty_on_a_page_and_its_pages_keep_the_filters(client, site) -> None:
    [topic] = [factories.topic(site.en.locale, "Peace")]
    bulk.posts(site.en, 45, topics=[topic])
    url = f"{site.en.blog.get_url()}?topic=peace"
    assert len(titles(client, url)) == 20
    assert len(titles(client, f"{url}&page=3")) == 5
    assert "?topic=peace&page=2" in links(main(read(client, url)))


def test_a_page_number_that_is_none_gives_some_page(client, site) -> None:
    bulk.posts(site.en, 21)
    for number in [*HOSTILE, "0", "999", "9" * 5000, "two", ""]:
        response = client.get(site.en.blog.get_url(), {"page": number})
        assert response.status_code == 200, number
        assert b"card__title" in response.content, number


def test_a_filtered_list_is_not_for_search_engines_and_the_whole_list_is(client, site) -> None:
    factories.post(site.en)
    url = site.en.blog.get_url()

    def robots(address: str) -> list[str]:
        found = read(client, address).iter("meta")
        return [each.get("content") for each in found if each.get("name") == "robots"]

    assert robots(url) == robots(f"{url}?page=1") == []
    assert robots(f"{url}?topic=peace") == ["noindex, follow"]


def test_a_later_page_of_a_list_is_an_address_of_its_own(client, site) -> None:
    bulk.posts(site.en, 21)
    url = site.en.blog.get_url()
    [canonical] = [e for e in read(client, f"{url}?page=2").iter("link") if e.get("rel") == "canonical"]
    assert canonical.get("href") == f"http://testserver{url}?page=2"
