"""What editors can type, at its worst, in every place where it is shown."""

import pytest

from articles.models import PersonLink
from tests import factories
from tests.reading import main, read, text

EVIL = '<script>alert("x")</script>" onload="x" {{ 7|add:7 }} {% now "Y" %} &amp;'
DATA = "application/ld+json"  # a block that no browser runs; what stands in it has tests of its own
LONG = "Unbrechbar" * 25


def everything(tree, words: str) -> list[str]:
    """Fill every field of text that a reader meets with `words`; returns the addresses where they are shown."""
    short = words[:100]
    topic = factories.topic(tree.locale, "T", description=words)
    outlet = factories.outlet(tree.locale, "O")
    person = factories.person(tree.locale, "P", role=words[:200], bio=words)
    for row in (topic, outlet, person):
        type(row).objects.filter(pk=row.pk).update(name=short)
    type(outlet).objects.filter(pk=outlet.pk).update(disclaimer=words)
    PersonLink.objects.create(person=person, label=short, url="https://example.org/")
    work = factories.work(
        words[:255],
        outlet=outlet,
        authors=({"person": person, "role": words[:200], "affiliation": words[:200]},),
        editions=({"title": words[:255], "translator": words[:150], "outlet": outlet, "url": "https://e.org/"},),
        series=words[:150],
        volume=words[:30],
        issue=words[:30],
        pages=words[:30],
        licence=words[:100],
    )
    body = [
        ("heading", words),
        ("quote", {"text": words, "attribution": words, "source": words, "url": "https://example.org/"}),
        ("callout", {"heading": words, "text": "<p>.</p>"}),
    ]
    picture = factories.picture(credit=words, licence=short)
    common = {"topics": [topic], "search_description": words}
    publication = factories.publication(tree, "Pub", work=work, body=body, **common)
    post = factories.post(
        tree, "Pst", authors=[person], publications=[publication], body=body, hero_image=picture,
        hero_alt=words[:255], corrections=[("correction", {"date": "2026-05-06", "text": words})], **common,
    )  # fmt: skip
    standard = factories.standard(tree, "Std", intro=words, body=body, show_in_menus=True)
    for page, field in ((publication, "summary"), (post, "intro"), (standard, "intro")):
        values = {"title": words[:255], "draft_title": words[:255]}
        type(page).objects.filter(pk=page.pk).update(**values, **({} if field == "summary" else {field: words}))
    type(tree.home).objects.filter(pk=tree.home.pk).update(title=words[:255], lead=words)
    type(tree.blog).objects.filter(pk=tree.blog.pk).update(title=words[:255], intro=words)
    rows = (topic, person, outlet)
    pages = (tree.home, tree.blog, tree.publications, post, publication, standard)
    return [
        *(page.get_url() for page in pages),
        *(row.get_absolute_url() for row in rows),
        "/en/topics/",
        "/en/authors/",
        "/en/outlets/",
        "/en/corrections/",
    ]


@pytest.mark.parametrize("words", [EVIL, LONG], ids=["markup", "long"])
def test_what_is_typed_is_shown_as_typed_and_the_page_stays_valid(client, site, words) -> None:
    for url in everything(site.en, words):
        page = read(client, url)
        assert words[:30] in text(main(page)), url
        scripts = [each for each in page.iter("script") if "alert" in (each.text or "") and each.get("type") != DATA]
        assert scripts == [], url
        assert not any("onload" in each.attrib for each in page.iter()), url
        assert "14" not in text(main(page)).replace("{{ 7|add:7 }}", ""), url


def test_a_site_without_anything_in_it_shows_every_page(client, site) -> None:
    for code, words in (("en", "topics authors outlets corrections"), ("es", "temas autores medios correcciones")):
        tree = getattr(site, code)
        for page in (tree.home, tree.blog, tree.publications):
            read(client, page.get_url())
        for word in words.split():
            read(client, f"/{code}/{word}/")
