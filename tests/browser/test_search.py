"""Search with real clicks and keys, with scripts and without, in each language."""

import datetime
import re
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, Route, expect
from wagtail.users.models import UserProfile

from search.models import Asked
from tests import factories

from . import steps
from .accessibility import violations
from .keyboard import tab_to

BOTH = pytest.mark.parametrize("code", ["en", "es"])
ADDRESS = {"en": "/en/search/", "es": "/es/buscar/"}
WORDS = {
    "en": {
        "titles": ["Peacekeeping rivers", "Peacekeeping treaties"],
        "word": "peacekeeping",
        "slip": "peacekeping",
        "topic": "Water",
        "filter": "Topic",
        "show": "Show",
        "clear": "Clear the filters",
        "order": "Order",
    },
    "es": {
        "titles": ["La cooperación del agua", "La cooperación y los tratados"],
        "word": "cooperacion",
        "slip": "coperacion",
        "topic": "Agua",
        "filter": "Tema",
        "show": "Mostrar",
        "clear": "Quitar los filtros",
        "order": "Orden",
    },
}


@pytest.fixture
def filled(site):
    """Two articles in each language, the first of them on a topic."""
    for code, words in WORDS.items():
        tree = getattr(site, code)
        topic = factories.topic(tree.locale, words["topic"])
        for number, title in enumerate(words["titles"]):
            factories.post(
                tree, title, topics=[topic][: 1 - number], date=datetime.date(2020 + number, 1, 1), intro="–"
            )
    return site


def titles(page: Page, *, number: int) -> list[str]:
    """The titles found, in their order, once so many stand there: after a click the page is still the old one."""
    found = page.locator(".result__title")
    expect(found).to_have_count(number)
    return found.all_inner_texts()


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_searches_filters_and_clears(new_page, filled, troubles, code, scripts) -> None:
    words = WORDS[code]
    page = new_page(java_script_enabled=scripts)
    page.goto(ADDRESS[code])
    page.locator("#search-words").fill(words["word"])
    page.locator("#search-words").press("Enter")
    assert set(titles(page, number=2)) == set(words["titles"])
    page.get_by_label(words["filter"]).select_option(label=f"{words['topic']} (1)")
    page.get_by_role("button", name=words["show"]).click()
    assert titles(page, number=1) == words["titles"][:1]
    named = [name for name, _value in parse_qsl(urlsplit(page.url).query, keep_blank_values=True)]
    assert named == ["q", "topic"] if scripts else {"q", "topic"} < set(named)
    page.get_by_role("link", name=words["clear"]).click()
    assert set(titles(page, number=2)) == set(words["titles"])
    page.go_back()
    assert titles(page, number=1) == words["titles"][:1]
    assert troubles == []


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_other_words_and_what_is_chosen_go_together_by_either_button(new_page, filled, code, scripts) -> None:
    words = WORDS[code]
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{ADDRESS[code]}?q={words['word']}")
    box = page.locator("#search-words")
    box.fill(f"{words['word']} treaties")
    page.get_by_label(words["filter"]).select_option(label=f"{words['topic']} (1)")
    page.get_by_role("button", name=words["show"]).click()
    page.wait_for_url("**topic=**")
    expect(box).to_have_value(f"{words['word']} treaties")
    box.fill(words["word"])
    box.press("Enter")
    assert titles(page, number=1) == words["titles"][:1]
    assert "topic=" in page.url


@BOTH
def test_a_reader_puts_the_newest_first(page, filled, code) -> None:
    words = WORDS[code]
    page.goto(f"{ADDRESS[code]}?q={words['word']}")
    page.get_by_label(words["order"], exact=True).select_option("date")
    page.get_by_role("button", name=words["show"]).click()
    page.wait_for_url("**sort=date**")
    assert titles(page, number=2) == words["titles"][::-1]


@BOTH
def test_a_reader_takes_the_word_that_was_meant(page, filled, code) -> None:
    words = WORDS[code]
    page.goto(f"{ADDRESS[code]}?q={words['slip']}")
    expect(page.locator(".result")).to_have_count(0)
    page.locator(".suggestion").click()
    assert set(titles(page, number=2)) == set(words["titles"])


