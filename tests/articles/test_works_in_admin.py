"""Works in the admin: entered once, found by their facts, and told of in one summary."""

import datetime
import itertools
from threading import Barrier, Thread
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from articles.models import Edition, PublicationPage, Work
from articles.works.addresses import normalise_address
from articles.works.listing import WorkFilterSet
from articles.works.same import with_same_address
from articles.works.summaries import begin_summary
from tests import factories
from tests.reading import links, parse, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
ADD, LIST = "wagtailsnippets_articles_work:add", "wagtailsnippets_articles_work:list"


@pytest.fixture
def editor(client, site):
    user = factories.user("edith", "Editors")
    client.force_login(user)
    return client


def form(editions=(), **fields) -> dict[str, str]:
    usual = {"kind": "translation", "language": "es", "title": "Nueva", "access": "", "date_precision": "day"}
    own = [{**usual, **facts} for facts in editions]
    rows = {"authors": inline_formset([]), "editions": inline_formset(own)}
    common = {"kind": "article", "title": "New", "language": "en", "date_precision": "day", "access": "open"}
    return nested_form_data({**common, "rights": "unneeded", **fields, **rows})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/a?utm_source=x&b=1", "https://example.org/a?b=1#part"),
        ("https://EXAMPLE.org:443/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ],
)
def test_two_addresses_that_lead_to_one_place_are_one(one, other) -> None:
    assert normalise_address(one) == normalise_address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("https://e.org/a", "https://e.org/b"), ("https://e.org/a?id=1", "https://e.org/a?id=2"), ("https://e.org:81/", "https://e.org/")],
)  # fmt: skip
def test_two_addresses_that_differ_are_two(one, other) -> None:
    assert normalise_address(one) != normalise_address(other)


@pytest.mark.parametrize("typed", ["", "  ", "mailto:a@b.org", "https://[", "https://e.org:x/", "nonsense"])
def test_what_is_no_address_is_no_ones(db, typed) -> None:
    assert with_same_address(typed) is None
    assert normalise_address(typed) == ""


def test_the_same_doi_shows_the_other_work_and_saves_nothing(editor) -> None:
    other = factories.work("First <b>", doi="10.1000/abc")
    response = editor.post(reverse(ADD), form(doi="https://doi.org/10.1000/ABC"))
    shown = response.content.decode()
    assert reverse("wagtailsnippets_articles_work:edit", args=[other.pk]) in shown
    assert "First &lt;b&gt;" in shown
    assert "First <b>" not in shown
    assert Work.objects.count() == 1


def test_what_is_no_doi_is_said_at_its_field_and_nothing_is_saved(editor) -> None:
    factories.work("First", doi="10.1000/abc")
    response = editor.post(reverse(ADD), form(doi="10.1000/a b"))
    assert response.context["form"].errors == {"doi": ["This is not a DOI: it should look like 10.1000/182."]}
    assert Work.objects.count() == 1


def test_works_without_a_doi_are_not_one_work(editor) -> None:
    factories.work("First")
    for title in ("Second", "Third"):
        assert editor.post(reverse(ADD), form(title=title)).status_code == 302
    assert Work.objects.count() == 3


@pytest.mark.parametrize("where", ["original", "edition"])
def test_the_same_address_is_asked_about_once(editor, where) -> None:
    address = {"url": "https://www.example.org/a/"}
    other = factories.work("First", **(address if where == "original" else {"editions": (address,)}))
    typed = form(url="http://example.org/a?utm_source=feed")
    shown = editor.post(reverse(ADD), typed).content.decode()
    assert reverse("wagtailsnippets_articles_work:edit", args=[other.pk]) in shown
    assert Work.objects.count() == 1
    editor.post(reverse(ADD), typed | {"is_another": "on"})
    assert Work.objects.count() == 2


