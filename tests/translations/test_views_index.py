"""The list: what waits, for the eyes it is meant for, in a number of queries that does not grow."""

import datetime
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from tests import factories
from tests.reading import by_class, every, one, parse, text
from tests.translations.queued import KINDS, one_of_each, queued
from translations import criteria, people
from translations.models import QueueItem, RefusedAct, Standing
from translations.states import Flag, State, Tab

URL = "/admin/translations/"


def rows(client, **parameters: str) -> list:
    """The rows of the list, in its order."""
    response = client.get(URL, parameters)
    assert response.status_code == 200
    return list(response.context["table"].data)


def page(client, **parameters: str):
    response = client.get(URL, parameters)
    assert response.status_code == 200
    return parse(response.content.decode())


# ------------------------------------------------------------------ who sees what
def test_a_translator_sees_the_items_of_their_language_only(client, scene) -> None:
    item = queued(scene.source, scene.target)[0]
    for user, expected in ((scene.translator, [item.pk]), (scene.other_translator, [])):
        client.force_login(user)
        assert [row.pk for row in rows(client, tab="all")] == expected


def test_people_without_a_part_in_translations_are_refused(client, scene) -> None:
    client.force_login(factories.user("nobody"))
    assert client.get(URL).status_code == 302
    client.logout()
    assert "/login/" in client.get(URL).url


def test_people_land_where_their_work_is(client, scene) -> None:
    one_of_each(scene.source, scene.target, item={"assignee": scene.translator})
    landed = {}
    for user in (scene.translator, scene.reviewer, scene.editor):
        client.force_login(user)
        nav = one(page(client), "nav", aria_label="States of translations")
        current = one(nav, "a", aria_current="page")
        landed[user.username.split("_")[0]] = text(current).split()[0]
    assert landed == {"translator": "Mine", "reviewer": "To", "editor": "All"}


def test_a_search_from_the_address_looks_everywhere(client, scene) -> None:
    item = queued(scene.source, scene.target, title="Water")[0]
    client.force_login(scene.reviewer)
    assert [row.pk for row in rows(client, q="wat")] == [item.pk]


# ------------------------------------------------------------------ what a row says
def test_a_row_says_what_changed_how_far_it_is_whose_it_is_and_what_comes_next(client, scene) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    queued(
        scene.source,
        scene.target,
        Tab.STALE,
        title="A title",
        item={"assignee": scene.translator, "due": yesterday, "priority": 2},
    )
    client.force_login(scene.translator)
    row = by_class(page(client, tab="stale"), "translation-queue")[0].find("tbody/tr")
    told = text(row)
    parts = ["A title", "Post", "1 number and 2 sentences changed · 41 words", "4 of 5", "You", "Overdue", "Urgent"]
    for words in [*parts, "3 days ago", "Ready to submit", "Public", "Update"]:
        assert words in told.replace("\xa0", " "), words
    title = next(link for link in row.iter("a") if link.get("id"))
    assert title.get("lang") == scene.source.locale.language_code
    assert text(every(row, "a", class_="button button-small button-secondary")[0]) == "Update: A title"


@pytest.mark.parametrize("tab", KINDS)
def test_the_next_step_fits_the_place(client, scene, tab) -> None:
    queued(scene.source, scene.target, tab)
    expected = {
        Tab.TO_TRANSLATE: None,  # an editor opens it
        Tab.STALE: "Update",
        Tab.IN_PROGRESS: "Continue",
        Tab.CHANGES_REQUESTED: "Revise",
    }.get(tab, "Read")
    client.force_login(scene.translator)
    action = rows(client, tab=tab)[0].action
    assert (action and action.label) == expected


def test_only_who_may_decide_is_told_to_decide(client, scene) -> None:
    queued(scene.source, scene.target, Tab.TO_DECIDE)
    for user, words in ((scene.reviewer, "Decide"), (scene.admin, "Decide"), (scene.editor, "Read")):
        client.force_login(user)
        assert rows(client, tab="to_decide")[0].action.label == words


def test_an_editor_is_led_to_the_screen_that_opens_it(client, scene) -> None:
    item = queued(scene.source, scene.target)[0]
    client.force_login(scene.editor)
    action = rows(client, tab="to_translate")[0].action
    assert action.label == "Open for translation"
    assert action.url == reverse("translations:start", args=["articles", "blogpostpage", item.standing.source_pk])


