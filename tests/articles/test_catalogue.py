"""Pages of topics, authors and outlets, and the lists of them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from articles.models import PersonLink, PublicationPage, Topic
from articles.querysets import from_outlet
from tests import bulk, factories
from tests.reading import by_class, every, links, main, parse, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
WORDS = {
    "en": {"topic": "topics", "author": "authors", "outlet": "outlets"},
    "es": {"topic": "temas", "author": "autores", "outlet": "medios"},
}
STAND_INS = {"author": factories.person, "outlet": factories.outlet}
KINDS = {"topic": factories.topic, **STAND_INS}


def address(code: str, kind: str, slug: str = "") -> str:
    return f"/{code}/{WORDS[code][kind]}/" + (f"{slug}/" if slug else "")


def titles(client, url: str) -> list[str]:
    return [text(each) for each in by_class(main(read(client, url)), "card__title")]


# ---------------------------------------------------------------- addresses
@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_an_address_is_in_the_words_of_its_language(client, site, code, kind) -> None:
    row = KINDS[kind](getattr(site, code).locale, "Some name")
    with translation.override(code):
        assert row.get_absolute_url() == address(code, kind, "some-name")
        assert reverse(f"{kind}s") == address(code, kind)
    assert text(next(main(read(client, address(code, kind, "some-name"))).iter("h1"))) == "Some name"
    assert address(code, kind, "some-name") in links(main(read(client, address(code, kind))))


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_has_no_page_and_stands_in_no_list(client, site, code, kind) -> None:
    KINDS[kind](getattr(site, code).locale, "Draft", live=False)
    assert client.get(address(code, kind, "draft")).status_code == 404
    assert "Draft" not in text(main(read(client, address(code, kind))))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", ["nothing", "a" * 5000, "%00", "%F0%9F%95%8A", "a%20b", "..%2f"])
def test_an_address_that_is_none_is_a_404(client, site, kind, slug) -> None:
    assert client.get(f"/en/{WORDS['en'][kind]}/{slug}/").status_code == 404


# ---------------------------------------------------------------- the other language
@BOTH_WAYS
def test_a_topic_without_a_row_in_a_language_has_no_page_there_and_leads_to_the_list(client, site, here, there) -> None:
    factories.topic(getattr(site, here).locale, "Peace")
    assert client.get(address(there, "topic", "peace")).status_code == 404
    page = read(client, address(here, "topic", "peace"))
    switch = [each for each in page.iter("a") if each.get("hreflang") == there]
    assert [each.get("href") for each in switch] == [address(there, "topic")]


@BOTH_WAYS
def test_a_topic_leads_to_its_row_in_the_other_language(client, site, here, there) -> None:
    topic = factories.topic(getattr(site, here).locale, "Peace")
    factories.twin(topic, getattr(site, there), name="Paz", slug="paz")
    page = read(client, address(here, "topic", "peace"))
    switch = [each for each in page.iter("a") if each.get("hreflang") == there]
    assert [each.get("href") for each in switch] == [address(there, "topic", "paz")]


@BOTH_WAYS
@pytest.mark.parametrize("kind", STAND_INS)
def test_a_row_of_another_language_stands_in_for_people_and_outlets(client, site, here, there, kind) -> None:
    row = STAND_INS[kind](getattr(site, there).locale, "Ada")
    factories.twin(row, getattr(site, here), live=False)
    page = read(client, address(here, kind, "ada"))
    assert text(next(page.iter("h1"))) == "Ada"
    switch = [each for each in page.iter("a") if each.get("hreflang") == there]
    assert [each.get("href") for each in switch] == [address(there, kind, "ada")]
    [listed] = main(read(client, address(here, kind))).iter("a")
    assert (listed.get("href"), listed.get("lang")) == (address(here, kind, "ada"), there)


@BOTH_WAYS
def test_text_of_a_stand_in_is_marked_with_its_language(client, site, here, there) -> None:
    factories.person(getattr(site, there).locale, "Ada", role="Role there", bio="Bio there")
    page = main(read(client, address(here, "author", "ada")))
    marked = [text(each) for each in page.iter() if each.get("lang") == there]
    assert marked == ["Role there", "Bio there"]


@BOTH_WAYS
def test_a_family_with_an_address_of_its_own_here_does_not_answer_under_the_other_ones(
    client, site, here, there
) -> None:
    row = factories.person(getattr(site, there).locale, "Ada")
    factories.twin(row, getattr(site, here), slug="ada-here")
    assert client.get(address(here, "author", "ada")).status_code == 404
    assert client.get(address(here, "author", "ada-here")).status_code == 200


@BOTH_WAYS
def test_of_two_families_under_one_slug_the_one_of_the_language_answers(client, site, here, there) -> None:
    factories.person(getattr(site, there).locale, "Other Ada", slug="ada")
    factories.person(getattr(site, here).locale, "Our Ada", slug="ada")
    assert text(next(main(read(client, address(here, "author", "ada"))).iter("h1"))) == "Our Ada"


# ---------------------------------------------------------------- what stands on the page
@BOTH_WAYS
def test_a_topic_lists_posts_and_publications_together_newest_first(client, site, here, there) -> None:
    tree = getattr(site, here)
    far = factories.topic(getattr(site, there).locale, "Far")
    factories.twin(far, tree, name="Near", slug="near")
    for day in (1, 3):
        factories.post(tree, f"Post {day}", topics=[far], date=datetime.date(2019, 5, day))
    for day in (2, 4):
        work = factories.work(date=datetime.date(2019, 5, day))
        factories.publication(tree, f"Work {day}", topics=[far], work=work)
    factories.publication(tree, "Undated", topics=[far], work=factories.work())
    factories.post(tree, "On nothing")
    factories.post(tree, "Draft", topics=[far], live=False)
    factories.post(getattr(site, there), "Elsewhere", topics=[far])
    assert titles(client, address(here, "topic", "near")) == ["Work 4", "Post 3", "Work 2", "Post 1", "Undated"]


@BOTH
def test_an_author_has_what_they_wrote_here_and_elsewhere(client, site, code) -> None:
    tree = getattr(site, code)
    ada, other = factories.person(tree.locale, "Ada"), factories.person(tree.locale, "Other")
    factories.post(tree, "Her post", authors=[other, ada], date=datetime.date(2020, 1, 1))
    work = factories.work(authors=(ada, other), date=datetime.date(2019, 1, 1))
    factories.publication(tree, "Her work", work=work)
    factories.post(tree, "Not hers", authors=[other])
    assert titles(client, address(code, "author", "ada")) == ["Her post", "Her work"]


@BOTH
def test_an_outlet_has_works_that_first_appeared_there_and_editions_too(client, site, code) -> None:
    tree = getattr(site, code)
    outlet = factories.outlet(tree.locale, "Magazine")
    factories.publication(tree, "First there", work=factories.work(outlet=outlet, date=datetime.date(2020, 1, 1)))
    edition = {"outlet": outlet, "language": "fr"}
    factories.publication(tree, "Translated there", work=factories.work(editions=(edition,)))
    factories.publication(tree, "Elsewhere")
    assert titles(client, address(code, "outlet", "magazine")) == ["First there", "Translated there"]


@BOTH_WAYS
def test_an_outlet_has_the_posts_that_announce_its_works_among_them_by_date(client, site, here, there) -> None:
    """Whichever row of a publication's family a post lists, and also where only an edition appeared there."""
    tree, foreign = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(foreign.locale, "Magazine")
    first = factories.publication(foreign, "First", work=factories.work(outlet=outlet, date=datetime.date(2020, 1, 1)))
    factories.twin(first, tree, title="First here", slug="first-here")
    edition = {"outlet": outlet, "language": "fr"}
    second = factories.publication(
        tree, "Second", work=factories.work(editions=(edition,), date=datetime.date(2018, 1, 1))
    )
    factories.post(tree, "Announces", publications=[first, second], date=datetime.date(2021, 1, 1))
    factories.post(tree, "Older", publications=[second], date=datetime.date(2019, 1, 1))
    factories.post(tree, "Announces another", publications=[factories.publication(tree, "Elsewhere")])
    factories.post(tree, "Draft", publications=[second], live=False)
    factories.post(tree, "Announces nothing")
    page = address(here, "outlet", "magazine")
    assert titles(client, page) == ["Announces", "First here", "Older", "Second"]
    assert titles(client, f"{page}?year=2019") == ["Older"]
    assert titles(client, f"{page}?kind=article") == ["First here", "Second"]
    document = main(read(client, page))
    by = [text(each) for card in by_class(document, "card") for each in by_class(card, "card__by")]
    assert by == ["Magazine"]  # that of the original alone: a post appeared with us, and an edition is not told here
    assert {"en": "Posts and publications", "es": "Entradas y publicaciones"}[here] in [
        text(each) for each in every(document, "h2")
    ]