@BOTH
def test_everything_is_reached_by_keys(page, filled, code) -> None:
    words = WORDS[code]
    page.goto(f"{ADDRESS[code]}?q={words['word']}")
    for part in ("#search-words", "#filter-topic", ".filters button", ".result__title a"):
        tab_to(page, part)
    page.keyboard.press("Enter")
    page.wait_for_url("**/blog/**")
    assert page.locator("h1").inner_text() in words["titles"]


@BOTH
@pytest.mark.parametrize("query", ["{word}", "{slip}", "{word}+absentword", "%22tratados+la%22", "absentword"])
def test_axe_finds_nothing_on_any_answer(page, filled, code, query) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{ADDRESS[code]}?q={query.format(**WORDS[code])}")
        assert violations(page) == [], (query, scheme)


@BOTH
@pytest.mark.parametrize(("place", "scheme"), [("#search-words", "dark"), ("#site-search", "light")])
def test_titles_are_offered_to_whoever_types_and_chosen_by_keys(page, filled, troubles, code, place, scheme) -> None:
    titles_now = WORDS[code]["titles"]
    page.emulate_media(color_scheme=scheme)
    page.goto(ADDRESS[code] if place == "#search-words" else f"/{code}/")
    box, options = page.locator(place), page.get_by_role("option")
    box.press_sequentially(titles_now[0][:6])
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    box.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value(titles_now[0][:6])
    box.press_sequentially(titles_now[0][6:])
    expect(options.first).to_have_text(titles_now[0])
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/blog/**")
    expect(page.locator("h1")).to_have_text(titles_now[0])
    assert troubles == []


@BOTH
def test_a_title_is_chosen_by_the_pointer_and_enter_without_a_choice_searches(page, filled, code) -> None:
    words = WORDS[code]
    page.goto(ADDRESS[code])
    page.locator("#search-words").press_sequentially(words["titles"][1])
    expect(page.get_by_role("option")).to_have_text(words["titles"][1:])
    page.get_by_role("option").click()
    expect(page.locator("h1")).to_have_text(words["titles"][1])
    page.goto(ADDRESS[code])
    page.locator("#search-words").press_sequentially(words["word"])
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    assert set(titles(page, number=2)) == set(words["titles"])


@BOTH
def test_where_titles_cannot_be_had_the_search_is_as_ever(page, filled, code) -> None:
    page.route("**/titles.json**", lambda route: route.abort())
    page.goto(ADDRESS[code])
    page.locator("#search-words").press_sequentially(WORDS[code]["word"])
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    assert set(titles(page, number=2)) == set(WORDS[code]["titles"])


def held_back(page: Page, typed: str) -> list[Route]:
    """Requests for titles with these words, which wait for whoever looks at them."""
    waiting: list[Route] = []
    page.route(f"**/titles.json?q={typed}", lambda route: waiting.append(route))
    return waiting


def wait_for(page: Page, waiting: list[Route]) -> Route:
    for _ in range(100):
        if waiting:
            return waiting[0]
        page.wait_for_timeout(20)
    raise AssertionError("titles were never asked for")


@BOTH
@pytest.mark.parametrize("end", ["answer", "failure"])
def test_what_comes_late_for_fewer_letters_changes_nothing(page, filled, code, end) -> None:
    title = WORDS[code]["titles"][0].lower().replace(" ", "")
    waiting = held_back(page, title[:2])
    page.goto(ADDRESS[code])
    box, options = page.locator("#search-words"), page.get_by_role("option")
    box.press_sequentially(title[:2])
    late = wait_for(page, waiting)
    box.press_sequentially(WORDS[code]["titles"][0][2:])
    expect(options).to_have_text(WORDS[code]["titles"][:1])
    with suppress(Error):  # the page has given it up by then
        late.abort() if end == "failure" else late.fulfill(json=["", ["Late"], [], ["/late/"]])
    page.wait_for_timeout(200)
    expect(options).to_have_text(WORDS[code]["titles"][:1])


