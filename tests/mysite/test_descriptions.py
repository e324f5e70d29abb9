"""What a search engine and a shared link say of a page: a sentence, or nothing, but never an empty one."""

import pytest
from django.urls import reverse
from django.utils import translation

from articles.models import Work
from tests import factories
from tests.reading import every, parse, read

LANGUAGES = ["en", "es"]


def descriptions(document) -> list[str]:
    """The contents of each `<meta name="description">`."""
    return [meta.get("content") for meta in every(document, "meta", name="description")]


@pytest.fixture(params=LANGUAGES)
def code(request) -> str:
    return request.param


@pytest.fixture
def tree(site, code):
    with translation.override(code):
        yield getattr(site, code)


@pytest.mark.parametrize("name", ["topics", "authors", "outlets", "corrections", "search"])
def test_a_list_that_is_no_page_is_described(client, tree, name):
    [found] = descriptions(read(client, reverse(name)))
    assert len(found) > 20


def test_what_was_sought_changes_nothing_about_that(client, tree):
    address = reverse("search")
    assert descriptions(read(client, f"{address}?q=peace")) == descriptions(read(client, address))


@pytest.mark.parametrize("name", ["topic", "person", "outlet"])
def test_a_bare_snippet_is_described_by_its_name(client, tree, name):
    row = getattr(factories, name)(tree.locale, "Peace & <quiet> “now”", slug="peace")
    [found] = descriptions(read(client, row.get_absolute_url()))
    assert row.name in found
    assert len(found) > len(row.name) + 10


def test_a_topic_is_described_by_what_its_editor_wrote(client, tree):
    topic = factories.topic(tree.locale, "Peace", description="About <peace> & more.")
    assert descriptions(read(client, topic.get_absolute_url())) == ["About <peace> & more."]


def test_the_role_of_an_author_is_told(client, tree):
    author = factories.person(tree.locale, "Ada", role="Fellow of the Institute")
    [found] = descriptions(read(client, author.get_absolute_url()))
    assert "Ada" in found
    assert "Fellow of the Institute" in found


def test_the_preview_of_a_work_is_described(tree):
    work: Work = factories.work('The "role" & more')
    document = parse(work.make_preview_request().content.decode())
    [found] = descriptions(document)
    assert work.title in found


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_page_with_nothing_to_say_says_nothing(client, tree, blank):
    page = factories.standard(tree, intro=blank)
    assert descriptions(read(client, page.get_url())) == []


@pytest.mark.parametrize("name", ["home", "blog", "publications"])
def test_no_page_of_a_new_site_has_an_empty_description(client, tree, name):
    found = descriptions(read(client, getattr(tree, name).get_url()))
    assert all(text.strip() for text in found)


def test_the_page_for_a_wrong_address_has_none(client, tree, code):
    assert descriptions(read(client, f"/{code}/nowhere/", 404)) == []
