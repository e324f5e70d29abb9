"""A new work in the dialog that chooses one: for who may add works, of the essential facts, never twice, as a draft."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail.users.models import UserProfile

from articles.importing.plans import plans
from articles.models import Outlet, Person, PublicationPage, Work
from tests import factories, leaks
from tests.reading import parse, text
from tests.translations import story

URLS = "wagtailsnippetchoosers_articles_work"
CHOOSE, CREATE = reverse(f"{URLS}:choose"), reverse(f"{URLS}:create")
BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
FACTS = {
    "title": "Of rivers", "kind": "magazine", "language": "en", "date": "2019-05-03", "date_precision": "month",
    "url": "https://example.org/rivers", "doi": "https://doi.org/10.1000/ABC", "outlet_name": "The River",
    "author_names": "Ana Sol\n\n  Luz   Mar \nana sol",
}  # fmt: skip


@pytest.fixture
def editor(client, site):
    user = factories.user("edith", "Editors")
    client.force_login(user)
    return user


def send(client, **facts) -> dict:
    """What the dialog answers to a form with these facts."""
    response = client.post(CREATE, {f"new-work-{name}": value for name, value in (FACTS | facts).items()})
    assert response.status_code == 200
    return json.loads(response.content)


def errors(answer: dict) -> str:
    """The words of a form that is shown again."""
    assert answer["step"] == "reshow_creation_form"
    return text(parse(f"<!doctype html><title>x</title>{answer['htmlFragment']}"))


def there() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Work, Person, Outlet))


# ---------------------------------------------------------------- who sees it
def test_the_dialog_offers_a_new_work_to_who_may_add_works_alone(client, site) -> None:
    people = story.people(site)
    for name, offered in (("editor", True), ("admin", True), ("translator_es", False), ("reviewer_en", False)):
        client.force_login(getattr(people, name))
        html = json.loads(client.get(CHOOSE).content)["html"]
        assert ("new-work-title" in html) is offered, name
        assert ("New work" in html) is offered, name


@pytest.mark.parametrize("group", ["Translators (es)", "Reviewers (en)"])
def test_who_may_not_add_works_makes_none(client, site, group) -> None:
    client.force_login(factories.user("somebody", group))
    before = there()
    response = client.post(CREATE, {f"new-work-{name}": value for name, value in FACTS.items()})
    assert response.status_code == 302
    assert there() == before


def test_the_choosers_of_the_rest_of_the_catalogue_make_nothing(client, editor) -> None:
    for kind in ("topic", "person", "outlet"):
        urls = f"wagtailsnippetchoosers_articles_{kind}"
        assert "creation-form" not in json.loads(client.get(reverse(f"{urls}:choose")).content)["html"]
        assert client.post(reverse(f"{urls}:create"), {"name": "New", "slug": "new"}).status_code == 405


# ---------------------------------------------------------------- what is made
@BOTH_WAYS
def test_a_work_is_made_as_a_draft_with_the_people_and_the_outlet_that_are_not_there(
    client, editor, site, here, there
) -> None:
    ana = factories.person(getattr(site, there).locale, "Ana Sol")
    answer = send(client, language=here)
    work = Work.objects.get()
    assert answer == {
        "step": "chosen",
        "result": {
            "id": str(work.pk),
            "string": "Of rivers",
            "edit_url": reverse("wagtailsnippets_articles_work:edit", args=[work.pk]),
        },
    }
    facts = ("title", "kind", "language", "date_precision", "url", "doi", "live", "access")
    assert [getattr(work, name) for name in facts] == [
        "Of rivers", "magazine", here, "month", "https://example.org/rivers", "10.1000/abc", False, "",
    ]  # fmt: skip
    people = [row.person for row in work.authors.all()]
    assert people[0] == ana
    assert [person.name for person in people] == ["Ana Sol", "Luz Mar"]
    # Who is new is written in the language of the work, as a draft of who made it.
    for row in (work, work.outlet, people[1]):
        assert not row.live
        assert row.latest_revision.user == editor
        assert ModelLogEntry.objects.filter(object_id=str(row.pk), action="wagtail.create", user=editor).exists()
    assert {row.locale.language_code for row in (work.outlet, people[1])} == {here}
    assert work.latest_revision.as_object().outlet == work.outlet


@BOTH_WAYS
def test_names_that_are_in_the_catalogue_are_found_in_either_language(client, editor, site, here, there) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(foreign.locale, "The River")
    twin = factories.twin(outlet, own, name="El río")
    person = factories.person(foreign.locale, "Ana", sort_name="Sol, Ana")
    send(client, language=here, outlet_name="the RIVER", author_names="sol, ana")
    work = Work.objects.get()
    # The row that is called so: which one readers see is decided by their language.
    assert work.outlet in (outlet, twin)
    assert work.outlet.translation_key == outlet.translation_key
    assert work.authors.get().person == person
    assert Outlet.objects.count() == 2


def test_a_work_in_a_language_that_the_site_has_not_names_its_outlet_in_that_of_who_asks(client, editor) -> None:
    send(client, language="fr")
    assert Work.objects.get().outlet.locale.language_code == "en"


@pytest.mark.parametrize("blank", ["", "  ", "\n \n"])
def test_outlet_and_authors_may_be_unknown(client, editor, blank) -> None:
    assert send(client, outlet_name=blank, author_names=blank, doi="", url="", date="")["step"] == "chosen"
    work = Work.objects.get()
    assert (work.outlet, work.authors.count()) == (None, 0)
    assert there() == (1, 0, 0)


def test_a_new_name_as_lists_write_it_is_a_name_and_its_place_in_lists(client, editor) -> None:
    send(client, author_names="García, Ana\nWorld, Health, and Organization\nLuz Mar")
    named = {person.name: person.sort_name for person in Person.objects.filter(live=False)}
    assert named["Ana García"] == "García, Ana"
    assert "García, Ana" not in named
    assert named["World, Health, and Organization"] == ""
    assert named["Luz Mar"] == ""


# ---------------------------------------------------------------- what is not
@pytest.mark.parametrize("same", ["doi", "url", "edition"])
def test_the_same_doi_or_address_shows_the_other_work_and_makes_nothing(client, editor, same) -> None:
    address = {"url": "http://www.example.org/rivers/?utm_source=x"}
    facts = {"doi": {"doi": "10.1000/abc"}, "url": address, "edition": {"editions": (address,)}}[same]
    other = factories.work("Another <b>", **facts)
    before = there()
    answer = send(client, **({"doi": ""} if same != "doi" else {"url": ""}))
    assert "Another <b>" in errors(answer)
    assert reverse("wagtailsnippets_articles_work:edit", args=[other.pk]) in answer["htmlFragment"]
    assert "The River" in answer["htmlFragment"]  # what was typed is there
    assert there() == before
    if same != "doi":
        assert send(client, doi="", is_another="on")["step"] == "chosen"


def test_sent_twice_it_is_made_once(client, editor) -> None:
    assert send(client)["step"] == "chosen"
    assert "This DOI is that of" in errors(send(client))
    assert there() == (1, 2, 1)


def test_a_name_that_says_two_people_says_nobody(client, editor, site) -> None:
    for slug in ("ana", "ana-2"):
        factories.person(site.en.locale, "Ana Sol", slug=slug)
    assert "More than one is called “Ana Sol”" in errors(send(client))
    assert Work.objects.count() == 0


def test_who_may_not_add_people_names_only_those_that_are_there(client, site) -> None:
    user = factories.user("wanda", "Reviewers (en)")
    user.user_permissions.add(Permission.objects.get(codename="add_work"))
    client.force_login(user)
    told = errors(send(client))
    assert "“Luz Mar” is not in the catalogue, and you may not add it." in told
    assert "“The River” is not in the catalogue, and you may not add it." in told
    assert there() == (0, 0, 0)
    for name in ("Ana Sol", "Luz Mar"):
        factories.person(site.en.locale, name)
    factories.outlet(site.en.locale, "The River")
    assert send(client)["step"] == "chosen"


@pytest.mark.parametrize(
    "facts",
    [
        {"title": ""},
        {"title": "x" * 256},
        {"kind": "song"},
        {"language": "tlh"},
        {"date": "3 May"},
        {"url": "javascript:alert(1)"},
        {"doi": "10.1000/a b"},
        {"outlet_name": "x" * 2000},
        {"author_names": "x" * 2000},
        {"author_names": "a\0b"},
        {"outlet_name": "\0"},
        {"date_precision": "never"},
    ],
)
def test_what_is_wrong_is_said_in_the_dialog_and_nothing_is_made(client, editor, facts) -> None:
    answer = send(client, **facts)
    assert answer["step"] == "reshow_creation_form"
    assert "error-message" in answer["htmlFragment"]
    assert there() == (0, 0, 0)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "…", "日本", 'O\'Neill & "Co"', "-- ; DROP TABLE"])
def test_no_name_is_anything_else_than_a_name(client, editor, name) -> None:
    assert send(client, outlet_name=name, author_names=name, title=name)["result"]["string"] == name
    work = Work.objects.get()
    assert (work.title, work.outlet.name, work.authors.get().person.name) == (name, name, name)
    html = json.loads(client.get(CHOOSE).content)["html"]
    assert "<script>alert" not in html


# ---------------------------------------------------------------- on the page
@BOTH
def test_a_page_made_with_a_new_work_goes_public_with_it_after_its_review(client, editor, site, code) -> None:
    tree = getattr(site, code)
    pk = send(client, language=code)["result"]["id"]
    data = nested_form_data(
        {
            "title": "On rivers", "slug": "on-rivers", "work": pk, "summary": rich_text("<p>They flow.</p>"),
            "body-count": "0", "corrections-count": "0",
            "topics": inline_formset([]), "comments": inline_formset([]), "action-submit": "1",
        }
    )  # fmt: skip
    add = reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", tree.publications.pk])
    assert client.post(add, data).status_code == 302
    page = PublicationPage.objects.get()
    assert (page.work.pk, page.live, page.work.live) == (int(pk), False, False)
    story.approve(page, factories.user("rita", f"Reviewers ({code})"))
    page = PublicationPage.objects.get()
    assert (page.live, page.work.live) == (True, True)
    assert "Of rivers" in client.get(page.url).content.decode()


def test_the_form_of_a_page_brings_the_script_that_hands_the_title_on(client, editor, site) -> None:
    add = reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", site.en.publications.pk])
    assert "js/new-work.js" in client.get(add).content.decode()


def test_the_dialog_costs_the_same_for_three_outlets_and_for_thirteen(client, editor, site) -> None:
    counts = []
    for number in (3, 10):
        for _each in range(number):
            factories.twin(factories.outlet(site.en.locale), site.es)
        client.get(CHOOSE)
        with CaptureQueriesContext(connection) as queries:
            client.get(CHOOSE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_speaks_spanish_to_who_does(client, editor, site) -> None:
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "es"})
    factories.work("Otra obra", url="https://example.org/rivers")
    for number in range(2):
        factories.person(site.es.locale, "Ana Sol", slug=f"ana-{number}")
    html = [json.loads(client.get(CHOOSE).content)["html"]]
    html += [send(client, title="Una obra", outlet_name="x" * 300, doi="10.1")["htmlFragment"]]
    html += [send(client, title="")["htmlFragment"]]
    for each in html:
        assert not leaks.leaks(f'<html lang="es"><body>{each}', "es")


# ---------------------------------------------------------------- in which language
def chosen_language(html: str) -> str:
    """What a form for a new work has chosen as its language."""
    [field] = [each for each in parse(html).iter("select") if each.get("name") in ("language", "new-work-language")]
    return next((each.get("value") for each in field.iter("option") if each.get("selected") is not None), "")


@BOTH_WAYS
def test_the_dialog_on_a_page_offers_the_language_of_the_page(client, editor, site, here, there) -> None:
    """Whatever the language of the interface, for a new page and for one that there is."""
    UserProfile.objects.create(user=editor, preferred_language=there)
    tree = getattr(site, here)
    page = factories.publication(tree, "On rivers", live=False)
    addresses = [
        reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", tree.publications.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    for address in addresses:
        form = parse(client.get(address).content.decode())
        [modal] = {
            each.get("data-chooser-url")
            for each in form.iter()
            if (each.get("data-chooser-url") or "").startswith(CHOOSE)
        }
        shown = json.loads(client.get(modal).content)["html"]
        assert chosen_language(f"<!doctype html><title>x</title>{shown}") == here, address


@BOTH
def test_a_new_work_is_in_the_language_of_whoever_makes_it_until_another_is_chosen(client, editor, site, code) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    shown = client.get(reverse("wagtailsnippets_articles_work:add")).content.decode()
    assert chosen_language(shown) == code
    assert chosen_language(f"<!doctype html><title>x</title>{json.loads(client.get(CHOOSE).content)['html']}") == code


@pytest.mark.parametrize("nonsense", ["xx", "", "\x00", "e" * 500, "<b>"])
def test_a_page_in_no_language_that_works_know_leaves_the_choice(client, editor, nonsense) -> None:
    assert client.get(CHOOSE, {"page_language": nonsense}).status_code == 200


# ---------------------------------------------------------------- who may not see drafts
@BOTH
def test_who_may_not_see_drafts_of_people_and_outlets_does_not_learn_of_them(client, site, code) -> None:
    """Neither by a list that offers them, nor by a name that is found."""
    locale = getattr(site, code).locale
    for live in (True, False):
        factories.outlet(locale, f"Outlet {live}", live=live)
        factories.person(locale, f"Person {live}", live=live)
    somebody = factories.user("somebody")
    rights = Permission.objects.filter(content_type__app_label="articles", codename__in=["add_work", "change_work"])
    somebody.user_permissions.set([*rights, Permission.objects.get(codename="access_admin")])
    client.force_login(somebody)
    html = json.loads(client.get(CHOOSE).content)["html"]
    assert "Outlet True" in html
    assert "Outlet False" not in html
    told = errors(send(client, language=code, outlet_name="outlet false", author_names="person false"))
    for name in ("outlet false", "person false"):
        assert f"“{name}” is not in the catalogue, and you may not add it." in told
    item = {"type": "book", "title": "T", "publisher": "outlet false", "author": [{"literal": "person false"}]}
    [plan] = plans([item], locale=locale, user=somebody)
    assert (plan.outlet.row, [named.row for named in plan.authors]) == (None, [None])
    assert plan.facts.refusal.endswith("is not in the catalogue, and you may not add it.")
    [plan] = plans([item | {"publisher": "outlet true", "author": []}], locale=locale, user=somebody)
    assert plan.outlet.row is not None
