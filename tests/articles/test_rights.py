"""What readers are told of the rights of a work, and what stays in the house; what the forms say before."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html
from wagtail.users.models import UserProfile

from articles.models import PublicationPage, Work
from articles.models.rights import missing_permission
from tests import factories
from tests.reading import by_class, links, main, parse, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
ADD = "wagtailsnippets_articles_work:add"
DEED = "https://creativecommons.org/licenses/by/4.0/deed."
SECRET = "Quixotica"  # who gave the permission, and what for
RECORD = {
    "rights": "needed",
    "permission_by": SECRET,
    "permission_date": "2026-01-15",
    "permission": f"All, by {SECRET}.",
}


def shown(client, page):
    return main(read(client, page.get_url()))


# ---------------------------------------------------------------- what is missing
@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, False),
        ({"rights": "unneeded"}, False),
        ({"rights": "needed"}, True),
        ({"rights": "needed", "permission_by": "  ", "permission_date": "2026-01-15"}, True),
        ({"rights": "needed", "permission_by": "X", "permission_date": None}, True),
        ({"rights": "needed", "permission": "A letter of May, as it was noted before"}, True),
        ({"rights": "needed", "permission_by": "X", "permission_date": "2026-01-15"}, False),
        ({"rights": "unneeded", "permission_by": "", "permission_date": None}, False),
    ],
    ids=str,
)
def test_a_record_says_who_and_when(facts, missing) -> None:
    for code, words in (("en", "“W” needs permission."), ("es", "«W» necesita permiso.")):
        with translation.override(code):
            assert missing_permission(facts, "W").startswith(words) is missing
            assert bool(missing_permission(facts, "W")) is missing


def test_a_permission_of_tomorrow_is_refused() -> None:
    work = Work(title="W", permission_date=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(ValidationError, match="still to come"):
        work.clean()
    work.permission_date = timezone.localdate()
    work.clean()


def test_an_old_note_is_kept_and_blocks_nothing(client, site) -> None:
    work = factories.work(permission="Allowed by letter, in 2019.")
    assert Work.objects.get(pk=work.pk).permission == "Allowed by letter, in 2019."
    assert factories.publication(site.en, work=work).live


# ---------------------------------------------------------------- what the forms say
def form(**fields) -> dict[str, str]:
    rows = {"authors": inline_formset([]), "editions": inline_formset([])}
    common = {"kind": "article", "title": "New", "language": "en", "date_precision": "day", "access": "open"}
    return nested_form_data({**common, "rights": "unneeded", **fields, **rows})


@pytest.fixture
def admin(client, site):
    client.force_login(factories.user("admin", superuser=True))
    return client


def test_a_work_that_lacks_its_record_is_saved_as_a_draft_with_a_warning(admin) -> None:
    response = admin.post(reverse(ADD), form(rights="needed"), follow=True)
    assert Work.objects.get().rights == "needed"
    assert any("“New” needs permission" in str(message) for message in response.context["messages"])


def test_it_is_not_published_from_its_form_and_what_was_typed_stands_there(admin) -> None:
    data = form(rights="needed", permission_by="The editors") | {"action-publish": "yes"}
    response = admin.post(reverse(ADD), data)
    assert response.status_code == 200
    assert "“New” needs permission" in str(response.context["form"].non_field_errors())
    assert 'value="The editors"' in response.content.decode()
    assert not Work.objects.exists()


def test_with_its_record_it_is_published(admin) -> None:
    data = form(**RECORD) | {"action-publish": "yes"}
    assert admin.post(reverse(ADD), data).status_code == 302
    assert Work.objects.get().live


@BOTH
def test_nor_is_its_summary_which_is_kept_as_a_draft(admin, site, code) -> None:
    work = factories.work("Hers", live=False, rights="needed")
    page = factories.publication(getattr(site, code), "Ours", work=work, live=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(admin.get(url).content.decode(), form_id="page-edit-form").dict()
    data |= {"title": "Typed", "body-count": "0", "corrections-count": "0"}
    response = admin.post(url, data | {"action-publish": "yes"})
    assert "“Hers” needs permission" in str(response.context["form"].non_field_errors())
    assert 'value="Typed"' in response.content.decode()
    response = admin.post(url, data, follow=True)
    assert any("“Hers” needs permission" in str(message) for message in response.context["messages"])
    page = PublicationPage.objects.get(pk=page.pk)
    assert (page.live, page.get_latest_revision_as_object().title) == (False, "Typed")


# ---------------------------------------------------------------- licence
@pytest.mark.parametrize(
    ("code", "name"), [("en", "Attribution 4.0 International"), ("es", "Atribución 4.0 Internacional")]
)
def test_the_licence_of_the_original_is_told_in_words_and_led_to(client, site, code, name) -> None:
    page = factories.publication(getattr(site, code), work=factories.work(licence="CC BY 4.0"))
    [facts] = by_class(shown(client, page), "facts")
    assert f"Creative Commons {name} (CC BY 4.0)" in text(facts)
    assert f"{DEED}{code}" in links(facts)


def test_what_is_no_known_licence_is_told_as_it_was_typed(client, site) -> None:
    page = factories.publication(site.en, work=factories.work(licence="javascript:alert(1)"))
    [facts] = by_class(shown(client, page), "facts")
    assert "javascript:alert(1)" in text(facts)
    assert links(facts) == []


def licensed(document) -> list[str]:
    """Where the page says that its own text is licensed."""
    return [each.get("href") for each in document.iter("a") if "license" in each.get("rel", "").split()]


@BOTH
def test_the_page_has_the_licence_of_the_original_only_where_it_repeats_it(client, site, settings, code) -> None:
    settings.SITE_LICENCE = "CC BY-SA 4.0"
    tree, facts = getattr(site, code), {"licence": "CC BY 4.0", "language": code, "url": "https://example.org/o"}
    summary, copy = (factories.publication(tree, work=factories.work(verbatim=each, **facts)) for each in (False, True))
    assert licensed(read(client, summary.get_url())) == [f"https://creativecommons.org/licenses/by-sa/4.0/deed.{code}"]
    assert licensed(read(client, copy.get_url())) == [f"{DEED}{code}"]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Licence of our texts: Creative Commons Attribution 4.0 International (CC BY 4.0)"),
        ("es", "Licencia de nuestros textos: Creative Commons Atribución 4.0 Internacional (CC BY 4.0)"),
    ],
)
def test_the_licence_of_our_texts_stands_in_the_foot_of_each_page(client, site, settings, code, line) -> None:
    home = getattr(site, code).home
    assert line not in text(read(client, home.get_url()))
    settings.SITE_LICENCE = "CC BY 4.0"
    for url in (home.get_url(), getattr(site, code).blog.get_url()):
        assert line in text(read(client, url))
    assert line in text(read(client, f"/{code}/nowhere/", 404))


# ---------------------------------------------------------------- non-endorsement
@BOTH_WAYS
def test_the_line_of_an_outlet_stands_in_the_language_of_the_reader(client, site, here, there) -> None:
    tree, other = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(tree.locale, "The Journal", disclaimer="Not read by us.")
    factories.twin(outlet, other, disclaimer="Not read there.")
    page = factories.publication(tree, work=factories.work(outlet=outlet))
    twin = factories.twin(page, other, title="Other", slug="other")
    for shown_page, line in ((page, "Not read by us."), (twin, "Not read there.")):
        [found] = by_class(shown(client, shown_page), "disclaimer")
        assert (text(found), found.get("lang")) == (line, None)


@BOTH_WAYS
@pytest.mark.parametrize("translated", [False, True], ids=["outlet not translated", "line not translated"])
def test_without_one_it_stands_as_it_is_and_says_its_language(client, site, here, there, translated) -> None:
    outlet = factories.outlet(getattr(site, here).locale, "The Journal", disclaimer="Not read by us.")
    if translated:
        factories.twin(outlet, getattr(site, there), disclaimer="")
    page = factories.publication(getattr(site, there), work=factories.work(outlet=outlet))
    [found] = by_class(shown(client, page), "disclaimer")
    assert (text(found), found.get("lang")) == ("Not read by us.", here)


@BOTH_WAYS
def test_where_readers_are_led_to_an_edition_elsewhere_the_line_of_that_outlet_stands_too(
    client, site, here, there
) -> None:
    tree, other = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(tree.locale, "The Journal", disclaimer="Not read by the Journal.")
    press = factories.outlet(tree.locale, "The Press", disclaimer="Not read by the Press.")
    factories.twin(press, other, disclaimer="Not read there.")
    silent = factories.outlet(tree.locale, "The House")
    editions = ({"language": there, "outlet": press}, {"language": "fr", "outlet": silent}, {"language": "pt"})
    page = factories.publication(tree, work=factories.work(outlet=outlet, language=here, editions=editions))
    twin = factories.twin(page, other, title="Other", slug="other")
    lines = ["Not read by the Journal.", "Not read by the Press."]
    assert [text(each) for each in by_class(shown(client, page), "disclaimer")] == lines
    found = [(text(each), each.get("lang")) for each in by_class(shown(client, twin), "disclaimer")]
    assert found == [(lines[0], here), ("Not read there.", None)]


@BOTH_WAYS
def test_a_line_that_two_outlets_have_stands_once(client, site, here, there) -> None:
    tree = getattr(site, here)
    outlets = [factories.outlet(tree.locale, name, disclaimer="Not read there.") for name in ("Journal", "Press")]
    editions = [{"language": there, "outlet": outlet} for outlet in outlets]
    page = factories.publication(tree, work=factories.work(outlet=outlets[0], editions=tuple(editions)))
    [found] = by_class(shown(client, page), "disclaimer")
    assert text(found) == "Not read there."
    alone = factories.publication(tree, "Alone", work=factories.work(editions=tuple(editions[1:])))
    assert [text(each) for each in by_class(shown(client, alone), "disclaimer")] == ["Not read there."]


def test_none_stands_where_the_outlet_has_none_or_only_a_draft_or_row_that_is_not_public(client, site) -> None:
    outlet = factories.outlet(site.en.locale, "The Journal")
    factories.twin(outlet, site.es, live=False, disclaimer="Borrador.")
    outlet.disclaimer = "Drafted."
    outlet.save_revision()
    page = factories.publication(site.en, work=factories.work(outlet=outlet))
    assert by_class(shown(client, page), "disclaimer") == []


# ---------------------------------------------------------------- editions
@pytest.mark.parametrize(
    ("code", "notes"),
    [
        ("en", ["Original, free to read", "Abridged version, paid", "PDF, free after registration", "Audio"]),
        ("es", ["Original, acceso libre", "Versión abreviada, de pago", "PDF, gratuito con registro", "Audio"]),
    ],
)
def test_each_link_says_what_it_is_and_what_it_takes_to_read_it(client, site, code, notes) -> None:
    given = [("abridged", "paywall"), ("pdf", "registration"), ("audio", "")]
    editions = [
        {"language": "fr", "kind": kind, "access": access, "url": f"https://e.org/{kind}"} for kind, access in given
    ]
    work = factories.work(language="de", url="https://e.org/o", access="open", editions=tuple(editions))
    found = by_class(shown(client, factories.publication(getattr(site, code), work=work)), "edition")
    assert [text(by_class(each, "edition__note")[0]) for each in found] == notes
    assert [link.get("type") for each in found for link in by_class(each, "edition__link")] == [
        None,
        None,
        "application/pdf",
        None,
    ]
    assert [link.get("hreflang") for each in found for link in by_class(each, "edition__link")] == ["de", *["fr"] * 3]


@BOTH
def test_of_what_nobody_looked_up_readers_are_told_nothing(client, site, code) -> None:
    work = factories.work(language="de", url="https://e.org/o", editions=({"url": "https://e.org/t"},))
    page = shown(client, factories.publication(getattr(site, code), work=work))
    notes = [text(by_class(each, "edition__note")[0]) for each in by_class(page, "edition")]
    assert (len(notes), [each for each in notes if "," in each]) == (2, [])


@pytest.mark.parametrize(("code", "label"), [("en", "not stated"), ("es", "no consta")])
def test_a_new_work_and_a_new_edition_say_nothing_until_somebody_does(client, site, code, label) -> None:
    editor = factories.user("edith", "Editors")
    UserProfile.objects.create(user=editor, preferred_language=code)
    client.force_login(editor)
    page = parse(client.get(reverse("wagtailsnippets_articles_work:add")).content.decode())
    for name in ("access", "editions-__prefix__-access"):
        lists = [each for each in page.iter("select") if each.get("name") == name] or [
            each
            for hidden in page.iter("script")
            if hidden.text and f'name="{name}"' in hidden.text
            for each in parse(hidden.text).iter("select")
            if each.get("name") == name
        ]
        first = lists[0].find("option")
        assert (first.get("value"), text(first)) == ("", label)
        assert [each.get("value") for each in lists[0].iter("option") if each.get("selected") is not None] in ([], [""])


def test_what_has_no_address_says_nothing_of_access(client, site) -> None:
    work = factories.work(editions=({"language": "fr", "access": "open"},))
    found = by_class(shown(client, factories.publication(site.en, work=work)), "edition")
    assert not any("free to read" in text(each) for each in found)


# ---------------------------------------------------------------- what stays in the house
@BOTH
def test_no_reader_is_shown_who_gave_a_permission_when_or_what_for(client, site, code) -> None:
    tree = getattr(site, code)
    outlet, person = factories.outlet(tree.locale, slug="o"), factories.person(tree.locale, slug="p")
    work = factories.work("Permitted", outlet=outlet, authors=(person,), licence="CC BY 4.0", **RECORD)
    page = factories.publication(tree, "On what was permitted", work=work)
    post = factories.post(tree, "Announces it", publications=[page])
    assert Work.objects.get().permission_by == SECRET
    with translation.override(code):
        addresses = [
            *(each.get_url() for each in (page, post, tree.publications, tree.home)),
            *(row.get_absolute_url() for row in (outlet, person)),
            reverse("cite", args=[page.pk]),
            *(reverse("cite_file", args=[page.pk, "works", ending]) for ending in ("bib", "ris", "json")),
            *(f"{reverse('search')}?q={words}" for words in ("permitted", SECRET)),
        ]
    for url in addresses:
        response = client.get(url)
        assert response.status_code == 200, url
        body = response.content.decode().replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")
        assert f"All, by {SECRET}" not in body, url
        assert "2026-01-15" not in body, url
        if SECRET not in url:
            assert SECRET not in body, url
    preview = page.make_preview_request().content.decode() + work.make_preview_request().content.decode()
    assert SECRET not in preview


@BOTH
@pytest.mark.parametrize("what", ["work", "page"])
def test_the_reviewer_of_the_work_or_of_the_page_that_it_comes_with_reads_it(client, site, code, what) -> None:
    work = factories.work("Permitted", live=False, **RECORD)
    page = factories.publication(getattr(site, code), work=work, live=False)
    row = work if what == "work" else page
    row.get_workflow().start(row, factories.user("edith", "Editors"))
    client.force_login(factories.user("rita", f"Reviewers ({code})"))
    state = type(row).objects.get(pk=row.pk).current_workflow_task_state
    html = client.get(reverse("translations:review", args=[state.pk])).content.decode()
    assert f"Permission: {SECRET}, 15 January 2026. Readers are not shown this." in html