@pytest.mark.parametrize("where", ["original", "edition", "DOI"])
def test_the_address_of_an_edition_is_compared_with_other_works_and_their_editions(editor, where) -> None:
    address = {"url": "https://www.example.org/a/"}
    facts = {"original": address, "edition": {"editions": (address,)}, "DOI": {"doi": "10.1000/abc"}}[where]
    other = factories.work("First <b>", **facts)
    asked = "https://doi.org/10.1000/ABC" if where == "DOI" else "http://example.org/a?utm_source=feed"
    typed = form(editions=[{"url": "https://example.org/else", "title": "Uno"}, {"url": asked}])
    shown = editor.post(reverse(ADD), typed).content.decode()
    assert reverse("wagtailsnippets_articles_work:edit", args=[other.pk]) in shown
    assert "First &lt;b&gt;" in shown
    assert "If this is another work, say so below." in shown
    assert Work.objects.count() == 1
    editor.post(reverse(ADD), typed | {"is_another": "on"})
    assert Work.objects.exclude(pk=other.pk).get().editions.count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"url": "https://example.org/a", "editions": [{"url": "http://www.example.org/a/#es"}]},
        {"doi": "10.1000/abc", "editions": [{"url": "https://doi.org/10.1000/ABC"}]},
        {"editions": [{"url": "https://example.org/a"}, {"url": "https://example.org/a?ref=x", "kind": "pdf"}]},
    ],
    ids=["original", "DOI", "edition"],
)
def test_two_forms_of_a_work_at_one_address_are_asked_about(editor, typed) -> None:
    shown = editor.post(reverse(ADD), form(**typed)).content.decode()
    assert "Another form of this work stands at this address." in shown
    assert not Work.objects.exists()
    editor.post(reverse(ADD), form(**typed) | {"is_another": "on"})
    assert Work.objects.get().editions.count() == len(typed["editions"])


@pytest.mark.parametrize(
    "facts",
    [
        {"url": "https://example.org/a", "url_is_home": "on"},
        {"url": "https://example.org/a", "DELETE": "on"},
        {"url": ""},
        {"url": "https://example.org/b"},
    ],
    ids=["home page", "taken away", "none", "another"],
)
def test_an_edition_that_stands_nowhere_else_is_saved_without_a_question(editor, facts) -> None:
    factories.work("First", url="https://example.org/a")
    factories.work("Second", editions=({"url": "https://example.org/b", "url_is_home": True},))
    assert editor.post(reverse(ADD), form(editions=[facts])).status_code == 302
    assert Work.objects.count() == 3


def test_a_work_is_saved_again_with_the_editions_that_it_has(editor) -> None:
    work = factories.work("First", url="https://example.org/a", editions=({"url": "https://example.org/b"},))
    [row] = work.editions.all()
    typed = form(title="First", url=work.url)
    typed |= nested_form_data({"editions": inline_formset(
        [{"id": row.pk, "kind": row.kind, "language": "es", "title": "U", "access": "", "url": row.url,
          "date_precision": "day"}], initial=1
    )})  # fmt: skip
    edit = reverse("wagtailsnippets_articles_work:edit", args=[work.pk])
    assert editor.post(edit, typed).status_code == 302
    assert Work.objects.get().get_latest_revision_as_object().editions.get().title == "U"


def test_a_home_page_names_no_work_and_a_work_is_not_its_own_double(editor) -> None:
    work = factories.work("First", url="https://example.org/", url_is_home=True)
    assert with_same_address("https://example.org/") is None
    work.url_is_home = False
    work.save()
    assert with_same_address("https://example.org/") == work
    assert with_same_address("https://example.org/", but=work.pk) is None


