"""Texts and words in their plainest form. Pure."""

import re
import unicodedata

_ACCENT = re.compile(r"[\u0300-\u036f]")


def clean(text: str) -> str:
    """`text` in the form in which tokens say where they stand: composed, and nothing that a database refuses."""
    if text.isascii():
        return text.replace("\0", " ")
    return unicodedata.normalize("NFC", text.replace("\0", " ").encode("utf-8", "replace").decode())


def fold(word: str) -> str:
    """`word` in lower case, without accents, in its plainest letters; only letters, digits and their marks."""
    if word.isascii():
        word = word.lower()
        return word if word.isalnum() else "".join(filter(str.isalnum, word))
    while True:
        plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word.casefold()))
        plain = unicodedata.normalize("NFKC", "".join(sign for sign in plain if _belongs(sign)))
        if plain == word:
            return plain
        word = plain


def _belongs(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