def test_a_reviewer_is_led_to_the_review(client, scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    Standing.objects.update_or_create(
        item=item, defaults={"tab": Tab.TO_REVIEW, "state": "in_review", "target_pk": str(target.pk), "title": "T"}
    )
    client.force_login(scene.reviewer)
    found = {row.pk: row.action for row in rows(client, tab="to_review")}
    assert found[item.pk].label == "Review"
    assert client.get(found[item.pk].url, follow=True).context["obj"].pk == target.pk
    client.force_login(scene.translator)
    assert rows(client, tab="to_review")[0].action.label == "Read"


def test_originals_that_wait_for_review_are_found_in_the_same_place(client, scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    Standing.objects.update_or_create(
        item=item, defaults={"tab": Tab.TO_REVIEW, "state": "in_review", "target_pk": str(target.pk), "title": "T"}
    )
    original = factories.post(scene.target, "An original", live=False)
    original.get_workflow().start(original, scene.editor)
    client.force_login(scene.reviewer)
    section = one(page(client), "section", aria_labelledby="originals")
    assert [text(link) for link in section.iter("a")] == ["An original"]
    client.force_login(scene.other_reviewer)
    assert "An original" not in client.get(URL).content.decode()


# ------------------------------------------------------------------ take and put back
def buttons(client, **parameters: str) -> dict[str, str]:
    """What the rows offer to send: words -> address."""
    found = by_class(page(client, **parameters), "translation-row-act")
    return {text(one(form, "button")): form.get("action") for form in found}


def press(client, words: str, **parameters: str):
    """Send the form of a row, as it stands there."""
    form = next(form for form in by_class(page(client, **parameters), "translation-row-act") if words in text(form))
    return client.post(form.get("action"), {box.get("name"): box.get("value") for box in form.iter("input")})


def test_a_translator_takes_a_row_with_one_click_and_puts_it_back_with_one(scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE, title="Water")[0]
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.translator)
    assert buttons(client, tab="stale") == {"Take: Water": reverse("translations:take", args=[item.pk])}
    response = press(client, "Take", tab="stale", q="Wat")
    assert response.url == f"{URL}?tab=stale&q=Wat"
    assert [row.pk for row in rows(client, tab="mine")] == [item.pk]
    nav = one(page(client, tab="stale"), "nav", aria_label="States of translations")
    assert text(list(nav.iter("a"))[-1]).startswith("Mine 1 ")
    press(client, "Put back: Water", tab="mine")
    assert rows(client, tab="mine") == []
    assert QueueItem.objects.get(pk=item.pk).assignee is None


def test_of_what_nobody_has_opened_a_translator_is_told_who_does(client, scene) -> None:
    queued(scene.source, scene.target, title="Water")
    client.force_login(scene.translator)
    assert "An editor opens it first" in text(page(client, tab="to_translate").find(".//main"))
    queued(scene.source, scene.target, Tab.STALE, title="Water")
    assert "An editor opens it first" not in text(page(client, tab="stale").find(".//main"))


def test_who_comes_second_is_told_in_the_list_who_was_first(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE, title="Water")[0]
    client.force_login(scene.translator)
    form = by_class(page(client, tab="stale"), "translation-row-act")[0]
    QueueItem.objects.filter(pk=item.pk).update(assignee=scene.reviewer)
    data = {box.get("name"): box.get("value") for box in form.iter("input")}
    response = client.post(form.get("action"), data, follow=True)
    assert response.redirect_chain == [(f"{URL}?tab=stale", 302)]
    assert f"{people.name_of(scene.reviewer)} has taken this translation." in response.content.decode()
    assert RefusedAct.objects.get().action == "TakenAlready"
    assert buttons(client, tab="stale") == {}


@pytest.mark.parametrize("tab", [Tab.TO_REVIEW, Tab.DONE])
def test_what_is_with_a_reviewer_or_done_is_neither_taken_nor_put_back(client, scene, tab) -> None:
    queued(scene.source, scene.target, tab)
    queued(scene.source, scene.target, tab, item={"assignee": scene.translator})
    client.force_login(scene.translator)
    assert len(rows(client, tab=tab)) == 2
    assert buttons(client, tab=tab) == {}


def test_who_does_not_translate_takes_nothing(client, scene) -> None:
    queued(scene.source, scene.target, Tab.STALE)
    unwanted = {"flags": [Flag.NOT_WANTED.value], "state": State.MISSING}
    queued(scene.source, scene.target, Tab.TO_TRANSLATE, **unwanted)
    client.force_login(scene.editor)
    assert len(rows(client, tab="all")) == 2
    assert buttons(client, tab="all") == {}
    client.force_login(scene.translator)
    assert buttons(client, tab="to_translate") == {}


# ------------------------------------------------------------------ tabs
def test_tabs_say_how_much_they_hold_even_where_that_is_nothing(client, scene) -> None:
    queued(scene.source, scene.target, Tab.STALE)
    client.force_login(scene.editor)
    nav = one(page(client), "nav", aria_label="States of translations")
    told = [text(link).replace("\xa0", " ") for link in nav.iter("a")]
    assert told == [
        "To translate 0 0 words", "Stale 1 41 words", "In progress 0 0 words", "To review 0 0 words to read",
        "Changes requested 0 0 words", "To decide 0 0 words", "Done 0 0 words", "All 1 41 words", "Mine 0 0 words",
    ]  # fmt: skip


def test_a_tab_keeps_the_filters_and_the_order(client, scene) -> None:
    client.force_login(scene.editor)
    nav = one(page(client, tab="stale", q="x", ordering="-due"), "nav", aria_label="States of translations")
    assert all("q=x" in link.get("href") and "ordering=-due" in link.get("href") for link in nav.iter("a"))


@pytest.mark.parametrize("tab", criteria.TABS)
def test_an_empty_tab_says_so_in_words(client, scene, tab) -> None:
    client.force_login(scene.editor)
    assert text(by_class(page(client, tab=tab), "translation-queue-empty")[0])
    narrowed = text(by_class(page(client, tab=tab, q="nothing"), "translation-queue-empty")[0])
    assert narrowed.startswith("Nothing in this list matches.")


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "nonsense.thing"), ("pair", "en:tlh"), ("assignee", "999999"), ("topic", "no-such-topic")],
)
def test_a_filter_that_nobody_offers_is_shown_and_can_be_taken_away(client, scene, name, value) -> None:
    queued(scene.source, scene.target)
    client.force_login(scene.editor)
    assert rows(client, tab="all", **{name: value}) == []
    shown = page(client, tab="all", **{name: value})
    pill = by_class(shown, "w-pill")[0]
    assert value in text(pill)
    away = by_class(pill, "w-pill__remove")[0].get("data-w-swap-src-value")
    assert "tab=all" in away
    assert value not in unquote(away)
    selected = [one.get("value") for one in shown.iter("option") if one.get("selected") is not None]
    assert value in selected


