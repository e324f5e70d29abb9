"""A post's page: its picture, its authors, and the numbered list of publications."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import by_class, links, main, parse, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


def story(here, there, **fields):
    """A work written in `there`'s language, with an edition in `here`'s, and a page about it in `there`."""
    code, other = here.locale.language_code, there.locale.language_code
    work = factories.work(
        "The original",
        language=other,
        url="https://example.org/original",
        outlet=factories.outlet(there.locale, "Journal"),
        authors=(factories.person(there.locale, "Ada"),),
        editions=({"language": code, "title": "The edition", "url": "https://example.org/edition"},),
        date=datetime.date(2019, 5, 3),
        **fields,
    )
    return factories.publication(there, "Our page there", work=work, summary="<p>Our <b>summary</b>.</p>")


def listed(client, post) -> list:
    return by_class(main(read(client, post.get_url())), "work")


# ---------------------------------------------------------------- the list of publications
@BOTH
def test_publications_stand_in_the_editors_order_with_an_address_each(client, site, code) -> None:
    tree = getattr(site, code)
    publications = [factories.publication(tree, title) for title in ("One", "Two", "Three")]
    items = listed(client, factories.post(tree, publications=publications))
    assert [text(by_class(item, "work__title")[0]) for item in items] == ["One", "Two", "Three"]
    assert [item.get("id") for item in items] == ["publication-1", "publication-2", "publication-3"]


@BOTH
def test_an_item_leads_to_our_page_and_shows_its_summary_as_plain_text(client, site, code) -> None:
    tree = getattr(site, code)
    page = factories.publication(tree, "Ours", summary='<p>A <a href="https://e.org/">linked</a> word.</p>')
    [item] = listed(client, factories.post(tree, publications=[page]))
    assert page.get_url() in links(item)
    assert text(by_class(item, "work__summary")[0]) == "A linked word."


@BOTH_WAYS
def test_a_publication_without_a_page_in_this_language_stands_with_the_works_facts(client, site, here, there) -> None:
    here, there = getattr(site, here), getattr(site, there)
    page = story(here, there)
    factories.twin(page, here, live=False, title="Draft translation", slug="draft")
    [item] = listed(client, factories.post(here, publications=[page]))
    [title] = by_class(item, "work__title")
    assert (text(title), title.get("lang"), links(title)) == ("The original", there.locale.language_code, [])
    assert "Draft" not in text(item)
    assert by_class(item, "work__summary") == []
    assert "Ada" in text(item)
    assert "Journal" in text(item)
    assert page.get_url() not in links(item)


@BOTH_WAYS
def test_the_edition_in_the_readers_language_stands_before_the_original(client, site, here, there) -> None:
    here, there = getattr(site, here), getattr(site, there)
    [item] = listed(client, factories.post(here, publications=[story(here, there)]))
    editions = by_class(item, "edition__link")
    assert [each.get("href") for each in editions] == ["https://example.org/edition", "https://example.org/original"]
    assert [each.get("hreflang") for each in editions] == [here.locale.language_code, there.locale.language_code]
    assert [each.get("lang") for each in editions] == [None, there.locale.language_code]


@BOTH_WAYS
def test_a_row_of_the_family_in_another_language_leads_to_the_page_in_this_one(client, site, here, there) -> None:
    here, there = getattr(site, here), getattr(site, there)
    page = story(here, there)
    twin = factories.twin(page, here, title="Our page here", slug="our-page-here")
    [item] = listed(client, factories.post(here, publications=[page]))
    assert twin.get_url() in links(item)
    assert "Our page here" in text(item)


def test_a_work_that_is_not_live_is_never_listed(client, site) -> None:
    draft = factories.publication(site.en, "Draft page", live=False, work=factories.work("Draft work", live=False))
    gone = factories.publication(site.en, "Page of a work taken back", work=factories.work("Taken back"))
    gone.work.unpublish()
    post = factories.post(site.en, publications=[draft, gone])
    assert listed(client, post) == []
    assert "Draft" not in text(read(client, post.get_url()))
    assert "aken back" not in text(read(client, post.get_url()))


def test_a_page_behind_a_restriction_lends_a_post_neither_its_words_nor_its_address(client, site) -> None:
    page = factories.publication(site.en, "Members only", work=factories.work("The work"), summary="<p>Secret.</p>")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    [item] = listed(client, factories.post(site.en, publications=[page]))
    assert "Members only" not in text(item)
    assert "Secret" not in text(item)
    assert "The work" in text(item)


def test_the_list_stands_where_its_block_stands_and_once(client, site) -> None:
    body = [("heading", "Before"), ("publications", None), ("heading", "After"), ("publications", None)]
    post = factories.post(site.en, body=body, publications=[factories.publication(site.en, "One")])
    found = text(by_class(main(read(client, post.get_url())), "prose")[0])
    assert found.index("Before") < found.index("One") < found.index("After")
    assert found.count("Publications") == 1


def test_without_its_block_the_list_stands_at_the_end(client, site) -> None:
    body = [("heading", "Before")]
    post = factories.post(site.en, body=body, publications=[factories.publication(site.en, "One")])
    found = text(by_class(main(read(client, post.get_url())), "prose")[0])
    assert found.index("Before") < found.index("One")


def test_a_post_without_publications_has_no_list(client, site) -> None:
    assert by_class(read(client, factories.post(site.en, body=[("publications", None)]).get_url()), "works") == []


# ---------------------------------------------------------------- the rest of the page
def test_a_picture_comes_in_two_formats_and_says_its_size(client, site) -> None:
    post = factories.post(site.en, hero_image=factories.picture(credit="C. Camera"), hero_alt="A field at dawn")
    [hero] = by_class(read(client, post.get_url()), "hero")
    assert {each.get("type") for each in hero.iter("source")} == {"image/webp", "image/jpeg"} or len(
        list(hero.iter("source"))
    ) == 1
    [image] = hero.iter("img")
    assert image.get("alt") == "A field at dawn"
    assert int(image.get("width")) > 0 < int(image.get("height"))
    assert "C. Camera" in text(hero)


def test_a_picture_that_is_decoration_is_silent(client, site) -> None:
    picture = factories.picture("A file name")
    post = factories.post(site.en, hero_image=picture, hero_decorative=True, hero_alt="Left over")
    [image] = by_class(read(client, post.get_url()), "hero")[0].iter("img")
    assert image.get("alt") == ""


def test_a_picture_in_the_text_is_described_in_its_own_words(client, site) -> None:
    block = {"image": factories.picture("File name"), "alt_text": "Two people talk", "decorative": False}
    [figure] = by_class(read(client, factories.post(site.en, body=[("image", block)]).get_url()), "figure")
    [image] = figure.iter("img")
    assert image.get("alt") == "Two people talk"


@BOTH_WAYS
def test_authors_lead_to_their_pages_and_a_stand_in_from_another_language_is_marked(client, site, here, there) -> None:
    here, there = getattr(site, here), getattr(site, there)
    both = factories.person(there.locale, "In both")
    factories.twin(both, here)
    alone = factories.person(there.locale, "There alone")
    post = factories.post(here, authors=[both, alone, factories.person(here.locale, "Hidden", live=False)])
    found = list(by_class(main(read(client, post.get_url())), "byline__authors")[0].iter("a"))
    assert [(text(each), each.get("lang")) for each in found] == [
        ("In both", None),
        ("There alone", there.locale.language_code),
    ]


def test_a_quote_says_where_it_stands(client, site) -> None:
    quote = {"text": "Words.", "attribution": "A. Person", "source": "A Book", "url": "https://example.org/book"}
    [found] = by_class(read(client, factories.post(site.en, body=[("quote", quote)]).get_url()), "quote")
    assert next(found.iter("blockquote")).get("cite") == "https://example.org/book"
    assert text(next(found.iter("figcaption"))) == "A. Person, A Book"


def test_an_embed_asks_no_other_site_while_a_reader_waits(client, site, monkeypatch) -> None:
    def refuse(*args, **kwargs):
        raise AssertionError("asked another site")

    monkeypatch.setattr("wagtail.embeds.embeds.get_finder_for_embed", refuse, raising=False)
    monkeypatch.setattr("wagtail.embeds.finders.oembed.urlopen", refuse, raising=False)
    post = factories.post(site.en, body=[("embed", "https://www.youtube.com/watch?v=x")])
    [embed] = by_class(read(client, post.get_url()), "embed")
    assert links(embed) == ["https://www.youtube.com/watch?v=x"]


def test_a_preview_shows_the_draft_of_a_work_that_was_never_public(site) -> None:
    work = factories.work("Draft work", live=False)
    work.title = "Draft work, changed"
    work.save_revision()
    page = factories.publication(site.en, "Draft page", live=False, work=work)
    post = factories.post(site.en, publications=[page], live=False)
    shown = text(parse(post.make_preview_request().content.decode()))
    assert "Draft work, changed" in shown
