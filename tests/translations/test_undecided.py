"""Whoever can decide what becomes of a translation whose original went is told, once, until it is decided."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations.queued import queued
from tests.translations.ways import fresh
from translations import mail_digests, notifications, rebuild, services, undecided, withdrawal
from translations.models import LocaleRole, Notification, QueueItem, Standing, Translator
from translations.states import Flag, Tab

Kind = Notification.Kind


def asked(**wanted) -> list[str]:
    """Who was asked, by user name, once for each time."""
    found = Notification.objects.filter(kind=Kind.TO_DECIDE, **wanted)
    return sorted(found.values_list("user__username", flat=True))


def second_reviewer(scene):
    return factories.user("second reviewer", *scene.reviewer.groups.values_list("name", flat=True))


def taken_down(scene, item) -> str:
    fresh(item.source).unpublish()
    return "source_unpublished"


def deleted(scene, item) -> str:
    fresh(item.source).delete()
    return "source_deleted"


def moved(scene, item) -> str:
    there = scene.source.blog.copy(to=scene.source.home, update_attrs={"slug": "second", "title": "Second"})
    fresh(item.source).move(there, pos="last-child")
    return "source_moved"


def sentences(user) -> list[str]:
    return [notice.sentence for notice in notifications.worded(notifications.unread(user))]


# ---------------------------------------------------------------- who is asked
@pytest.mark.parametrize(
    ("goes", "words"),
    [
        (taken_down, "The original is not published any more"),
        (deleted, "The original was deleted"),
        (moved, "The original was moved"),
    ],
)
def test_reviewers_who_publish_there_are_asked_once_in_the_request_in_which_it_goes(
    scene, pair, monkeypatch, goes, words
) -> None:
    monkeypatch.setattr(type(scene.source.blog), "max_count_per_parent", None)
    flag = goes(scene, pair)
    assert Standing.objects.get(item=pair.pk).tab == Tab.TO_DECIDE
    assert asked() == [scene.reviewer.username]
    assert Notification.objects.get(kind=Kind.TO_DECIDE).data == {"flag": flag}
    assert sentences(scene.reviewer) == [f"{words} · Decide what becomes of the translation"]
    services.standings.refresh([pair])
    rebuild.rebuild()
    assert asked() == [scene.reviewer.username]


def test_a_second_thing_that_becomes_of_it_is_part_of_the_same_question(scene, pair, monkeypatch) -> None:
    monkeypatch.setattr(type(scene.source.blog), "max_count_per_parent", None)
    taken_down(scene, pair)
    notifications.mark_read(scene.reviewer)
    moved(scene, pair)
    assert asked() == [scene.reviewer.username]


def test_a_review_in_between_asks_nobody_again_who_has_not_read_it(scene, pair) -> None:
    taken_down(scene, pair)
    scene.save(pair, " anew")
    target = scene.submit(pair)
    target.current_workflow_state.cancel(user=scene.translator)
    assert Standing.objects.get(item=pair.pk).tab == Tab.TO_DECIDE
    assert asked() == [scene.reviewer.username]


def test_whoever_has_it_is_asked_alone_if_they_can_decide(scene, pair) -> None:
    second_reviewer(scene)
    QueueItem.objects.filter(pk=pair.pk).update(assignee=scene.reviewer)
    taken_down(scene, pair)
    assert asked() == [scene.reviewer.username]


def test_a_translator_who_has_it_and_cannot_decide_is_not_asked_but_reviewers_are(scene, pair) -> None:
    second = second_reviewer(scene)
    QueueItem.objects.filter(pk=pair.pk).update(assignee=scene.translator)
    taken_down(scene, pair)
    assert asked() == sorted([scene.reviewer.username, second.username])


def test_a_reviewer_who_may_not_publish_is_not_asked(scene, pair) -> None:
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.filter(group__user=scene.reviewer, permission=publish).delete()
    taken_down(scene, pair)
    assert asked() == []


def test_whoever_did_it_is_not_asked(scene, pair) -> None:
    second = second_reviewer(scene)
    with LogContext(user=scene.reviewer):
        taken_down(scene, pair)
    assert asked() == [second.username]


def test_who_wants_to_hear_nothing_of_decisions_hears_nothing(scene, pair) -> None:
    Translator.objects.create(user=scene.reviewer, muted=["to_decide"])
    taken_down(scene, pair)
    assert asked() == []


def test_nobody_is_asked_about_a_translation_that_readers_do_not_have(scene) -> None:
    item = scene.start(scene.post("Not public yet"))
    item.source = services.source_of(item)
    taken_down(scene, item)
    assert asked() == []


# ---------------------------------------------------------------- until when
def test_once_it_is_decided_nobody_is_asked_any_more_until_it_happens_again(scene, pair) -> None:
    second_reviewer(scene)
    taken_down(scene, pair)
    withdrawal.decide(item=pair, user=scene.reviewer, choice="keep")
    assert asked(read_at=None) == []
    fresh(pair.source).get_latest_revision().publish()
    assert asked(read_at=None) == []
    taken_down(scene, pair)
    assert len(asked(read_at=None)) == 2
    assert len(asked()) == 4


def test_an_original_that_is_public_again_is_no_question(scene, pair) -> None:
    taken_down(scene, pair)
    fresh(pair.source).get_latest_revision().publish()
    assert Standing.objects.get(item=pair.pk).tab == Tab.DONE
    assert asked() == [scene.reviewer.username]
    assert asked(read_at=None) == []


def test_nor_is_a_translation_that_was_taken_down_or_deleted(scene, pair) -> None:
    taken_down(scene, pair)
    services.target_of(pair).unpublish()
    assert asked(read_at=None) == []


def test_what_is_decided_while_the_translation_is_in_review_is_decided(scene, pair) -> None:
    taken_down(scene, pair)
    scene.save(pair, " anew")
    scene.submit(pair)
    assert Standing.objects.get(item=pair.pk).tab == Tab.TO_REVIEW
    assert asked(read_at=None) == [scene.reviewer.username]
    withdrawal.decide(item=pair, user=scene.reviewer, choice="keep")
    assert asked(read_at=None) == []


# ---------------------------------------------------------------- where it is told
def test_the_notice_leads_to_the_question_and_later_to_the_translation(scene, pair, client) -> None:
    taken_down(scene, pair)
    client.force_login(scene.reviewer)
    decide = reverse("translations:decide", args=[pair.pk])
    shown = client.get(reverse("translations:notices")).content.decode()
    assert f'href="{decide}"' in shown
    assert "What becomes of" in client.get(decide).content.decode()
    client.post(decide, {"choice": "keep"})
    shown = client.get(reverse("translations:notices")).content.decode()
    assert f'href="{decide}"' not in shown
    assert f'href="{reverse("translations:edit", args=[pair.pk])}"' in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The original is not published any more · Decide what becomes of the translation"),
        ("es", "El original ya no está publicado · Decidir qué pasa con la traducción"),
    ],
)
def test_it_is_in_the_letter_in_its_readers_language(scene, pair, settings, language, words) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    UserProfile.objects.update_or_create(user=scene.reviewer, defaults={"preferred_language": language})
    Translator.objects.update_or_create(user=scene.reviewer, defaults={"digest": "at_once", "muted": ["to_review"]})
    Notification.objects.all().delete()
    taken_down(scene, pair)
    mail.outbox.clear()
    mail_digests.send_digests()
    [letter] = [one for one in mail.outbox if one.to == [scene.reviewer.email]]
    assert words in letter.body
    assert f"https://www.example.org{reverse('translations:decide', args=[pair.pk])}" in letter.body


# ---------------------------------------------------------------- cost
def test_to_ask_about_many_costs_what_asking_about_one_does(scene, pair) -> None:
    second_reviewer(scene)
    target = services.target_of(pair)
    costs = set()
    for number in (1, 40):  # of more, SQLite is told in several portions
        QueueItem.objects.exclude(pk=pair.pk).delete()
        items = queued(scene.source, scene.target, Tab.TO_DECIDE, number=number, item={"assignee": scene.translator})
        standings = [item.standing for item in items]
        with CaptureQueriesContext(connection) as captured:
            undecided.ask(standings, SimpleNamespace(target=lambda item: target))
        assert len(asked()) == 2 * number
        costs.add(len(captured))
    assert len(costs) == 1, captured.captured_queries


def test_what_was_told_of_many_is_settled_at_once(scene, django_assert_num_queries) -> None:
    items = queued(scene.source, scene.target, Tab.STALE, number=50)
    for kind in (Kind.STALE, Kind.TO_DECIDE):
        Notification.objects.bulk_create(Notification(user=scene.reviewer, item=one, kind=kind) for one in items)
    was = [Standing(item=one, flags=[Flag.STALE, Flag.SOURCE_MOVED], is_public=True) for one in items]
    now = [Standing(item=one, flags=[], is_public=True) for one in items]
    with django_assert_num_queries(2):
        services.standings._settle(list(zip(now, was, strict=True)))
    assert not Notification.objects.filter(item__in=items, read_at=None).exists()


def test_a_role_that_is_lost_asks_no_more(scene, pair) -> None:
    LocaleRole.objects.filter(group__user=scene.reviewer).delete()
    taken_down(scene, pair)
    assert asked() == []
