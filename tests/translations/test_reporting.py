"""The queue as plain facts: what other programs are promised, what a spreadsheet is spared, what the command says."""

import csv
import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.translations.queued import one_of_each, queued
from translations import reporting
from translations.states import Tab

PROMISED = """
id source_id target_id type title source_locale target_locale state flags segments_total segments_done
segments_new segments_changed words_to_do severity assignee due since url
sentences_new sentences_changed sentences_removed
"""


def listed(capsys, *arguments: str) -> list[dict]:
    call_command("translation_queue", *arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def test_rows_hold_what_other_programs_were_promised_in_that_order(scene, capsys, settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://example.org/"
    item = queued(
        scene.source, scene.target, Tab.STALE, title="Water", item={"assignee": scene.translator, "due": "2020-01-31"}
    )[0]
    (row,) = listed(capsys)
    assert list(row) == PROMISED.split()
    assert row == {
        "id": item.pk,
        "source_id": item.pk,
        "target_id": item.pk,
        "type": "articles.blogpostpage",
        "title": "Water",
        "source_locale": scene.source.locale.language_code,
        "target_locale": scene.target.locale.language_code,
        "state": "ready",
        "flags": ["stale", "overdue"],
        "segments_total": 5,
        "segments_done": 4,
        "segments_new": 0,
        "segments_changed": 0,
        "words_to_do": 41,
        "severity": 3,
        "assignee": scene.translator.username,
        "due": "2020-01-31",
        "since": item.standing.since.isoformat(),
        "url": f"https://example.org/admin/translations/{item.pk}/",
        "sentences_new": 0,
        "sentences_changed": 2,
        "sentences_removed": 0,
    }


def test_what_nobody_has_started_leads_to_where_it_is_started(scene) -> None:
    item = queued(scene.source, scene.target)[0]
    row = reporting.row(item)
    assert row["url"].endswith(f"/admin/translations/start/articles/blogpostpage/{item.standing.source_pk}/")
    assert (row["target_id"], row["assignee"], row["due"]) == (None, None, None)


def test_the_command_lists_a_language_a_person_a_state(scene, capsys) -> None:
    items = one_of_each(scene.source, scene.target)
    other = queued(scene.target, scene.source, Tab.STALE)[0]
    mine = queued(scene.source, scene.target, Tab.IN_PROGRESS, item={"assignee": scene.translator})[0]

    def pks(*arguments: str) -> set[int]:
        return {row["id"] for row in listed(capsys, *arguments)}

    target = scene.target.locale.language_code
    assert pks() == {item.pk for item in items.values()} | {other.pk, mine.pk}
    assert other.pk not in pks("--locale", target)
    assert pks("--locale", target, "--state", "stale") == {items[Tab.STALE].pk}
    assert pks("--state", "source_unpublished") == {items[Tab.TO_DECIDE].pk}
    assert pks("--state", "in_review") == pks("--state", "to_review") == {items[Tab.TO_REVIEW].pk}
    assert pks("--user", scene.translator.username) == {mine.pk}


def test_what_is_overdue_is_found_by_that_word(scene, capsys) -> None:
    past = timezone.localdate() - datetime.timedelta(days=1)
    late = queued(scene.source, scene.target, item={"due": past})[0]
    queued(scene.source, scene.target, Tab.DONE, item={"due": past})
    assert [row["id"] for row in listed(capsys, "--state", "overdue")] == [late.pk]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--locale", "xx"], "no locale 'xx'"),
        (["--user", "nobody"], "no user 'nobody'"),
        (["--state", "lost"], "no state 'lost': one of missing, "),
        (["--format", "pdf"], "invalid choice: 'pdf'"),
    ],
    ids=str,
)
def test_the_command_says_what_there_is_none_of(scene, arguments, message) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("translation_queue", *arguments)


def test_a_table_is_read_by_people(scene, capsys) -> None:
    queued(scene.source, scene.target, Tab.STALE, title="Two\nlines")
    call_command("translation_queue")
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == list(reporting.SHOWN)
    assert line.endswith("ready  41           –         –    Two lines")
    call_command("translation_queue", "--state", "done")
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_title_becomes_a_formula_in_a_spreadsheet(scene, capsys, begin) -> None:
    queued(scene.source, scene.target, title=f"{begin}cmd|'/c calc'!A1")
    call_command("translation_queue", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row["title"].startswith(f"'{begin.strip()}")
    assert list(row) == list(reporting.FIELDS)


def test_facts_cost_one_query_however_many(scene, django_assert_num_queries) -> None:
    queued(scene.source, scene.target, number=30, item={"assignee": scene.translator})
    with django_assert_num_queries(1):
        assert len(reporting.rows(reporting.select())) == 30
