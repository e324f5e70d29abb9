"""What is done by right and without a review: by reviewers of the language, and, under four eyes, not to own words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from tests.translations.test_every_door import form_of
from tests.translations.ways import fresh
from translations import releases, services
from translations.digests import shown_digest
from translations.exceptions import NotReady
from translations.models import RefusedAct

pytestmark = pytest.mark.any_database

KINDS = ("topic", "person", "outlet")
LANGUAGE = "Only reviewers of its language publish this, take it down, lock or unlock it."
OWN = "You wrote some of this text yourself. Somebody else must publish it."


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(row, name: str) -> str:
    if hasattr(row, "depth"):
        return reverse(f"wagtailadmin_pages:{name}", args=[row.pk])
    return reverse(f"wagtailsnippets_articles_{row._meta.model_name}:{name}", args=[row.pk])


def state(row) -> tuple:
    row = fresh(row)
    revisions = row.revisions.order_by("pk").values_list("pk", "approved_go_live_at")
    return row.live, row.locked, row.live_revision_id, row.latest_revision_id, list(revisions)


def publish(user, row, **typed):
    """Press “Publish” in the form, whether it is offered or not."""
    client = signed_in(user)
    pages = {"body-count": "0", "corrections-count": "0", "summary": "null"} if hasattr(row, "depth") else {}
    sent = form_of(client, url(row, "edit")) | pages | {"action-publish": "action-publish"} | typed
    return client.post(url(row, "edit"), sent)


def is_refused(response, sentence: str, action: str) -> bool:
    kept = RefusedAct.objects.order_by("pk").last()
    return response.status_code == 403 and sentence in response.content.decode() and kept.action == action


# ------------------------------------------------------------------ in whose language
@pytest.mark.parametrize("kind", KINDS)
def test_snippets_are_published_by_reviewers_of_their_language_only(scene, kind) -> None:
    row = getattr(factories, kind)(scene.source.locale, "Water", live=False)
    new_draft(row, name="Newer")
    before = state(row)
    assert is_refused(publish(scene.reviewer, row), LANGUAGE, "NotTheirLanguage")
    later = timezone.localtime() + timedelta(days=2)
    timed = publish(scene.reviewer, row, go_live_at=later.strftime("%Y-%m-%d %H:%M"))
    assert is_refused(timed, LANGUAGE, "NotTheirLanguage")
    assert state(row) == before
    publish(scene.other_reviewer, row)
    assert fresh(row).live


@pytest.mark.parametrize("kind", KINDS)
def test_and_taken_down_locked_and_unlocked_by_them(scene, kind) -> None:
    row = getattr(factories, kind)(scene.source.locale, "Water")
    theirs, others = signed_in(scene.other_reviewer), signed_in(scene.reviewer)
    for act in ("lock", "unlock", "unpublish"):
        before = state(row)
        assert is_refused(others.post(url(row, act)), LANGUAGE, "NotTheirLanguage"), act
        assert state(row) == before
        theirs.post(url(row, act))
        assert state(row) != before, act


def test_a_translation_is_taken_down_and_locked_by_those_of_its_language(scene) -> None:
    _item, target = scene.live(factories.topic(scene.source.locale, "Water"))
    for act in ("lock", "unpublish"):
        before = state(target)
        assert is_refused(signed_in(scene.other_reviewer).post(url(target, act)), LANGUAGE, "NotTheirLanguage")
        assert state(target) == before
    signed_in(scene.reviewer).post(url(target, "unpublish"))
    assert not fresh(target).live


def test_who_has_locked_it_unlocks_it_without_the_role(scene) -> None:
    row = factories.topic(scene.source.locale)
    type(row).objects.filter(pk=row.pk).update(locked=True, locked_by=scene.reviewer)
    signed_in(scene.reviewer).post(url(row, "unlock"))
    assert not fresh(row).locked


def test_an_approved_translation_follows_its_original_whoever_publishes_that(scene) -> None:
    topic = factories.topic(scene.source.locale, live=False)
    topic.get_workflow().start(topic, scene.editor)
    item = scene.start(fresh(topic))
    item = services.people.assign(item=item, assignee=scene.translator, user=scene.editor)
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    review = fresh(topic).current_workflow_task_state
    response = signed_in(scene.other_reviewer).post(
        reverse("translations:review", args=[review.pk]),
        {"approve": "", "seen": seen(topic), "comment": ""},
    )
    assert response.status_code == 302
    assert fresh(topic).live
    assert services.target_of(item).live


def seen(row) -> str:

    return shown_digest(fresh(row).latest_revision)


def test_works_have_no_language_and_administrators_all(scene) -> None:
    work = factories.work("Facts", live=False)
    new_draft(work, title="Newer")
    publish(scene.reviewer, work)
    assert fresh(work).live
    administrator = factories.user("administrator", "Site administrators")
    for tree in (scene.source, scene.target):
        topic = factories.topic(tree.locale, live=False)
        publish(administrator, topic)
        assert fresh(topic).live


def test_what_would_be_refused_is_not_offered(scene) -> None:
    row = factories.topic(scene.source.locale)
    for user, is_offered in ((scene.reviewer, False), (scene.other_reviewer, True), (scene.admin, True)):
        html = signed_in(user).get(url(row, "edit")).content.decode()
        assert ("action-publish" in html) is is_offered
        assert (url(row, "unpublish") in html) is is_offered


# ------------------------------------------------------------------ of whose words
@pytest.fixture
def four_eyes(settings) -> None:
    settings.REVIEW_FOUR_EYES = True


def drafts(scene) -> list:
    """A topic, a work and a post that an editor has written; none is public."""
    rows = [
        factories.topic(scene.source.locale, live=False),
        factories.work("Facts", live=False),
        factories.post(scene.source, "Two works", live=False),
    ]
    for row in rows:
        row.save_revision(user=scene.editor)
    return [fresh(row) for row in rows]


def test_nobody_publishes_their_own_words_without_a_review(scene, four_eyes) -> None:
    for row in drafts(scene):
        for user in (scene.other_reviewer, scene.admin):
            row.save_revision(user=user)
            row.save_revision(user=scene.editor)
            before = state(row)
            assert is_refused(publish(user, row), OWN, "OwnWords"), row
            assert state(row)[:3] == before[:3]
            assert fresh(row).live is False


def test_nor_what_they_type_while_they_publish(scene, four_eyes) -> None:
    for row in drafts(scene):
        name = "name" if hasattr(row, "name") else "title"
        before = state(row)
        assert is_refused(publish(scene.other_reviewer, row, **{name: "Mine"}), OWN, "OwnWords")
        assert state(row)[:3] == before[:3]


def test_what_others_wrote_is_published_as_it_stands(scene, four_eyes) -> None:
    for row in drafts(scene):
        publish(scene.other_reviewer, row)
        assert fresh(row).live, row


def test_who_wrote_what_is_public_already_publishes_what_others_write_later(scene, four_eyes) -> None:
    for row in drafts(scene):
        row.save_revision(user=scene.other_reviewer).publish()
        row = fresh(row)
        if hasattr(row, "name"):
            row.name = "Newer"
        else:
            row.title = "Newer"
        row.save_revision(user=scene.editor)
        publish(scene.other_reviewer, row)
        assert not fresh(row).has_unpublished_changes, row


def test_nor_in_bulk_at_a_time_or_together_with_others(scene, four_eyes) -> None:
    post = factories.post(scene.source, live=False)
    post.title = "Mine"
    post.save_revision(user=scene.other_reviewer)
    client = signed_in(scene.other_reviewer)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert is_refused(client.post(f"{bulk}?id={post.pk}"), OWN, "OwnWords")
    later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    assert is_refused(publish(scene.other_reviewer, post, go_live_at=later), OWN, "OwnWords")
    seen = {one.key: one.seen for one in releases.proposed(fresh(post), scene.other_reviewer)}
    with pytest.raises(NotReady) as refusal:
        releases.publish_together(source=fresh(post), user=scene.other_reviewer, seen=seen)
    assert [one.lacks for one in refusal.value.lacking] == [OWN]
    assert not fresh(post).live
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_the_button_goes_with_the_right(scene, four_eyes) -> None:
    for row in drafts(scene):
        for user, is_offered in ((scene.other_reviewer, True), (scene.admin, False)):
            if user == scene.admin:
                row.save_revision(user=user)
            html = signed_in(user).get(url(row, "edit")).content.decode()
            assert ('name="action-publish"' in html) is is_offered, row


def test_without_the_rule_reviewers_publish_their_own_words(scene) -> None:
    for row in drafts(scene):
        row.save_revision(user=scene.other_reviewer)
        publish(scene.other_reviewer, row)
        assert fresh(row).live, row
