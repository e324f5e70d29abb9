"""A newer draft of an original that is translated in advance: told to who may see it, and taken over by one act."""

from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.reading import one, parse
from tests.translations import story
from tests.translations.advance import approve_original, give_to_translator, in_review, source_of, target_of
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import newer, services
from translations.exceptions import CannotTranslate, InReview
from translations.models import Basis, QueueItem, Standing

TOLD = "The original has a newer draft"


def hand_in_again(scene, item, **fields):
    """Its reviewer asks for a change, its editor makes it and hands it in again; returns the newer draft."""
    source = source_of(item)
    source.current_workflow_task_state.specific.reject(user=scene.admin)
    revision = new_draft(source, **fields)
    fresh(source).current_workflow_state.resume(user=scene.editor)
    return revision


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    item = kept_scene.start(in_review(kept_scene, "Secret plans", intro="The plan has 3 parts."))
    give_to_translator(kept_scene, item)
    kept_scene.save(item, intro="T 3")
    return item


@pytest.fixture
def item(kept_item, scene):
    """A translation of a draft, all of it written."""
    return deepcopy(kept_item)


def texts(item) -> dict[str, str]:
    return {one.source: one.target for one in services.segments(item)}


def edit_url(item) -> str:
    return reverse("translations:edit", args=[item.pk])


def sent(client, item) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = client.get(edit_url(item)).context["form"]
    boxes = {name: form[name].value() or "" for name in form.fields if name.startswith("text-")}
    return boxes | {f"was-{row.pk}": row.version for row in form.rows() if row.pk}


def test_whoever_translates_it_is_told_in_the_form_and_in_the_history(scene, item, client) -> None:
    screens = [edit_url(item), reverse("translations:history", args=[item.pk])]
    for tells in (False, True):
        for user, translates in ((scene.translator, True), (scene.reviewer, True), (scene.editor, False)):
            client.force_login(user)
            for url in screens:
                html = client.get(url).content.decode()
                assert (TOLD in html) is (tells and translates), (user, url)
        if not tells:
            hand_in_again(scene, item, intro="The plan has 4 parts.")
    client.force_login(scene.other_translator)
    assert all(client.get(url).status_code == 302 for url in screens)


def test_it_is_taken_over_with_what_was_typed_meanwhile_and_nothing_else_is_written_anew(scene, item, client) -> None:
    was = texts(item)
    client.force_login(scene.translator)
    draft = hand_in_again(scene, item, intro="The plan has 4 parts.", body=story.BODY)  # made again: other places
    typed = sent(client, item) | {f"text-{scene.pk(item, 'title')}": "Typed just now"}
    response = client.post(edit_url(item), typed | {"newer": ""}, follow=True)
    assert "The newer draft is taken over" in response.content.decode()
    assert TOLD not in response.content.decode()
    now = texts(item)
    assert now.pop("The plan has 4 parts.") == ""
    assert was.pop("The plan has 3 parts.") == "T 3"
    assert now == was | {"Secret plans": "Typed just now"}
    stored = QueueItem.objects.get(pk=item.pk)
    assert (stored.basis, stored.basis_revision) == (Basis.DRAFT, draft)
    assert stored.baselines.latest("pk").source_revision == draft
    assert Standing.objects.get(item=item).words_to_do == 5
    html = client.get(edit_url(item)).content.decode()
    assert "The old translation, not checked yet" in html
    assert "T 3" in html
    assert 'name="keep"' not in html
    html = client.get(reverse("translations:history", args=[item.pk])).content.decode()
    assert "Newer draft of the original taken over" in html


def test_no_screen_reads_original_or_translation_twice_to_tell_of_it(scene, item, client) -> None:
    hand_in_again(scene, item, intro="The plan has 4 parts.")
    client.force_login(scene.translator)
    for url in (edit_url(item), reverse("translations:history", args=[item.pk])):
        with CaptureQueriesContext(connection) as seen:
            assert TOLD in client.get(url).content.decode()
        by_family = [one["sql"] for one in seen.captured_queries if _reads_a_row(one["sql"])]
        assert len(by_family) == len(set(by_family)), url


def _reads_a_row(sql: str) -> bool:
    """By its family and language, as all that asks for the rows of an item does."""
    rows, _where, wanted = sql.partition(" WHERE ")
    return rows.startswith('SELECT "wagtailcore_page"') and '"translation_key" = ' in wanted and "locale_id" in wanted


def test_it_can_be_taken_over_from_the_history_and_once(scene, item, client) -> None:
    hand_in_again(scene, item, title="Other plans")
    client.force_login(scene.translator)
    url = reverse("translations:newer_draft", args=[item.pk])
    assert client.get(url).status_code == 405
    history = parse(client.get(reverse("translations:history", args=[item.pk])).content.decode())
    assert one(history, "form", action=url) is not None
    assert client.post(url).url == edit_url(item)
    assert texts(item)["Other plans"] == ""
    assert texts(item)["The plan has 3 parts."] == "T 3"
    assert client.post(url).status_code == 409


