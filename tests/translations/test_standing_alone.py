"""A translation whose original was deleted is edited and translated as an original, and public after a review."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from tests import factories
from tests.translations import sent, story
from tests.translations.advance import approve_original, in_review, waiting
from tests.translations.ways import fresh, read
from translations import embargo, localize, rebuild, services, withdrawal
from translations.exceptions import NotApproved, StaleReview
from translations.models import QueueItem, Standing
from translations.states import Tab


def alone(scene, source=None):
    """A public translation of what is gone: its item, its row, and what its form would have sent."""
    source = source or scene.post("Two works")
    item, target = scene.live(source)
    form = {f"text-{pk}": text for pk, text in scene.texts(item, " Changed").items()} | sent.unseen(item)
    fresh(source).delete()
    return QueueItem.objects.get(pk=item.pk), fresh(target), form


def first_in_review(scene):
    """A translation that was never public, in review: its original, its item and its row."""
    source = scene.post("Two works")
    item = scene.start(source)
    scene.save(item)
    return source, item, scene.submit(item)


def review_url(target):
    return reverse("translations:review", args=[fresh(target).current_workflow_task_state.pk])


def decided(client, url, **more):
    """The decision, as the form of the review sends it."""
    shown = client.get(url).content.decode()
    data = querydict_from_html(shown, form_id="decision").dict()
    return shown, client.post(url, {**data, **more}, follow=True)


@pytest.mark.parametrize("kind", ["page", "snippet"])
@pytest.mark.parametrize("button", ["", "submit", "approve"])
def test_its_form_is_closed_says_why_and_gives_back_what_was_typed(scene, client, kind, button) -> None:
    source = factories.topic(scene.source.locale, "Peace") if kind == "snippet" else None
    item, _target, form = alone(scene, source)
    client.force_login(scene.reviewer)
    url = reverse("translations:edit", args=[item.pk])
    assert "The original was deleted: this is edited by itself now" in client.get(url).content.decode()
    answer = client.post(url, form | {button: "1"})
    assert answer.status_code == 409
    assert " Changed" in answer.content.decode()
    assert list(rebuild.check()) == []


def test_a_passage_that_is_saved_by_itself_comes_back_too(scene, client) -> None:
    item, _target, _form = alone(scene)
    one = services.segments(item)[0]
    client.force_login(scene.translator)
    url = reverse("translations:segment", args=[item.pk, one.pk])
    answer = client.post(url, {"target": "Another", "version": "x"})
    assert (answer.status_code, answer.json()["yours"]) == (409, "Another")
    assert services.segments(item)[0].target == one.target


def test_the_page_beside_the_text_is_refused_with_a_word(scene, client) -> None:
    item, _target, _form = alone(scene)
    client.force_login(scene.reviewer)
    answer = client.get(reverse("translations:page", args=[item.pk]))
    assert answer.status_code == 409
    assert "The original was deleted" in answer.content.decode()


def test_it_is_done_and_nobody_waits_for_it_once_somebody_decided(scene) -> None:
    item, _target, _form = alone(scene)
    assert Standing.objects.get(item=item).tab == Tab.TO_DECIDE
    withdrawal.decide(item=item, user=scene.admin, choice="keep")
    standing = Standing.objects.get(item=item)
    assert (standing.tab, standing.flags) == (Tab.DONE, ["source_deleted"])


def test_wagtails_editor_opens_saves_a_draft_and_offers_no_publication(scene, client) -> None:
    _item, target, _form = alone(scene)
    client.force_login(scene.admin)
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    shown = client.get(url)
    assert shown.status_code == 200
    assert 'name="action-publish"' not in shown.content.decode()
    data = querydict_from_html(shown.content.decode(), form_id="page-edit-form").dict()
    data |= {"body-count": "0", "corrections-count": "0", "title": "A title of its own"}
    assert client.post(url, data).status_code == 302
    assert fresh(target).get_latest_revision_as_object().title == "A title of its own"
    assert fresh(target).title == target.title
    with pytest.raises(NotApproved):
        fresh(target).latest_revision.publish(user=scene.admin)


def test_its_form_leads_to_that_editor_those_who_may_edit_there(scene, client) -> None:
    item, target, _form = alone(scene)
    edit_url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    for user, offered in ((scene.editor, True), (scene.translator, False)):
        client.force_login(user)
        assert (f'href="{edit_url}"' in client.get(reverse("translations:edit", args=[item.pk])).content.decode()) is (
            offered
        )


def test_what_was_edited_by_itself_is_public_after_a_review(scene, client) -> None:
    _item, target, _form = alone(scene)
    draft = target.get_latest_revision_as_object()
    draft.title = "A title of its own"
    draft.save_revision(user=scene.editor)
    target.get_workflow().start(fresh(target), scene.editor)
    client.force_login(scene.reviewer)
    decided(client, review_url(target), approve="1")
    assert fresh(target).title == "A title of its own"
    assert list(rebuild.check()) == []


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_an_update_that_was_in_review_is_decided(scene, client, action) -> None:
    source = scene.post("Two works")
    item, target = scene.live(source)
    scene.save(item, " New")
    scene.submit(item)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    _shown, answer = decided(client, review_url(target), comment="No.", **{action: "1"})
    assert answer.status_code == 200
    assert (fresh(target).title == "Two works New") is (action == "approve")
    assert fresh(target).live


def test_corrections_that_no_draft_takes_any_more_keep_nobody_from_deciding(scene, client) -> None:
    source = scene.post("Two works")
    item, target = scene.live(source)
    scene.save(item, " New")
    scene.submit(item)
    translation = services.translation_of(item)
    localize.save_texts(translation, [(localize.text_segments(translation)[0], "Corrected")], scene.reviewer)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    url = review_url(target)
    answer = client.post(url, {"take_in": "1", "comment": "What I said"})
    assert answer.status_code == 409
    assert "What I said" in answer.content.decode()
    shown, _answer = decided(client, url, approve="1")
    assert "Take the corrections in" not in shown
    assert fresh(target).title == "Two works New"


def test_it_is_translated_as_an_original_is(scene, client) -> None:
    item, target, _form = alone(scene)
    client.force_login(scene.admin)
    assert target.title in client.get(reverse("translations:new")).content.decode()
    assert services.why_not(target, scene.source.locale) == ""
    onward = services.start_translation(source=target, locale=scene.source.locale, user=scene.editor)
    assert services.source_of(onward).pk == target.pk
    typed = scene.texts(onward, " Back")
    services.save_translation(item=onward, user=scene.other_translator, texts=typed)
    services.submit_translation(item=onward, user=scene.other_translator)
    story.approve(services.target_of(onward), scene.other_reviewer)
    assert services.target_of(onward).live
    item.refresh_from_db()
    assert services.source_of(item) is None  # what stands where the original stood is a translation of this one
    assert Standing.objects.get(item=item).flags == ["source_deleted"]
    assert list(rebuild.check()) == []


def test_its_changes_make_its_own_translations_stale(scene, client) -> None:
    _item, target, _form = alone(scene)
    onward = services.start_translation(source=target, locale=scene.source.locale, user=scene.editor)
    services.save_translation(item=onward, user=scene.other_translator, texts=scene.texts(onward, " Back"))
    services.submit_translation(item=onward, user=scene.other_translator)
    story.approve(services.target_of(onward), scene.other_reviewer)
    draft = fresh(target).get_latest_revision_as_object()
    draft.intro = "Now 17 of them came."
    draft.save_revision(user=scene.editor)
    target.get_workflow().start(fresh(target), scene.editor)
    story.approve(fresh(target), scene.reviewer)
    assert Standing.objects.get(item=onward).flags == ["stale"]
    assert list(rebuild.check()) == []


# ------------------------------------------------------------------ never public before
def test_whoever_approves_it_reads_that_its_original_is_gone_and_then_it_is_public(scene, client) -> None:
    source, item, target = first_in_review(scene)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    shown, answer = decided(client, review_url(target), approve="1")
    assert "The original was deleted: approved, this becomes public by itself." in shown
    assert "Approved and published." in answer.content.decode()
    assert read(target)[0] == 200
    assert Standing.objects.get(item=item).tab == Tab.DONE  # and nobody is asked what becomes of it
    assert list(rebuild.check()) == []


def test_who_was_not_told_that_is_asked_again_and_nothing_is_public_until_then(scene, client) -> None:
    source, _item, target = first_in_review(scene)
    client.force_login(scene.reviewer)
    url = review_url(target)
    data = querydict_from_html(client.get(url).content.decode(), form_id="decision").dict()
    fresh(source).delete()
    answer = client.post(url, data | {"approve": "1", "comment": "What I said"})
    assert answer.status_code == 409
    assert "What I said" in answer.content.decode()
    assert not fresh(target).live
    with pytest.raises(StaleReview):
        story.approve(fresh(target), scene.reviewer)
    decided(client, url, approve="1")
    assert fresh(target).live


def test_wagtails_modal_says_so_and_leads_to_the_review(scene, client) -> None:
    source, _item, target = first_in_review(scene)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    state = fresh(target).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk])
    html = json.loads(client.get(url).content)["html"]
    assert "The original was deleted" in html
    assert reverse("translations:review", args=[state.pk]) in html
    assert "<form" not in html


def test_who_decides_about_a_draft_reads_what_can_become_of_it(scene, client) -> None:
    source = scene.post("Two works")
    item = scene.start(source)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    shown = client.get(reverse("translations:decide", args=[item.pk])).content.decode()
    assert "it can be edited, reviewed and published by itself, or deleted" in shown


def test_it_is_sent_back_as_any_other(scene, client) -> None:
    source, item, target = first_in_review(scene)
    fresh(source).delete()
    client.force_login(scene.reviewer)
    decided(client, review_url(target), reject="1", comment="No.")
    assert not fresh(target).live
    assert Standing.objects.get(item=item).tab == Tab.CHANGES_REQUESTED


def test_what_was_approved_to_follow_its_original_does_not_become_public_without_it(scene, client) -> None:
    post = in_review(scene)
    item = waiting(scene, post)
    fresh(post).delete()
    target = services.target_of(item)
    call_command("publish_scheduled")
    assert read(target)[0] == 404
    client.force_login(scene.reviewer)
    assert "It waits for its original" not in client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    target.get_workflow().start(fresh(target), scene.editor)
    decided(client, review_url(target), approve="1")
    assert read(target)[0] == 200


def test_nor_at_the_time_that_was_its_originals(scene, at) -> None:
    post = in_review(scene)
    when = timezone.now() + timezone.timedelta(days=3)
    approve_original(scene, post, go_live_at=when)
    item = waiting(scene, fresh(post))
    assert embargo.scheduled_for(services.target_of(item)) is not None
    fresh(post).delete()
    at(when + timezone.timedelta(days=1))
    call_command("publish_scheduled")
    assert not services.target_of(item).live
