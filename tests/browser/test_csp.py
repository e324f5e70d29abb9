"""The browser has nothing to refuse: each screen and page works under its content security policy, without a report."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from wagtail.models import Locale, Workflow

from tests import factories
from tests.translations import story
from translations import localize, services

from . import everything, steps

ADD = "html => document.querySelector('main').append(document.createRange().createContextualFragment(html))"
LISTEN = """document.addEventListener("securitypolicyviolation", event =>
  console.error(`refused ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""

SETTLE = """() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))"""


@pytest.fixture
def watched(new_page, troubles) -> Callable[..., Page]:
    """Opens a page that tells, in `troubles`, what its policy refused, in each of its frames."""

    def make(**options: Any) -> Page:
        page = new_page(reduced_motion="reduce", **options)
        page.context.add_init_script(LISTEN)
        return page

    return make


@pytest.fixture
def boss(watched, log_in) -> Page:
    """A page of somebody who may see everything."""
    page = watched()
    log_in(page, factories.user("boss", superuser=True))
    return page


def screens(site: Any) -> Iterator[str]:
    """Addresses of the admin, with something in each: one of each kind that a person may open."""
    blog = site.en.blog
    topic = factories.topic(site.en.locale, "Peace")
    post = factories.post(
        site.en, "A post", topics=[topic], body=everything.BODY, hero_image=factories.picture(), hero_alt="A field"
    )
    post.save_revision()
    pages, work = "wagtailadmin_pages", "wagtailsnippets_articles_work"
    written = factories.work("A work")
    written.save_revision()
    first, last = post.save_revision(), post.save_revision()
    named = {
        "wagtailadmin_home": [],
        "wagtailadmin_explore": [blog.pk],
        "wagtailadmin_account": [],
        f"{pages}:add": ["articles", "blogpostpage", blog.pk],
        f"{pages}:edit": [post.pk],
        f"{pages}:history": [post.pk],
        f"{pages}:revisions_compare": [post.pk, first.pk, last.pk],
        f"{pages}:view_draft": [post.pk],
        f"{pages}:copy": [post.pk],
        f"{pages}:move": [post.pk],
        f"{pages}:unpublish": [post.pk],
        f"{pages}:usage": [post.pk],
        f"{work}:list": [],
        f"{work}:edit": [written.pk],
        f"{work}:history": [written.pk],
        "wagtailsnippets_articles_person:add": [],
        "wagtailimages:index": [],
        "wagtailimages:edit": [post.hero_image.pk],
        "wagtaildocs:add_multiple": [],
        "wagtailusers_users:index": [],
        "wagtailusers_users:add": [],
        "wagtailusers_groups:add": [],
        "wagtailredirects:add": [],
        "wagtailadmin_workflows:add": [],
        "wagtailadmin_reports:site_history": [],
        "wagtailadmin_reports:aging_pages": [],
        "wagtailadmin_collections:add": [],
        "wagtailsites:add": [],
        "wagtaillocales:index": [],
        "wagtail_localize:translations_report": [],
        "wagtail_localize:submit_page_translation": [post.pk],
    }
    yield from (reverse(name, args=given) for name, given in named.items())


def test_no_screen_of_the_admin_is_refused_anything(boss, site, troubles) -> None:
    addresses = list(screens(site))
    for address in addresses:
        boss.goto(address)
        boss.evaluate(SETTLE)
        troubles[:] = [one if address in one else f"{address}: {one}" for one in troubles]
    assert troubles == [], "\n".join(troubles)
    assert len(addresses) > 30


def test_dates_choosers_and_rows_work(boss, site, troubles) -> None:
    factories.outlet(site.en.locale, "The Journal")
    factories.person(site.en.locale, "Ada")
    boss.goto(reverse("wagtailsnippets_articles_work:add"))
    boss.locator("#id_date").click()
    boss.locator(".xdsoft_datetimepicker:visible td[data-date='15']").first.click()
    expect(boss.locator("#id_date")).to_have_value(re.compile(r"\d{4}-\d\d-15"))
    steps.choose(boss, "id_outlet", "The Journal")
    expect(boss.locator("#id_outlet-chooser")).to_contain_text("The Journal")
    for row in range(2):
        boss.locator("#id_authors-ADD").click()
        steps.choose(boss, f"id_authors-{row}-person", "Ada")
        expect(boss.locator(f"#id_authors-{row}-person-chooser")).to_contain_text("Ada")
    boss.locator("#id_authors-0-DELETE-button").click()
    expect(boss.locator("#inline_child_authors-0")).to_be_hidden()
    assert troubles == []


def test_a_post_is_written_previewed_and_scheduled(boss, site, troubles) -> None:
    factories.picture()
    factories.topic(site.en.locale, "Peace")
    factories.topic(site.en.locale, "Water")
    boss.goto(reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", site.en.blog.pk]))
    boss.locator("#id_title").fill("A strict post")
    steps.choose_several(boss, "topics", ["Peace", "Water"])
    expect(boss.locator("#id_topics-1-topic-chooser")).to_contain_text("Water")
    steps.add_block(boss, "Text")
    editor = boss.locator("[data-contentpath=body] [contenteditable=true]").first
    placeholder = "element => getComputedStyle(element.querySelector('.Draftail-block--empty'), '::before').content"
    assert "Write something" in editor.evaluate(placeholder)
    steps.write_rich_text(boss, "body", "Words that are kept")
    steps.add_block(boss, "Image")
    boss.locator("[data-contentpath=body] [data-chooser-action-choose]").last.click()
    boss.locator(".modal-content a[data-chooser-modal-choice]").first.click()
    expect(boss.locator(".modal-content")).to_have_count(0)
    boss.get_by_role("button", name="Toggle preview").click()
    expect(boss.frame_locator("#w-preview-iframe").locator("h1")).to_have_text("A strict post")
    expect(boss.frame_locator("#w-preview-iframe").locator("main")).to_contain_text("Words that are kept")
    boss.get_by_role("button", name="Toggle status").click()
    boss.get_by_role("button", name="Set schedule").click()
    boss.locator("#id_go_live_at").click()
    boss.locator(".xdsoft_datetimepicker:visible td[data-date='15']").first.click()
    expect(boss.locator("#id_go_live_at")).to_have_value(re.compile(r"\d{4}-\d\d-15 \d\d:\d\d"))
    assert troubles == []


def test_pictures_links_tasks_and_privacy_work(boss, site, troubles, tmp_path) -> None:
    picture = factories.picture()
    (tmp_path / "new.png").write_bytes(picture.file.read())
    boss.goto(reverse("wagtailimages:add_multiple"))
    boss.locator("#fileupload").set_input_files(tmp_path / "new.png")
    expect(boss.locator("#upload-list").get_by_label("Title")).to_have_value("new")
    expect(boss.locator("#upload-list canvas")).to_be_visible()
    boss.goto(reverse("wagtailimages:edit", args=[picture.pk]))
    expect(boss.locator(".jcrop-holder")).to_be_visible()

    boss.goto(reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk]))
    boss.locator("#id_workflow_tasks-ADD").click()
    boss.locator("[data-chooser-action-choose]:visible").last.click()
    boss.locator(".modal-content").get_by_role("link").first.click()
    expect(boss.locator(".modal-content")).to_have_count(0)

    boss.goto(reverse("wagtailadmin_pages:edit", args=[factories.standard(site.en, body=everything.BODY[:1]).pk]))
    boss.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    boss.keyboard.press("Control+A")
    boss.keyboard.press("Control+K")
    boss.locator(".modal-content").get_by_role("link", name="Home", exact=False).first.click()
    expect(boss.locator(".modal-content")).to_have_count(0)
    boss.get_by_role("button", name="Toggle status").click()
    boss.get_by_role("button", name="Change privacy").click()
    expect(boss.get_by_role("dialog").get_by_role("radio", name="Public")).to_be_checked()
    assert troubles == []


def test_wagtail_localizes_own_screens_work(boss, site, troubles, settings) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("fr", "Français")]
    Locale.objects.create(language_code="fr")
    item = story.open_post(site, "en", "es", story.people(site).editor)
    source = localize.source_of(services.source_of(item))
    boss.goto(reverse("wagtail_localize:submit_page_translation", args=[factories.standard(site.en).pk]))
    boss.locator("[name=select_all]").check()
    expect(boss.locator("[name=locales]:checked")).to_have_count(2)
    boss.goto(reverse("wagtail_localize:update_translations", args=[source.pk]))
    expect(boss.locator("[name=publish_translations]")).to_be_visible()
    assert troubles == []


def test_nothing_of_the_translation_path_is_refused(watched, log_in, site, troubles) -> None:
    shown, frames = everything.desk(site, "es"), 0
    for user, addresses in ((shown.translator, shown.for_translator), (shown.reviewer, shown.for_reviewer)):
        page = watched()
        log_in(page, user)
        for address in addresses.values():
            page.goto(address)
            if page.locator("iframe:visible").count():  # that of the page beside the desk is drawn when it is asked for
                expect(page.frame_locator("iframe:visible").locator("h1").first).to_be_visible()
                frames += 1
    assert [trouble for trouble in troubles if "409" not in trouble] == []
    assert frames == 5  # each of the reviews


def test_no_public_page_is_refused_anything(watched, log_in, site, troubles) -> None:
    reader, editor = watched(), watched()
    log_in(editor, factories.user("boss", superuser=True))
    for address in everything.public_site(site, "es", "en").values():
        for page, bars in ((reader, 0), (editor, 1)):
            page.goto(address)
            expect(page.locator("wagtail-userbar")).to_have_count(bars)
    assert [trouble for trouble in troubles if "404" not in trouble] == []


def page_with_video(tree: Any) -> str:
    everything.fetch_video()
    return factories.standard(tree, body=[("embed", everything.VIDEO)]).get_url()


@pytest.mark.parametrize("code", ["en", "es"])
def test_another_host_hears_of_a_reader_who_asks_for_its_player(watched, site, troubles, code) -> None:
    page, asked = watched(), []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(content_type="text/html", body="<!doctype html><title>Player</title><p>The film itself")

    page.route(lambda url: urlsplit(url).hostname != "localhost", answer)
    page.goto(page_with_video(getattr(site, code)))
    button = page.get_by_role("button", name="A film")
    expect(button).to_be_visible()
    page.evaluate(SETTLE)
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    player = page.frame_locator("iframe[title='A film']")
    expect(player.locator("p")).to_have_text("The film itself")
    page.wait_for_function("document.activeElement === document.querySelector('iframe')")
    place, shown = (page.locator(part).bounding_box() for part in (".embed__frame", "iframe"))
    assert (shown["width"], shown["height"]) == pytest.approx((place["width"], place["height"]), abs=8)
    assert [request.url for request in asked] == ["https://www.youtube-nocookie.com/embed/film?feature=oembed"]
    assert asked[0].headers["referer"] == f"{page.evaluate('location.origin')}/"
    assert troubles == []


def test_without_a_script_a_link_leads_to_the_player(new_page, site) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(page_with_video(site.en))
    expect(page.get_by_role("link", name="A film")).to_have_attribute("href", everything.VIDEO)
    expect(page.locator(".embed__frame")).to_be_hidden()


def test_a_script_in_the_text_of_a_page_does_not_run(watched, site, troubles) -> None:
    hostile = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'><style>body{color:red}</style>"
    page = watched()
    page.goto(factories.standard(site.en).get_url())
    page.evaluate(
        "html => document.querySelector('main').append(document.createRange().createContextualFragment(html))", hostile
    )
    page.evaluate(SETTLE)
    assert page.evaluate("window.ran") is None
    assert sum("refused" in trouble for trouble in troubles) == 3


def test_editors_have_their_bar_on_the_site(boss, site, troubles) -> None:
    boss.goto(factories.standard(site.en).get_url())
    boss.locator("#wagtail-userbar-trigger").click()
    expect(boss.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    boss.get_by_role("menuitem", name="Edit this page").click()
    expect(boss.locator("#id_title")).to_be_visible()
    assert troubles == []
