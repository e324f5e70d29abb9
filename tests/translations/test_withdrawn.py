"""A public translation whose original is taken down, moved or deleted stays as it is until somebody decides."""

import re

import pytest
from django.urls import reverse
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations.ways import fresh
from translations import rebuild, services, withdrawal
from translations.exceptions import InReview
from translations.models import QueueItem
from translations.states import Tab
from translations.views.decide import ASKED

UNPUBLISH, DELETE = "wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"


def target_of(item):
    return services.target_of(item)


def chief(scene, client):
    client.force_login(scene.admin)
    return scene.admin


def log_of(row, action):
    return list(log_registry.get_logs_for_instance(row).filter(action=action))


def answer(item, choice: str, **more: str) -> dict[str, str]:
    return {ASKED: "1", f"target-{item.pk}": choice, "translations-reason": "It was wrong.", **more}


# ------------------------------------------------------------------ asked where it happens
@pytest.mark.parametrize("name", [UNPUBLISH, DELETE])
def test_the_one_who_takes_an_original_away_is_asked_first_and_nothing_has_happened_yet(
    scene, pair, client, name
) -> None:
    chief(scene, client)
    url = reverse(name, args=[pair.source.pk])
    client.get(url)
    html = client.post(url, {"next": "/admin/pages/"}).content.decode()
    assert "What becomes of the translations?" in html
    assert target_of(pair).title in html
    assert 'name="next" value="/admin/pages/"' in html  # what Wagtail's own form said comes along
    assert fresh(pair.source).live
    assert target_of(pair).live


@pytest.mark.parametrize("name", [UNPUBLISH, DELETE])
@pytest.mark.parametrize(("choice", "stays"), [("keep", True), ("down", False)])
def test_it_is_kept_or_taken_down_as_they_say_and_the_log_says_who_and_why(
    scene, pair, client, name, choice, stays
) -> None:
    user = chief(scene, client)
    client.post(reverse(name, args=[pair.source.pk]), answer(pair, choice))
    stored = Page.objects.filter(pk=pair.source.pk).first()
    assert stored is None if name == DELETE else not stored.live
    assert target_of(pair).live is stays
    item = QueueItem.objects.get(pk=pair.pk)
    assert item.decided == ["source_deleted" if name == DELETE else "source_unpublished"]
    assert item.decided_by == user
    [entry] = log_of(target_of(pair), "translations.decide")
    assert (entry.user, entry.comment, entry.data["choice"]) == (user, "It was wrong.", choice)
    assert len(log_of(target_of(pair), "wagtail.unpublish")) == (not stays)


@pytest.mark.parametrize(
    ("name", "code", "act"),
    [
        (UNPUBLISH, "en", "Take down"),
        (UNPUBLISH, "es", "Despublicar"),
        (DELETE, "en", "Delete"),
        (DELETE, "es", "Eliminar"),
    ],
)
def test_the_question_names_the_page_and_the_act_and_so_does_its_button(scene, pair, client, name, code, act) -> None:
    user = chief(scene, client)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
    url = reverse(name, args=[pair.source.pk])
    shown = client.post(url).content.decode()
    quoted = f"«{pair.source.title}»" if code == "es" else f"“{pair.source.title}”"
    assert re.search(rf"<title>\s*{act}: {quoted}", shown)
    assert re.search(rf'<button type="submit"[^>]*>{act}</button>', shown)
    assert f'href="{url}"' in shown  # Cancel leads back to where one came from
    url = reverse(name, args=[scene.source.blog.pk])
    shown = client.post(url, {"include_descendants": "on"}).content.decode()
    more = scene.source.blog.get_descendants().count()
    assert re.search(rf"<title>\s*{act}: .{scene.source.blog.title}. (and|y) {more} (more|más)", shown)


def another_blog(scene):
    return scene.source.blog.copy(to=scene.source.home, update_attrs={"slug": "second", "title": "Second"})


