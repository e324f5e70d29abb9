"""The bench states ratios, sizes and spread. It is not run here: only its arithmetic is."""

import pytest

from tools import bench
from tools.bench import BARS, LIST_BAR, SIZES, Cost, addresses, measure, report


def cost(*ratios: float, queries: int = 10) -> Cost:
    return Cost(list(ratios), milliseconds=12.0, queries=queries)


def table(small: Cost, large: Cost, name: str = "article") -> str:
    return report({SIZES[0]: {name: small}, SIZES[1]: {name: large}}, rounds=5)


def test_growth_is_the_ratio_of_medians():
    row = next(line for line in table(cost(1, 2, 9), cost(2, 3, 9)).splitlines() if line.startswith("article"))
    assert row.split()[1] == "1.50"
    assert "over the bar" not in row


@pytest.mark.parametrize(("name", "bar"), [("article", BARS["article"]), ("posts, last 20", LIST_BAR)])
def test_what_grows_too_much_is_marked(name, bar):
    one = cost(1, 1, 1)
    assert "over the bar" in table(one, cost(*[bar + 0.1] * 3), name)
    assert "over the bar" not in table(one, cost(*[bar - 0.1] * 3), name)


def test_the_growth_of_a_list_is_not_that_of_an_article():
    assert BARS["article"] < LIST_BAR


def test_the_table_states_sizes_rounds_spread_and_the_loop():
    text = table(cost(1, 2, 3), cost(1, 2, 3, queries=11))
    for part in ("100 and 1,000 articles", "median of 5 rounds", "2.00 (1.20–2.80)", "10/11", "calibration loop took"):
        assert part in text


def test_each_round_runs_every_page_once_beside_the_loop(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(bench, "calibration_loop", lambda: asked.append("loop"))
    monkeypatch.setattr(bench, "processor_time", lambda work: (work(), 2.0 if asked[-1] == "loop" else 3.0)[1])
    monkeypatch.setattr(bench, "count_queries", lambda get, url: 7)
    costs = measure({"a": "/a/", "b": "/b/"}, asked.append, rounds=2)
    assert asked == ["/a/", "/b/", "loop", "/a/", "/b/", "loop", "/a/", "/b/"]
    assert costs["a"].ratios == [1.5, 1.5]
    assert costs["a"].queries == 7
    assert costs["b"].milliseconds == 3000


def test_the_loop_does_the_same_work_each_time():
    assert bench.calibration_loop() == bench.calibration_loop() == 997


@pytest.mark.parametrize(("size", "last"), [(100, "?page=5"), (1000, "?page=50"), (101, "?page=6")])
def test_the_last_page_of_a_list_is_asked_for(site, size, last):
    asked = addresses(site.en, size, topic="peace")
    assert asked["posts, last 20"] == f"/en/blog/{last}"
    assert asked["publications, last 20"] == f"/en/publications/{last}"
    assert asked["publications, filtered"] == "/en/publications/?topic=peace"
