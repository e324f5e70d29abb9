"""A publication's page: the facts of its work, honestly told."""

import datetime

import pytest

from articles.models import Work
from tests import factories
from tests.reading import by_class, links, main, parse, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


def shown(client, page):
    return main(read(client, page.get_url()))


def editions(element) -> list[tuple[str, str]]:
    """(title, class of its place) of each edition, in order."""
    return [
        (text(by_class(each, "edition__link")[0]), each.get("class").removeprefix("edition edition--"))
        for each in by_class(element, "edition")
    ]


@BOTH_WAYS
def test_editions_stand_in_the_readers_order_each_with_its_language(client, site, here, there) -> None:
    tree = getattr(site, here)
    work = factories.work(
        "Original",
        language=there,
        url="https://example.org/o",
        editions=(
            {"language": "fr", "title": "French", "url": "https://example.org/fr"},
            {"language": here, "title": "Extract", "kind": "extract", "url": "https://example.org/x"},
            {"language": "de", "title": "German", "url": "https://example.org/de"},
            {"language": here, "title": "Ours", "url": "https://example.org/ours"},
        ),
    )
    page = shown(client, factories.publication(tree, work=work))
    assert editions(page) == [
        ("Ours", "own"),
        ("Extract", "own"),
        ("Original", "original"),
        ("French", "other"),
        ("German", "other"),
    ]
    found = by_class(page, "edition__link")
    assert [each.get("hreflang") for each in found] == [here, here, there, "fr", "de"]
    assert [each.get("lang") for each in found] == [None, None, there, "fr", "de"]
    assert all(each.get("rel") == "noopener external" for each in found)
    assert all(text(each) for each in by_class(page, "chip"))


@BOTH
def test_an_original_in_the_readers_language_stands_first(client, site, code) -> None:
    edition = {"language": code, "title": "Reprint", "kind": "reprint", "url": "https://example.org/r"}
    work = factories.work("Original", language=code, url="https://example.org/o", editions=(edition,))
    page = shown(client, factories.publication(getattr(site, code), work=work))
    assert editions(page) == [("Original", "own"), ("Reprint", "own")]


def test_where_to_read_it_stands_before_our_longer_text_and_facts_after_it(client, site) -> None:
    work = factories.work("Original", url="https://example.org/o")
    page = factories.publication(site.en, work=work, body=[("heading", "More of ours")])
    found = text(shown(client, page))
    assert found.index("Read it") < found.index("More of ours") < found.index("Original title")


def test_an_address_that_is_only_a_home_page_says_so(client, site) -> None:
    edition = {"language": "es", "title": "Edición", "url": "https://example.org/", "url_is_home": True}
    work = factories.work("Original", url="https://example.com/", url_is_home=True, editions=(edition,))
    found = by_class(shown(client, factories.publication(site.en, work=work)), "edition")
    assert all("leads to the outlet’s home page" in text(each) for each in found)
    assert len(found) == 2


def test_a_known_address_says_nothing_of_the_kind_and_an_unknown_one_leads_nowhere(client, site) -> None:
    work = factories.work("Original", url="https://example.com/a", editions=({"title": "Edición"},))
    known, unknown = by_class(shown(client, factories.publication(site.en, work=work)), "edition")
    assert "home page" not in text(known)
    assert "No address is known." in text(unknown)
    assert by_class(unknown, "edition__link") == []


@BOTH
def test_of_a_work_with_a_doi_alone_that_is_its_address(client, site, code) -> None:
    work = factories.work("Original", doi="10.5555/a(1)<b>", url_is_home=True)  # ticked, with no address typed
    [original] = by_class(shown(client, factories.publication(getattr(site, code), work=work)), "edition")
    assert by_class(original, "edition__link")[0].get("href") == "https://doi.org/10.5555/a%281%29%3Cb%3E"
    assert "address" not in text(original)


@BOTH
def test_authors_stand_with_what_they_were_then(client, site, code) -> None:
    tree = getattr(site, code)
    person = factories.person(tree.locale, "Ada", role="Now something else")
    author = {"person": person, "role": "Fellow then", "affiliation": "University then"}
    page = shown(client, factories.publication(tree, work=factories.work(authors=(author,))))
    assert "Ada, Fellow then, University then" in text(by_class(page, "facts")[0])
    assert "Now something else" not in text(page)


def test_the_outlet_and_the_language_of_the_original_are_named_in_a_sentence(client, site) -> None:
    outlet = factories.outlet(site.en.locale, "AsiaGlobal Online", logo=factories.picture())
    page = shown(client, factories.publication(site.en, work=factories.work(outlet=outlet)))
    [line] = by_class(page, "outlet-line")
    assert text(line) == "Originally published in AsiaGlobal Online in English."
    assert "/en/outlets/asiaglobal-online/" in links(line)
    assert len(by_class(line, "logo")) == 1


def test_a_work_without_an_outlet_still_says_its_language(client, site) -> None:
    page = shown(client, factories.publication(site.en, work=factories.work(language="fr")))
    assert text(by_class(page, "outlet-line")[0]) == "Originally published in French."


@pytest.mark.parametrize(
    ("code", "precision", "words", "machine"),
    [
        ("en", "year", "2019", "2019"),
        ("en", "month", "May 2019", "2019-05"),
        ("en", "day", "3 May 2019", "2019-05-03"),
        ("es", "year", "2019", "2019"),
        ("es", "month", "mayo de 2019", "2019-05"),
        ("es", "day", "3 de mayo de 2019", "2019-05-03"),
    ],
)
def test_a_date_is_told_in_the_precision_in_which_it_is_known(client, site, code, precision, words, machine) -> None:
    work = factories.work(date=datetime.date(2019, 5, 3), date_precision=precision)
    page = shown(client, factories.publication(getattr(site, code), work=work))
    assert {(text(each), each.get("datetime")) for each in page.iter("time")} == {(words, machine)}


def test_facts_of_a_work_taken_back_are_not_shown_and_the_page_says_why(client, site) -> None:
    page = factories.publication(site.en, "Ours", work=factories.work("Secret", url="https://example.org/secret"))
    page.work.unpublish()
    found = shown(client, page)
    assert "Secret" not in text(found)
    assert "https://example.org/secret" not in links(found)
    assert "being revised" in text(found)


def test_a_draft_of_a_live_work_changes_no_public_page_and_no_preview_of_a_page(client, site) -> None:
    work = factories.work("As published")
    page = factories.publication(site.en, work=Work.objects.get(pk=work.pk))
    work.title = "As drafted"
    work.save_revision()
    assert "As drafted" not in text(shown(client, page))
    assert "As drafted" not in text(parse(page.make_preview_request().content.decode()))


@BOTH
def test_a_preview_shows_the_draft_of_a_work_that_was_never_public(site, code) -> None:
    tree = getattr(site, code)
    work = factories.work("First draft", live=False, authors=(factories.person(tree.locale, "Ada"),))
    work.title = "Second draft"
    work.save_revision()
    page = factories.publication(tree, work=work, live=False)
    found = text(parse(page.make_preview_request().content.decode()))
    assert "Second draft" in found
    assert "Ada" in found


def test_the_preview_of_a_work_shows_its_draft(site) -> None:
    work = factories.work("As published", editions=({"title": "Edición"},))
    work.title = "As drafted"
    found = text(parse(work.make_preview_request().content.decode()))
    assert "As drafted" in found
    assert "Edición" in found


def test_a_doi_leads_to_its_resolver(client, site) -> None:
    page = shown(client, factories.publication(site.en, work=factories.work(doi="10.1000/182")))
    assert "https://doi.org/10.1000/182" in links(page)
