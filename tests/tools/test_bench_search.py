"""The invented site that search is measured on, always the same and as uneven as real text; and its times."""

import re
from collections import Counter

import pytest

from articles.models import BlogPostPage, PublicationPage, Work
from search.benchmark.corpus import percentile
from tools.bench import invented, library, search
from tools.bench.invented import LENGTH, STOPS, WORDS, Language, sentences

CODES = pytest.mark.parametrize("code", library.CODES)


@pytest.fixture(scope="module", params=library.CODES)
def language(request) -> Language:
    return Language(request.param)


# ---------------------------------------------------------------- words
def test_a_language_is_the_same_each_time_and_no_two_of_its_words_are_one(language) -> None:
    assert language.words == Language(language.code).words
    assert len(set(language.words)) == len(language.words) == WORDS + len(STOPS[language.code])
    assert language.words[: len(STOPS[language.code])] == list(STOPS[language.code])
    assert all(re.fullmatch(r"[a-z]+", word) for word in language.words)


def test_a_text_is_told_by_its_number_alone_and_has_the_same_length(language) -> None:
    texts = [language.text(number) for number in (1, 2, 1)]
    assert texts[0] == texts[2] != texts[1]
    assert {len(text) for text in texts} == {LENGTH}


def test_a_few_words_stand_nearly_everywhere_and_most_hardly_anywhere(language) -> None:
    texts = [set(language.text(number)) for number in range(60)]
    found = Counter(word for text in texts for word in text)
    common = [found[word] for word in STOPS[language.code][:3]]
    assert min(common) > 50
    assert common == sorted(common, reverse=True) or max(common) - min(common) < 10
    assert sum(number == 1 for number in found.values()) > len(found) / 2


def test_the_two_languages_are_two() -> None:
    one, other = (Language(code) for code in library.CODES)
    assert len(set(one.text(3)) & set(other.text(3))) < LENGTH / 4


def test_questions_are_made_of_words_that_stand_together_in_a_text(language) -> None:
    asked = list(language.questions(20, texts=10))
    assert asked == list(language.questions(20, texts=10))
    texts = [" ".join(language.text(number)) for number in range(10)]
    for turn, question in enumerate(asked):
        if turn % 2:
            words = question.split()
            assert len(words) == 3
            assert not set(words) & set(STOPS[language.code])
            assert any(all(f" {word} " in f" {text} " for word in words) for text in texts)
        else:
            assert question.endswith("?")
            assert 8 <= len(question.split()) <= 13
            assert any(question[:-1] in text for text in texts)


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["one"], "One."), (["a"] * 11, "A a a a a a a a a a a."), (["b"] * 12, "B b b b b b b b b b b. B.")],
)
def test_words_become_sentences_of_eleven(words, text) -> None:
    assert sentences(words) == text


def test_every_sort_of_word_has_its_forms() -> None:
    assert set(invented.ENDS) == set(STOPS) == set(library.CODES)
    assert all("" in ends for ends in invented.ENDS.values())


# ---------------------------------------------------------------- articles
def test_articles_are_added_step_by_step_each_in_both_languages_and_with_all_that_filters_ask_for(site) -> None:
    library.fill(0, 4)
    library.fill(4, 8)
    for model, number in ((BlogPostPage, 4), (PublicationPage, 4)):
        rows = list(model.objects.select_related("locale"))
        assert Counter(row.locale.language_code for row in rows) == {"en": number, "es": number}
        assert set(Counter(row.translation_key for row in rows).values()) == {2}
        assert all(row.live and row.topics.count() == 1 for row in rows)
    # A work is the same in each language; each has its author, outlet and day.
    assert Work.objects.count() == 4
    assert all(work.authors.count() == 1 and work.outlet and work.date for work in Work.objects.all())
    assert all(post.authors.count() == 1 for post in BlogPostPage.objects.all())


@pytest.mark.parametrize("rows", [["a"], ["a", "b", "c"], list(range(30))])
def test_of_some_rows_the_first_is_taken_oftenest_and_none_is_missed_out(rows) -> None:
    taken = Counter(library._turn(rows, place) for place in range(1000))
    assert taken.most_common(1)[0][0] == rows[0]
    assert set(taken) <= set(rows)
    assert len(taken) > len(rows) / 2


# ---------------------------------------------------------------- times
class Clockwork:
    """Seconds that `time_of` tells: so many for the loop, and for the work what stands in a list."""

    def __init__(self, loop: float, works: list[float]) -> None:
        self.loop, self.works, self.done = loop, iter(works), []

    def __call__(self, work) -> float:
        work()
        return self.loop if work is search.calibration_loop else next(self.works)


@pytest.mark.parametrize(("share", "milliseconds"), [(0.0, 1), (0.5, 6), (0.9, 10), (0.95, 10), (1.0, 10)])
def test_a_share_of_times_is_the_one_that_so_many_do_not_exceed(monkeypatch, share, milliseconds) -> None:
    monkeypatch.setattr(search, "calibration_loop", lambda: None)
    monkeypatch.setattr(
        search, "time_of", Clockwork(0.012, [number / 1000 for number in (3, 1, 2, 5, 4, 10, 9, 8, 7, 6)])
    )
    done: list[int] = []
    times = search.Times(done.append, range(10))
    assert times.share(share) == pytest.approx(milliseconds)
    # Five are tried first, and not counted.
    assert done == [0, 1, 2, 3, 4, *range(10)]
    # The loop takes twice as long as where the bars were set: half of each time is judged.
    assert times.judged(share) == pytest.approx(milliseconds / 2)
    assert "loop 12.0 ms" in str(times)
    assert "p50 6.0 ms, p95 10.0 ms" in str(times)
    assert "p50 3.0, p95 5.0" in str(times)


@pytest.mark.parametrize(
    ("values", "share", "found"), [([], 0.5, 0.0), ([3, 1, 2], 0.5, 2), ([3, 1, 2], 1.0, 3), ([5], 0.0, 5)]
)
def test_the_benchmark_of_finding_counts_in_the_same_way(values, share, found) -> None:
    assert percentile(values, share) == found


def test_questions_are_asked_in_both_languages_and_a_part_of_them_with_filters(site) -> None:
    library.fill(0, 4)
    found = search.asked(4)
    assert found == search.asked(4)
    assert Counter(code for code, _words, _filters in found) == dict.fromkeys(library.CODES, search.QUESTIONS)
    kinds = Counter(frozenset(filters) for _code, _words, filters in found)
    assert kinds == {frozenset(): 120, frozenset({"topic"}): 60, frozenset({"topic", "year"}): 60}
    assert all(words for _code, words, _filters in found)


@CODES
def test_a_search_is_asked_as_a_visitor_of_the_language_does(site, code) -> None:
    library.fill(0, 4)
    results = search.ask((code, "nothing of the kind", {}))
    assert list(results.results) == []
    assert search.megabytes() > 0