@pytest.fixture
def catalogue(site):
    """Three works of two outlets; one is told of, one can be read in Spanish."""
    outlets = [factories.outlet(site.en.locale, name) for name in ("Peace", "Water")]
    author = factories.person(site.en.locale, "Ana Sol")
    edition = {"language": "es", "title": "De ríos"}
    told = factories.work("Of rivers", outlet=outlets[0], authors=(author,), editions=(edition,), date="2019-05-01")
    factories.publication(site.en, "On rivers", work=told)
    factories.work("Of lakes", outlet=outlets[1], kind="book", date="2020-01-01")
    factories.work("Sobre el mar", language="es", kind="report")
    return {"outlet": outlets[1].translation_key, "author": author.translation_key}


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("kind", "book", {"Of lakes"}),
        ("language", "es", {"Sobre el mar"}),
        ("outlet", None, {"Of lakes"}),
        ("author", None, {"Of rivers"}),
        ("year", "2019", {"Of rivers"}),
        ("readable_in", "es", {"Of rivers", "Sobre el mar"}),
        ("summary", "missing", {"Of lakes", "Sobre el mar"}),
        ("summary", "begun", {"Of rivers"}),
        ("year", "nonsense", {"Of rivers", "Of lakes", "Sobre el mar"}),
    ],
)
def test_works_are_found_by_their_facts(editor, catalogue, name, value, found) -> None:
    response = editor.get(reverse(LIST), {name: value or catalogue[name]})
    assert {work.title for work in response.context["object_list"]} == found


@pytest.mark.parametrize("who", ["Editors", "Reviewers (es)"])
def test_the_list_costs_the_same_for_three_and_for_thirteen(client, catalogue, site, who) -> None:
    client.force_login(factories.user("somebody", who))
    counts = []
    for _ in range(2):
        client.get(reverse(LIST))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))
        for number in range(10):
            work = factories.work(outlet=factories.outlet(site.en.locale), live=bool(number % 2))
            work.get_workflow().start(work, None)
            factories.twin(factories.publication(site.en, work=work, live=False), site.es)
    assert counts[0] == counts[1]


# ---------------------------------------------------------------- what the list says of each
def cells(client, work: Work, column: int) -> Element:
    """A cell of a work's row: what stands in it, and where it leads."""
    page = parse(client.get(reverse(LIST)).content.decode())
    [row] = [row for row in page.iter("tr") if f"snippet_{work.pk}_title" in {each.get("id") for each in row.iter()}]
    return list(row.iter("td"))[column]


STATE, SUMMARIES, USAGE = 5, 6, 7


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("draft", "draft"),
        ("live", "live"),
        ("newer", "live + draft"),
        ("review", "in moderation"),
        ("scheduled", "scheduled"),
    ],
)
def test_the_list_says_where_each_work_stands(editor, site, state, told) -> None:
    work = factories.work("Of rivers", live=state in ("live", "newer"))
    if state == "newer":
        work.title = "Of many rivers"
        work.save_revision()
    if state == "review":
        work.get_workflow().start(work, factories.user())
    if state == "scheduled":
        work.latest_revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
        work.latest_revision.save()
    assert text(cells(editor, work, STATE)) == told


@BOTH
def test_the_list_says_which_summaries_there_are_in_which_language_and_leads_to_them(editor, site, code) -> None:
    tree, other = getattr(site, code), getattr(site, "es" if code == "en" else "en")
    work = factories.work("Of rivers")
    assert text(cells(editor, work, SUMMARIES)) == ""
    page = factories.publication(tree, work=work)
    twin = factories.twin(page, other, live=False)
    names = {"en": "English", "es": "Spanish"}
    cell = cells(editor, work, SUMMARIES)
    told = {text(link): link.get("href") for link in cell.iter("a")}
    assert told == {
        f"{names[tree.locale.language_code]}: public": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        f"{names[other.locale.language_code]}: draft": reverse("wagtailadmin_pages:edit", args=[twin.pk]),
    }
    page.title = "Newer"
    page.save_revision()
    assert "public, with a newer draft" in text(cells(editor, work, SUMMARIES))


def test_who_may_not_edit_a_summary_reads_of_it_and_is_not_led_there(client, site) -> None:
    work = factories.work("Of rivers")
    own = factories.publication(site.es, work=work)
    factories.twin(own, site.en)
    client.force_login(factories.user("rita", "Reviewers (es)"))
    cell = cells(client, work, SUMMARIES)
    assert text(cell) == "English: public Spanish: public"
    assert links(cell) == [reverse("wagtailadmin_pages:edit", args=[own.pk])]