def test_a_long_list_comes_in_pages(client, site) -> None:
    topic = factories.topic(site.en.locale, "Peace")
    bulk.posts(site.en, 15, topics=[topic])
    bulk.publications(site.en, 15, topics=[topic])
    url = address("en", "topic", "peace")
    assert [len(titles(client, f"{url}{page}")) for page in ("", "?page=2", "?page=x")] == [20, 10, 20]


def test_nothing_on_a_topic_is_said_in_words(client, site) -> None:
    factories.topic(site.en.locale, "Peace")
    assert "nothing here in this language yet" in text(main(read(client, address("en", "topic", "peace"))))


def test_a_person_is_shown_with_photo_links_and_orcid(client, site) -> None:
    person = factories.person(site.en.locale, "Ada", photo=factories.picture(), orcid="0000-0002-1825-0097")
    PersonLink.objects.create(person=person, label="Her site", url="https://example.org/ada")
    page = main(read(client, address("en", "author", "ada")))
    assert len(by_class(page, "portrait")) == 1
    assert {"https://orcid.org/0000-0002-1825-0097", "https://example.org/ada"} <= set(links(page))


# ---------------------------------------------------------------- lists by name
@BOTH
def test_names_stand_in_alphabetical_order_with_the_number_of_entries(client, site, code) -> None:
    tree = getattr(site, code)
    beta, alpha = factories.topic(tree.locale, "beta"), factories.topic(tree.locale, "Alpha")
    factories.post(tree, topics=[beta])
    factories.post(tree, topics=[beta, alpha], live=False)
    factories.publication(tree, topics=[beta])
    rows = main(read(client, address(code, "topic"))).iter("li")
    assert [text(row) for row in rows] == ["Alpha", "beta 2"]


