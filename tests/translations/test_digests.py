"""One hash of what a revision says: equal for equal content, different for any other."""

import json

import pytest

from tests import factories
from tests.translations import story
from translations.digests import BOOKKEEPING, canonical, content_digest, shown_digest
from translations.guard import row_digest

CONTENT = {"title": "Peace", "body": "[]", "topics": [{"pk": 1, "topic": 4, "page": 2}], "hero_image": None}


@pytest.mark.parametrize("name", sorted(BOOKKEEPING))
def test_where_a_row_stands_does_not_count(name) -> None:
    assert content_digest(CONTENT | {name: "anything"}) == content_digest(CONTENT)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "War"},
        {"slug": "peace"},
        {"hero_image": 0},
        {"topics": [{"pk": 1, "topic": 5, "page": 2}]},
        {"topics": []},
        {"topics": [{"pk": 1, "topic": 4, "page": 2}] * 2},
    ],
)
def test_whatever_a_reader_is_shown_counts(change) -> None:
    assert content_digest(CONTENT | change) != content_digest(CONTENT)


def test_primary_keys_of_child_rows_do_not_count_because_each_publish_makes_new_ones() -> None:
    assert content_digest(CONTENT | {"topics": [{"pk": None, "topic": 4, "page": 2}]}) == content_digest(CONTENT)


def test_the_order_of_keys_does_not_count_and_that_of_child_rows_does() -> None:
    assert content_digest(dict(reversed(CONTENT.items()))) == content_digest(CONTENT)
    rows = [{"topic": 4}, {"topic": 5}]
    assert content_digest({"topics": rows}) != content_digest({"topics": rows[::-1]})


def test_a_stream_says_the_same_in_any_order_of_keys_as_postgresql_gives_them() -> None:
    stream = [{"type": "text", "value": "Peace", "id": "1"}, {"type": "text", "value": "War", "id": "2"}]
    other = [dict(reversed(block.items())) for block in stream]
    assert content_digest({"body": json.dumps(stream)}) == content_digest({"body": json.dumps(other, indent=1)})
    assert content_digest({"body": json.dumps(stream)}) != content_digest({"body": json.dumps(stream[::-1])})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[1, 2]", "[1,2]"),
        ('[{"type": 1}]', '[{"type":1}]'),
        ('[{"type": 1, "type": 2, "value": 3}]', '[{"type": 2, "value": 3}]'),
        ("[Peace]", "[ Peace]"),
        ("[" * 100_000, "[" * 100_001),
    ],
)
def test_a_text_that_only_looks_like_a_stream_counts_letter_by_letter(one, other) -> None:
    assert content_digest({"title": one}) != content_digest({"title": other})


def test_equal_values_have_one_spelling() -> None:
    assert canonical({"b": [1, "ñ"], "a": None}) == '{"a":null,"b":[1,"ñ"]}'


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("kind", ["post", "publication", "topic", "person", "outlet"])
def test_a_published_row_says_what_its_revision_says(site, kind, code) -> None:
    tree = getattr(site, code)
    topic, person = factories.topic(tree.locale), factories.person(tree.locale)
    build = {
        "post": lambda: factories.post(tree, body=story.BODY, topics=[topic], authors=[person]),
        "publication": lambda: factories.publication(tree, topics=[topic]),
        "topic": lambda: topic,
        "person": lambda: person,
        "outlet": lambda: factories.outlet(tree.locale),
    }
    row = build[kind]()
    assert row_digest(row) == content_digest(row.live_revision.content)
    assert row_digest(row.live_revision.as_object()) == row_digest(row)


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_reviewer_is_shown_the_work_too_until_it_was_public_once(site, code) -> None:
    work = factories.work("Old title", live=False)
    page = factories.publication(getattr(site, code), work=work, live=False)
    before = shown_digest(page.latest_revision)
    work.title = "New title"
    work.save_revision()
    assert shown_digest(page.latest_revision) != before
    work.latest_revision.publish()
    page = type(page).objects.get(pk=page.pk)
    assert shown_digest(page.latest_revision) != before
    public = shown_digest(page.latest_revision)
    work.title = "Newer title"
    work.save_revision()
    assert shown_digest(page.latest_revision) == public


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_work_that_counts_is_the_one_that_the_draft_names(site, code) -> None:
    page = factories.publication(getattr(site, code), work=factories.work(live=False), live=False)
    other = factories.work("Other", live=False)
    page.work = other
    revision = page.save_revision()
    before = shown_digest(revision)
    other.title = "Another"
    other.save_revision()
    assert shown_digest(revision) != before


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_work_without_a_draft_counts_as_it_stands(site, code) -> None:
    work = factories.work("As it stands", live=False)
    type(work).objects.filter(pk=work.pk).update(latest_revision=None)
    page = factories.publication(getattr(site, code), work=type(work).objects.get(pk=work.pk), live=False)
    before = shown_digest(page.latest_revision)
    type(work).objects.filter(pk=work.pk).update(title="Changed")
    assert shown_digest(type(page).objects.get(pk=page.pk).latest_revision) != before


def test_the_digest_is_of_json_and_not_of_python(site) -> None:
    row = factories.post(site.en)
    assert content_digest(json.loads(row.to_json())) == row_digest(row)
