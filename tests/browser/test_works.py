"""From a work to its summary and from a summary to its work, with real clicks, in each direction."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Outlet, Person, PublicationPage, Work
from tests import factories
from tests.translations import story

from . import steps
from .accessibility import violations

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")], ids=["en", "es"])
WRITTEN = {
    "en": {"title": "Of rivers", "summary": "A river belongs to who drinks from it.", "read": "Read it"},
    "es": {"title": "De los ríos", "summary": "Un río es de quien bebe de él.", "read": "Dónde leerla"},
}
LANGUAGES = {"en": "English", "es": "Spanish"}


@pytest.fixture
def people(site):
    return story.people(site)


def axe(page: Page, within: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, within=within) == [], scheme


def write_summary(page: Page, text: str) -> None:
    """The editor hands over what was typed a quarter of a second later."""
    steps.write_rich_text(page, "summary", text)
    expect(page.locator("[name=summary]")).to_have_value(re.compile(re.escape(text)))


def approve(new_page, code: str, number: int = 1) -> None:
    reviewer = new_page()
    steps.sign_in(reviewer, f"reviewer_{code}")
    assert steps.approve_all(reviewer) == number


@BOTH_WAYS
def test_a_summary_is_written_from_the_list_of_works(new_page, site, people, troubles, here, there) -> None:
    ours, theirs = WRITTEN[here], WRITTEN[there]
    address = "https://example.org/ours"
    edition = {"language": here, "title": ours["title"], "url": address}
    original = {"language": there, "url": "https://example.org/theirs", "live": False}
    work = factories.work(theirs["title"], editions=(edition,), **original)

    editor = new_page()
    steps.sign_in(editor, "editor")
    editor.goto(reverse("wagtailsnippets_articles_work:list"))
    row = editor.locator("tr").filter(has_text=theirs["title"])
    expect(row).to_contain_text("draft")
    axe(editor, "main")
    row.get_by_role("button", name=f"More options for '{theirs['title']}'").click()
    editor.get_by_role("link", name="Write a summary").click()
    editor.get_by_role("button", name=getattr(site, here).publications.title).click()

    # Its title and its work are filled in: only the summary is typed.
    expect(editor.locator("#id_title")).to_have_value(ours["title"])
    expect(editor.locator("#id_work-chooser")).to_contain_text(theirs["title"])
    write_summary(editor, ours["summary"])
    steps.submit_to_review(editor)
    page = PublicationPage.objects.get()
    reader = new_page()
    assert reader.request.get(page.url).status == 404
    assert not page.live

    approve(new_page, here)
    assert Work.objects.get(pk=work.pk).live
    reader.goto(page.url)
    expect(reader.locator("html")).to_have_attribute("lang", here)
    expect(reader.locator("h1")).to_have_text(ours["title"])
    expect(reader.locator("main")).to_contain_text(ours["summary"])
    expect(reader.locator(".edition__link").first).to_have_attribute("href", address)

    # The list says so, and “Write a summary” leads to the page that there is.
    editor.goto(reverse("wagtailsnippets_articles_work:list"))
    expect(row).to_contain_text(f"{LANGUAGES[here]}: public")
    row.get_by_role("button", name=f"More options for '{theirs['title']}'").click()
    editor.get_by_role("link", name="Write a summary").click()
    expect(editor.locator("#id_title")).to_have_value(ours["title"])
    row_of_usage = reverse("wagtailsnippets_articles_work:usage", args=[work.pk])
    editor.goto(reverse("wagtailsnippets_articles_work:list"))
    editor.locator(f"a[href='{row_of_usage}']").click()
    expect(editor.locator("main")).to_contain_text(ours["title"])
    assert troubles == []


def open_dialog(page: Page) -> None:
    page.locator("#id_work-chooser [data-chooser-action-choose]").first.click()
    page.get_by_role("tab", name="New work").click()


def fill(page: Page, **facts: str) -> None:
    for name, value in facts.items():
        page.locator(f"[name=new-work-{name}]").fill(value)


@BOTH_WAYS
def test_a_work_is_made_from_the_form_of_its_summary(new_page, site, people, troubles, here, there) -> None:
    ours, tree = WRITTEN[here], getattr(site, here)
    factories.outlet(tree.locale, "The River")
    factories.work("There before", url="https://example.org/same")

    editor = new_page()
    steps.sign_in(editor, "editor")
    editor.goto(reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", tree.publications.pk]))
    write_summary(editor, ours["summary"])
    open_dialog(editor)
    axe(editor, ".modal-content")
    fill(editor, title=ours["title"], author_names="Ana Sol\nLuz Mar", outlet_name="The River", date="2019-05-03")
    editor.locator("[name=new-work-language]").select_option(here)
    fill(editor, url="https://www.example.org/same/")
    dialog = editor.locator(".modal-content")
    dialog.get_by_role("button", name="Make the work as a draft").click()
    expect(dialog.locator(".error-message").first).to_contain_text("There before")
    expect(dialog.locator("[name=new-work-url]")).to_be_focused()
    axe(editor, ".modal-content")
    fill(editor, url="https://www.example.org/rivers")
    dialog.get_by_role("button", name="Make the work as a draft").click()
    expect(editor.locator(".modal-content")).to_have_count(0)

    # What was typed on the page is there, and the title that was typed in the dialog.
    expect(editor.locator("#id_work-chooser")).to_contain_text(ours["title"])
    expect(editor.locator("#id_title")).to_have_value(ours["title"])
    expect(editor.locator("[data-contentpath=summary]").first).to_contain_text(ours["summary"])
    work = Work.objects.get(title=ours["title"])
    edit = reverse("wagtailsnippets_articles_work:edit", args=[work.pk])
    editor.locator("#id_work-chooser").get_by_role("button", name="Actions").click()
    expect(editor.get_by_role("link", name="Edit this work")).to_have_attribute("href", edit)
    expect(editor.get_by_role("link", name="Edit this work")).to_have_attribute("target", "_blank")
    editor.keyboard.press("Escape")
    assert (work.live, work.outlet.name, Outlet.objects.count(), Person.objects.count()) == (False, "The River", 1, 2)
    steps.submit_to_review(editor)

    approve(new_page, here)
    reader = new_page()
    reader.goto(PublicationPage.objects.get().url)
    expect(reader.locator("h1")).to_have_text(ours["title"])
    expect(reader.locator("main")).to_contain_text(ours["summary"])
    expect(reader.locator(".outlet-line")).to_contain_text("The River")
    assert troubles == []


def test_a_title_that_was_typed_on_the_page_is_offered_for_its_work(new_page, site, people, troubles) -> None:
    editor = new_page()
    steps.sign_in(editor, "editor")
    editor.goto(reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", site.en.publications.pk]))
    editor.locator("#id_title").fill("Of rivers")
    open_dialog(editor)
    expect(editor.locator("[name=new-work-title]")).to_have_value("Of rivers")
    fill(editor, title="De los ríos")
    editor.locator(".modal-content").get_by_role("button", name="Make the work as a draft").click()
    expect(editor.locator("#id_work-chooser")).to_contain_text("De los ríos")
    expect(editor.locator("#id_title")).to_have_value("Of rivers")
    assert troubles == []


def test_who_may_not_add_works_is_not_offered_one(new_page, site, people, troubles) -> None:
    reviewer = new_page()
    steps.sign_in(reviewer, "reviewer_en")
    page = factories.publication(site.en, live=False)
    reviewer.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    reviewer.locator("#id_work-chooser").get_by_role("button", name="Actions").click()
    reviewer.get_by_role("button", name="Choose another").click()
    expect(reviewer.locator(".modal-content")).to_contain_text(page.work.title)
    expect(reviewer.get_by_role("tab", name="New work")).to_have_count(0)
    assert troubles == []
