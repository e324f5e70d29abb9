"""The reviewer's page: what is shown is what is approved."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Workflow

from tests import factories
from tests.translations import story
from tests.translations.sent import unseen
from translations import marks, services
from translations.desk import saving
from translations.digests import shown_digest
from translations.drafts import write_draft
from translations.forms.translation import version
from translations.models.review import comments_of


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def shared(kept, request):
    with kept() as site:
        people = story.people(site)
        yield people, built(site, people, *request.param)


@pytest.fixture
def people(shared, db):
    return deepcopy(shared[0])


@pytest.fixture
def in_review(shared, db):
    """A translation handed in, in each direction, with its review's address."""
    return deepcopy(shared[1])


def built(site, people, source, target):
    item = story.open_post(site, source, target, people.editor)
    item.translator = getattr(people, f"translator_{target}")
    item.reviewer = getattr(people, f"reviewer_{target}")
    item.other_reviewer = getattr(people, f"reviewer_{source}")
    services.save_translation(item=item, user=item.translator, texts=story.typed(item))
    services.submit_translation(item=item, user=item.translator, note="")
    item.url = reverse("translations:review", args=[target_of(item).current_workflow_task_state.pk])
    return item


def test_a_review_whose_text_was_corrected_in_another_window_goes_on_with_the_text_as_it_is(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    seen = client.get(in_review.url).context["seen"]
    title = services.segments(in_review)[0]
    services.save_translation(item=in_review, user=in_review.reviewer, texts={title.pk: "Corrected"})
    answer = client.post(in_review.url, {"approve": "", "comment": "", "seen": seen})
    assert answer.status_code == 409
    assert "Corrected" in answer.content.decode()
    assert not target_of(in_review).live
    again = client.post(in_review.url, {"approve": "", "comment": "", "seen": answer.context["seen"]})
    assert again.status_code == 302
    assert (target_of(in_review).live, target_of(in_review).title) == (True, "Corrected")


def target_of(item):
    return services.target_of(item)


def decide(client, item, action, **extra):
    seen = client.get(item.url).context["seen"]
    return client.post(item.url, {action: "", "seen": seen, "comment": "", **extra})


def test_the_reviewer_reads_both_sides_and_the_page_as_it_would_be(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    response = client.get(in_review.url)
    html = response.content.decode()
    assert "They met in {1}Buenos Aires{/1}" in html
    assert "Two works T" in html
    preview = client.get(response.context["preview_url"])
    assert preview.status_code == 200
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"  # it is shown in a frame of the admin
    assert "Two works T" in preview.content.decode()


def test_approval_makes_exactly_that_public(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    assert decide(client, in_review, "approve").status_code == 302
    target = target_of(in_review)
    assert (target.live, target.title) == (True, "Two works T")
    client.logout()
    assert "Two works T" in client.get(target.url).content.decode()


def test_asking_for_changes_sends_it_back_with_the_comment(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    decide(client, in_review, "reject", comment="The title, please.")
    target = target_of(in_review)
    assert not target.live
    assert target.current_workflow_state.status == "needs_changes"
    assert target.current_workflow_state.current_task_state.comment == "The title, please."


def test_text_that_changed_while_it_was_read_is_not_approved(client, in_review, people) -> None:
    client.force_login(in_review.reviewer)
    seen = client.get(in_review.url).context["seen"]
    title = services.segments(in_review)[0]
    services.save_translation(item=in_review, user=people.admin, texts={title.pk: "Sneaked in"})
    new_url = reverse("translations:review", args=[target_of(in_review).current_workflow_task_state.pk])
    response = client.post(new_url, {"approve": "", "seen": seen, "comment": "Fine."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Sneaked in" in html
    assert "Fine." in html
    assert not target_of(in_review).live


def test_a_frame_of_other_content_than_the_form_is_refused(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    revision = target_of(in_review).latest_revision
    url = reverse("translations:preview", args=[revision.pk])
    assert client.get(url, {"seen": shown_digest(revision)}).status_code == 200
    assert client.get(url, {"seen": "0" * 64}).status_code == 409


def test_approval_without_proof_of_what_was_shown_is_refused(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    assert client.post(in_review.url, {"approve": "", "comment": ""}).status_code == 422
    assert not target_of(in_review).live


def test_only_reviewers_of_the_language_decide(client, in_review, people) -> None:
    seen = shown_digest(target_of(in_review).latest_revision)
    for user in (people.editor, in_review.translator, in_review.other_reviewer):
        client.force_login(user)
        client.post(in_review.url, {"approve": "", "seen": seen})
        assert not target_of(in_review).live
        assert target_of(in_review).workflow_in_progress


def test_a_review_that_has_ended_says_so(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    decide(client, in_review, "approve")
    response = client.get(in_review.url, follow=True)
    assert "This review has ended already." in response.content.decode()


def corrected(item) -> None:
    """A reviewer's correction, saved at the desk as they type: no draft holds it."""
    title = next(one for one in services.segments(item) if one.path == "title")
    saving.save_segment(item=item, user=item.reviewer, pk=title.pk, typed="Corrected", made_from=version(title))


def test_nothing_is_approved_while_a_correction_is_not_in_the_draft(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    corrected(in_review)
    shown = client.get(in_review.url)
    assert 'name="take_in"' in shown.content.decode()
    assert 'name="approve"' not in shown.content.decode()
    answer = client.post(in_review.url, {"approve": "", "comment": "Mine", "seen": shown.context["seen"]})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert not target_of(in_review).live


def test_what_reviewers_corrected_is_taken_in_read_and_approved_and_no_comment_is_lost(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    corrected(in_review)
    answer = client.post(in_review.url, {"take_in": "", "comment": "Mine"})
    assert "Corrected" in answer.content.decode()
    assert answer.context["form"]["comment"].value() == "Mine"
    assert 'name="take_in"' not in answer.content.decode()
    client.post(in_review.url, {"approve": "", "comment": "", "seen": answer.context["seen"]})
    assert (target_of(in_review).live, target_of(in_review).title) == (True, "Corrected")


def test_what_was_handed_in_is_dated_of_that_moment_also_when_corrections_are_taken_in(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    when = client.get(in_review.url).context["handed_in_at"]
    with time_machine.travel(when + timedelta(hours=3)):
        corrected(in_review)
        answer = client.post(in_review.url, {"take_in": "", "comment": ""})
    assert "Corrected" in answer.content.decode()
    assert date_format(timezone.localtime(when), "DATETIME_FORMAT") in answer.content.decode()
    assert answer.context["handed_in_at"] == when


def test_only_reviewers_take_corrections_in(client, in_review) -> None:
    corrected(in_review)
    before = target_of(in_review).latest_revision_id
    for user in (in_review.translator, in_review.other_reviewer):
        client.force_login(user)
        assert client.post(in_review.url, {"take_in": ""}).url == reverse("wagtailadmin_home")
    assert target_of(in_review).latest_revision_id == before


@pytest.mark.parametrize("act", ["take_in", "approve"])
def test_what_somebody_else_has_locked_is_left_as_it_is_and_what_was_said_comes_back(client, in_review, act) -> None:
    client.force_login(in_review.reviewer)
    corrected(in_review)
    # A change that is asked for at a passage is sent back, not approved.
    said = {"comment": "Mine"} | ({"comment-1-2": "There"} if act == "take_in" else {})
    data = said | {"seen": client.get(in_review.url).context["seen"]}
    before = target_of(in_review)
    Page.objects.filter(pk=before.pk).update(locked=True, locked_by=factories.user("a-locker", superuser=True))
    if act == "approve":
        write_draft(in_review, in_review.reviewer)
        data["seen"] = shown_digest(target_of(in_review).latest_revision)
        before = target_of(in_review)
    answer = client.post(in_review.url, data | {act: ""})
    assert answer.status_code == 423
    for text in said.values():
        assert text in answer.content.decode()
    assert target_of(in_review).latest_revision_id == before.latest_revision_id
    assert not target_of(in_review).live


def test_the_dashboard_modal_approves_what_it_shows(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    target = target_of(in_review)
    state = target.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk])
    assert shown_digest(target.latest_revision) in client.get(url).content.decode()
    client.post(url, {"seen": shown_digest(target.latest_revision), "comment": ""})
    assert target_of(in_review).live


def test_the_dashboard_modal_refuses_stale_content_with_409(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    target = target_of(in_review)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[target.pk, "approve", target.current_workflow_task_state.pk]
    )
    assert client.post(url, {"seen": "0" * 64, "comment": ""}).status_code == 409
    assert not target_of(in_review).live


def test_an_update_shows_what_is_public_now(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    decide(client, in_review, "approve")
    title = services.segments(in_review)[0]
    services.save_translation(item=in_review, user=in_review.translator, texts={title.pk: "A better title"})
    services.submit_translation(item=in_review, user=in_review.translator)
    url = reverse("translations:review", args=[target_of(in_review).current_workflow_task_state.pk])
    html = client.get(url).content.decode()
    assert "A better title" in html
    assert "Public now" in html
    assert target_of(in_review).title == "Two works T"


def test_originals_and_works_are_reviewed_on_the_same_page(client, site, people) -> None:
    work = factories.work("A work", live=False)
    page = factories.publication(site.en, "On a work", live=False, work=work)
    for obj in (page, work):
        Workflow.objects.get().start(obj, people.editor)
        client.force_login(people.reviewer_en)
        url = reverse("translations:review", args=[type(obj).objects.get(pk=obj.pk).current_workflow_task_state.pk])
        response = client.get(url)
        assert response.status_code == 200
        assert client.get(response.context["preview_url"]).status_code == 200


def test_a_preview_is_for_those_who_may_edit_translate_or_review(client, in_review, people) -> None:
    url = reverse("translations:preview", args=[target_of(in_review).latest_revision_id])
    for user, sees in (
        (in_review.translator, True),
        (in_review.reviewer, True),
        (people.editor, True),
        (in_review.other_reviewer, False),
        (factories.user("nobody"), False),
    ):
        client.force_login(user)
        assert (client.get(url).status_code == 200) is sees


def test_the_reviewer_is_told_when_the_original_has_changed_since(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    told = "The original has changed since."
    assert told not in client.get(in_review.url).content.decode()
    source = services.source_of(in_review)
    source.intro = "Other words."
    source.save_revision().publish()
    assert told in client.get(in_review.url).content.decode()


@pytest.mark.parametrize("number", ["9" * 19, "9" * 40, "0"])
def test_numbers_that_name_no_review_are_not_found(client, in_review, number) -> None:
    client.force_login(in_review.reviewer)
    assert client.get(f"/admin/translations/review/{number}/").status_code == 404


# ------------------------------------------------------------------ what changed, beside each other
@pytest.fixture
def update(client, in_review):
    """The same translation public, with one passage of the original and one of the translation changed, handed in."""
    client.force_login(in_review.reviewer)
    decide(client, in_review, "approve")
    source = services.source_of(in_review).get_latest_revision_as_object()
    source.intro = "About two works and a third."
    source.hero_image = factories.picture("A new picture")
    source.hero_decorative = True
    source.save_revision().publish()
    services.take_over(item=in_review)
    by_path = {segment.path: segment.pk for segment in services.segments(in_review)}
    texts = {by_path["intro"]: "About two works and a fourth. T", by_path["title"]: "Two works, better"}
    services.save_translation(item=in_review, user=in_review.translator, texts=texts)
    services.submit_translation(item=in_review, user=in_review.translator)
    in_review.url = reverse("translations:review", args=[target_of(in_review).current_workflow_task_state.pk])
    in_review.texts = by_path
    return in_review


def shown(response):
    return [row["pair"].path for row in response.context["rows"]]


def test_only_what_was_handed_in_is_shown_unless_more_is_asked_for(client, update) -> None:
    first = client.get(update.url)
    assert shown(first) == ["title", "intro"]
    everything = client.get(update.url, {"show": "all"})
    assert len(shown(everything)) == len(services.segments(update))
    for strange in ("nonsense", "'", "\x00"):
        assert shown(client.get(update.url, {"show": strange})) == ["title", "intro"]


def test_whoever_does_not_read_the_source_language_reads_the_translation_alone(client, update) -> None:
    html = client.get(update.url, {"show": "target"}).content.decode()
    assert "About two works and a fourth. T" in html
    assert "About two works and a third." not in html


def test_words_that_go_and_words_that_come_are_marked_for_eye_and_ear(client, update) -> None:
    response = client.get(update.url)
    html = response.content.decode()
    for words in ("removed:", "added:"):
        assert words in html
    assert "<del" in html
    assert "<ins" in html
    intro = response.context["rows"][1]["pair"]
    assert (intro.old_source, intro.source) == ("About Two works.", "About two works and a third.")
    assert (intro.public, intro.target) == ("About Two works. T", "About two works and a fourth. T")
    assert {run.kind for run in intro.public_runs} <= {"same", "removed"}
    assert {run.kind for run in intro.target_runs} <= {"same", "added"}


def test_a_changed_picture_is_told_beside_the_text(client, update) -> None:
    facts = client.get(update.url).context["facts"]
    assert ("—", "A new picture") in [(fact.before, fact.after) for fact in facts]


def test_a_passage_that_the_original_lost_is_shown_as_removed(client, in_review) -> None:
    client.force_login(in_review.reviewer)
    decide(client, in_review, "approve")
    source = services.source_of(in_review).get_latest_revision_as_object()
    del source.body[[block.block_type for block in source.body].index("heading")]
    source.save_revision().publish()
    services.take_over(item=in_review)
    services.submit_translation(item=in_review, user=in_review.translator)
    url = reverse("translations:review", args=[target_of(in_review).current_workflow_task_state.pk])
    [row] = client.get(url).context["rows"]
    assert row["pair"].removed
    assert (row["pair"].old_source, row["pair"].public) == ("What it says", "What it says T")


def test_an_update_in_review_leaves_the_public_page_as_it_is(client, update) -> None:
    target = target_of(update)
    client.logout()
    html = client.get(target.url).content.decode()
    assert "About Two works. T" in html
    assert "fourth" not in html


# ------------------------------------------------------------------ comments on passages
def test_comments_stand_at_their_passages_and_the_form_opens_at_the_first(client, update) -> None:
    intro, title = update.texts["intro"], update.texts["title"]
    said = {f"comment-{intro}": "Three, <b>not</b> four.", f"comment-{title}": " "}
    assert decide(client, update, "reject", **said).status_code == 302
    client.force_login(update.translator)
    url = reverse("translations:edit", args=[update.pk])
    html = client.get(url).content.decode()
    assert html.count(escape("Three, <b>not</b> four.")) == 1
    assert html.count("autofocus") == 1
    box = html[html.index(f'name="text-{intro}"') :]
    assert "autofocus" in box[: box.index(">")]
    assert f'aria-describedby="comments-{intro} source-{intro} ' in box[: box.index(">")]


def test_comments_are_kept_in_the_history_and_shown_at_the_next_review(client, update) -> None:
    decide(client, update, "reject", **{f"comment-{update.texts['intro']}": "Three, not four."})
    entry = log_registry.get_logs_for_instance(target_of(update)).get(action="translations.comments")
    assert (entry.user, entry.comment) == (update.reviewer, "Three, not four.")
    services.submit_translation(item=update, user=update.translator)
    url = reverse("translations:review", args=[target_of(update).current_workflow_task_state.pk])
    assert "Three, not four." in client.get(url).content.decode()


def test_a_comment_on_a_passage_is_enough_to_send_back_and_none_is_not(client, update) -> None:
    assert decide(client, update, "reject").status_code == 422
    long = {f"comment-{update.texts['intro']}": "x" * 2001}
    response = decide(client, update, "reject", **long)
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()
    assert target_of(update).workflow_in_progress


def test_nothing_is_approved_over_comments_on_passages(client, update) -> None:
    said = {f"comment-{update.texts[path]}": f"Change the {path}." for path in ("intro", "title")}
    response = decide(client, update, "approve", **said)
    html = response.content.decode()
    assert response.status_code == 422
    assert "You ask for a change at 2 passages: request changes, or empty their comments." in html
    assert all(text in html for text in said.values())
    assert target_of(update).workflow_in_progress
    assert decide(client, update, "approve", **dict.fromkeys(said, " ")).status_code == 302
    assert not target_of(update).workflow_in_progress


@pytest.mark.parametrize("name", ["comment-", "comment-0-0", "comment-<b>", "comment-\x00"])
def test_a_comment_on_no_passage_breaks_nothing(client, update, name) -> None:
    assert decide(client, update, "reject", **{name: "Which one?"}).status_code == 302
    client.force_login(update.translator)
    html = client.get(reverse("translations:edit", args=[update.pk])).content.decode()
    assert "Which one?" in html


def test_comments_are_not_lost_when_the_text_changes_meanwhile(client, update, people) -> None:
    seen = client.get(update.url).context["seen"]
    services.save_translation(item=update, user=people.admin, texts={update.texts["title"]: "Sneaked in"})
    said = {"reject": "", "seen": seen, f"comment-{update.texts['intro']}": "Mine."}
    response = client.post(update.url, said)
    assert response.status_code == 409
    assert "Mine." in response.content.decode()


@pytest.mark.parametrize(
    "given", [None, "text", 7, [None, 3, "x"], [{"comment": {"a": 1}}], [{"comment": "x" * 9999}] * 900]
)
def test_comments_have_their_own_shape_whatever_is_sent(given) -> None:
    found = comments_of(given)
    assert all(row.keys() == {"segment", "path", "comment"} for row in found)
    assert all(len(row["comment"]) <= 2000 for row in found)
    assert len(found) <= 500


def test_a_comment_on_a_passage_that_was_rewritten_stands_at_its_place(client, update) -> None:
    decide(client, update, "reject", **{f"comment-{update.texts['intro']}": "Three."})
    source = services.source_of(update).get_latest_revision_as_object()
    source.intro = "Quite another introduction."
    source.save_revision().publish()
    services.take_over(item=update)
    client.force_login(update.translator)
    response = client.get(reverse("translations:edit", args=[update.pk]))
    rows = [card.row for card in response.context["desk"]["cards"]]
    intro = next(row for row in rows if row.source == "Quite another introduction.")
    assert intro.comments == ["Three."]


# ------------------------------------------------------------------ both at once
def form_of(item, **buttons):
    texts = {f"text-{one.pk}": marks.to_text(one.target, one.source) for one in services.segments(item)}
    return texts | unseen(item) | {"note": "Both."} | buttons


def test_who_may_do_both_submits_and_approves_in_one_act(client, in_review, people) -> None:
    target_of(in_review).current_workflow_state.cancel(user=people.admin)
    url = reverse("translations:edit", args=[in_review.pk])
    client.force_login(in_review.translator)
    assert 'name="approve"' not in client.get(url).content.decode()
    assert client.post(url, form_of(in_review, approve="")).status_code == 302
    assert not target_of(in_review).live
    client.force_login(in_review.reviewer)
    assert 'name="approve"' in client.get(url).content.decode()
    client.post(url, form_of(in_review, approve=""))
    assert target_of(in_review).live
    entry = log_registry.get_logs_for_instance(target_of(in_review)).get(action="translations.submit_and_approve")
    assert (entry.user, entry.comment) == (in_review.reviewer, "Both.")


def test_under_four_eyes_nobody_does_both(client, in_review, people, settings) -> None:
    settings.REVIEW_FOUR_EYES = True
    target_of(in_review).current_workflow_state.cancel(user=people.admin)
    url = reverse("translations:edit", args=[in_review.pk])
    for user in (in_review.reviewer, people.admin):
        client.force_login(user)
        assert 'name="approve"' not in client.get(url).content.decode()
        assert client.post(url, form_of(in_review, approve="")).status_code == 403
        assert not target_of(in_review).live
        assert not target_of(in_review).workflow_in_progress


def test_nobody_approves_along_what_somebody_else_stored_meanwhile(client, in_review, people) -> None:
    mine = form_of(in_review, approve="")
    title = services.segments(in_review)[0]
    services.save_translation(item=in_review, user=people.admin, texts={title.pk: "Sneaked in"})
    client.force_login(in_review.reviewer)
    response = client.post(reverse("translations:edit", args=[in_review.pk]), mine)
    assert response.status_code == 409
    assert "Sneaked in" in response.content.decode()
    assert not target_of(in_review).live