def test_usage_and_history_are_reached_from_the_list(editor, site) -> None:
    work = factories.work("Of rivers")
    page = factories.publication(site.en, "On rivers", work=work)
    factories.twin(page, site.es, title="De ríos")
    factories.publication(site.en, "Of another")
    [link] = cells(editor, work, USAGE).iter("a")
    assert text(link) == "2 pages: Of rivers"
    used = text(parse(editor.get(link.get("href")).content.decode()))
    assert "On rivers" in used
    assert "De ríos" in used
    assert "Of another" not in used
    history = reverse("wagtailsnippets_articles_work:history", args=[work.pk])
    assert history in editor.get(reverse(LIST)).content.decode()
    assert editor.get(history).status_code == 200


def test_what_is_searched_for_in_the_list_says_the_same_of_itself(editor, site) -> None:
    work = factories.work("Of rivers", live=False)
    page = parse(editor.get(reverse(LIST), {"q": "rivers"}).content.decode())
    [row] = [row for row in page.iter("tr") if f"snippet_{work.pk}_title" in {each.get("id") for each in row.iter()}]
    assert "draft" in text(row)


@BOTH
def test_a_summary_is_begun_from_its_work_with_nothing_typed(editor, site, code) -> None:
    tree = getattr(site, code)
    work = factories.work("Of rivers", language="en", editions=({"language": "es", "title": "De ríos"},))
    address = reverse("write_summary", args=[work.pk])
    assert PublicationPage.objects.count() == 0
    assert str(tree.publications.title) in editor.get(address).content.decode()
    assert PublicationPage.objects.count() == 0
    response = editor.post(address, {"list": tree.publications.pk})
    [page] = PublicationPage.objects.all()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.work, page.locale, page.live) == (
        {"en": "Of rivers", "es": "De ríos"}[code], work, tree.locale, False,
    )  # fmt: skip
    assert page.latest_revision.user.username == "edith"
    # Asked again, it leads to the summary that there is.
    assert editor.get(address).url == editor.post(address, {"list": tree.publications.pk}).url == response.url
    assert PublicationPage.objects.count() == 1


def test_it_is_begun_from_the_list_of_works_and_from_the_form_of_one(editor, site) -> None:
    work = factories.work("Of rivers", live=False)
    address = reverse("write_summary", args=[work.pk])
    for url in (reverse(LIST), reverse("wagtailsnippets_articles_work:edit", args=[work.pk])):
        assert address in editor.get(url).content.decode()


@BOTH
def test_who_may_not_write_begins_no_summary(client, site, code) -> None:
    work = factories.work("Of rivers")
    translator = factories.user("tess", f"Translators ({code})")
    client.force_login(translator)
    address = reverse("write_summary", args=[work.pk])
    for response in (client.get(address), client.post(address, {"list": getattr(site, code).publications.pk})):
        assert response.status_code in (302, 403)
        assert PublicationPage.objects.count() == 0
    with pytest.raises(PermissionDenied):
        begin_summary(work=work, index=getattr(site, code).publications, user=translator)
    assert PublicationPage.objects.count() == 0


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("¿De quién es el agua?", ["de-quien-es-el-agua", "de-quien-es-el-agua-2"]),
        ("Ñandúes – über Ærø", ["nandues-uber-r", "nandues-uber-r-2"]),
        ("和平", ["和平", "和平-2"]),
    ],
)
def test_the_address_of_a_summary_is_in_plain_letters_where_its_title_has_any(editor, site, title, slugs) -> None:
    user = factories.user("superior", superuser=True)
    works = [factories.work(title) for _number in range(2)]
    pages = [begin_summary(work=work, index=site.es.publications, user=user) for work in works]
    assert [page.slug for page in pages] == slugs
    assert [page.get_latest_revision_as_object().slug for page in pages] == slugs


