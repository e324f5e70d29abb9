"""A reviewer decides on the desk: about what they read there, their own corrections with it, and nothing else."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from core.models import CreditedImage
from tests import factories
from tests.translations import story
from tests.translations.advance import give_to_translator
from tests.translations.conftest import new_draft, republish
from tests.translations.sent import unseen
from translations import credits, localize, services, vouching
from translations.desk.saving import save_segment
from translations.digests import shown_digest
from translations.forms.translation import version
from translations.models import ReviewTaskState, Unsent
from translations.notices import notice_for


@pytest.fixture
def item(scene, item):
    scene.save(item)
    scene.submit(item)
    return item


def at(item, path: str = "intro") -> Any:
    return next(one for one in services.segments(item) if one.path == path)


def shown(client, item) -> dict[str, str]:
    """What the form of the desk sends when nobody types: the decision is asked for."""
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    form = answer.context["form"]
    data = {f"text-{one.pk}": form[f"text-{one.pk}"].value() or "" for one in form.texts}
    data |= {f"value-{one.pk}": str(form[f"value-{one.pk}"].value() or "") for one in form.values}
    return data | unseen(item) | {"seen": answer.context["seen"], "comment": ""}


def send(client, item, data: dict[str, str], **more: str) -> Any:
    return client.post(reverse("translations:edit", args=[item.pk]), data | more)


def waiting(user) -> str:
    """What waits for somebody until they send it."""
    return str(list(Unsent.objects.filter(user=user).values_list("words", flat=True)))


def is_in_review(item) -> bool:
    state = services.target_of(item).current_workflow_task_state
    return state is not None and state.status == "in_progress"


def test_what_the_desk_shows_is_approved_with_what_its_reviewer_corrected_in_it(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Corrected on the desk"}
    assert send(client, item, data, decision="approve").status_code == 302
    target = services.target_of(item)
    assert target.live
    assert target.intro == "Corrected on the desk"
    state = ReviewTaskState.objects.get(workflow_state__object_id=target.pk, status="approved")
    assert state.finished_by == scene.reviewer


def test_a_correction_saved_by_itself_leads_to_the_decision_where_a_passage_was_called_still_right(
    client, scene, item
) -> None:
    story.approve(services.target_of(item), scene.reviewer)
    republish(services.source_of(item), title="Two works or three", intro="Another introduction.")
    services.take_over(item=item)
    client.force_login(scene.translator)
    intro, title = at(item), at(item, "title")
    send(client, item, unseen(item) | {f"text-{intro.pk}": "Otra"}, keep=title.pk)
    assert vouching.holding(item)
    send(client, item, unseen(item), submit="")
    assert is_in_review(item)
    client.force_login(scene.reviewer)
    address = reverse("translations:segment", args=[item.pk, intro.pk])
    data = {"target": "Por sí misma", "version": version(at(item))}
    assert client.post(address, data).status_code == 200
    answer = send(client, item, unseen(item), decide="")
    assert 'name="decision"' in client.get(answer["Location"]).content.decode()
    assert send(client, item, shown(client, item), decision="approve").status_code == 302
    assert services.target_of(item).intro == "Por sí misma"


def test_a_correction_that_was_saved_by_itself_before_is_in_what_is_approved(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    one = at(item)
    address = reverse("translations:segment", args=[item.pk, one.pk])
    assert client.post(address, {"target": "By itself", "version": version(one)}).status_code == 200
    page = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1").content.decode()
    assert 'name="decision"' not in page  # no draft holds it yet: the button that leads there writes one
    send(client, item, unseen(item), decide="")
    assert send(client, item, shown(client, item), decision="approve").status_code == 302
    assert services.target_of(item).intro == "By itself"


def test_the_way_to_the_decision_stores_what_was_typed_and_what_is_said_of_single_passages(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    one = at(item)
    data = {f"text-{one.pk}": "Corrected", f"was-{one.pk}": version(one), f"comment-{one.pk}": "Not so long."}
    answer = client.post(reverse("translations:edit", args=[item.pk]), data | {"decide": ""}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("?decision=1#decision")
    assert services.target_of(item).latest_revision.content["intro"] == "Corrected"
    assert "Not so long." in answer.content.decode()
    assert answer.context["seen"] == shown_digest(services.target_of(item).latest_revision)


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_whoever_goes_on_to_a_decision_that_somebody_else_took_is_told_so_and_what_is_stored(
    client, scene, item, decision
) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Corrected"}
    state = services.target_of(item).current_workflow_task_state
    seen = shown_digest(services.target_of(item).latest_revision)
    state.task.specific.on_action(state, scene.admin, decision, seen=seen, comment="Decided.")
    answer = client.post(reverse("translations:edit", args=[item.pk]), data | {"decide": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("translations:edit", args=[item.pk])
    assert "The review ended meanwhile: there is nothing to decide any more." in answer.content.decode()
    assert at(item).target == "Corrected"
    assert services.target_of(item).live == (decision == "approve")


def test_it_is_sent_back_with_what_is_asked_at_each_passage(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    one = at(item)
    data = shown(client, item) | {f"comment-{one.pk}": "Name the year.", "comment": "Nearly."}
    send(client, item, data, decide="")
    assert "Name the year." in waiting(scene.reviewer)
    assert send(client, item, data, decision="reject").status_code == 302
    assert "Name the year." not in waiting(scene.reviewer)  # it does not stand there the next time
    state = ReviewTaskState.objects.get(workflow_state__object_id=services.target_of(item).pk, status="rejected")
    assert state.comment == "Nearly."
    assert state.segment_comments == [{"segment": one.pk, "path": "intro", "comment": "Name the year."}]
    assert not services.target_of(item).live
    client.force_login(scene.translator)
    page = client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    assert "Name the year." in page


def test_nothing_is_sent_back_without_a_word_and_what_was_typed_is_stored(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Corrected"}
    answer = send(client, item, data, decision="reject")
    assert answer.status_code == 422
    assert "Say what is to be changed" in answer.content.decode()
    assert at(item).target == "Corrected"
    assert is_in_review(item)


def test_nothing_is_approved_over_a_change_that_is_asked_for_until_it_is_asked_for_no_more(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    name = f"comment-{at(item).pk}"
    asked = shown(client, item) | {f"text-{at(item, 'title').pk}": "Corrected", name: "Please change this"}
    answer = send(client, item, asked, decision="approve")
    page = answer.content.decode()
    assert answer.status_code == 422
    sentence = "You ask for a change at 1 passage: request changes, or empty its comment."
    assert page.count(sentence) == 2  # where it is decided, and above all passages, where the page opens
    assert "Please change this" in page
    assert is_in_review(item)
    assert not services.target_of(item).live
    assert at(item, "title").target == "Corrected"
    assert send(client, item, shown(client, item) | {name: " "}, decision="approve").status_code == 302
    assert services.target_of(item).live


def test_what_a_reviewer_corrected_in_a_form_that_came_back_is_corrected_once_more_and_approved(
    client, scene, item
) -> None:
    client.force_login(scene.reviewer)
    intro, body = f"text-{at(item).pk}", next(one for one in services.segments(item) if "Buenos Aires" in one.source)
    data = shown(client, item) | {intro: "Corrected", f"text-{body.pk}": "Without its mark"}
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 422
    again = querydict_from_html(answer.content.decode(), form_id="translation-form")
    again[intro], again[f"text-{body.pk}"], again["decision"] = "Better", "With {1}its mark{/1}", "approve"
    assert client.post(reverse("translations:edit", args=[item.pk]), again).status_code == 302
    assert (services.target_of(item).live, services.target_of(item).intro) == (True, "Better")


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_what_somebody_else_wrote_since_is_decided_by_nobody_and_all_that_was_typed_is_kept(
    client, scene, item, action
) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Mine", f"comment-{at(item).pk}": "Why?", "comment": "So."}
    services.save_translation(item=item, user=scene.admin, texts={at(item, "title").pk: "Another title"})
    answer = send(client, item, data, decision=action)
    assert answer.status_code == 409
    assert is_in_review(item)
    assert not services.target_of(item).live
    page = answer.content.decode()
    for text in ("Mine", "Why?", "So.", "Another title"):
        assert text in page
    answer = send(client, item, shown(client, item), comment="So.", decision=action)
    assert answer.status_code == 302


def test_a_text_that_another_reviewer_stored_and_no_draft_holds_yet_is_not_approved_unread(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data, title = shown(client, item), at(item, "title")
    save_segment(item=item, user=scene.admin, pk=title.pk, typed="Another title", made_from=version(title))
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 409
    assert "Another title" in answer.content.decode()
    assert marked(answer, "Changed since you opened it") == [title.pk, at(item, "slug").pk]  # which follows the title
    assert not services.target_of(item).live


def test_a_draft_that_was_written_past_the_desk_is_not_approved_by_it(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item)
    new_draft(services.target_of(item), intro="Past the desk")
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 409
    assert not services.target_of(item).live


@pytest.mark.parametrize("seen", ["", "0" * 64, "é", "\x00", "9" * 5000])
def test_a_decision_without_proof_of_what_was_shown_is_none(client, scene, item, seen) -> None:
    client.force_login(scene.reviewer)
    answer = send(client, item, shown(client, item) | {"seen": seen}, decision="approve")
    assert answer.status_code in (409, 422)
    assert not services.target_of(item).live
    assert is_in_review(item)


def test_nobody_decides_who_does_not_review_its_language(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item)
    for user in (scene.translator, scene.other_translator, scene.other_reviewer, scene.editor):
        client.force_login(user)
        send(client, item, data, decision="approve")
        send(client, item, data, decision="reject", comment="No.")
        assert is_in_review(item)
        assert not services.target_of(item).live


def test_under_four_eyes_nobody_approves_what_they_corrected(client, scene, item, settings) -> None:
    settings.REVIEW_FOUR_EYES = True
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Mine"}
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 403
    assert at(item).target == "Mine"
    assert not services.target_of(item).live
    page = answer.content.decode()
    assert "Another reviewer must approve it" in page
    assert 'value="approve"' not in page


def test_what_becomes_public_with_it_is_decided_where_it_is_shown(client, scene) -> None:
    work = factories.work("A new work", live=False)
    page = factories.publication(scene.source, "A summary", work=work, live=False)
    page.get_workflow().start(page, scene.editor)
    item = scene.start(page)
    give_to_translator(scene, item)
    scene.save(item)
    scene.submit(item)
    client.force_login(scene.reviewer)
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    assert "A new work" in answer.content.decode()
    assert 'value="approve"' not in answer.content.decode()
    answer = send(client, item, shown(client, item), decision="approve")
    assert answer.status_code == 409
    work.refresh_from_db()
    assert not work.live
    assert is_in_review(item)


def test_the_translators_note_and_whom_readers_are_told_of_stand_with_the_decision(client, scene, item) -> None:
    services.target_of(item).current_workflow_state.cancel(user=scene.admin)
    scene.translator.first_name, scene.translator.last_name = "Ana", "Ruiz"
    scene.translator.save()
    scene.submit(item, note="One number changed.")
    client.force_login(scene.reviewer)
    page = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1").content.decode()
    assert "One number changed." in page
    assert "Readers are told “Translation: Ana Ruiz”" in page


def test_another_picture_with_the_same_words_is_looked_at_before_it_is_approved(client, scene) -> None:
    item = scene.start(scene.post("Illustrated", hero_image=factories.picture("Hero"), hero_alt="A hall"))
    scene.save(item)
    scene.submit(item)
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Corrected"}
    CreditedImage.objects.update(credit="Somebody else")
    assert send(client, item, data, decision="approve").status_code == 409
    value = next(one for one in localize.value_segments(services.translation_of(item)) if one.path == "hero_image")
    data = shown(client, item) | {f"value-{value.pk}": str(factories.picture("For readers here", credit="C.").pk)}
    assert send(client, item, data, decision="approve").status_code == 302
    assert services.target_of(item).hero_image.title == "For readers here"


def test_a_review_that_has_ended_is_decided_no_more(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item)
    assert send(client, item, data, decision="approve").status_code == 302
    first = services.target_of(item).live_revision_id
    answer = send(client, item, data, decision="reject", comment="No.")
    assert answer.status_code == 409
    assert services.target_of(item).live_revision_id == first


@pytest.mark.parametrize("by", ["oneself", "another", "the other button"])
def test_no_passage_without_a_text_becomes_public_in_the_words_of_the_original(client, scene, item, by) -> None:
    client.force_login(scene.reviewer)
    if by == "oneself":
        answer = send(client, item, shown(client, item) | {f"text-{at(item).pk}": ""}, decision="approve")
    else:
        services.save_translation(item=item, user=scene.admin, texts={at(item).pk: ""})
        button = {"approve": ""} if by == "the other button" else {"decision": "approve"}
        answer = send(client, item, shown(client, item), **button)
    assert answer.status_code == 409
    assert "Some passages are not translated yet." in answer.content.decode()
    assert not services.target_of(item).live
    review = services.target_of(item).current_workflow_task_state
    page = client.get(reverse("translations:review", args=[review.pk]))
    assert 'name="approve"' not in page.content.decode()
    sent = {"approve": "", "seen": page.context["seen"], "comment": ""}
    assert client.post(reverse("translations:review", args=[review.pk]), sent).status_code == 409
    assert not services.target_of(item).live


@pytest.mark.parametrize("way", ["refused", "overtaken", "vanished"])
def test_what_a_reviewer_said_stands_where_it_was_typed_whatever_the_form_is_refused_for(
    client, scene, item, way
) -> None:
    client.force_login(scene.reviewer)
    body = next(one for one in services.segments(item) if "Buenos Aires" in one.source)
    data = shown(client, item) | {f"comment-{at(item).pk}": "Which year?", "comment": "Nearly there."}
    if way == "refused":
        data[f"text-{body.pk}"] = "Without its mark"
    elif way == "overtaken":
        save_segment(item=item, user=scene.admin, pk=at(item).pk, typed="Theirs", made_from=version(at(item)))
        data[f"text-{at(item).pk}"] = "Mine"
    else:
        data["text-999999-1"] = "A text whose passage is gone"
    answer = send(client, item, data, decision="reject")
    assert answer.status_code in (409, 422)
    assert is_in_review(item)
    for _again in range(2):
        page = answer.content.decode()
        assert "Which year?" in page
        assert "Nearly there." in page
        send(client, item, unseen(item), decide="")
        answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")


def test_whoever_has_a_name_corrects_and_approves_in_one_act_and_readers_are_told_right(client, scene, item) -> None:
    for user, first in ((scene.reviewer, "Rita"), (scene.translator, "Teo")):
        user.first_name, user.last_name = first, "Sample"
        user.save()
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Corrected by Rita"}
    send(client, item, data, save="")
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    assert answer.context["translators"] == ["Teo Sample"]
    data = shown(client, item) | {f"text-{at(item, 'title').pk}": "Corrected too"}
    assert send(client, item, data, decision="approve").status_code == 302
    assert notice_for(services.target_of(item)).credits.translators == ["Teo Sample"]


def test_what_was_said_on_the_desk_stands_in_the_whole_review_and_is_sent_from_there_once(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"comment-{at(item).pk}": "Which year?", "comment": "Nearly there."}
    answer = client.post(reverse("translations:edit", args=[item.pk]), data | {"review": ""}, follow=True)
    page = answer.content.decode()
    assert "Which year?" in page
    assert "Nearly there." in page
    sent = {"reject": "", "seen": answer.context["seen"], "comment": "Nearly.", f"comment-{at(item).pk}": "Which?"}
    assert client.post(answer.redirect_chain[-1][0], sent).status_code == 302
    assert "Which year?" not in waiting(scene.reviewer)


def test_what_a_reviewer_says_waits_for_them_alone_and_outlives_their_session(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    said = {f"comment-{at(item).pk}": "Which\x00 year?", "comment": "Nearly there."}
    send(client, item, shown(client, item) | said, save="")
    for user, stands in ((scene.admin, False), (scene.translator, False), (scene.reviewer, True)):
        client.logout()
        client.force_login(user)
        page = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1").content.decode()
        assert [text in page for text in ("Which year?", "Nearly there.")] == [stands, stands], user
    whole = client.get(reverse("translations:item_review", args=[item.pk]), follow=True).content.decode()
    assert "Which year?" in whole


def test_what_was_not_sent_before_the_review_ended_is_given_back_and_not_sent_in_the_next(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    send(client, item, shown(client, item) | {f"comment-{at(item).pk}": "Which year?"}, save="")
    story.approve(services.target_of(item), scene.admin)
    page = client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    assert "The review ended before you sent what you said of it" in page
    assert "Which year?" in page
    scene.save(item, " U")
    scene.submit(item)
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    assert "Which year?" in answer.context["never_sent"]
    assert not any(card.typed for card in answer.context["desk"]["cards"])


def test_an_address_that_was_taken_since_it_was_shown_is_read_before_it_is_approved(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item)
    taken = services.target_of(item).latest_revision.content["slug"]
    factories.post(scene.target, "Another", slug=taken)
    answer = send(client, item, data | {f"text-{at(item).pk}": "Corrected"}, decision="approve")
    assert answer.status_code == 409
    assert not services.target_of(item).live
    data = shown(client, item) | {f"text-{at(item, 'slug').pk}": "Otra Dirección"}
    assert send(client, item, data, decision="approve").status_code == 409
    assert send(client, item, shown(client, item), decision="approve").status_code == 302
    assert services.target_of(item).slug == "otra-direccion"


def test_a_long_comment_is_as_long_as_its_browser_counts_it(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    text = "\r\n".join(["x" * 99] * 20)
    assert len(text.replace("\r\n", "\n")) == 1999
    data = shown(client, item) | {f"comment-{at(item).pk}": text}
    assert send(client, item, data, decision="reject").status_code == 302


def test_what_comes_after_somebody_has_locked_the_page_is_given_back_word_by_word(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item) | {f"text-{at(item).pk}": "Mine", f"comment-{at(item).pk}": "Why?", "comment": "So."}
    Page.objects.filter(pk=services.target_of(item).pk).update(locked=True, locked_by=scene.admin)
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 423
    for text in ("Mine", "Why?", "So."):
        assert text in answer.content.decode()
    assert not services.target_of(item).live


def test_what_is_said_stays_while_passages_are_accepted_and_saved(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    one = at(item)
    data = shown(client, item) | {f"comment-{one.pk}": "Name the year.", "comment": "Nearly."}
    for button in ({"accept": one.pk}, {"lift": one.pk}, {"save": ""}):
        answer = send(client, item, data, **button)
        assert "decision=1" in answer["Location"]
        page = client.get(answer["Location"]).content.decode()
        assert "Name the year." in page
        assert "Nearly." in page
    send(client, item, {name: text for name, text in data.items() if name not in ("seen", "comment")}, save="")
    page = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1").content.decode()
    assert "Nearly." in page


def test_passages_that_readers_will_have_no_more_stand_in_the_decision(client, scene) -> None:
    page = scene.post("Loses a passage")
    item, target = scene.live(page)
    lost = str(target.body[-1].value)
    republish(page, body=story.BODY[:-1])
    services.take_over(item=item)
    scene.save(item, " U")
    scene.submit(item)
    client.force_login(scene.reviewer)
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    gone = answer.context["desk"]["gone"]
    assert gone
    assert all(pair.public in lost for pair in gone)
    assert "Passages that readers will have no more" in answer.content.decode()


def headings(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h(\d)", page)]


def test_the_decision_is_told_in_headings_in_order_and_names_what_goes_and_what_was_said(client, scene) -> None:
    page = scene.post("Loses a passage", hero_image=factories.picture("A hall"), hero_alt="A hall")
    item, _target = scene.live(page)
    republish(page, body=story.BODY[:-1], hero_image=factories.picture("A garden"))
    services.take_over(item=item)
    scene.save(item, " U")
    scene.submit(item, note="The quotation is gone.")
    client.force_login(scene.reviewer)
    answer = client.get(reverse("translations:edit", args=[item.pk]) + "?decision=1")
    told = answer.content.decode().partition('id="decision"')[2].partition("<footer")[0]
    assert "Besides the text" in told
    assert headings(told) == [3, 4, 4]
    assert {label.partition(" ·")[0] for label, _pair in answer.context["gone"]} == {"Quotation"}
    assert re.search(r'class="translation__help">Quotation', told)
    whole = client.get(reverse("translations:item_review", args=[item.pk]), follow=True).content.decode()
    for shown_there in (told, whole):
        name, _told, said = shown_there.partition("Said when it was handed in:")
        assert 'aria-labelledby="handed-in-with"' in name
        assert said.index("The quotation is gone.") < 200
    levels = headings(whole.partition("<main")[2])
    assert all(after <= before + 1 for before, after in pairwise(levels))


# ---------------------------------------------------------------- what was read before
def marked(answer, mark: str) -> list[str]:
    """The passages that a page marks so, in its order."""
    cards = answer.context["desk"]["cards"]
    found = [card.row.pk for card in cards if card.is_news]
    assert [card.row.pk for card in cards][: len(found)] == found  # they stand first
    assert answer.content.decode().count(mark) >= 2 * len(found)
    return found


def test_in_the_next_round_its_reviewer_is_shown_first_what_was_changed_since(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    asked = {f"comment-{at(item).pk}": "Not so long.", "comment": ""}
    send(client, item, shown(client, item) | asked, decision="reject")
    scene.save(item, intro="Shorter", title="Unasked")
    scene.submit(item)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    assert set(marked(answer, "Changed since it was sent back")) == {at(item).pk, at(item, "title").pk}
    assert "Shorter" in answer.content.decode()
    whole = client.get(reverse("translations:item_review", args=[item.pk]), follow=True)
    assert [row["pair"].path for row in whole.context["rows"] if row["pair"].is_news] == ["title", "intro"]
    assert [row["pair"].is_news for row in whole.context["rows"]][:3] == [True, True, False]
    assert "Changed since it was sent back" in whole.content.decode()


def test_what_somebody_else_changed_meanwhile_stands_first_when_it_is_shown_again(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    data = shown(client, item)
    scene.save(item, user=scene.admin, intro="By somebody else")
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 409
    assert marked(answer, "Changed since you opened it") == [at(item).pk]
    assert "By somebody else" in answer.content.decode()
    assert marked(client.get(reverse("translations:edit", args=[item.pk])), "Changed since") == []
    whole = client.get(reverse("translations:item_review", args=[item.pk]), follow=True)
    scene.save(item, user=scene.admin, intro="By somebody else", title="And this")
    sent = {"approve": "", "seen": whole.context["seen"], "comment": ""}
    answer = client.post(whole.redirect_chain[-1][0], sent)
    assert answer.status_code == 409
    assert [row["pair"].path for row in answer.context["rows"] if row["pair"].is_news] == ["title"]
    assert answer.context["rows"][0]["pair"].is_news
    assert "Changed since you opened it" in answer.content.decode()
    assert not services.target_of(item).live


def test_so_does_what_somebody_wrote_whom_readers_are_going_to_be_told_of_too(client, scene, item) -> None:
    scene.translator.first_name, scene.admin.first_name = "Teo", "Alex"
    for user in (scene.translator, scene.admin):
        user.save()
    client.force_login(scene.reviewer)
    assert send(client, item, shown(client, item), decision="approve").status_code == 302
    scene.save(item, intro="An update")
    scene.submit(item)
    data = shown(client, item)
    one = at(item)
    save_segment(item=item, user=scene.admin, pk=one.pk, typed="By somebody else", made_from=version(one))
    answer = send(client, item, data, decision="approve")
    assert answer.status_code == 409
    assert marked(answer, "Changed since you opened it") == [one.pk]
    assert credits.translators_of([services.target_of(item)]) == [["Teo", "Alex"]]
