"""Pages fit the screen, stay where they are, and need neither a mouse nor a script."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.translations import story
from translations import services

from . import everything
from .keyboard import tab_to, unseen_focus

BOTH_WAYS = [("en", "es"), ("es", "en")]
WIDTHS = (320, 360, 1280)
# What stands outside the window, but for what may be scrolled or is cut off on purpose, and Wagtail's own furniture.
TOO_WIDE = """() => {
  const beyond = element => element.getBoundingClientRect().right > innerWidth + 1;
  const held = element => {
    for (let part = element.parentElement; part && part.localName !== "main"; part = part.parentElement)
      if (getComputedStyle(part).overflowX !== "visible") return true;
    return false;
  };
  const parts = document.querySelectorAll("main :not(header.w-header *, svg *), .masthead *, .footer *");
  const found = [...parts].filter(element => beyond(element) && !held(element));
  const page = document.documentElement;
  const scrolls = page.scrollWidth > page.clientWidth ? ["the page scrolls"] : [];
  return [...scrolls, ...found.slice(-3).map(element => element.outerHTML.slice(0, 120))];
}"""
# Wagtail's menu comes and goes with the width.
SETTLE = """() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))
  .then(() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {}))))"""
UNSIZED = """() => [...document.images].filter(image => !image.getAttribute("width") || !image.getAttribute("height"))
  .map(image => image.outerHTML)"""
WATCH_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(source => (source.node?.outerHTML ?? "").slice(0, 120));
      window.shifts.push(`${entry.value.toFixed(4)}: ${moved}`);
    }
  }).observe({type: "layout-shift", buffered: true});
}"""
READ_TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({top: y, behavior: "instant"});
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  await Promise.all([...document.images].map(image => image.complete || image.decode().catch(() => {})));
  await new Promise(done => setTimeout(done, 100));
  return window.shifts;
}"""


def too_wide(page: Page, name: str) -> list[str]:
    """What does not fit the open page at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLE)
        found += [f"{name}, {width} px: {one}" for one in page.evaluate(TOO_WIDE)]
    return found


# Spanish words are the longer ones: what holds them holds the English.
def test_no_public_page_scrolls_sideways_and_every_picture_has_its_size(new_page, site) -> None:
    page, found, pictures = new_page(), [], 0
    for name, address in everything.public_site(site, "es", "en").items():
        page.goto(address)
        found += too_wide(page, name) + page.evaluate(UNSIZED)
        pictures += page.locator("img").count()
    assert found == [], "\n".join(found)
    assert pictures > 20


def test_no_screen_of_ours_scrolls_sideways(new_page, log_in, site) -> None:
    shown, found = everything.desk(site, "es"), []
    translator, reviewer = new_page(reduced_motion="reduce"), new_page(reduced_motion="reduce")
    log_in(translator, shown.translator)
    log_in(reviewer, shown.reviewer)
    for page, addresses in ((translator, shown.for_translator), (reviewer, shown.for_reviewer)):
        for name, address in addresses.items():
            page.goto(address)
            found += too_wide(page, name)
    everything.fill_wrongly(translator, shown)
    found += too_wide(translator, "form with errors")
    assert found == [], "\n".join(found)


def test_nothing_moves_while_a_page_arrives(new_page, site) -> None:
    addresses, found = everything.public_site(site, "en", "es"), []
    for width in (360, 1280):
        page = new_page(viewport={"width": width, "height": 800})
        page.add_init_script(f"({WATCH_SHIFTS})()")
        for name in ("home", "blog", "publications", "post", "publication", "person", "outlets"):
            page.goto(addresses[name])
            found += [f"{name}, {width} px: {shift}" for shift in page.evaluate(READ_TO_THE_END)]
    assert found == [], "\n".join(found)


def test_the_skip_link_leads_past_the_head_of_the_site(page, site) -> None:
    page.goto(factories.standard(site.en, body=everything.BODY[:1]).get_url())
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_attribute("href", "#main")
    expect(link).to_be_in_viewport(ratio=1)
    assert link.bounding_box()["height"] > 24
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_the_other_language_is_reached_without_mouse_and_script(new_page, site, here, there) -> None:
    post = factories.post(getattr(site, here), "First")
    twin = factories.twin(post, getattr(site, there), title="Second", slug="second")
    page = new_page(java_script_enabled=False)
    page.goto(post.get_url())
    tab_to(page, f"header a[hreflang={there}]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Second")
    assert page.url.endswith(twin.get_url())


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_list_is_filtered_without_mouse_and_script(new_page, site, code) -> None:
    tree = getattr(site, code)
    factories.post(tree, "On peace", topics=[factories.topic(tree.locale, "Peace")])
    factories.post(tree, "On water", topics=[factories.topic(tree.locale, "Water")])
    page = new_page(java_script_enabled=False)
    page.goto(tree.blog.get_url())
    expect(page.locator(".card__title")).to_have_count(2)
    tab_to(page, "#filter-topic")
    page.keyboard.type("Wat")
    tab_to(page, ".filters button")
    page.keyboard.press("Enter")
    expect(page.locator(".card__title")).to_have_text(["On water"])
    tab_to(page, ".filters a")
    page.keyboard.press("Enter")
    expect(page.locator(".card__title")).to_have_count(2)


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
def test_a_translation_is_written_and_handed_in_without_mouse_and_script(
    new_page, log_in, site, source, target
) -> None:
    people = story.people(site)
    item = story.open_post(site, source, target, people.editor)
    page = new_page(java_script_enabled=False)
    log_in(page, getattr(people, f"translator_{target}"))
    page.goto(f"/admin/translations/{item.pk}/")
    texts = list(story.typed(item).values())
    for text in texts:
        tab_to(page, "textarea.translation__box")
        page.keyboard.insert_text(text)
    tab_to(page, "button[name=save]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    assert services.what_is_missing(item) == []
    tab_to(page, "button[name=submit]")
    with page.expect_navigation():  # the message of the last save is still on the screen until then
        page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    assert services.target_of(item).workflow_in_progress


def test_readers_see_where_the_focus_is(new_page, site) -> None:
    page = new_page(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    addresses, found = everything.public_site(site, "en", "es"), []
    for name in ("post", "blog, nothing left", "search, found"):
        page.goto(addresses[name])
        found += unseen_focus(page)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", [360, 1280])
def test_translators_see_where_the_focus_is(new_page, log_in, site, width) -> None:
    shown = everything.desk(site, "en")
    page = new_page(viewport={"width": width, "height": 640}, reduced_motion="reduce")
    log_in(page, shown.translator)
    page.goto(shown.for_translator["form"])
    page.locator("textarea").first.focus()
    found = unseen_focus(page)
    assert found == [], "\n".join(found)