def test_what_says_the_same_or_was_handed_in_by_nobody_is_not_told(scene, item) -> None:
    source = source_of(item)
    new_draft(source, title="Still being written")
    assert newer.newer_draft(item) is None
    source.current_workflow_task_state.specific.reject(user=scene.admin)
    assert newer.newer_draft(item) is None
    new_draft(source, title="Secret plans")
    fresh(source).current_workflow_state.resume(user=scene.editor)
    assert newer.newer_draft(item) is None
    with pytest.raises(CannotTranslate, match="no newer draft"):
        newer.take_over_draft(item=item, user=scene.translator)
    approve_original(scene, source)
    assert newer.newer_draft(QueueItem.objects.get(pk=item.pk)) is None


def test_nothing_is_taken_over_while_a_translation_of_it_is_reviewed(scene, item, client) -> None:
    scene.submit(item)
    hand_in_again(scene, item, title="Other plans")
    for user in (scene.translator, scene.reviewer):
        client.force_login(user)
        assert "once its translations can be changed again" in client.get(edit_url(item)).content.decode()
        assert client.post(reverse("translations:newer_draft", args=[item.pk])).status_code == 423
        assert "Secret plans" in texts(item)
    with pytest.raises(InReview):
        newer.take_over_draft(item=item, user=scene.admin)
    target_of(item).current_workflow_task_state.specific.reject(user=scene.reviewer)
    newer.take_over_draft(item=item, user=scene.translator)
    assert texts(item)["Other plans"] == ""


def in_a_third_language(scene, item) -> QueueItem:
    """The same draft, opened in another language too."""
    third = Locale.objects.create(language_code="pt")
    above = source_of(item).get_parent().specific
    for page in (above.get_parent().specific, above):
        page.copy_for_translation(third)
    return services.start_translation(source=source_of(item), locale=third, user=scene.admin)


def test_what_the_newer_draft_needs_is_opened_in_each_of_its_languages(scene, item) -> None:
    other = in_a_third_language(scene, item)
    topic = factories.topic(scene.source.locale, "New in it")
    hand_in_again(scene, item, topics=[source_of(item).topics.model(topic=topic)])
    newer.take_over_draft(item=item, user=scene.translator)
    opened = QueueItem.objects.filter(translation_key=topic.translation_key).exclude(started_at=None)
    assert set(opened.values_list("target_locale", flat=True)) == {item.target_locale_id, other.target_locale_id}


def test_a_newer_draft_of_what_is_no_page_is_told_too(scene, client) -> None:
    topic = factories.topic(scene.source.locale, "Secret water", live=False)
    new_draft(topic, name="Secret water")
    topic.refresh_from_db()
    topic.get_workflow().start(topic, scene.editor)
    item = scene.start(fresh(topic))
    give_to_translator(scene, item)
    assert newer.offer_to(scene.translator, item) is None
    hand_in_again(scene, item, name="Secret waters")
    assert newer.offer_to(scene.translator, item) == newer.Offer(is_open=True)
    client.force_login(scene.translator)
    assert TOLD in client.get(edit_url(item)).content.decode()


def test_nor_while_another_language_of_it_is_reviewed(scene, item) -> None:
    other = in_a_third_language(scene, item)
    source_of(item).get_workflow().start(target_of(other), scene.admin)
    hand_in_again(scene, item, title="Other plans")
    assert newer.offer_to(scene.translator, item) == newer.Offer(is_open=False)
    with pytest.raises(InReview, match="Another translation"):
        newer.take_over_draft(item=item, user=scene.translator)
    target_of(other).current_workflow_task_state.specific.reject(user=scene.admin)
    newer.take_over_draft(item=item, user=scene.translator)
    assert len(set(QueueItem.objects.filter(basis=Basis.DRAFT).values_list("basis_revision", flat=True))) == 1


def test_who_does_not_see_the_draft_takes_nothing_over(scene, item) -> None:
    hand_in_again(scene, item, title="Other plans")
    for user in (scene.other_translator, scene.editor):
        with pytest.raises(PermissionDenied):
            newer.take_over_draft(item=item, user=user)
    QueueItem.objects.filter(pk=item.pk).update(assignee=None)
    unassigned = QueueItem.objects.get(pk=item.pk)
    assert newer.offer_to(scene.translator, unassigned) is None
    with pytest.raises(PermissionDenied):
        newer.take_over_draft(item=unassigned, user=scene.translator)


def test_what_was_approved_goes_back_to_work_by_it(scene, item) -> None:
    story.approve(scene.submit(item), scene.reviewer)
    hand_in_again(scene, item, title="Other plans")
    assert "waits" in Standing.objects.get(item=item).flags
    newer.take_over_draft(item=item, user=scene.translator)
    standing = Standing.objects.get(item=item)
    assert (standing.state, standing.words_to_do) == ("in_progress", 2)
    approve_original(scene, source_of(item))
    assert not target_of(item).live
