"""An editor brings works in: a file chosen, what it would make read, one ticked off, the rest made as drafts."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from articles.citing.formats import bibtex
from articles.models import Work
from tests import factories

from .accessibility import violations

BOTH = pytest.mark.parametrize("code", ["en", "es"])
WORDS = {
    "en": ("Import…", "Show what would be made", "Make what is ticked", "Of rivers", "Of lakes"),
    "es": ("Importar…", "Mostrar lo que se crearía", "Crear lo marcado", "De ríos", "De lagos"),
}


@pytest.fixture
def editor(page: Page, site, log_in, code) -> Page:
    """The list of works, in the language of the one who is signed in."""
    user = factories.user("edith", "Editors")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
    log_in(page, user)
    page.goto("/admin/snippets/articles/work/")
    return page


def reference_file(titles: list[str]) -> dict:
    odd = {"type": "song", "language": "tlh", "author": [{"literal": "La Casa"}]}
    written = bibtex({"id": title, "title": title} | odd for title in titles)
    return {"name": "works.bib", "mimeType": "text/plain", "buffer": written.encode()}


@BOTH
def test_a_file_is_read_and_only_what_is_ticked_is_made(editor: Page, troubles, code) -> None:
    bring, show, make, *titles = WORDS[code]
    factories.work(titles[1])
    editor.locator(".w-slim-header .w-dropdown__toggle-icon").locator("visible=true").first.click()
    editor.get_by_role("link", name=bring).click()
    editor.wait_for_url("**/works/import/")
    assert violations(editor, within="main") == []
    editor.set_input_files("input[type=file]", reference_file([*titles, "Third"]))
    editor.get_by_role("button", name=show).click()
    boxes = editor.get_by_role("checkbox")
    expect(boxes).to_have_count(3)
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        assert violations(editor, within="main") == [], scheme
    assert [box.is_checked() for box in boxes.all()] == [True, False, True]  # a work of the second title is there
    boxes.last.uncheck()
    editor.get_by_role("button", name=make).click()
    expect(editor.locator(".messages .success")).to_contain_text("1 ")
    assert sorted(Work.objects.values_list("title", "live")) == sorted([(titles[0], False), (titles[1], True)])
    assert troubles == []
