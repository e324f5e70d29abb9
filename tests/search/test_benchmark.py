"""The benchmark reads what it says it reads, asks as a visitor does, and says what came of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.benchmark.corpus import SETS, Corpus, percentile
from search.benchmark.measuring import Measure, measured

TOLD = {
    "en": [
        {
            "article": "River_law",
            "paragraphs": [
                {
                    "id": "0-0",
                    "text": "Nations that share rivers share treaties.",
                    "questions": ["Which nations share treaties?"],
                },
                {
                    "id": "0-1",
                    "text": "Salt was carried over mountains.",
                    "questions": ["What was carried over mountains?"],
                },
            ],
        }
    ],
    "es": [
        {
            "article": "Ley_de_ríos",
            "paragraphs": [
                {
                    "id": "0-0",
                    "text": "Las naciones comparten ríos y tratados.",
                    "questions": ["¿Qué naciones comparten tratados?"],
                },
                {
                    "id": "0-1",
                    "text": "La sal se llevaba por las montañas.",
                    "questions": ["¿Qué se llevaba por las montañas?"],
                },
            ],
        }
    ],
}


def test_a_file_is_read_into_paragraphs() -> None:
    corpus = Corpus.read(TOLD)
    assert corpus.languages == ["en", "es"]
    assert [(each.language, each.id, each.article) for each in corpus.paragraphs] == [
        ("en", "0-0", "River law"),
        ("en", "0-1", "River law"),
        ("es", "0-0", "Ley de ríos"),
        ("es", "0-1", "Ley de ríos"),
    ]


@pytest.mark.parametrize(
    ("name", "language", "query"),
    [
        ("question", "en", "Which nations share treaties?"),
        ("kw1", "en", "nations"),
        ("kw1", "es", "naciones"),
        ("kw2", "en", "nations share"),
        ("kw2", "es", "naciones comparten"),
        ("kw3", "en", "nations share treaties"),
        ("kw3", "es", "naciones comparten tratados"),
        ("inflected", "en", "nation shares treaty"),
        ("inflected", "es", "nación compartenes tratado"),
        ("no accent", "es", "¿Que naciones comparten tratados?"),
        ("kw3 no accent", "es", "naciones comparten tratados"),
    ],
)
def test_each_set_asks_in_its_own_way(name, language, query) -> None:
    assert Corpus.read(TOLD).queries(language, name)[0] == (query, "0-0")


def test_a_slip_changes_one_word_and_is_the_same_in_every_run() -> None:
    [first, *_rest] = Corpus.read(TOLD).queries("en", "typo")
    assert first == Corpus.read(TOLD).queries("en", "typo")[0]
    assert len(set(first[0].split()) & {"nations", "share", "treaties"}) == 2


def test_ranks_become_figures() -> None:
    line = Measure(ranks=[1, 2, 0, 10], seconds=[0.001, 0.002, 0.003, 0.1], nothing=1).line("en", "kw3")
    assert "MRR@10 0.400" in line
    assert "R@1 0.250  R@5 0.500  R@10 0.750" in line
    assert "neither 25.00%" in line
    assert "p95 100.0 ms" in line


def test_a_percentile_is_one_of_the_values() -> None:
    assert (percentile([3, 1, 2], 0.5), percentile([], 0.95)) == (2, 0.0)


def test_every_question_is_asked_and_finds_its_paragraph(site) -> None:
    lines = list(measured(Corpus.read(TOLD), []))
    assert len(lines) == 2 * (len(SETS) + 1)
    for line in lines:
        if " question " in line:
            assert "R@1 1.000" in line, line
        assert "neither 100" not in line


@pytest.mark.parametrize("content", ["", "[]", "{", '{"en": [{}]}', '{"en": 1}'])
def test_a_file_of_another_shape_is_refused_with_a_sentence(tmp_path, content) -> None:
    file = tmp_path / "told.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=r"told\.json"):
        call_command("search_benchmark", str(file), stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("search_benchmark", str(tmp_path / "absent.json"), stdout=StringIO())