@BOTH
def test_after_escape_no_titles_open_any_more(page, filled, code) -> None:
    typed = WORDS[code]["titles"][0].lower()[:2]
    waiting = held_back(page, typed)
    page.goto(ADDRESS[code])
    box, options = page.locator("#search-words"), page.get_by_role("option")
    box.press_sequentially(typed)
    late = wait_for(page, waiting)
    box.press("Escape")
    with suppress(Error):
        late.fulfill(json=["", ["Late"], [], ["/late/"]])
    page.wait_for_timeout(200)
    expect(options).to_have_count(0)


def test_a_click_beside_the_titles_leads_nowhere(page, filled) -> None:
    page.goto(ADDRESS["en"])
    page.locator("#search-words").press_sequentially("peacekeeping")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("listbox").dispatch_event("click")
    page.wait_for_timeout(200)
    assert page.url.endswith(ADDRESS["en"])
    expect(page.get_by_role("option")).to_have_count(2)


def test_a_search_and_that_a_result_was_opened_are_counted(page, filled, troubles) -> None:
    for words in (WORDS["es"]["word"], "nada"):
        with page.expect_response("**/asked/") as answer:
            page.goto(f"{ADDRESS['es']}?q={words}")
        assert answer.value.status == 204
    assert list(Asked.objects.order_by("pk").values_list("words", "times", "nothing")) == [
        (WORDS["es"]["word"], 1, 0),
        ("nada", 1, 1),
    ]
    page.go_back()
    page.locator(".result__title a").first.click()
    expect(page.locator("h1")).to_have_text(WORDS["es"]["titles"][0])
    # The browser sends it while it leaves, and tells no page of the answer.
    steps.until(lambda: Asked.objects.get(words=WORDS["es"]["word"]).clicks == 1)
    assert troubles == []


@BOTH
@pytest.mark.parametrize("scripts", [True, False])
def test_who_comes_to_the_end_of_an_article_is_led_to_others_on_the_same(
    new_page, site, troubles, code, scripts
) -> None:
    tree, long = getattr(site, code), [("rich_text", "<p>–</p>" * 200)]
    article, other = (factories.post(tree, f"{letter} rivers treaties", body=long) for letter in "AB")
    for number in range(12):
        factories.post(tree, f"Something{number} else{number}", intro=f"–{number}")
    page, asked = new_page(java_script_enabled=scripts), []
    page.on("request", lambda request: asked.append(request.url) if "/list/" in request.url else None)
    page.goto(article.get_url())
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.locator(".related").scroll_into_view_if_needed()
    if scripts:
        expect(page.locator(".related li a")).to_have_text([other.title])
        assert violations(page) == []
    else:
        page.locator(".related a").click()
        expect(page.locator("h1")).to_have_text(article.title)
    page.get_by_role("link", name=other.title).click()
    expect(page.locator("h1")).to_have_text(other.title)
    assert troubles == []


@BOTH
def test_a_list_that_comes_empty_takes_the_focus_from_nobody(new_page, site, troubles, code) -> None:
    article = factories.post(getattr(site, code), "Alone", body=[("rich_text", "<p>–</p>")])
    page, waiting = new_page(), []
    page.route("**/list/", lambda route: waiting.append(route))
    with page.expect_request("**/list/"):
        page.goto(article.get_url())
    link = page.locator(".related a")
    link.focus()
    with page.expect_response("**/list/"):
        waiting[0].continue_()
    page.wait_for_function("new Promise(done => setTimeout(() => done(true), 100))")
    expect(link).to_be_focused()
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_hidden()
    assert troubles == []


@BOTH
@pytest.mark.parametrize("chosen", ["", "only=nothing"])
def test_axe_finds_nothing_on_the_report_of_what_readers_search_for(new_page, log_in, site, code, chosen) -> None:
    for number in range(60):
        Asked.objects.create(locale=code, day=timezone.localdate(), words=f"word{number}", times=1, nothing=0)
    user = factories.user("", "Editors")
    UserProfile.objects.create(user=user, preferred_language=code)
    page = new_page(reduced_motion="reduce")
    log_in(page, user)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"/admin/reports/searches/?{chosen}")
        expect(page.locator("nav.pagination")).to_have_count(0 if chosen else 1)
        assert page.locator("html").get_attribute("lang") == code
        assert violations(page, within="main", without=".messages") == [], scheme
