"""Four eyes, where a site asks for them: nobody approves what they wrote; and an outdated page decides nothing."""

from copy import deepcopy

import pytest
from django.urls import reverse

from tests import factories
from tests.translations import story
from tests.translations.ways import fresh
from translations import hands, localize, services
from translations.desk.saving import save_segment
from translations.digests import shown_digest
from translations.exceptions import OwnWords
from translations.storing import version


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item)
    kept_scene.submit(item)
    return item


@pytest.fixture
def item(shared, db):
    """In review, written by the translator."""
    return deepcopy(shared)


@pytest.fixture
def four_eyes(settings) -> None:
    settings.REVIEW_FOUR_EYES = True


def second_reviewer(scene):
    return factories.user("second", f"Reviewers ({scene.target.locale.language_code})")


def assert_another_must_approve(scene, item, target) -> None:
    """Neither of the two whose words it holds or held, and then somebody else."""
    for user in (scene.reviewer, scene.translator):
        assert not hands.may_approve(target, user)
    with pytest.raises(OwnWords):
        story.approve(target, scene.reviewer)
    assert not services.target_of(item).live
    story.approve(target, second_reviewer(scene))
    assert services.target_of(item).live


def test_without_the_rule_a_reviewer_may_approve_their_own_correction(scene, item) -> None:
    story.approve(scene.save(item, " mine", user=scene.reviewer), scene.reviewer)
    assert services.target_of(item).live


def test_a_reviewer_who_wrote_nothing_approves(scene, item, four_eyes) -> None:
    story.approve(services.target_of(item), scene.reviewer)
    assert services.target_of(item).live


def test_one_word_of_their_own_and_somebody_else_must_approve(scene, item, four_eyes) -> None:
    target = scene.save(item, user=scene.reviewer, title="Their word")
    assert_another_must_approve(scene, item, target)


def test_a_hand_whose_words_were_overwritten_counts_too(scene, item, four_eyes) -> None:
    scene.save(item, user=scene.reviewer, title="Their word")
    target = scene.save(item, user=scene.admin, title="Another word")
    for user in (scene.reviewer, scene.admin):
        with pytest.raises(OwnWords):
            story.approve(target, user)


def test_so_does_one_who_saved_passages_one_by_one_at_the_desk(scene, four_eyes) -> None:
    item = scene.start(scene.post("Passages"))
    for user, text in ((scene.reviewer, "Their word"), (scene.translator, "Another word")):
        title = next(one for one in services.segments(item) if one.path == "title")
        save_segment(item=item, user=user, pk=title.pk, typed=text, made_from=version(title))
    scene.save(item)
    target = scene.submit(item)
    assert_another_must_approve(scene, item, target)


def test_words_that_came_by_file_have_a_hand(scene, item, four_eyes) -> None:
    second = second_reviewer(scene)
    localize.StringTranslation.objects.filter(context__path="title").update(last_translated_by=second)
    with pytest.raises(OwnWords):
        story.approve(services.target_of(item), second)


def test_who_wrote_what_is_public_already_may_approve_what_others_write_later(scene, item, four_eyes) -> None:
    target = scene.save(item, user=scene.reviewer, title="Their word")
    story.approve(target, second_reviewer(scene))
    scene.save(item, title="Newer")
    story.approve(scene.submit(item), scene.reviewer)
    assert services.target_of(item).title == "Newer"


def test_sending_back_is_open_to_all_reviewers(scene, item, four_eyes, client) -> None:
    target = scene.save(item, " mine", user=scene.reviewer)
    state = target.current_workflow_task_state
    assert [name for name, *_rest in state.task.specific.get_actions(target, scene.reviewer)] == ["reject"]
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[state.pk])
    html = client.get(url).content.decode()
    assert "Another reviewer must approve it." in html
    assert 'name="approve"' not in html
    seen = shown_digest(target.latest_revision)
    assert client.post(url, {"approve": "", "seen": seen, "comment": ""}).status_code == 403
    assert client.post(url, {"reject": "", "seen": seen, "comment": "No."}).status_code == 302
    assert fresh(target).current_workflow_state.status == "needs_changes"


def test_originals_and_the_works_that_come_with_them_are_under_the_rule(scene, four_eyes) -> None:
    work = factories.work("Facts", live=False)
    work.save_revision(user=scene.other_reviewer)
    page = factories.publication(scene.source, work=work, live=False)
    page.get_workflow().start(page, scene.editor)
    with pytest.raises(OwnWords):
        story.approve(fresh(page), scene.other_reviewer)
    story.approve(fresh(page), scene.admin)
    assert fresh(page).live


# ------------------------------------------------------------------ an outdated page
def test_what_is_sent_from_an_outdated_page_is_answered_with_the_text_as_it_is_now(scene, item, client) -> None:
    """The review was pointed at a new text meanwhile: the old page approves nothing and shows the new one."""
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[services.target_of(item).current_workflow_task_state.pk])
    seen = client.get(url).context["seen"]
    scene.save(item, user=scene.admin, title="Sneaked in")
    response = client.post(url, {"approve": "", "seen": seen, "comment": "Fine."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Sneaked in" in html
    assert "Fine." in html
    assert not services.target_of(item).live
    again = client.post(url, {"approve": "", "seen": response.context["seen"], "comment": "Fine."})
    assert again.status_code == 302
    assert services.target_of(item).title == "Sneaked in"


def test_the_address_of_an_outdated_page_leads_to_the_new_one(scene, item, client) -> None:
    client.force_login(scene.reviewer)
    old = services.target_of(item).current_workflow_task_state.pk
    scene.save(item, user=scene.admin, title="Newer")
    new = services.target_of(item).current_workflow_task_state.pk
    assert client.get(reverse("translations:review", args=[old])).url == reverse("translations:review", args=[new])
