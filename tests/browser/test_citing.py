"""A reader cites: from the page to a reference in the clipboard and a file, with keys, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories

from .accessibility import violations
from .keyboard import tab_to

BOTH = pytest.mark.parametrize("code", ["en", "es"])
WORDS = {"en": ("Cite", "Copy", "Copied"), "es": ("Citar", "Copiar", "Copiado")}
TOLD = {"en": "Copied: reference in APA style", "es": "Copiada: referencia en estilo APA"}
REFUSED = {"en": "It could not be copied", "es": "No se pudo copiar"}


REFUSES = "navigator.clipboard.{} = () => Promise.reject(new Error('no'));"
READ_BOTH = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => (await item.getType(type)).text();
  return [item.types, await read("text/plain"), await read("text/html")];
}"""


@pytest.fixture
def publication(site, code):
    tree = getattr(site, code)
    author = factories.person(tree.locale, "Ana Sol", sort_name="Sol, Ana")
    work = factories.work("Of rivers", authors=(author,), outlet=factories.outlet(tree.locale, "Peace"))
    return factories.publication(tree, "On rivers", work=work)


@BOTH
def test_a_reference_is_copied_by_keys_alone(page: Page, publication, troubles, code) -> None:
    cite, copy, copied = WORDS[code]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(publication.url)
    tab_to(page, ".cite-link a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{cite.lower()}/{publication.pk}/")
    tab_to(page, "button[data-copy]")
    assert page.locator("button[data-copy]").first.inner_text() == copy
    page.keyboard.press("Enter")
    status = page.locator("[data-copy-status]")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text(TOLD[code])
    assert page.locator("button[data-copy]").first.inner_text() == copied
    reference = page.locator(".reference__text").first.inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == reference
    assert reference.startswith("Sol, A. ")
    assert troubles == []


@BOTH
def test_a_reference_is_copied_with_its_italics_and_as_plain_text(page: Page, publication, troubles, code) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/{code}/{WORDS[code][0].lower()}/{publication.pk}/")
    page.locator("button[data-copy]").first.click()
    expect(page.locator("[data-copy-status]")).to_have_text(TOLD[code])
    types, plain, html = page.evaluate(READ_BOTH)
    assert set(types) == {"text/plain", "text/html"}
    assert plain == page.locator(".reference__text").first.inner_text()
    assert "<i>Peace</i>" in html
    assert troubles == []


@pytest.mark.parametrize("lacking", [REFUSES.format("write"), "delete window.ClipboardItem;"])
@BOTH
def test_where_the_browser_takes_plain_text_alone_that_is_copied(page: Page, publication, code, lacking) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(lacking)
    page.goto(f"/{code}/{WORDS[code][0].lower()}/{publication.pk}/")
    page.locator("button[data-copy]").first.click()
    expect(page.locator("[data-copy-status]")).to_have_text(TOLD[code])
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".reference__text").first.inner_text()


@BOTH
def test_where_the_browser_refuses_the_reference_is_marked_to_be_copied(page: Page, publication, code) -> None:
    page.add_init_script(REFUSES.format("write") + REFUSES.format("writeText"))
    page.goto(f"/{code}/{WORDS[code][0].lower()}/{publication.pk}/")
    page.locator("button[data-copy]").first.click()
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip() == page.locator(".reference__text").first.inner_text()
    expect(page.locator("[data-copy-status]")).to_contain_text(REFUSED[code])


@BOTH
def test_without_scripts_references_can_be_read_and_files_taken(new_page, publication, code) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(publication.url)
    page.get_by_role("link", name=WORDS[code][0], exact=True).click()
    expect(page.locator(".reference__text")).to_have_count(4)
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").first.click()
    assert download.value.suggested_filename == "on-rivers.bib"


@BOTH
def test_axe_finds_nothing_where_references_are(page: Page, publication, code) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(publication.url)
        page.locator(".cite-link a").click()
        expect(page.locator(".reference__text").first).to_be_visible()
        assert violations(page) == [], scheme
