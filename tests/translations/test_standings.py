"""What the queue remembers of a source follows its publication in the same request, at the same cost for any length."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.translations import story
from tests.translations.conftest import new_draft, republish
from translations import phrases, rebuild, services, standings
from translations.models import Original, Standing

READ = ("SELECT", "WITH")


def cost(act) -> tuple[int, int]:
    """Reads and writes of an act, without savepoints."""
    with CaptureQueriesContext(connection) as captured:
        act()
    said = [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    reads = [sql for sql in said if sql.startswith(READ)]
    return len(reads), len(said) - len(reads)


def as_published(row):
    """The row as the signal of its publication brings it: built from its revision, and of a later date."""
    published = row.live_revision.as_object()
    published.last_published_at = row.last_published_at + timedelta(hours=1)
    return published


def long_post(scene, blocks: int, **fields):
    body = [("rich_text", f"<p>Passage {number} of many.</p>") for number in range(blocks)]
    item, _target = scene.live(scene.post(f"One of {blocks}"))
    return item, republish(services.source_of(item), body=body, **fields)


def test_a_source_published_again_as_it_was_is_looked_at_and_nothing_is_written(scene) -> None:
    _item, row = long_post(scene, 10)
    published = as_published(row)
    reads, writes = cost(lambda: standings.row_published(published))
    assert (reads, writes) == (4, 0)


@pytest.mark.parametrize("what", ["as it was", "changed"])
def test_the_truth_of_a_source_costs_the_same_for_ten_blocks_and_for_five_hundred(scene, what) -> None:
    found = set()
    for blocks in (10, 500):
        _item, row = long_post(scene, blocks)
        if what == "changed":
            Original.objects.filter(translation_key=row.translation_key).update(content_digest="x", digest="y")
        published = as_published(row)
        found.add(cost(lambda published=published: standings.row_published(published)))
    assert len(found) == 1, found
    assert next(iter(found))[0] <= 12, found


def test_words_to_do_are_those_of_the_changed_sentences(scene) -> None:
    item, _target = scene.live(scene.post(intro="Peace is slow. In 2019, 150 countries met."))
    republish(services.source_of(item), intro="Peace is slow. In 2019, 160 countries met.")
    standing = Standing.objects.get(item=item)
    assert (standing.segments_changed, standing.segments_new, standing.segments_removed) == (1, 0, 0)
    assert (standing.sentences_changed, standing.words_to_do, standing.severity) == (1, 5, 3)
    assert standing.kinds == {"number": 1}


def test_a_reviewer_is_told_how_much_there_is_to_read(scene) -> None:
    item = scene.start(scene.post(intro="Peace is slow. In 2019, 150 countries met."))
    scene.save(item)
    target = scene.submit(item)
    standing = Standing.objects.get(item=item)
    assert (standing.words_to_do, standing.words_to_read) == (0, standing.words_total)
    assert standing.words_total > 8
    story.approve(target, scene.reviewer)
    scene.save(item, " again")
    assert Standing.objects.get(item=item).words_to_read == 0
    scene.submit(item)
    assert Standing.objects.get(item=item).words_to_read == 0  # nothing but the translation changed
    republish(services.source_of(item), intro="Peace is slow. In 2019, 160 countries met.")
    assert Standing.objects.get(item=item).words_to_read == 5


def test_one_that_was_taken_down_is_not_called_new(scene) -> None:
    item, _target = scene.live(scene.post())
    services.target_of(item).unpublish()
    told = phrases.sentence(phrases.Changes.of(Standing.objects.get(item=item)))
    assert told == "Taken down · nothing to write"


@pytest.mark.parametrize("what", ["image", "link", "date"])
def test_a_change_without_words_is_counted_as_what_it_is(scene, make_image, what) -> None:
    item, _target = scene.live(scene.post(hero_image=make_image("one"), hero_decorative=True))
    source = services.source_of(item)
    if what == "image":
        republish(source, hero_image=make_image("two"))
    elif what == "date":
        republish(source, date="2001-01-01")
    else:
        body = list(source.body.raw_data)
        body[2] = {**body[2], "value": {**body[2]["value"], "url": "https://example.org/other"}}
        republish(source, body=source.body.stream_block.to_python(body))
    standing = Standing.objects.get(item=item)
    found = {"image": standing.images_changed, "link": standing.links_changed, "date": standing.values_changed}
    assert found == {name: int(name == what) for name in found}
    assert standing.words_to_do == standing.segments_new == standing.segments_changed == 0


def test_a_block_made_again_keeps_its_translation_when_another_changes(scene) -> None:
    item, _target = scene.live(scene.post(intro="Old words."))
    source = services.source_of(item)
    body = [{**row, "id": f"{number}"} for number, row in enumerate(source.body.raw_data)]
    draft = new_draft(source, body=source.body.stream_block.to_python(body), intro="New words.")
    draft.publish()
    assert services.take_over(item=item)
    assert [segment.source for segment in services.what_is_missing(item)] == ["New words."]


def test_a_translation_whose_original_was_deleted_is_that_and_no_more(scene) -> None:
    item, _target = scene.live(scene.post())
    services.source_of(item).delete()
    assert Standing.objects.get(item=item).flags == ["source_deleted"]
    assert list(rebuild.check()) == []