@pytest.mark.parametrize("sent", [{}, {"list": ""}, {"list": "999999"}, {"list": "x"}])
def test_a_list_that_is_none_begins_nothing(editor, site, sent) -> None:
    work = factories.work("Of rivers")
    assert editor.post(reverse("write_summary", args=[work.pk]), sent).status_code == 200
    assert PublicationPage.objects.count() == 0
    assert editor.get(reverse("write_summary", args=[99999])).status_code == 404


# ---------------------------------------------------------------- filters together
KINDS, LANGUAGES, YEARS = ("book", "report"), ("en", "es"), (2019, 2020)


@pytest.fixture
def many(site):
    """A work of each kind, language, year and outlet; of each second one there is a French edition and a summary."""
    outlets = [factories.outlet(site.en.locale, name) for name in ("Peace", "Water")]
    chosen = list(itertools.product(KINDS, LANGUAGES, YEARS, outlets))
    works = Work.objects.bulk_create(
        Work(
            title=" ".join(map(str, facts)), kind=facts[0], language=facts[1], date=f"{facts[2]}-05-03", outlet=facts[3]
        )
        for facts in chosen
    )
    for work in works[::2]:
        # Two, so that one that is found twice would be listed twice.
        Edition.objects.bulk_create(Edition(work=work, title="T", language="fr") for _number in range(2))
    factories.publication(site.en, "Of the first", work=works[0])
    return SimpleNamespace(works=works, outlets=outlets, twin=factories.twin(outlets[0], site.es))


def test_filters_of_works_narrow_each_other_in_every_combination_and_list_nothing_twice(many) -> None:
    # One points at the other language's row of its outlet, which is the same outlet.
    Work.objects.filter(pk=many.works[2].pk).update(outlet=many.twin)
    asked = {
        "kind": (None, "book"),
        "language": (None, "es"),
        "year": (None, 2020),
        "outlet": (None, many.outlets[0].translation_key),
        "readable_in": (None, "fr", "es"),
        "summary": (None, "missing", "begun"),
    }
    told = many.works[0].pk
    for values in itertools.product(*asked.values()):
        given = {name: value for name, value in zip(asked, values, strict=True) if value is not None}
        found = [work.pk for work in WorkFilterSet(given, Work.objects.all()).qs]
        expected = [
            work.pk
            for place, work in enumerate(many.works)
            if given.get("kind", work.kind) == work.kind
            and given.get("language", work.language) == work.language
            and str(given.get("year", work.date))[:4] == str(work.date)[:4]
            and ("outlet" not in given or work.outlet == many.outlets[0])
            and given.get("readable_in", work.language) in {work.language, *(["fr"] if place % 2 == 0 else [])}
            and given.get("summary") in (None, "begun" if work.pk == told else "missing")
        ]
        assert sorted(found) == sorted(expected), given


def test_a_value_that_is_none_filters_nothing_and_never_fails(many) -> None:
    names = ("kind", "language", "outlet", "author", "year", "readable_in", "summary", "nothing")
    for name, value in itertools.product(names, ("", "x", "-1", "9" * 30, "\x00", "' OR 1=1", "<script>", "²")):
        assert WorkFilterSet({name: value}, Work.objects.all()).qs.count() == len(many.works), (name, value)


def test_only_what_there_is_to_choose_from_is_offered(many, site) -> None:
    factories.outlet(site.en.locale, "Without a work")
    factories.person(site.en.locale, "Who wrote nothing")
    form = WorkFilterSet({}, Work.objects.all()).form
    assert offered(form, "outlet") == ["Peace", "Water"]
    assert offered(form, "author") == []
    assert offered(form, "year") == ["2020", "2019"]