def test_a_moved_original_asks_whether_its_translation_goes_along(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    url = reverse("wagtailadmin_pages:move_confirm", args=[pair.source.pk, another_blog(scene).pk])
    html = client.post(url).content.decode()
    assert "Its translations stay where they are" in html
    assert fresh(pair.source).get_parent().pk == scene.source.blog.pk


def test_a_move_that_is_not_possible_is_refused_before_anything_is_asked(scene, pair, client) -> None:
    chief(scene, client)
    for place in (scene.source.home, scene.target.publications):
        url = reverse("wagtailadmin_pages:move_confirm", args=[pair.source.pk, place.pk])
        answer = client.post(url)
        assert answer.status_code in (302, 403)
        assert "What becomes of the translations?" not in answer.content.decode()
        assert fresh(pair.source).get_parent().pk == scene.source.blog.pk


def moved(scene, pair, client, choice):
    """The original goes below another list of posts, whose translation stands in the other tree."""
    there = another_blog(scene)
    factories.twin(there, scene.target, slug="second-t", title="Second T")
    url = reverse("wagtailadmin_pages:move_confirm", args=[pair.source.pk, there.pk])
    client.post(url, answer(pair, choice))
    assert fresh(pair.source).get_parent().pk == there.pk
    return there


@pytest.fixture
def many_blogs(monkeypatch, scene):
    monkeypatch.setattr(type(scene.source.blog), "max_count_per_parent", None)


def test_along_it_stands_below_the_translation_of_its_originals_new_place(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    there = moved(scene, pair, client, "along")
    assert target_of(pair).get_parent().translation_key == there.translation_key
    assert target_of(pair).live


def test_kept_where_it_is_it_is_decided_until_the_original_moves_again(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    moved(scene, pair, client, "keep")
    assert target_of(pair).get_parent().pk == scene.target.blog.pk
    assert QueueItem.objects.get(pk=pair.pk).decided == ["source_moved"]
    fresh(pair.source).move(scene.source.blog, pos="last-child")
    assert QueueItem.objects.get(pk=pair.pk).decided == []


def test_who_has_no_right_on_the_translation_decides_nothing_about_it(scene, pair, client) -> None:
    """A reviewer of the source language takes the original down; the translation waits for somebody else."""
    client.force_login(scene.other_reviewer)
    url = reverse(UNPUBLISH, args=[pair.source.pk])
    response = client.post(url, answer(pair, "down"), follow=True)
    assert not fresh(pair.source).live
    assert target_of(pair).live
    assert QueueItem.objects.get(pk=pair.pk).decided == []
    assert withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))
    assert "stays public" in response.content.decode()


def test_a_choice_that_nobody_offered_stops_the_whole_act(scene, pair, client) -> None:
    chief(scene, client)
    client.post(reverse(UNPUBLISH, args=[pair.source.pk]), answer(pair, "burn"))
    assert fresh(pair.source).live
    assert target_of(pair).live


def test_nobody_is_asked_where_no_translation_is_public(scene, client) -> None:
    chief(scene, client)
    source = scene.post("Alone")
    scene.start(source)
    assert client.post(reverse(UNPUBLISH, args=[source.pk])).status_code == 302
    assert not fresh(source).live


def test_pages_below_are_asked_for_too_where_they_go_along(scene, pair, client) -> None:
    chief(scene, client)
    url = reverse(UNPUBLISH, args=[scene.source.blog.pk])
    assert f"target-{pair.pk}" in client.post(url, {"include_descendants": "on"}).content.decode()
    assert client.post(url, answer(pair, "down", include_descendants="on")).status_code == 302
    assert not target_of(pair).live


def test_in_bulk_and_in_python_translations_stay_and_wait_for_a_decision(scene, pair, client) -> None:
    chief(scene, client)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{url}?id={pair.source.pk}", {"include_descendants": "on"})
    assert not fresh(pair.source).live
    assert target_of(pair).live
    assert withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={pair.source.pk}")
    assert not Page.objects.filter(pk=pair.source.pk).exists()
    assert target_of(pair).live
    assert withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_snippets_are_asked_for_as_pages_are(scene, client, act) -> None:
    chief(scene, client)
    topic = factories.topic(scene.source.locale, "Peace")
    item, target = scene.live(topic)
    url = reverse(topic.snippet_viewset.get_url_name(act), args=[topic.pk])
    assert "What becomes of the translations?" in client.post(url).content.decode()
    client.post(url, answer(item, "down"))
    assert not fresh(target).live
    assert not type(topic).objects.filter(pk=topic.pk, live=True).exists()


# ------------------------------------------------------------------ decided later
def test_who_has_the_right_decides_later(scene, pair, client) -> None:
    pair.source.unpublish()
    client.force_login(scene.reviewer)
    url = reverse("translations:decide", args=[pair.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"choice": "nonsense"}).status_code == 422
    client.post(url, {"choice": "keep", "translations-reason": "Still true."})
    item = QueueItem.objects.get(pk=pair.pk)
    assert (item.decided, item.decided_by) == (["source_unpublished"], scene.reviewer)
    assert not withdrawal.is_open(item)
    client.post(url, {"choice": "down"})
    assert not target_of(pair).live


@pytest.mark.parametrize("later", [True, False])
def test_a_reason_is_kept_without_signs_that_no_database_takes(scene, pair, client, later) -> None:
    """Else the original would be gone, and what was chosen for its translation not done."""
    chief(scene, client)
    sent = answer(pair, "down") | {"choice": "down", "translations-reason": "It was\x00 wrong."}
    url = reverse("translations:decide", args=[pair.pk]) if later else reverse(UNPUBLISH, args=[pair.source.pk])
    assert client.post(url, sent).status_code == 302
    assert not target_of(pair).live
    [entry] = log_of(target_of(pair), "translations.decide")
    assert entry.comment == "It was wrong."


@pytest.mark.parametrize("name", [UNPUBLISH, DELETE])
def test_what_was_taken_down_with_its_original_is_no_work_until_that_is_public_again(scene, pair, client, name) -> None:
    chief(scene, client)
    source = pair.source
    client.post(reverse(name, args=[source.pk]), answer(pair, "down"))
    for user in (scene.translator, scene.reviewer, scene.editor):
        client.force_login(user)
        rows = client.get(reverse("translations:index"), {"tab": "all"}).context["table"].data
        assert pair.pk not in [row.pk for row in rows]
    assert QueueItem.objects.get(pk=pair.pk).standing.tab == Tab.NONE
    if name == UNPUBLISH:
        fresh(source).latest_revision.publish()
        assert QueueItem.objects.get(pk=pair.pk).standing.tab == Tab.IN_PROGRESS


def test_others_may_not(scene, pair, client) -> None:
    pair.source.unpublish()
    url = reverse("translations:decide", args=[pair.pk])
    for user in (scene.editor, scene.translator, scene.other_reviewer, scene.other_translator):
        client.force_login(user)
        client.post(url, {"choice": "down"})
        assert target_of(pair).live
        with pytest.raises(withdrawal.PermissionDenied):
            withdrawal.decide(item=pair, user=user, choice="down")


def test_what_was_decided_holds_until_it_happens_again(scene, pair) -> None:
    pair.source.unpublish()
    withdrawal.decide(item=pair, user=scene.admin, choice="keep")
    assert not withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))
    fresh(pair.source).latest_revision.publish()
    fresh(pair.source).unpublish()
    assert withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))


