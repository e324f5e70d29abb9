"""Languages as files name them: by a code of two or three letters, with a region, or written out."""

import re

from django.utils import translation

from core.languages import LANGUAGE_NAMES
from language.folding import fold

# ISO 639-2, in both of its forms where it has two.
THREE_LETTERS = {
    "ara": "ar", "cat": "ca", "zho": "zh", "chi": "zh", "nld": "nl", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr",
    "deu": "de", "ger": "de", "hin": "hi", "ita": "it", "jpn": "ja", "kor": "ko", "por": "pt", "rus": "ru",
    "spa": "es", "swa": "sw",
}  # fmt: skip
# What LaTeX calls them, and what they call themselves.
OTHER_NAMES = {
    "american": "en", "australian": "en", "british": "en", "canadian": "en", "newzealand": "en", "ukenglish": "en",
    "usenglish": "en", "acadian": "fr", "canadien": "fr", "francais": "fr", "austrian": "de", "naustrian": "de",
    "ngerman": "de", "nswissgerman": "de", "swissgerman": "de", "deutsch": "de", "brazil": "pt", "brazilian": "pt",
    "portuges": "pt", "portugues": "pt", "castellano": "es", "castilian": "es", "espanol": "es", "catala": "ca",
    "italiano": "it", "nederlands": "nl",
}  # fmt: skip
SPELT_IN = ("en", "es")


def language_of(said: str) -> str:
    """The code of a language that we know; "" for any other. Of several, as “Spanish; Castilian”, it is the first."""
    first = re.split(r"[;,/|]", said.strip(), maxsplit=1)[0].strip().lower()
    code = re.split("[-_]", first, maxsplit=1)[0]
    if code in LANGUAGE_NAMES:
        return code
    if code in THREE_LETTERS:
        return THREE_LETTERS[code]
    name = fold(re.sub(r"\(.*\)", "", first))
    return OTHER_NAMES.get(name) or _spelt_out().get(name, "")


def _spelt_out() -> dict[str, str]:
    found = {}
    for language in SPELT_IN:
        with translation.override(language):
            found |= {fold(str(name)): code for code, name in LANGUAGE_NAMES.items()}
    return found
