"""What people do in the admin, click by click. Each step leaves the page where a person would be after it."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

PASSWORD = "bilingual-demo"


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for what a page does not show; fails where it does not come about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


def sign_in(page: Page, username: str) -> None:
    """Through the login form, from a fresh browser."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tandem")


def choose(page: Page, field_id: str, title: str) -> None:
    """Open a field's chooser and take the row with this title."""
    page.locator(f"#{field_id}-chooser [data-chooser-action-choose]").first.click()
    _pick(page, title)


def _pick(page: Page, title: str) -> None:
    dialog = page.locator(".modal-content").last
    dialog.get_by_role("link", name=title, exact=True).first.click()
    expect(page.locator(".modal-content")).to_have_count(0)


def choose_several(page: Page, relation: str, titles: list[str]) -> None:
    """Tick rows in the chooser of a relation with many rows."""
    page.locator(f"#id_{relation}-OPEN_MODAL").click()
    dialog = page.locator(".modal-content").last
    for title in titles:
        dialog.get_by_role("row").filter(has_text=title).get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Confirm selection").click()
    expect(page.locator(".modal-content")).to_have_count(0)


def save_draft(page: Page) -> None:
    page.locator("footer").get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()


def submit_to_review(page: Page) -> None:
    """From the menu beside “Save draft”."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Submit to Review · Revisión").click()
    expect(page.locator(".messages .success")).to_be_visible()


def write_rich_text(page: Page, field: str, text: str) -> None:
    """Type into a rich text field."""
    editor = page.locator(f"[data-contentpath={field}] [contenteditable=true]").first
    editor.click()
    editor.type(text)


def write_work(page: Page, work: Mapping[str, Any]) -> None:
    """A work with its outlet, an author and an edition elsewhere, saved as a draft."""
    page.goto(reverse("wagtailsnippets_articles_work:add"))
    page.locator("#id_title").fill(work["title"])
    page.locator("#id_language").select_option(work["language"])
    choose(page, "id_outlet", work["outlet"])
    page.locator("#id_date").fill("2019-01-01")
    page.keyboard.press("Escape")
    page.locator("#id_date_precision").select_option("year")
    page.locator("#id_url").fill(work["url"])
    page.locator("#id_authors-ADD").click()
    choose(page, "id_authors-0-person", work["author"])
    page.locator("#id_authors-0-affiliation").fill(work["affiliation"])
    page.locator("#id_editions-ADD").click()
    page.locator("#id_editions-0-language").select_option(work["edition_language"])
    page.locator("#id_editions-0-title").fill(work["edition_title"])
    page.locator("#id_editions-0-url").fill(work["edition_url"])
    page.locator("#id_editions-0-url_is_home").set_checked(work.get("edition_url_is_home", False))
    choose(page, "id_editions-0-outlet", work["edition_outlet"])
    save_draft(page)


def write_publication(page: Page, index_pk: int, work: Mapping[str, Any]) -> None:
    """A summary of the work, submitted for review."""
    page.goto(reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", index_pk]))
    page.locator("#id_title").fill(work["title"])
    choose(page, "id_work", work["title"])
    write_rich_text(page, "summary", work["summary"])
    choose_several(page, "topics", [work["topic"]])
    submit_to_review(page)


def write_post(page: Page, blog_pk: int, post: Mapping[str, Any], publications: list[str]) -> None:
    """A post with a paragraph and the numbered list of publications, submitted for review."""
    page.goto(reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", blog_pk]))
    page.locator("#id_title").fill(post["title"])
    page.locator("#id_intro").fill(post["intro"])
    add_block(page, "Text")
    write_rich_text(page, "body", post["text"])
    add_block(page, "Numbered list of publications")
    choose_several(page, "publications", publications)
    submit_to_review(page)


def add_block(page: Page, label: str) -> None:
    """Append a block to the body."""
    body = page.locator("[data-contentpath=body]").first
    body.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def approve_all(page: Page) -> int:
    """Open each review that waits, read it, approve it; returns how many there were."""
    number = 0
    while True:
        page.goto(f"{reverse('translations:index')}?tab=to_review")
        waiting = page.locator("section[aria-labelledby=originals] a").or_(page.locator("a[href$='/review/']"))
        if waiting.count() == 0:
            return number
        waiting.first.click()
        expect(page.frame_locator("iframe").locator("h1").first).to_be_visible()
        page.get_by_role("button", name="Approve and publish").click()
        expect(page.locator(".messages .success")).to_be_visible()
        number += 1


def open_for_translation(page: Page, edit_url: str, language: str) -> None:
    """From the editor of a live page: its actions, “Translate to …”, the language, and what it lists."""
    page.goto(edit_url)
    page.locator("[aria-label=Actions]").first.click()
    page.get_by_role("link", name="Translate to …").click()
    page.get_by_role("checkbox", name=language).check()
    page.get_by_role("button", name="Open for translation").click()
    expect(page.locator(".messages .success").first).to_be_visible()


def translate_all(page: Page, dictionary: Mapping[str, str]) -> int:
    """Take each item of the list, type every passage, submit with a note; returns how many items there were."""
    page.goto(f"{reverse('translations:index')}?tab=to_translate")
    addresses = [link.get_attribute("href") for link in page.locator(".translation-queue td.title a").all()]
    for address in addresses:
        page.goto(address)
        for row in page.locator(".translation__row:not(.translation__row--value)").all():
            source = row.locator(".translation__source").inner_text()
            row.locator("textarea").fill(dictionary.get(source, f"{source} t"))
        page.get_by_label("Note to the reviewer").fill("All done.")
        page.get_by_role("button", name="Submit for review").click()
        expect(page.locator(".messages .success")).to_be_visible()
    return len(addresses)