def offered(form, name: str) -> list[str]:
    return [label for value, label in form.fields[name].choices if value]


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_an_outlet_and_an_author_are_offered_once_in_the_language_of_who_asks(site, here, there) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    outlet, author = factories.outlet(foreign.locale, "Far away"), factories.person(foreign.locale, "Far Ana")
    rows = [(outlet, author), (factories.twin(outlet, own, name="Here"), factories.twin(author, own, name="Ana"))]
    alone = factories.outlet(foreign.locale, "Alone", live=False)
    for number, (place, person) in enumerate(rows):
        factories.work(f"Work {number}", outlet=place, authors=(person,))
    factories.work("Of the other", outlet=alone)
    with translation.override(here):
        form = WorkFilterSet({}, Work.objects.all()).form
        assert offered(form, "outlet") == ["Alone", "Here"]
        assert offered(form, "author") == ["Ana"]
    # Whichever row a work points at, it is found, and in the other language by the same address.
    for code in (here, there):
        with translation.override(code):
            for name, row in (("outlet", outlet), ("author", author)):
                found = WorkFilterSet({name: str(row.translation_key)}, Work.objects.all()).qs
                assert sorted(work.title for work in found) == ["Work 0", "Work 1"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", {"2018", "July 2018", "1 July 2018"}),
        ("es", {"2018", "julio de 2018", "1 de julio de 2018"}),
    ],
)
def test_the_list_tells_a_date_as_precisely_as_it_is_known(client, site, code, told) -> None:
    user = factories.user("edith", "Editors")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
    client.force_login(user)
    for precision in ("year", "month", "day"):
        factories.work(f"Known by {precision}", date=datetime.date(2018, 7, 1), date_precision=precision)
    cells = {text(cell) for cell in parse(client.get(reverse(LIST)).content.decode()).iter("td")}
    assert told <= cells


@pytest.mark.parametrize(
    ("code", "first"), [("en", ["Arabic", "Catalan", "Chinese"]), ("es", ["alemán", "árabe", "catalán"])]
)
def test_languages_stand_in_the_order_of_their_names(client, site, code, first) -> None:
    editor = factories.user("edith", "Editors")
    UserProfile.objects.create(user=editor, preferred_language=code)
    client.force_login(editor)
    choices = [
        [text(each) for each in field.iter("option") if each.get("value")]
        for url in (reverse(ADD), reverse(LIST))
        for field in parse(client.get(url).content.decode()).iter("select")
        if field.get("name") in ("language", "readable_in")
    ]
    assert len(choices) >= 2
    assert [each[:3] for each in choices] == [first] * len(choices)


@pytest.mark.parametrize(("code", "told"), [("en", "of the work"), ("es", "datos de la obra")])
def test_whoever_takes_a_work_down_reads_what_its_pages_show_without_it(client, site, code, told) -> None:
    work, other = factories.work("Of rivers"), factories.work("Of seas")
    pages = [factories.publication(tree, "A summary", work=work) for tree in (site.en, site.es)]
    factories.publication(site.en, "Not public", work=other, live=False)
    admin = factories.user("root", superuser=True)
    UserProfile.objects.create(user=admin, preferred_language=code)
    client.force_login(admin)
    asked = {row: reverse("wagtailsnippets_articles_work:unpublish", args=[row.pk]) for row in (work, other)}
    assert told not in client.get(asked[other]).content.decode()
    page = client.get(asked[work]).content.decode()
    assert told in page
    assert page.index("2 p") < page.index(told)
    client.post(asked[work])
    for row in pages:
        shown = client.get(row.get_url())
        assert shown.status_code == 200
        assert "Of rivers" not in shown.content.decode()
    assert told not in client.get(asked[work], follow=True).content.decode()


