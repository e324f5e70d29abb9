"""What a reviewer is told of how a body is arranged, beside its passages."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import BlogPostPage
from tests.translations.conftest import republish
from translations import arrangement, services
from translations.fact_changes import changes_of

BODY = BlogPostPage._meta.get_field("body").stream_block
NOTES = BlogPostPage._meta.get_field("corrections").stream_block
TEXT, HEADING = ["rich_text", ""], ["heading", ""]
QUOTE = ["quote", {"text": "", "attribution": "", "source": "", "url": ""}]
LIST_OF_WORKS = ["publications", ""]
ORDER = ("", "")


def note(kind="correction", day="2026-05-03"):
    return [kind, {"date": day, "text": ""}]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([TEXT, HEADING], [TEXT, HEADING, TEXT], []),  # its passages tell that
        ([TEXT, HEADING, TEXT], [TEXT, HEADING], []),
        ([TEXT, HEADING], [HEADING, TEXT], [ORDER]),
        ([TEXT, HEADING], [HEADING, TEXT, QUOTE], [ORDER]),
        ([TEXT], [QUOTE], [("Text", "Quotation")]),
        ([TEXT], [TEXT, LIST_OF_WORKS], [("—", "Numbered list of publications")]),  # it has no passage
        ([LIST_OF_WORKS, TEXT], [TEXT], [("Numbered list of publications", "—")]),
        ([TEXT, TEXT], [QUOTE, HEADING], [("Text, Text", "Quotation, Heading")]),
        (None, [TEXT], []),
        ([], [], []),
    ],
)
def test_of_passages_only_their_order_and_their_kind_are_told(old, new, told) -> None:
    assert arrangement.changes(BODY, old, new) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (None, [note()], [("—", "Correction · May 3, 2026")]),
        ([note()], [note("update", "2026-06-01"), note()], [("—", "Update · June 1, 2026")]),
        ([note()], [note(day="2026-05-04")], [("Correction · May 3, 2026", "Correction · May 4, 2026")]),
        ([note()], [note("update")], [("Correction · May 3, 2026", "Update · May 3, 2026")]),
        ([note()], [], [("Correction · May 3, 2026", "—")]),
        ([note(), note("update")], [note("update"), note()], [ORDER]),
    ],
)
def test_a_dated_note_is_told_by_what_it_is_and_its_day(old, new, told) -> None:
    assert arrangement.changes(NOTES, old, new) == told


ONE, TWO = ('<p><text position="0"></text></p>', '<p><text position="0"></text></p><p><text position="1"></text></p>')
LIST = '<ul><li><text position="0"></text></li></ul>'
LONGER_LIST = '<ul><li><text position="0"></text></li><li><text position="1"></text></li></ul>'


@pytest.mark.parametrize(
    ("old", "new", "more"),
    [
        (ONE, TWO, False),
        (LIST, LONGER_LIST, False),
        (ONE, ONE, False),
        (ONE, LIST, True),
        (ONE, ONE + LIST, True),
        (ONE + LIST, LIST + ONE, True),
        (LIST, LIST.replace("ul", "ol"), True),
    ],
)
def test_an_outline_says_more_than_its_passages_where_a_list_or_a_kind_comes_or_goes(old, new, more) -> None:
    assert arrangement.tells_more(old, new) is more
    assert arrangement.tells_more(new, old) is more


rows = st.lists(st.sampled_from([TEXT, HEADING, QUOTE, ["embed", ""], ["rich_text", {"switch": True}]]), max_size=6)


@given(rows, rows)
def test_nothing_is_told_only_where_blocks_came_or_went_and_each_is_told_by_its_passages(old, new) -> None:
    if arrangement.changes(BODY, old, new):
        assert old != new
        return
    short, long = sorted((old, new), key=len)
    rest = iter(long)
    assert all(row in rest for row in short)
    assert long.count(["rich_text", {"switch": True}]) == short.count(["rich_text", {"switch": True}])


def test_a_correction_of_the_original_is_told_with_its_day_and_not_as_another_order(scene) -> None:
    item, _target = scene.live(scene.post())
    day = datetime.date(2026, 5, 3)
    republish(services.source_of(item), corrections=[("correction", {"date": day, "text": "It was 2025."})])
    services.take_over(item=item)
    scene.save(item)
    found = changes_of(services.target_of(item).latest_revision)
    assert [(one.before, one.after) for one in found] == [("—", "Correction · May 3, 2026")]


def test_another_paragraph_is_told_by_its_passage_alone(scene) -> None:
    item, _target = scene.live(scene.post())
    source = services.source_of(item)
    republish(source, body=[*((one.block_type, one.value) for one in source.body), ("rich_text", "<p>One more.</p>")])
    services.take_over(item=item)
    scene.save(item)
    assert changes_of(services.target_of(item).latest_revision) == []
