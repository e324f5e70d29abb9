"""Talking about a passage: heard by those whom it concerns, and by nobody who may not see the translation."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page

from tests import factories
from tests.reading import read
from tests.translations.conftest import republish
from translations import acts, notifications, services
from translations import people as assigning
from translations.desk import calling, talk
from translations.exceptions import CannotTranslate
from translations.models import Basis, Comment, Notification, QueueItem, Translator


@pytest.fixture
def passage(item):
    return next(one for one in services.segments(item) if one.path == "title")


def told(user):
    rows = Notification.objects.filter(user=user).order_by("pk")
    return [one.sentence for one in notifications.worded(rows)]


def say(item, user, passage, text="Which peace?", **options):
    return talk.say(item=item, user=user, segment=passage, text=text, **options)


def test_a_comment_stands_at_its_passage_for_all_who_see_the_translation(client, scene, item, passage) -> None:
    say(item, scene.translator, passage, "Which <b>peace</b>?")
    address = reverse("translations:talk", args=[item.pk, passage.pk])
    for user in (scene.translator, scene.reviewer, scene.editor):
        client.force_login(user)
        html = client.get(address).content.decode()
        assert "Which &lt;b&gt;peace&lt;/b&gt;?" in html
        assert scene.translator.username in html
    other = next(one for one in services.segments(item) if one.path == "intro" or "Buenos" in one.source)
    assert "Which" not in client.get(reverse("translations:talk", args=[item.pk, other.pk])).content.decode()


def test_who_is_called_by_name_is_told_and_led_to_the_passage(client, scene, item, passage) -> None:
    say(item, scene.translator, passage, f"Is this right, @{scene.reviewer.username}?")
    assert told(scene.reviewer) == [f"{scene.translator.username} calls you in a comment"]
    notice = notifications.worded(notifications.for_user(scene.reviewer))[0]
    client.force_login(scene.reviewer)
    assert "Is this right" in client.get(notice.url).content.decode()


@pytest.mark.parametrize("basis", [Basis.PUBLISHED, Basis.DRAFT])
def test_whoever_is_offered_to_be_called_sees_the_translation(client, scene, passage, item, basis) -> None:
    QueueItem.objects.filter(pk=item.pk).update(basis=basis, assignee=scene.other_translator)  # who may not see it
    Page.objects.filter(pk=services.source_of(item).pk).update(owner=scene.editor)
    item = QueueItem.objects.get(pk=item.pk)
    offered = calling.to_call(item, scene.editor)
    expected = {scene.reviewer, scene.translator} if basis == Basis.PUBLISHED else {scene.reviewer}
    assert set(offered) == expected
    calls = " ".join(f"@{one.username}" for one in offered)
    assert calling.unseen(item, calls) == []
    assert scene.editor in calling.to_call(item, scene.reviewer)
    client.force_login(scene.reviewer)
    page = read(client, reverse("translations:talk", args=[item.pk, passage.pk]))
    assert f"@{scene.editor.username}" in {name.text for name in page.iter("code")}


def test_a_draft_of_ones_own_is_told_to_whom_it_was_given(scene, item) -> None:
    QueueItem.objects.filter(pk=item.pk).update(basis=Basis.DRAFT, assignee=scene.translator)
    assert scene.translator in calling.to_call(QueueItem.objects.get(pk=item.pk), scene.reviewer)


def test_a_crowd_is_not_offered_and_costs_nothing(scene, item, django_assert_num_queries) -> None:
    with CaptureQueriesContext(connection) as few:
        calling.to_call(QueueItem.objects.get(pk=item.pk), scene.reviewer)
    for number in range(calling.MOST_OFFERED + 5):
        factories.user(f"crowd{number}", *scene.translator.groups.values_list("name", flat=True))
    with django_assert_num_queries(len(few)):
        found = calling.to_call(QueueItem.objects.get(pk=item.pk), scene.reviewer)
    assert calling.MOST_OFFERED <= len(found) <= calling.MOST_OFFERED + 3


def test_nobody_is_told_of_a_translation_that_they_may_not_see(client, scene, item, passage) -> None:
    say(item, scene.translator, passage, f"@{scene.other_translator.username} and @nobody, look.")
    assert told(scene.other_translator) == []
    assert calling.unseen(item, f"@{scene.other_translator.username} and @nobody, look.") == [
        scene.other_translator.username,
        "nobody",
    ]
    client.force_login(scene.translator)
    address = reverse("translations:talk", args=[item.pk, passage.pk])
    answer = client.post(address, {"text": "Look, @nobody."}, follow=True)
    assert "Nobody who sees this translation is called @nobody." in answer.content.decode()


def test_whoever_spoke_there_or_has_the_translation_is_told_of_the_answer(scene, item, passage) -> None:
    assigning.take(item=item, user=scene.translator)
    say(item, scene.editor, passage)
    assert told(scene.translator) == [f"Comment by {scene.editor.username}"]
    say(item, scene.translator, passage, "This one.")
    assert told(scene.editor) == [f"Comment by {scene.translator.username}"]
    assert told(scene.translator) == [f"Comment by {scene.editor.username}"]
    assert told(scene.reviewer) == []


def test_who_does_not_want_to_hear_of_comments_is_not_told(scene, item, passage) -> None:
    Translator.objects.create(user=scene.reviewer, muted=["called", "comment"])
    say(item, scene.translator, passage, f"@{scene.reviewer.username}!")
    assert told(scene.reviewer) == []
    assert mail.outbox == []


def test_the_form_tells_how_many_comments_wait_at_a_passage(client, scene, item, passage) -> None:
    address = reverse("translations:edit", args=[item.pk])
    client.force_login(scene.translator)
    assert "open comment" not in client.get(address).content.decode()
    for text in ("One", "Two"):
        say(item, scene.editor, passage, text)
    assert client.get(address).content.decode().count("2 open comments") == 1
    talk.resolve(item=item, user=scene.editor, segment=passage)
    assert "open comment" not in client.get(address).content.decode()


def test_a_question_about_the_original_reaches_its_editor(scene, item, passage) -> None:
    source = services.source_of(item)
    source.owner = scene.editor
    source.save(update_fields=["owner"])
    say(item, scene.translator, passage)
    assert told(scene.editor) == []
    say(item, scene.translator, passage, about_original=True)
    assert told(scene.editor) == [f"Comment by {scene.translator.username}"]


def test_a_question_about_the_original_is_seen_in_every_language(client, settings, scene, item, passage) -> None:
    locale = Locale.objects.create(language_code="pt")  # each public original is offered in it
    twin = QueueItem.objects.get(translation_key=item.translation_key, target_locale=locale)
    say(item, scene.translator, passage, "Only here")
    say(item, scene.translator, passage, "Everywhere", about_original=True)
    assert [one.text for one in talk.comments_of(twin)] == ["Everywhere"]
    assert [one.text for one in talk.comments_of(item)] == ["Only here", "Everywhere"]


def test_resolved_comments_stay_and_wait_no_more(client, scene, item, passage) -> None:
    say(item, scene.translator, passage)
    assert talk.waiting(item) == [(passage.path, passage.source, "Which peace?")]
    client.force_login(scene.editor)
    address = reverse("translations:talk", args=[item.pk, passage.pk])
    html = client.post(address, {"resolve": ""}, follow=True).content.decode()
    assert "Which peace?" in html
    assert f"Resolved by {scene.editor.username}" in html
    assert talk.waiting(item) == []
    assert 'name="resolve"' not in html


def test_who_does_not_see_it_says_nothing(scene, item, passage) -> None:
    with pytest.raises(PermissionDenied):
        say(item, scene.other_translator, passage)
    with pytest.raises(PermissionDenied):
        talk.resolve(item=item, user=scene.other_translator, segment=passage)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "x" * 2001, "\u202eabc"])
def test_what_is_no_comment_is_given_back_with_the_reason(client, scene, item, passage, text) -> None:
    with pytest.raises(CannotTranslate):
        say(item, scene.translator, passage, text)
    client.force_login(scene.translator)
    answer = client.post(reverse("translations:talk", args=[item.pk, passage.pk]), {"text": text})
    assert answer.status_code == 422
    assert not Comment.objects.exists()
    assert acts.GATE in acts.LABELS


def test_a_crowd_is_not_called(scene, item, passage) -> None:
    for number in range(calling.MOST_CALLED + 5):
        factories.user(f"crowd{number}", f"Translators ({scene.target.locale.language_code})")
    said = " ".join(f"@crowd{number}" for number in range(calling.MOST_CALLED + 5))
    say(item, scene.translator, passage, said)
    assert Notification.objects.filter(kind="called").count() == calling.MOST_CALLED


def test_a_passage_that_the_original_has_no_more_leads_to_the_translation(client, scene, item, passage) -> None:
    say(item, scene.translator, passage)
    republish(services.source_of(item), title="Something else")
    services.take_over(item=item)
    client.force_login(scene.translator)
    answer = client.get(reverse("translations:talk", args=[item.pk, passage.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("translations:edit", args=[item.pk])
    assert "this passage is no longer there" in answer.content.decode()


def test_many_comments_cost_no_more_queries_than_few(client, scene, item, passage, django_assert_num_queries) -> None:
    client.force_login(scene.translator)
    address = reverse("translations:talk", args=[item.pk, passage.pk])
    say(item, scene.reviewer, passage)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    row = {"item": item, "path": passage.path, "source": passage.source, "user": scene.editor}
    Comment.objects.bulk_create(Comment(**row, text=f"Number {n}") for n in range(100))
    with django_assert_num_queries(len(few)):
        client.get(address)