# ---------------------------------------------------------------- its screens
@BOTH
def test_a_new_work_is_previewed_in_each_language_before_it_is_stored(client, site, code) -> None:
    editor = factories.user("edith", "Editors")
    UserProfile.objects.create(user=editor, preferred_language=code)
    client.force_login(editor)
    person = factories.person(site.en.locale, "Ana Example")
    typed = form(title="Of rivers") | nested_form_data({"authors": inline_formset([{"person": person.pk}])})
    url = reverse("wagtailsnippets_articles_work:preview_on_add")
    for sent in (typed, form()):
        assert client.post(url, sent).json()["is_valid"]
        for mode in ("en", "es"):
            shown = client.get(url, {"mode": mode})
            assert shown.status_code == 200
            page = parse(shown.content.decode())
            assert f"?mode={'en' if mode == 'es' else 'es'}" in links(page)
            assert {"en": "Not available", "es": "No disponible"}[mode] not in text(page)
            assert ("Ana Example" in text(page)) is (sent is typed)
    assert not Work.objects.exists()


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fact", [{"doi": "10.1000/182"}, {"url": "https://e.org/a"}], ids=["DOI", "address"])
def test_of_four_who_add_the_same_work_at_the_same_moment_one_makes_it_and_three_are_shown_it(site, fact) -> None:
    start, told = Barrier(4), []
    clients = [Client() for _number in range(4)]
    for number, each in enumerate(clients):
        each.force_login(factories.user(f"edith{number}", "Editors"))

    def race(each: Client) -> None:
        start.wait()
        try:
            told.append(each.post(reverse(ADD), form(**fact)).status_code)
        finally:
            connection.close()

    threads = [Thread(target=race, args=[each]) for each in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [200, 200, 200, 302]
    assert Work.objects.count() == 1


def test_a_copy_of_a_work_has_no_permission_of_its_own(editor) -> None:
    given = {"permission_by": "Ms Holder", "permission_date": datetime.date(2024, 5, 3), "permission": "Once"}
    work = factories.work("Of rivers", rights="needed", verbatim=True, **given)
    shown = parse(editor.get(reverse("wagtailsnippets_articles_work:copy", args=[work.pk])).content.decode())
    fields = {each.get("name"): each for tag in ("input", "textarea", "select") for each in shown.iter(tag)}
    assert fields["title"].get("value") == "Of rivers"
    assert [fields[name].get("value") or "" for name in ("permission_by", "permission_date")] == ["", ""]
    assert text(fields["permission"]).strip() == ""
    assert fields["verbatim"].get("checked") is None
    [chosen] = [each for each in fields["rights"].iter("option") if each.get("selected") is not None]
    assert chosen.get("value") == "needed"


@pytest.mark.parametrize("live", [True, False], ids=["public", "draft"])
@pytest.mark.parametrize("sought", ["Of rivers", "ríos", "rios", "Milesi", "AsiaGlobal", "Gaceta", "10.1000/182"])
def test_a_work_is_found_by_whatever_somebody_knows_of_it(editor, site, sought, live) -> None:
    outlets = [factories.outlet(site.en.locale, name) for name in ("AsiaGlobal", "Diario Ejemplo")]
    person = factories.person(site.en.locale, "Carla Milesi")
    facts = {"outlet": outlets[0], "authors": (person,), "doi": "10.1000/182"}
    edition = {"title": "De los ríos", "url": "https://e.org/es", "outlet": outlets[1]}
    work = factories.work("Of rivers", editions=(edition,), live=live, **facts)
    factories.work("Of seas")
    outlets[1].name = "Gaceta Nueva"
    outlets[1].save_revision().publish()
    shown = editor.get(reverse("wagtailsnippets_articles_work:list_results"), {"q": sought}).content.decode()
    edit = reverse("wagtailsnippets_articles_work:edit", args=[work.pk])
    assert edit in shown
    assert "Of seas" not in shown


@BOTH
def test_the_way_back_from_each_screen_of_a_work_is_in_the_language_of_who_asks(client, site, code) -> None:
    work, admin = factories.work("Of rivers"), factories.user("root", superuser=True)
    home, other = ("Home", "Inicio") if code == "en" else ("Inicio", "Home")
    UserProfile.objects.create(user=admin, preferred_language=code)
    client.force_login(admin)
    for name in ("list", "edit", "history", "usage"):
        args = [] if name == "list" else [work.pk]
        page = parse(client.get(reverse(f"wagtailsnippets_articles_work:{name}", args=args)).content.decode())
        assert home in [text(link).strip() for link in page.iter("a")], name
        assert other not in [text(link).strip() for link in page.iter("a")], name
