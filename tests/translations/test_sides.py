"""What the reviewer reads is the draft itself, passage by passage beside what it reflects."""

from tests.translations import story
from translations import localize, marks, queue, services
from translations.sides import Seen, _texts_by_path, draft_of, pairs_of


def pairs(item):
    return pairs_of(services.target_of(item).latest_revision)


def test_source_and_target_stand_beside_each_other_in_page_order(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    found = pairs(item)
    assert [pair.source for pair in found] == [marks.to_text(s.source) for s in services.segments(item)]
    assert all(pair.target == f"{pair.source} T" for pair in found if pair.source != "two-works")
    assert all(pair.public is None and pair.is_changed for pair in found)


def test_what_nobody_translated_yet_is_seen_to_be_the_source(scene) -> None:
    item = scene.start(scene.post())
    scene_texts = {scene.pk(item, "title"): "Solo esto"}
    services.save_translation(item=item, user=scene.translator, texts=scene_texts)
    by_source = {pair.source: pair.target for pair in pairs(item)}
    assert by_source["Two works"] == "Solo esto"
    assert by_source["What it says"] == "What it says"


def test_strings_saved_behind_the_drafts_back_are_not_shown(scene) -> None:
    """Text that wagtail-localize stores without a draft is not what approval would publish."""
    item = scene.start(scene.post())
    scene.save(item)
    title = next(s for s in services.segments(item) if s.path == "title")
    localize.save_texts(services.translation_of(item), [(title, "Behind its back")], scene.admin)
    assert "Behind its back" not in [pair.target for pair in pairs(item)]


def test_an_update_shows_what_is_public_now_and_what_would_change(scene) -> None:
    item, _target = scene.live(scene.post())
    scene.save(item, intro="A better introduction")
    changed = [pair for pair in pairs(item) if pair.is_changed]
    assert [(pair.target, pair.public) for pair in changed] == [("A better introduction", "About Two works. T")]


def test_marks_are_numbered_alike_on_both_sides(scene) -> None:
    item = scene.start(scene.post())
    linked = next(s for s in services.segments(item) if "Buenos" in s.source)
    texts = scene.texts(item) | {linked.pk: "Con {2}160{/2} otros se reunieron en {1}Buenos Aires{/1}."}
    services.save_translation(item=item, user=scene.translator, texts=texts)
    pair = next(one for one in pairs(item) if "Buenos" in one.source)
    assert "{1}Buenos Aires{/1}" in pair.source
    assert pair.target == "Con {2}160{/2} otros se reunieron en {1}Buenos Aires{/1}."


def test_a_snippet_has_sides_too(scene) -> None:
    from tests import factories

    item = scene.start(factories.topic(scene.source.locale, "Peace", description="On peace."))
    scene.save(item)
    assert [pair.target for pair in pairs(item)] == ["Peace T", "peace-t", "On peace. T"]


def test_an_original_has_no_sides(scene) -> None:
    assert pairs_of(scene.post().latest_revision) == []


def test_the_story_of_the_review_page_uses_the_same_sides(scene, client) -> None:
    from django.urls import reverse

    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    client.force_login(scene.reviewer)
    page = client.get(reverse("translations:review", args=[target.current_workflow_task_state.pk]))
    assert page.context["pairs"] == pairs(item)
    assert story.shown_digest(target.latest_revision) == page.context["seen"]


def test_what_a_draft_says_is_read_without_looking_up_what_it_points_at(scene, django_assert_num_queries) -> None:
    post = scene.post()
    revision = post.latest_revision
    said = localize.reflection(revision.as_object()).segments
    with django_assert_num_queries(0):
        found = _texts_by_path(draft_of(revision, type(post)))
    assert found == _by_path(said)
    assert len(said) > 5


def test_a_draft_is_read_whose_author_was_deleted(scene) -> None:
    post = scene.post()
    author = post.authors.get().person
    post.authors.all().delete()
    author.delete()
    assert _texts_by_path(draft_of(post.latest_revision, type(post)))["title"] == ["Two works"]


def test_what_was_just_read_is_not_read_again(scene, django_assert_num_queries) -> None:
    item = scene.start(scene.post())
    scene.publish(item)
    scene.save(item, " U")
    [row] = queue.rows([item], whole=True)
    draft = row.target.latest_revision
    seen = Seen(row.seen.baselines, services.segments(item))
    with django_assert_num_queries(0):
        found = pairs_of(draft, row.target, seen)
    assert found == pairs(item)
    assert all(one.public and one.key for one in found)


def _by_path(segments: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in segments:
        found.setdefault(one["path"], []).append(one["text"])
    return found
