"""Two spellings of one word, and a contraction in full: differences of form, not of meaning. Pure."""

import re
import unicodedata

from .lexicon import Lexicon

_PRONOUNS = {"it", "he", "she", "that", "there", "what", "who", "where", "here", "how", "let"}
_ENDINGS = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am"}
_NEGATED = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
# What the Academy leaves to the writer since 2010, or writes in two ways.
_SPANISH = {
    "sólo": "solo", "éste": "este", "ésta": "esta", "éstos": "estos", "éstas": "estas", "ése": "ese", "ésa": "esa",
    "ésos": "esos", "ésas": "esas", "aquél": "aquel", "aquélla": "aquella", "aquéllos": "aquellos",
    "aquéllas": "aquellas", "guión": "guion", "período": "periodo", "períodos": "periodos", "setiembre": "septiembre",
    "obscuro": "oscuro", "substancia": "sustancia", "transcendental": "trascendental", "icono": "ícono",
    "vídeo": "video", "océano": "oceano", "policíaco": "policiaco", "zodíaco": "zodiaco", "ámbos": "ambos",
}  # fmt: skip
_ENGLISH = {
    "programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "theatre": "theater",
    "metre": "meter", "metres": "meters", "defence": "defense", "offence": "offense", "licence": "license",
    "travelled": "traveled", "travelling": "traveling", "labelled": "labeled", "fulfil": "fulfill", "grey": "gray",
    "cheque": "check", "whilst": "while", "amongst": "among", "towards": "toward", "judgement": "judgment",
    "analyse": "analyze", "analysed": "analyzed", "ageing": "aging", "catalogue": "catalog", "sceptical": "skeptical",
    "kilometre": "kilometer", "kilometres": "kilometers", "mr": "mr", "tonnes": "tons",
}  # fmt: skip
_OURS = re.compile(r"^(col|lab|hon|fav|neighb|behavi|harb|hum|rum|endeav|vig|sav|arm|flav|rig|val|glam|parl|vap)our")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$")
# With another stress these are other words: "hacía" is no "hacia".
_STRESSED = {"amplía", "amplían", "continúa", "continúan", "hacía", "sabía", "sería", "varía", "varían"}
# With a hyphen after "re" these are other words: to re-sign is not to resign.
_AGAIN = re.compile(r"re-(?:cover|creat|dress|form|lay|sent|sign|sort|treat)(?:s|e|ed|es|ing|ion)?$")
# An accent on the last vowel tells publicó from publico; elsewhere its lack is a slip.
_LAST = re.compile(r"[áéíóú][ns]?$|^.{1,4}$")


def contracted(word: str) -> list[str]:
    """The words of a contraction: "didn't" is did and not; what is left of a possessive is its owner."""
    if word in _NEGATED:
        return [_NEGATED[word], "not"]
    if word.endswith("n't"):
        return [word[:-3], "not"]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            return [word.removesuffix(ending), full]
    if word.endswith("'s"):
        owner = word[:-2]
        return [owner, "us" if owner == "let" else "is"] if owner in _PRONOUNS else [owner]
    return [word.rstrip("'")]


def plain_word(word: str, capital: bool, lexicon: Lexicon) -> str:
    """One spelling for the variants of a word; the accents of a name, which has a `capital`, are form."""
    if not lexicon.day_first:
        word = _ENGLISH.get(word, word)
        return without_accents(_ISE.sub(r"iz\1", _OURS.sub(r"\1or", word)))
    word = _SPANISH.get(word, word) if lexicon.decimal == "," else word
    known = word in lexicon.common or word in lexicon.negations
    tells = _LAST.search(word) and not word.endswith(("ción", "sión", "gión", "nión", "tión"))
    is_verb = word in _STRESSED or word.endswith("ó")  # habló is not hablo, at the beginning of a sentence too
    return word if known or is_verb or (tells and not capital) else without_accents(word)


def without_hyphen(word: str) -> str:
    """A word with a prefix, in one piece where that is the same word."""
    return word if _AGAIN.match(word) else word.replace("-", "")


def without_accents(word: str) -> str:
    """`word` without accents; the tilde of ñ stays, for it makes another letter."""
    if word.isascii():
        return word
    plain = (sign for sign in unicodedata.normalize("NFD", word.replace("ñ", "\0")) if not unicodedata.combining(sign))
    return "".join(plain).replace("\0", "ñ")