# ------------------------------------------------------------------ without scripts
def test_the_list_can_be_searched_and_filtered_without_scripts(client, scene) -> None:
    queued(scene.source, scene.target)
    client.force_login(scene.editor)
    shown = page(client, tab="all")
    assert [box.get("form") for box in shown.iter("input") if box.get("name") == "id"] == ["queue-bulk"]
    bulk = next(form for form in shown.iter("form") if form.get("id") == "queue-bulk")
    assert len(list(bulk.iter("button"))) == 7  # an editor does not take
    form = by_class(page(client, due="week"), "translation-queue-search")[0]
    names = {field.get("name") for field in form.iter() if field.get("name")}
    assert {"q", "pair", "kind", "assignee", "due", "state", "flag", "severity", "topic", "tab"} <= names
    chosen = next(
        option for option in form.iter("option") if option.get("selected") is not None and option.get("value")
    )
    assert chosen.get("value") == "week"


# ------------------------------------------------------------------ hostile addresses, languages, cost
@pytest.mark.parametrize("value", ["'\"<>", "\x00", "-1", "9" * 40, "é", "x" * 5000, "2"], ids=ascii)
def test_nonsense_in_the_address_is_answered_with_a_list(client, scene, value) -> None:
    queued(scene.source, scene.target)
    client.force_login(scene.editor)
    for name in [*criteria.ALLOWED, "topic", "p", "export"]:
        assert client.get(URL, {name: value}).status_code == 200, name
        assert client.get(f"{URL}results/", {name: value, "_w_filter_fragment": value}).status_code == 200, name


def test_the_list_is_in_the_language_of_its_reader(client, scene) -> None:
    one_of_each(scene.source, scene.target)
    UserProfile.objects.update_or_create(user=scene.editor, defaults={"preferred_language": "es"})
    client.force_login(scene.editor)
    told = text(page(client, tab="all").find(".//main")).replace("\xa0", " ")
    for words in ("Desactualizadas 1 41 palabras", "Cambios: 1 cifra y 2 oraciones · 41 palabras", "Siguiente paso"):
        assert words in told, words
    for words in ("words", "Stale", "Next step", "Assignee"):
        assert words not in told
    translation.deactivate()


def test_fifty_rows_cost_fifteen_queries_at_most_however_many_there_are(client, scene) -> None:
    today = timezone.localdate()
    for user in (scene.editor, scene.reviewer, scene.translator):
        client.force_login(user)
        counts = set()
        for number in (10, 500):
            QueueItem.objects.all().delete()
            for tab in (Tab.STALE, Tab.TO_REVIEW):
                queued(scene.source, scene.target, tab, number=number, item=_held_by(scene, today))
            client.get(URL, {"tab": "stale"})
            for tab in ("stale", "all", "to_review"):
                with CaptureQueriesContext(connection) as captured:
                    assert len(rows(client, tab=tab)) >= min(number, 50)
                counts.add((tab, len(captured)))
        assert len(counts) == 3, counts
        assert max(number for _tab, number in counts) <= 15, [one["sql"][:150] for one in captured.captured_queries]


def _held_by(scene, today):
    return lambda index: {"assignee": scene.translator if index % 2 else scene.reviewer, "due": today}


def test_ten_thousand_items_are_listed_like_ten(client, scene) -> None:
    queued(scene.source, scene.target, Tab.STALE, number=10_000)
    client.force_login(scene.editor)
    response = client.get(URL, {"tab": "stale", "p": "200"})
    assert len(response.context["table"].data) == 50


def test_the_menu_leads_there_and_says_how_many_wait(client, scene) -> None:
    queued(scene.source, scene.target, Tab.STALE, number=2, item={"assignee": scene.translator})
    client.force_login(scene.translator)
    html = client.get("/admin/").content.decode()
    assert reverse("translations:index") in html
    assert "Translations (2)" in html
    client.force_login(scene.other_translator)
    assert "Translations (" not in client.get("/admin/").content.decode()
