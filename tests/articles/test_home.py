"""The home page: its lead, and what is new."""

import datetime

import pytest

from tests import factories
from tests.reading import by_class, main, read, text

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


@BOTH_WAYS
def test_the_home_page_shows_its_lead_and_the_newest_of_its_language(client, site, here, there) -> None:
    tree = getattr(site, here)
    tree.home.lead = "Who we are."
    tree.home.save_revision().publish()
    for day in range(1, 8):
        factories.post(tree, f"Post {day}", date=datetime.date(2019, 5, day))
        factories.publication(tree, f"Work {day}", work=factories.work(date=datetime.date(2019, 5, day)))
    factories.post(tree, "Draft", live=False)
    factories.post(getattr(site, there), "Elsewhere")
    page = main(read(client, tree.home.get_url()))
    assert "Who we are." in text(page)
    titles = [text(each) for each in by_class(page, "card__title")]
    assert titles == [f"Post {day}" for day in (7, 6, 5, 4, 3)] + [f"Work {day}" for day in (7, 6, 5, 4, 3)]


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_home_page_leads_to_the_whole_lists_where_they_are_public(client, site, code) -> None:
    tree = getattr(site, code)
    more = [each.get("href") for each in by_class(main(read(client, tree.home.get_url())), "more")]
    assert more == [tree.blog.get_url(), tree.publications.get_url()]
    tree.blog.unpublish()
    more = [each.get("href") for each in by_class(main(read(client, tree.home.get_url())), "more")]
    assert more == [tree.publications.get_url()]


def test_a_home_page_with_nothing_new_says_so(client, site) -> None:
    found = text(main(read(client, "/en/")))
    assert "There are no posts in this language yet." in found
    assert "There are no publications in this language yet." in found


def test_a_standing_page_shows_its_introduction_and_its_text(client, site) -> None:
    page = factories.standard(site.en, "About", intro="An introduction.", body=[("heading", "A heading")])
    found = text(main(read(client, page.get_url())))
    assert found == "About An introduction. A heading"