def test_many_names_come_in_pages(client, site) -> None:
    bulk.snippets(Topic, site.en.locale, 65)
    sizes = [
        len(list(by_class(read(client, address("en", "topic") + page), "index-list")[0])) for page in ("", "?page=2")
    ]
    assert sizes == [60, 5]


# ---------------------------------------------------------------- previews
@BOTH
def test_a_preview_shows_the_draft_in_its_own_language(site, code) -> None:
    topic = factories.topic(getattr(site, code).locale, "Peace")
    factories.post(getattr(site, code), "On it", topics=[topic])
    topic.name = "As drafted"
    page = parse(topic.make_preview_request().content.decode())
    assert "As drafted" in text(page)
    assert "On it" in text(page)


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_an_outlet_has_what_appeared_under_any_row_of_its_family(site, here, there) -> None:
    tree = getattr(site, here)
    first = factories.outlet(tree.locale, "Peace")
    twin = factories.twin(first, getattr(site, there), name="Paz")
    for row in (first, twin):
        factories.publication(tree, f"Of {row.name}", work=factories.work(outlet=row))
        factories.publication(tree, f"Anew in {row.name}", work=factories.work(editions=({"outlet": row},)))
    found = from_outlet(PublicationPage.objects.filter(locale=tree.locale), first.translation_key)
    assert {page.title for page in found} == {"Of Peace", "Of Paz", "Anew in Peace", "Anew in Paz"}
