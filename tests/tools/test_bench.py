"""The bench states ratios, sizes, spread and bars. Here its arithmetic and its steps are tried, not its figures."""

import json
from collections import Counter
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from home.bulk.make import make
from tools.bench import articles, crowd, measure, queue
from tools.bench.__main__ import PARTS, new_database, parse
from tools.bench.articles import BARS, LIST_BAR, SIZES
from tools.bench.measure import Bar, Cost
from tools.bench.visitors import Form, Visitor


def cost(*ratios: float, queries: int = 10, rows: int = 0) -> Cost:
    return Cost(list(ratios), milliseconds=12.0, queries=queries, rows=rows)


def table(small: Cost, large: Cost, name: str = "article") -> tuple[str, list[Bar]]:
    lines, bars = articles.report({SIZES[0]: {name: small}, SIZES[1]: {name: large}}, rounds=5)
    return "\n".join(lines), bars


# ---------------------------------------------------------------- articles
def test_growth_is_the_ratio_of_medians():
    text, bars = table(cost(1, 2, 9), cost(2, 3, 9))
    row = next(line for line in text.splitlines() if line.startswith("article"))
    assert row.split()[1] == "1.50"
    assert bars[0].holds


@pytest.mark.parametrize(("name", "bar"), [("article", BARS["article"]), ("posts, last 20", LIST_BAR)])
def test_what_grows_too_much_is_over_its_bar(name, bar):
    one = cost(1, 1, 1)
    assert not table(one, cost(*[bar + 0.1] * 3), name)[1][0].holds
    assert table(one, cost(*[bar - 0.1] * 3), name)[1][0].holds


def test_the_growth_of_a_list_is_not_that_of_an_article():
    assert BARS["article"] < LIST_BAR


def test_the_table_states_sizes_rounds_spread_and_the_loop():
    text, _bars = table(cost(1, 2, 3), cost(1, 2, 3, queries=11))
    for part in ("100 and 1,000 articles", "median of 5 rounds", "2.00 (1.20–2.80)", "10/11", "calibration loop took"):
        assert part in text


@pytest.mark.parametrize(("size", "last"), [(100, "?page=5"), (1000, "?page=50"), (101, "?page=6")])
def test_the_last_page_of_a_list_is_asked_for(site, size, last):
    asked = articles.addresses(site.en, size, topic="peace")
    assert asked["posts, last 20"] == f"/en/blog/{last}"
    assert asked["publications, last 20"] == f"/en/publications/{last}"
    assert asked["publications, filtered"] == "/en/publications/?topic=peace"