def test_taking_down_never_waits_for_a_review(scene, pair, client) -> None:
    scene.save(pair, title="Newer")
    scene.submit(pair)
    client.force_login(scene.reviewer)
    client.post(reverse("translations:decide", args=[pair.pk]), {"choice": "down"})
    assert not target_of(pair).live
    assert target_of(pair).workflow_in_progress


def test_taking_down_by_wagtails_screen_does_not_wait_either(scene, pair, client) -> None:
    scene.save(pair, title="Newer")
    target = scene.submit(pair)
    client.force_login(scene.reviewer)
    client.post(reverse(UNPUBLISH, args=[target.pk]))
    assert not target_of(pair).live


def test_what_somebody_else_has_locked_stays(scene, pair) -> None:
    target = target_of(pair)
    Page.objects.filter(pk=target.pk).update(locked=True, locked_by=scene.editor)
    pair.source.unpublish()
    with pytest.raises(InReview):
        withdrawal.decide(item=pair, user=scene.reviewer, choice="down")
    assert target_of(pair).live
    assert QueueItem.objects.get(pk=pair.pk).decided == []


def test_who_decides_about_three_pages_costs_no_query_more_than_about_one(scene, django_assert_num_queries) -> None:
    rows = []
    for number in range(3):
        source = scene.post(f"Post {number}")
        scene.live(source)
        rows.append(source)
    for some in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert len(withdrawal.public_translations(some)) == len(some)


# ------------------------------------------------------------------ a translation that is moved by itself
def moved_by_itself(scene, pair, client):
    """The translation goes below another list of posts; its original stays."""
    there = scene.target.blog.copy(to=scene.target.home, update_attrs={"slug": "second-t", "title": "Second T"})
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[target_of(pair).pk, there.pk]))
    assert target_of(pair).get_parent().pk == there.pk
    return there


def standing_of(item):
    return QueueItem.objects.get(pk=item.pk).standing


def test_of_a_translation_that_was_moved_nobody_says_that_its_original_was(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    moved_by_itself(scene, pair, client)
    assert (standing_of(pair).flags, standing_of(pair).tab) == (["target_moved"], Tab.DONE)
    assert not withdrawal.is_open(QueueItem.objects.get(pk=pair.pk))
    assert "The original was moved" not in client.get(reverse("translations:decide", args=[pair.pk])).content.decode()
    assert [fault for fault in rebuild.check() if fault.why != "item"] == []  # the list that was copied has none


def test_moved_back_it_stands_beside_its_original_again(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    moved_by_itself(scene, pair, client)
    target_of(pair).move(scene.target.blog, pos="last-child")
    assert standing_of(pair).flags == []
    assert QueueItem.objects.get(pk=pair.pk).decided == []


def test_it_is_asked_about_once_its_original_is_moved_as_well(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    moved_by_itself(scene, pair, client)
    fresh(pair.source).move(another_blog(scene), pos="last-child")
    assert (standing_of(pair).flags, standing_of(pair).tab) == (["source_moved"], Tab.TO_DECIDE)


def test_to_sort_the_pages_below_one_is_no_move(scene, pair, client, many_blogs) -> None:
    chief(scene, client)
    moved_by_itself(scene, pair, client)
    fresh(pair.source).move(fresh(scene.source.blog), pos="first-child")
    assert standing_of(pair).flags == ["target_moved"]
    fresh(pair.source).move(another_blog(scene), pos="last-child")
    target_of(pair).move(target_of(pair).get_parent(), pos="first-child")
    assert standing_of(pair).flags == ["source_moved"]
