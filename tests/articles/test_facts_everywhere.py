"""A fact stands on the work, once: after its review it is the same in every language, list, file, feed and search."""

import datetime
import json
from xml.etree import ElementTree

import extruct
import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from articles.models import BlogPostPage, PublicationPage, Work
from tests import factories
from tests.reading import by_class, main, parse, read, text
from tests.translations import story

ATOM = "{http://www.w3.org/2005/Atom}"

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
CITE = {"en": "/en/cite/", "es": "/es/citar/"}
# Words as no stemmer takes them for one another.
OLD, NEW = "Oldwordings", "Newwordings"


@pytest.fixture
def told(site, here, there):
    """A work with a summary in one language, translated into the other, and a post in each that lists it."""
    tree, foreign = getattr(site, here), getattr(site, there)
    outlets = [factories.outlet(tree.locale, name) for name in ("Oldoutlet", "Newoutlet")]
    work = factories.work(
        OLD, outlet=outlets[0], kind="web", language=here, date=datetime.date(2018, 5, 3), url="https://e.org/old",
        editions=({"language": "fr", "title": "Oldedition", "url": "https://e.org/fr-old"},),
    )  # fmt: skip
    page = factories.publication(tree, "On a work", work=work)
    post = factories.post(tree, "News", publications=[page])
    twins = [factories.twin(each, foreign, slug=f"{each.slug}-t") for each in (page, post)]
    return work, {here: (page, post), there: twins}, outlets


def places(client, site, told, code: str) -> dict[str, str]:
    """What readers and programs of a language read of the work, by place."""
    _work, pages, _outlets = told
    index = getattr(site, code).publications
    with translation.override(code):
        found = {name: f"{reverse(name)}?q={NEW}" for name in ("search", "search_feed")}
        outlets = [row.get_absolute_url() for row in told[2]]
    found |= {"page": pages[code][0].url, "post": pages[code][1].url}
    found |= {"page's references": f"{CITE[code]}{pages[code][0].pk}/"}
    found |= {"page's file": f"{CITE[code]}{pages[code][0].pk}/works.json"}
    found |= {"list's file": f"{CITE[code]}{index.pk}/works/list.json"}
    found |= {"list": index.get_url(), "new outlet": outlets[1]}
    return {name: client.get(url).content.decode() for name, url in found.items()}


def change(work) -> Work:
    """Another title, date, kind, address and outlet, and another edition: as a draft."""
    draft = work.get_latest_revision_as_object()
    draft.title, draft.kind, draft.url = NEW, "report", "https://e.org/new"
    draft.date = datetime.date(2021, 5, 3)
    edition = draft.editions.get()
    edition.title, edition.language, edition.url = "Newedition", "de", "https://e.org/de-new"
    draft.editions = [edition]
    return draft


@BOTH_WAYS
def test_a_changed_fact_waits_for_its_review_and_then_stands_in_every_language_at_once(
    client, site, told, here, there
) -> None:
    work, _pages, outlets = told
    people = story.people(site)
    draft = change(work)
    draft.outlet = outlets[1]
    draft.save_revision(user=people.editor)
    for in_review in (False, True):
        if in_review:
            work.refresh_from_db()
            work.get_workflow().start(work, people.editor)
        for code in (here, there):
            said = places(client, site, told, code)
            for name, words in said.items():
                assert "e.org/new" not in words, (code, name)
                assert "Newedition" not in words, (code, name)
            for name in ("search", "search_feed", "new outlet"):
                assert "On a work" not in said[name], (code, name)
            assert OLD in said["page"]

    story.approve(work, getattr(people, f"reviewer_{there}"))
    for code in (here, there):
        said = places(client, site, told, code)
        for name in ("page", "post"):
            shown = text(main(parse(said[name])))
            assert NEW in shown, (code, name)
            assert "Newedition" in shown, (code, name)
            assert OLD not in said[name], (code, name)
            assert "e.org/new" in said[name], (code, name)
        assert "e.org/new" in said["page's references"]
        for name in ("page's file", "list's file"):
            [item] = json.loads(said[name])
            assert (item["title"], item["type"], item["publisher"]) == (NEW, "report", "Newoutlet"), (code, name)
        for name in ("search", "search_feed", "new outlet"):
            assert "On a work" in said[name], (code, name)


@BOTH_WAYS
def test_filters_of_lists_follow_a_changed_fact_in_every_language(client, site, told, here, there) -> None:
    work, *_rest = told
    change(work).save_revision().publish()
    for code in (here, there):
        url = getattr(site, code).publications.get_url()
        for old, new in (("year=2018", "year=2021"), ("kind=web", "kind=report"), ("language=fr", "language=de")):
            assert by_class(read(client, f"{url}?{old}"), "card") == [], (code, old)
            assert len(by_class(read(client, f"{url}?{new}"), "card")) == 1, (code, new)


def changed(client, told, code: str) -> dict[str, datetime.datetime]:
    """When a page of a language says that it last changed, in what it tells programs, in a feed, and in the sitemap."""
    _work, pages, _outlets = told
    found = {}
    for name, page in zip(("page", "post"), pages[code], strict=True):
        [node] = extruct.extract(client.get(page.url).content.decode(), syntaxes=["json-ld"])["json-ld"]
        found[name] = datetime.datetime.fromisoformat(node["dateModified"])
        with translation.override(code):
            feed = client.get(reverse("search_feed"), {"q": page.title}).content
        [entry] = ElementTree.fromstring(feed).iter(f"{ATOM}entry")
        updated = datetime.datetime.fromisoformat(entry.find(f"{ATOM}updated").text)
        found[f"feed, {name}"] = updated.replace(microsecond=0)
    [url] = PublicationPage.objects.get(pk=pages[code][0].pk).get_sitemap_urls()
    return found | {"sitemap": url["lastmod"].replace(microsecond=0)}


@BOTH_WAYS
def test_a_page_has_changed_when_a_fact_of_its_work_has(client, site, told, here, there) -> None:
    """In every language, for posts that list it too; not by a draft, nor by a work that is not public."""
    work, *_rest = told
    for model in (PublicationPage, BlogPostPage, Work):
        rows = model.objects.all()
        rows.update(last_published_at=F("last_published_at") - datetime.timedelta(days=30))
    before = {code: changed(client, told, code) for code in (here, there)}
    work = Work.objects.get(pk=work.pk)
    change(work).save_revision()
    assert {code: changed(client, told, code) for code in (here, there)} == before

    change(work).save_revision().publish()
    work.refresh_from_db()
    moment = work.last_published_at.replace(microsecond=0)
    for code in (here, there):
        now = changed(client, told, code)
        assert {name for name, when in now.items() if when != moment} == set(), code
        assert len(now) == 5

    Work.objects.filter(pk=work.pk).update(live=False)
    assert {code: changed(client, told, code) for code in (here, there)} == before