# ---------------------------------------------------------------- measuring
def test_each_round_runs_every_page_once_beside_the_loop(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(measure, "calibration_loop", lambda: asked.append("loop"))
    monkeypatch.setattr(measure, "time_of", lambda work: (work(), 2.0 if asked[-1] == "loop" else 3.0)[1])
    monkeypatch.setattr(measure, "statements", lambda work: ["SELECT 1"] * 7)
    costs = measure.measure({"a": "/a/", "b": "/b/"}, asked.append, rounds=2, rows=lambda answer: 50)
    assert asked == ["/a/", "/b/", "loop", "/a/", "/b/", "loop", "/a/", "/b/"]
    assert costs["a"].ratios == [1.5, 1.5]
    assert (costs["a"].queries, costs["a"].rows) == (7, 50)
    assert costs["b"].milliseconds == 3000


def test_the_loop_does_the_same_work_each_time():
    assert measure.calibration_loop() == measure.calibration_loop() == 997


@pytest.mark.parametrize(("found", "holds"), [(1.9, True), (2.0, True), (2.01, False)])
def test_a_bar_is_the_most_that_is_allowed(found, holds):
    bar = Bar("growth", found, 2)
    assert bar.holds == holds
    assert ("OVER THE BAR" in str(bar)) != holds


# ---------------------------------------------------------------- the queue
def costs_of(**by_size: Cost) -> dict[int, dict[str, Cost]]:
    return {int(size.removeprefix("of_")): {"all": one} for size, one in by_size.items()}


def test_growth_is_measured_from_a_page_of_as_many_rows():
    found = costs_of(of_100=cost(1, rows=5), of_1000=cost(2, rows=50), of_10000=cost(3, rows=50))
    assert queue.basis(found, "all") == 1000


def test_where_only_the_largest_shows_so_many_rows_growth_is_not_judged():
    found = costs_of(of_100=cost(1, 1, rows=5), of_1000=cost(9, 9, rows=50))
    lines, bars = queue.pages_report(found, rounds=2)
    assert any(line.startswith("all") and "—" in line for line in lines)
    assert [bar.what for bar in bars] == ["queries of “all”"]


@pytest.mark.parametrize(("after", "holds"), [(1.9, True), (2.1, False)])
def test_a_page_that_is_twice_as_dear_at_ten_thousand_is_over_the_bar(after, holds):
    found = costs_of(of_100=cost(1, 1, rows=50), of_10000=cost(after, after, rows=50))
    assert [bar.holds for bar in queue.pages_report(found, rounds=2)[1]] == [holds, True]


def test_more_than_fifteen_queries_at_any_size_are_over_the_bar():
    found = costs_of(of_100=cost(1, 1, rows=50, queries=16), of_10000=cost(1, 1, rows=50, queries=15))
    assert [bar.holds for bar in queue.pages_report(found, rounds=2)[1]] == [True, False]


def test_statements_are_told_by_their_first_word():
    sql = ["SELECT 1", "(SELECT 2)", "SAVEPOINT x", "INSERT INTO a", 'UPDATE "b"', "DELETE FROM c", "RELEASE x"]
    assert queue.reads_and_writes(sql) == (2, 3)


def test_rows_of_tables_are_counted():
    assert queue.rows_of(SimpleNamespace(content=b'<table><tr><td></td></tr><tr class="x"></tr></table><track>')) == 2


def test_the_check_is_judged_for_each_hundred_sources_from_a_thousand_on():
    lines, bars = queue.check_report({100: 30, 1000: 51, 10_000: 499})
    assert [(bar.found, bar.holds) for bar in bars] == [(5.1, False), (4.99, True)]
    assert "30 for 100 (30.0 per 100)" in lines[0]


def test_every_question_to_the_queue_is_answered_and_the_truth_holds_its_bars(site):
    make(20)
    desk = queue.Desk(20)
    costs = {20: measure.measure(desk.pages, desk.get, 2, queue.rows_of)}
    assert set(queue.QUESTIONS) < set(costs[20])
    assert costs[20]["all"].rows > costs[20]["to review"].rows
    assert all(bar.holds for bar in queue.pages_report(costs, 1)[1])
    assert all(bar.holds for bar in queue.truth_report()[1])
    assert queue.check_queries() < 40


# ---------------------------------------------------------------- the crowd
def printed(part: str, slowest: float = 0.5, **statuses: int) -> str:
    renamed = {name.removeprefix("s"): number for name, number in statuses.items()}
    return json.dumps({"part": part, "statuses": renamed, "slowest": slowest})


def test_a_crowd_that_writes_and_reads_without_a_lock_holds_its_bars():
    found = crowd.outcome([printed("reader", s200=9), printed("writer", s200=5) + "\n"], "")
    found.statuses["writer"]["published"] = 4
    assert all(bar.holds for bar in found.bars())
    assert "readers: {'200': 9}, slowest 0.5 s" in "\n".join(found.lines())


@pytest.mark.parametrize("complaint", ["OperationalError: database is locked", ""])
def test_a_lock_is_counted_wherever_it_is_told(complaint):
    told = {} if complaint else {"database is locked": 1}
    found = crowd.Outcome({"writer": Counter(told)}, {"writer": 1.0}, complaint)
    assert found.locked == 1


@pytest.mark.parametrize(("status", "failed"), [("500", 3), ("no form", 3), ("409", 0), ("200", 0), ("published", 0)])
def test_an_error_of_the_server_is_a_failure_and_a_refusal_is_none(status, failed):
    assert crowd.Outcome({"writer": Counter({status: 3})}, {"writer": 1.0}, "").failed == failed


def test_a_visitor_that_died_is_a_failure():
    assert crowd.outcome([""], "").failed == 1


def test_writers_that_wrote_nothing_prove_nothing():
    found = crowd.outcome([printed("reader", s200=9), printed("writer", s409=5)], "")
    assert not all(bar.holds for bar in found.bars())


def test_the_form_with_passages_is_found_among_others():
    page = (
        '<form><input name="q" value="x"></form><form><input name="csrfmiddlewaretoken" value="t">'
        '<textarea name="text-1-2">\nAgua &amp; sal</textarea><input name="text-3-4" value="uno"></form>'
    )
    assert Form(page).fields == {"csrfmiddlewaretoken": "t", "text-1-2": "Agua & sal", "text-3-4": "uno"}
    assert Form("<form><input name='q'></form>").fields == {}


def test_a_visitor_keeps_count_and_the_longest_wait():
    visitor = Visitor("http://127.0.0.1:1", "")
    for seconds in (0.1, 0.7, 0.2):
        visitor.note("200", seconds)
    assert (visitor.statuses, visitor.slowest) == ({"200": 3}, 0.7)


@pytest.mark.django_db(transaction=True)
def test_two_writers_and_two_readers_at_once_never_meet_a_locked_database(site, tmp_path):
    """Processes of their own, as on a server; a minute of it is `make bench`."""
    make(40)
    found = crowd.run(tmp_path, readers=2, writers=2, seconds=4)
    connection.close()
    assert get_user_model().objects.filter(username="bulk-editor").exists()
    assert [str(bar) for bar in found.bars() if not bar.holds] == [], found


# ---------------------------------------------------------------- what is asked for
def test_all_parts_are_measured_unless_one_is_named():
    assert parse([]).only is None
    assert [parse(["--only", part]).only for part in PARTS] == list(PARTS)
    with pytest.raises(SystemExit):
        parse(["--only", "lunch"])


def test_a_database_of_sqlite_is_a_file_of_the_runs_folder(tmp_path):
    for given in ("", "sqlite:///somebodys.sqlite3"):
        with new_database(given, tmp_path, "queue") as url:
            assert url == f"sqlite:///{tmp_path}/queue.sqlite3"
