"""How the index of a language reads texts, as data for the server: one analyser per language, after our own.

`words` reads what pages hold: folded and stemmed, abbreviations by the language's own name for them. `query` is
the same without stop words. `exact` neither stems nor drops: for phrases, and for a word in the form typed.
What language/analysis.py does by rules is said here by patterns of Java. Two things stay with us: compounds
written as one word are sent beside the text (documents.py), and which words are asked for is decided before.
"""

from typing import Any

from language.analysis import ABBREVIATIONS
from language.stemming import STEMMERS
from language.stopwords import STOP_WORDS
from search.engine.scoring import K1, B

LETTER = r"\p{L}\p{N}"
WORD = r"[\p{L}\p{N}&&[^¼-¾⅐-⅞]]"
ALONE, ENDS = rf"(?<![{LETTER}_])", rf"(?![{LETTER}_])"
APOSTROPHES = "'’ʼ"
GROUPS = r"[.,'’\u00a0\u202f]"  # what stands between thousands
LONGEST_BEGINNING = 20  # letters of a word that is typed

# Any \w of Python is [\p{L}\p{N}_] here. Java looks back only so far as it is told.
DOTS = {"type": "pattern_replace", "pattern": rf"{ALONE}(\p{{L}}{{1,2}})\.(?=\p{{L}}{{1,2}}\.)", "replacement": "$1"}
STATES = {"type": "pattern_replace", "pattern": r"EE\.\s?UU\.", "replacement": "EEUU"}
THOUSANDS = {
    "type": "pattern_replace",
    "pattern": (
        rf"(?<=(?:^|[^{LETTER}_.,])\d{{1,3}}(?:{GROUPS}\d{{3}}){{0,6}}){GROUPS}"
        rf"(?=\d{{3}}(?:{GROUPS}\d{{3}})*(?![{LETTER}_]|[.,]\d))"
    ),
    "replacement": "",
}
DECIMALS = {
    "type": "pattern_replace",
    "pattern": rf"(?<=(?:^|[^{LETTER}_.,])\d{{1,20}}),(?=\d+(?![{LETTER}_]|[.,]\d))",
    "replacement": ".",
}
UNDERSCORES = {"type": "pattern_replace", "pattern": "_", "replacement": "-"}
OWNERS = {"type": "pattern_replace", "pattern": rf"[{APOSTROPHES}][sS]{ENDS}", "replacement": ""}
# Lucene's Spanish stemmer (as of 8.7) takes off “-ación”, not “-acion”: “aplicacion” and “aplicaciones” would part.
ENDINGS = {"type": "pattern_replace", "pattern": "([au])cion$", "replacement": "$1ción"}
TOKENS = {
    "type": "pattern",
    "group": 0,
    "pattern": rf"(?<![{LETTER}_.,])\d+\.\d+(?![{LETTER}_]|[.,]\d)|_?{WORD}(?:{WORD}|\p{{M}})*",
}


def settings_of(code: str) -> dict[str, Any]:
    """The settings of the index of a language, named as in `es` or `es-mx`; an unknown one is folded only."""
    language = code.lower().split("-")[0]
    names = _names(language)
    plain = ["dots", "states", "thousands", "decimals", "underscores", *(["owners"] if language == "en" else [])]
    stem = [*(["endings"] if language == "es" else []), *(["stem"] if language in STEMMERS else [])]
    stop = ["stop"] if language in STOP_WORDS else []
    filters = {"beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING}}
    if language == "es":
        filters["endings"] = ENDINGS
    if stem:
        filters["stem"] = {"type": "snowball", "language": STEMMERS[language].capitalize()}
    if stop:
        filters["stop"] = {"type": "stop", "stopwords": sorted(STOP_WORDS[language])}
    analysis = {
        "char_filter": {
            "dots": DOTS,
            "states": STATES,
            "thousands": THOUSANDS,
            "decimals": DECIMALS,
            "underscores": UNDERSCORES,
            "owners": OWNERS,
            **names,
        },
        "tokenizer": {"tokens": TOKENS},
        "filter": filters,
        "analyzer": {
            "words": _analyzer([*plain, *names], ["lowercase", "asciifolding", *stem]),
            "query": _analyzer([*plain, *names], ["lowercase", "asciifolding", *stop, *stem]),
            "exact": _analyzer(plain, ["lowercase", "asciifolding"]),
            "beginnings": {"type": "custom", "tokenizer": "whitespace", "filter": ["beginnings"]},
            "typed": {"type": "custom", "tokenizer": "whitespace", "filter": []},
        },
    }
    similarity = {"default": {"type": "BM25", "k1": K1, "b": B}}
    return {"settings": {"analysis": analysis, "index": {"similarity": similarity}}}


def _analyzer(marks: list[str], filters: list[str]) -> dict[str, Any]:
    return {"type": "custom", "char_filter": marks, "tokenizer": "tokens", "filter": filters}


def _names(language: str) -> dict[str, dict[str, Any]]:
    """Abbreviations in capitals: by the language's own name; one that reads like a stop word is told by a mark."""
    found = {}
    for number, (name, own) in enumerate(sorted(ABBREVIATIONS.get(language, {}).items())):
        found[f"name{number}"] = {"type": "pattern_replace", "pattern": f"{ALONE}{name}{ENDS}", "replacement": own}
    like = sorted(word.upper() for word in STOP_WORDS.get(language, ()) if len(word) > 1)
    if like:
        pattern = f"{ALONE}({'|'.join(like)}){ENDS}"
        found["capitals"] = {"type": "pattern_replace", "pattern": pattern, "replacement": "_$1"}
    return found
