"""A reviewer accepts a passage: it is closed to translators until a reviewer opens it, or its original changes."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from tests.translations.conftest import republish
from tests.translations.sent import unseen
from translations import marks, services
from translations.accepted import accepted, any_accepted
from translations.desk import acceptance, talk
from translations.desk.saving import save_segment
from translations.digests import shown_digest
from translations.exceptions import CannotTranslate, InReview, OwnWords
from translations.forms.translation import version, version_of
from translations.models import Comment, QueueItem


@pytest.fixture
def item(scene):
    item = scene.start(scene.post())
    scene.save(item)
    return item


def at(item, path="intro"):
    return next(one for one in services.segments(item) if one.path == path)


def accept(item, user, path="intro") -> None:
    acceptance.accept(item=item, user=user, segment_pk=at(item, path).pk, seen=version(at(item, path)))


def save(item, user, typed, path="intro") -> None:
    one = at(item, path)
    save_segment(item=item, user=user, pk=one.pk, typed=typed, made_from=version(one))


def is_accepted(item, path="intro") -> bool:
    return at(item, path).pk in accepted(item, services.segments(item))


def test_an_accepted_passage_is_closed_to_translators_with_a_reason_and_the_others_are_open(
    client, scene, item
) -> None:
    accept(item, scene.reviewer)
    before = at(item).target
    client.force_login(scene.translator)
    one = at(item)
    answer = client.post(
        reverse("translations:segment", args=[item.pk, one.pk]), {"target": "Mine", "version": version(one)}
    )
    assert answer.status_code == 423
    assert answer.json()["yours"] == "Mine"
    assert "has accepted this passage" in answer.json()["errors"][0]
    typed = {one.pk: "Mine", at(item, "title").pk: "Another title"}
    refused = services.save_translation(item=item, user=scene.translator, texts=typed)
    assert list(refused) == [one.pk]
    assert (at(item).target, at(item, "title").target) == (before, "Another title")
    page = client.get(reverse("translations:edit", args=[item.pk]) + "?show=all").content.decode()
    assert "Accepted" in page
    assert "readonly" in page
    assert 'name="accept"' not in page


def test_a_reviewer_opens_it_again(scene, item) -> None:
    accept(item, scene.reviewer)
    acceptance.lift(item=item, user=scene.reviewer, segment_pk=at(item).pk)
    save(item, scene.translator, "Mine")
    assert at(item).target == "Mine"


def test_it_falls_with_another_original_and_with_another_text(scene, item) -> None:
    accept(item, scene.reviewer)
    save(item, scene.reviewer, "A correction")
    assert not is_accepted(item)
    accept(item, scene.reviewer)
    republish(services.source_of(item), intro="Something else.")
    services.take_over(item=item)
    assert not is_accepted(item)
    save(item, scene.translator, "Mine")
    assert at(item).target == "Mine"


def test_what_is_typed_at_one_go_after_it_is_a_text_of_its_own(scene, item) -> None:
    save(item, scene.reviewer, "Mended")
    accept(item, scene.reviewer)
    save(item, scene.reviewer, "Mended once more")
    texts = list(item.segment_edits.filter(path="intro").order_by("pk").values_list("target", flat=True))
    assert texts[-2:] == ["Mended", "Mended once more"]


def test_only_a_reviewer_of_its_language_accepts_and_only_what_they_have_read(scene, item, settings) -> None:
    for user in (scene.translator, scene.other_reviewer, scene.editor):
        with pytest.raises(PermissionDenied):
            accept(item, user)
        with pytest.raises(PermissionDenied):
            acceptance.lift(item=item, user=user, segment_pk=at(item).pk)
    with pytest.raises(CannotTranslate):
        acceptance.accept(item=item, user=scene.reviewer, segment_pk=at(item).pk, seen="another")
    save(item, scene.translator, "")
    with pytest.raises(CannotTranslate):
        accept(item, scene.reviewer)
    settings.REVIEW_FOUR_EYES = True
    save(item, scene.reviewer, "My own")
    with pytest.raises(OwnWords):
        accept(item, scene.reviewer)
    save(item, scene.translator, "My own.")
    with pytest.raises(OwnWords):
        accept(item, scene.reviewer)
    assert not is_accepted(item)


def test_in_the_form_a_reviewer_corrects_and_accepts_with_one_button(client, scene, item) -> None:
    scene.submit(item)
    client.force_login(scene.reviewer)
    one, address = at(item), reverse("translations:edit", args=[item.pk])
    data = {f"text-{one.pk}": "Corrected", f"was-{one.pk}": version(one), "accept": one.pk}
    assert client.post(address, data).status_code == 302
    assert at(item).target == "Corrected"
    assert is_accepted(item)
    assert client.post(address, {"lift": one.pk}).status_code == 302
    assert not is_accepted(item)
    save(item, scene.admin, "Somebody else")
    data = {f"text-{one.pk}": "Corrected", f"was-{one.pk}": version_of("Corrected"), "accept": one.pk}
    client.post(address, data)
    assert not is_accepted(item)


def test_a_reviewer_sees_what_is_public_as_a_third_text_and_what_changes_first(client, scene, item) -> None:
    scene.publish(item)
    save(item, scene.translator, "Quite another introduction")
    scene.submit(item)
    client.force_login(scene.reviewer)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    cards = answer.context["desk"]["cards"]
    assert cards[0].row.pk == at(item).pk
    assert cards[0].pair.is_changed
    assert not any(card.pair.is_changed for card in cards[1:] if card.pair)
    page = answer.content.decode()
    assert "Public now" in page
    assert 'name="decide"' in page
    client.force_login(scene.translator)
    assert "Public now" not in client.get(reverse("translations:edit", args=[item.pk])).content.decode()


def test_to_the_decision_goes_what_was_saved_with_it(client, scene, item) -> None:
    scene.submit(item)
    save(item, scene.reviewer, "Corrected")
    client.force_login(scene.reviewer)
    answer = client.post(reverse("translations:edit", args=[item.pk]), {"decide": "1"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/{item.pk}/?decision=1#decision")
    assert services.target_of(item).latest_revision.content["intro"] == "Corrected"


def test_a_passage_that_was_sent_back_is_so_until_somebody_wrote_another_text(client, scene, item) -> None:
    target = scene.submit(item)
    state = target.current_workflow_task_state
    said = [{"segment": at(item).pk, "path": "intro", "comment": "Not so."}]
    state.task.specific.on_action(
        state.specific, scene.reviewer, "reject", seen=shown_digest(target.latest_revision), segments=said
    )

    def states() -> list[str]:
        client.force_login(scene.translator)
        cards = client.get(reverse("translations:edit", args=[item.pk])).context["desk"]["cards"]
        assert cards[0].row.pk == at(item).pk  # what was asked for stands first
        return [card.state for card in cards if card.row.pk == at(item).pk]

    assert states() == ["sent_back"]
    save(item, scene.translator, "Better")
    assert states() == ["done"]


@pytest.mark.parametrize("screen", ["the desk", "the whole review"])
def test_what_is_accepted_and_asked_to_be_changed_is_open_to_translators_once_it_is_sent_back(
    client, scene, item, screen
) -> None:
    target = scene.submit(item)
    for path in ("intro", "title"):
        accept(item, scene.reviewer, path)
    client.force_login(scene.reviewer)
    asked = {f"comment-{at(item).pk}": "Name the year.", "seen": shown_digest(target.latest_revision), "comment": ""}
    if screen == "the desk":
        answer = client.post(
            reverse("translations:edit", args=[item.pk]), asked | unseen(item) | {"decision": "reject"}
        )
    else:
        address = reverse("translations:review", args=[target.current_workflow_task_state.pk])
        answer = client.post(address, asked | {"reject": ""})
    assert answer.status_code == 302
    assert (is_accepted(item), is_accepted(item, "title")) == (False, True)
    opened = log_registry.get_logs_for_instance(target).get(action="translations.open_passage")
    assert (opened.user, opened.data) == (scene.reviewer, {"segment": at(item).pk})
    client.force_login(scene.translator)
    cards = client.get(reverse("translations:edit", args=[item.pk])).context["desk"]["cards"]
    states = {card.row.pk: (card.state, card.closed) for card in cards}
    assert states[at(item).pk] == ("sent_back", "")
    save(item, scene.translator, "With its year")
    assert at(item).target == "With its year"


def test_comments_on_passages_that_are_gone_are_shown_and_can_be_resolved(client, scene, item) -> None:
    gone = next(one for one in services.segments(item) if one.path.startswith("body"))
    talk.say(item=item, user=scene.reviewer, segment=gone, text="Who is that?")
    source = marks.to_text(gone.source)
    made_anew = {"type": "rich_text", "value": "<p>Quite another.</p>", "id": str(uuid.uuid4())}
    republish(services.source_of(item), body=[made_anew])
    services.take_over(item=item)
    client.force_login(scene.translator)
    address = reverse("translations:edit", args=[item.pk])
    page = client.get(address).content.decode()
    assert "Open comments on passages that are no longer there" in page
    assert source in page
    assert "Who is that?" in page
    client.post(address, {"settle": "1"})
    assert Comment.objects.get().resolved_by == scene.translator
    assert "Who is that?" not in client.get(address).content.decode()


def test_a_box_that_was_not_sent_was_not_emptied(client, scene, item) -> None:
    client.force_login(scene.translator)
    assert client.post(reverse("translations:edit", args=[item.pk]), {"save": "1"}).status_code == 302
    assert services.what_is_missing(item) == []


def test_what_was_stored_before_there_was_a_history_can_be_accepted_too(scene, item) -> None:
    item.segment_edits.all().delete()
    accept(item, scene.reviewer)
    assert is_accepted(item)
    with pytest.raises(InReview):
        save(item, scene.translator, "Mine")


def test_what_is_accepted_while_a_form_is_on_its_way_is_closed_to_that_form(scene, item) -> None:
    """What a request read of the item before it had the lock decides nothing."""
    read = QueueItem.objects.annotate(has_accepted=any_accepted()).get(pk=item.pk)
    accept(item, scene.reviewer)
    before = at(item)
    refused = services.save_translation(item=read, user=scene.translator, texts={before.pk: "Mine"})
    assert list(refused) == [before.pk]
    assert at(item) == before
