"""“Not to be translated”: said with a reason by those who may, in no list then, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests import factories
from tests.translations.queued import not_started
from translations import listing, notifications, people, services, unwanted
from translations.criteria import Criteria
from translations.exceptions import CannotTranslate
from translations.models import Notification, QueueItem
from translations.states import Tab

REASON = "It is about elections <b>here</b>."


@pytest.fixture
def item(scene):
    return not_started(factories.post(scene.source, "Local news"), scene.target.locale)


def address(item) -> str:
    return reverse("translations:wanted", args=[item.pk])


def start(item) -> str:
    source = services.source_of(item)
    return reverse("translations:start", args=["articles", "blogpostpage", source.pk])


def fresh(item) -> QueueItem:
    return QueueItem.objects.select_related("standing").get(pk=item.pk)


def given_up(item, user) -> QueueItem:
    unwanted.give_up(item=item, user=user, reason=REASON)
    return fresh(item)


def acts(item) -> list[str]:
    return list(PageLogEntry.objects.filter(data__item=item.pk).order_by("pk").values_list("action", flat=True))


# ---------------------------------------------------------------- who, and why
@pytest.mark.parametrize("who", ["editor", "reviewer", "admin"])
def test_editors_of_the_original_and_reviewers_of_the_language_say_so_with_a_reason(client, scene, item, who) -> None:
    user = getattr(scene, who)
    client.force_login(user)
    response = client.post(address(item), {"reason": f"  {REASON} "}, follow=True)
    found = fresh(item)
    assert response.status_code == 200
    assert (found.not_wanted_by, found.not_wanted_reason) == (user, REASON)
    entry = PageLogEntry.objects.get(data__item=item.pk)
    assert (entry.action, entry.user, entry.data["reason"]) == ("translations.give_up", user, REASON)


@pytest.mark.parametrize("who", ["translator", "other_translator"])
def test_translators_do_not_decide_it(client, scene, item, who) -> None:
    user = getattr(scene, who)
    client.force_login(user)
    client.post(address(item), {"reason": REASON})
    assert fresh(item).not_wanted_at is None
    for act in (unwanted.want, lambda **given: unwanted.give_up(reason=REASON, **given)):
        with pytest.raises(PermissionDenied):
            act(item=item, user=user)


@pytest.mark.parametrize("reason", ["", "  \n\x00", "x" * 501])
def test_without_a_reason_or_with_a_novel_nothing_is_said_and_the_words_come_back(client, scene, item, reason) -> None:
    client.force_login(scene.editor)
    response = client.post(address(item), {"reason": reason})
    assert response.status_code == 422
    assert reason.replace("\x00", "").strip() in response.content.decode()
    assert fresh(item).not_wanted_at is None
    assert acts(item) == []


def test_its_reason_is_text_and_never_markup(client, scene, item) -> None:
    given_up(item, scene.editor)
    client.force_login(scene.editor)
    html = client.get(address(item)).content.decode()
    assert "elections &lt;b&gt;here&lt;/b&gt;" in html
    assert "<b>here</b>" not in html


# ---------------------------------------------------------------- what follows from it
def test_it_is_in_no_list_and_no_count_but_in_the_one_that_asks_for_it(scene, item) -> None:
    before = listing.counts(scene.editor, Criteria())
    given_up(item, scene.editor)
    after = listing.counts(scene.editor, Criteria())
    assert (before["all"].items - after["all"].items, before[Tab.TO_TRANSLATE].items) == (1, 1)
    assert item in listing.matching(scene.editor, Criteria(flag="not_wanted"))
    assert item not in listing.matching(scene.editor, Criteria(tab="all"))
    assert fresh(item).standing.words_to_do == 0


def test_whoever_had_taken_it_is_told_and_reads_why_and_nobody_has_it(client, scene, item) -> None:
    people.take(item=item, user=scene.translator)
    given_up(item, scene.reviewer)
    assert fresh(item).assignee is None
    [notice] = notifications.worded(Notification.objects.filter(item=item, user=scene.translator))
    assert "is not to be translated" in notice.sentence
    client.force_login(scene.translator)
    assert "elections" in client.get(notice.url).content.decode()
    with pytest.raises(CannotTranslate):
        people.take(item=fresh(item), user=scene.translator)


def test_it_is_not_opened_for_translation_until_that_is_taken_back(client, scene, item) -> None:
    given_up(item, scene.editor)
    client.force_login(scene.editor)
    shown = client.get(start(item)).content.decode()
    assert "disabled" in shown[shown.index('name="locale"') :].split(">")[0]
    assert address(item) in shown
    client.post(start(item), {"locale": scene.target.locale.language_code})
    assert fresh(item).started_at is None
    client.post(address(item), {"want": "1"})
    assert fresh(item).standing.tab == Tab.TO_TRANSLATE
    client.post(start(item), {"locale": scene.target.locale.language_code})
    assert fresh(item).started_at is not None


def test_taken_back_it_waits_again_and_both_stand_in_the_history(scene, item) -> None:
    given_up(item, scene.editor)
    unwanted.want(item=item, user=scene.reviewer)
    unwanted.want(item=item, user=scene.reviewer)
    found = fresh(item)
    assert (found.not_wanted_at, found.not_wanted_by, found.not_wanted_reason) == (None, None, "")
    assert found.standing.tab == Tab.TO_TRANSLATE
    assert acts(item) == ["translations.give_up", "translations.want"]


def test_said_again_the_new_reason_holds_and_of_a_deleted_original_nothing_is_said(scene, item) -> None:
    given_up(item, scene.editor)
    unwanted.give_up(item=item, user=scene.reviewer, reason="Sold out.")
    assert (fresh(item).not_wanted_by, fresh(item).not_wanted_reason) == (scene.reviewer, "Sold out.")
    services.source_of(item).delete()
    with pytest.raises(CannotTranslate, match="no more"):
        unwanted.give_up(item=item, user=scene.admin, reason=REASON)


def test_what_is_translated_already_a_draft_too_is_not_given_up(client, scene) -> None:
    item = scene.start(scene.post("Two works"))
    with pytest.raises(CannotTranslate):
        unwanted.give_up(item=item, user=scene.editor, reason=REASON)
    client.force_login(scene.editor)
    assert 'name="reason"' not in client.get(address(item)).content.decode()
    assert client.post(address(item), {"reason": REASON}).status_code == 409
    assert address(item) not in client.get(start(item)).content.decode()


def test_what_was_deleted_in_this_language_may_be_given_up_and_opened_again_later(scene) -> None:
    item = scene.start(scene.post("Two works"))
    services.target_of(item).delete()
    item = given_up(item, scene.editor)
    assert item.standing.tab == Tab.NONE
    with pytest.raises(CannotTranslate):
        people.take(item=item, user=scene.translator)
    unwanted.want(item=item, user=scene.editor)
    assert fresh(item).standing.tab == Tab.TO_TRANSLATE


def test_a_page_below_is_not_opened_with_it(scene, item) -> None:
    """A page that is not to be translated is not opened for the sake of one below it."""
    page = services.source_of(item)
    given_up(item, scene.editor)
    below = factories.standard(scene.source, "Below")
    below.move(page, pos="last-child")
    below = type(below).objects.get(pk=below.pk)
    with pytest.raises(CannotTranslate, match="Local news"):
        services.start_translation(source=below, locale=scene.target.locale, user=scene.editor, with_parents=True)


# ---------------------------------------------------------------- many at once, and the list
def bulk(*items) -> str:
    query = "&".join(f"id={item.pk}" for item in items)
    return f"{reverse('wagtail_bulk_action', args=['translations', 'queueitem', 'wanted'])}?{query}"


def test_many_are_given_up_and_taken_back_at_once_and_what_cannot_be_is_named(client, scene, item) -> None:
    second = not_started(factories.post(scene.source, "More of it"), scene.target.locale)
    begun = scene.start(scene.post("Two works"))
    client.force_login(scene.reviewer)
    response = client.post(bulk(item, second, begun), {"wanted": "", "reason": REASON})
    told = [str(message) for message in response.wsgi_request._messages]
    assert [fresh(one).not_wanted_reason for one in (item, second, begun)] == [REASON, REASON, ""]
    assert any("Two works" in one for one in told)
    client.post(bulk(item, second), {"wanted": "1", "reason": ""})
    assert [fresh(one).not_wanted_at for one in (item, second)] == [None, None]


def test_without_a_reason_none_of_many_is_given_up(client, scene, item) -> None:
    client.force_login(scene.editor)
    response = client.post(bulk(item), {"wanted": "", "reason": " "})
    assert response.context["form"].errors["reason"]
    assert fresh(item).not_wanted_at is None


@pytest.mark.parametrize(("who", "is_led"), [("editor", True), ("reviewer", True), ("translator", False)])
def test_in_the_list_of_those_one_is_led_to_the_decision_and_offered_no_work(client, scene, item, who, is_led) -> None:
    given_up(item, scene.admin)
    client.force_login(getattr(scene, who))
    [row] = client.get(reverse("translations:index"), {"flag": "not_wanted"}).context["table"].data
    assert (row.url == address(item), row.may_take, row.waits_for_editor) == (is_led, False, False)
