"""Sentences and words of a text, as an editor counts them. Pure."""

import re
from itertools import pairwise

from .tokens import MARK, TAG

# After these a full stop ends no sentence: something must follow.
_OPEN = {
    "en": "adm art arts brig capt ch cf col dr drs e.g eq esp fig figs gen gov hon i.e lt maj messrs mr mrs ms mt "
    "no nos op p para paras pp prof pt rep rev sec sen sgt st vol vols vs viz",
    "es": "admón arq art arts av avda cap caps cf cfr cía col d dir dña dr dra dres ed ej excmo fig figs fr gob gral "
    "ilmo ing lic ma mons mtra mtro mr mrs n.º no nos núm núms ob op p pág págs párr párrs pd pdte prof profa "
    "rev rvdo sec sr sra sras sres srta sta sto tel t tít ud uds vd vds vid vol vols vs",
}
# After these it may end one: only a word that likes to begin a sentence says so.
_EITHER = {
    "en": "a.m al approx apr aug co corp dec dept est etc feb inc jan jr jul jun ltd mar nov oct p.m ph.d sep sept sr",
    "es": "a.c a.m abr ago aprox c.a d.c dic ed ene etc feb jul jun mar nov oct p.m s.a s.l sep sept ss uu ee",
}
_BEGINS = {
    "en": "a after all although an and as at because before both but by despite during each even every few finally "
    "first for from he her here his how however i if in indeed it its many meanwhile more most moreover my no nobody "
    "not now on once one only other our over several she since so some still such that the their then there these they "
    "this those though three through thus to today two under until we what when where whether which while who why "
    "with without yet you your",
    "es": "a además ahora al algunas algunos ante antes así aunque bajo cada como con cuando de del desde después "
    "donde durante e el ella ellas ellos en entre era es esa esas ese esos esta estas este esto estos fue ha hace "
    "hacia han hasta hay hoy la las le les lo los luego mientras muchas muchos mi ni no nos nosotros nuestra nuestro o "
    "otra otras otro otros para pero por porque pues que quien se según ser si sin sobre solo son su sus "
    "también tampoco tras todas todo todos tras un una unas uno unos y ya yo",
}
_CLOSERS = r"(?:[\"'”’»›)\]]|\{/\d{1,4}\}|</(?!p\b|div\b|li\b|h\d\b)[A-Za-z][^<>]{0,99}>)*"
_BREAK = r"<br ?/?>|</(?:p|div|li|h\d)>"
_END = re.compile(
    rf"(?P<stop>[.!?…؟]+{_CLOSERS})(?=\s|<[A-Za-z]|$)|(?P<wide>[。！？।]+{_CLOSERS})"
    rf"|(?P<line>[\r\n\u2028\u2029]+|{_BREAK})"
)
# What follows a sentence and is none of its own.
_BREAKS = re.compile(rf"(?:\s|{_BREAK})*")
_OPENERS = re.compile(rf"(?:\s|[\"'“‘«‹(\[—–\-•*]|{TAG}|{MARK})*")
_WORD = re.compile(r"[^\W_]+")
_BEFORE = re.compile(r"(?:^|[\s(\[«“\"'‘>}—–/])([^\s(\[«“\"'‘<>{}—–/]*)$")
_MARKUP = re.compile(rf"{TAG}|(?!\{{\{{){MARK}")
_DIGITS_APART = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_APART = re.compile(r"\s+|[—…]")


def split_sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of `text` in order, each without the space around it; nothing else is lost. Never raises.

    A line break ends a sentence. Marks and tags that close, and breaks, stay with the sentence before them. A language
    without a list of its own uses the English abbreviations.
    """
    base = language.lower().split("-")[0].split("_")[0]
    rules = tuple(set(words.get(base, words["en"]).split()) for words in (_OPEN, _EITHER, _BEGINS))
    cuts = [0]
    for match in _END.finditer(text):
        if not match["stop"] or _ends(text, cuts[-1], match, rules):
            _cut(cuts, text, match.end())
    _cut(cuts, text, len(text))
    return [sentence for start, end in pairwise(cuts) if (sentence := text[start:end].strip())]


def _cut(cuts: list[int], text: str, end: int) -> None:
    """A sentence ends here; where nothing but breaks came since the last one, that one does."""
    if len(cuts) > 1 and _BREAKS.fullmatch(text, cuts[-1], end):
        cuts[-1] = end
    else:
        cuts.append(end)


def _ends(text: str, start: int, match: re.Match[str], rules: tuple[set[str], ...]) -> bool:
    """Whether a stop, exclamation or question mark ends the sentence that began at `start`."""
    opened = _OPENERS.match(text, match.end())
    at = opened.end() if opened else match.end()
    if at >= len(text):
        return True
    follows = text[at]
    if follows.islower() or follows in ".,;:)]»”…":
        return False
    if match["stop"][0] != "." or match["stop"].startswith(".."):
        return True
    before = _BEFORE.search(text, max(start, match.start() - 24), match.start())
    word = before[1] if before else ""
    return _is_end_after(word, follows, _WORD.match(text, at), rules, text[start : match.start()].strip() == word)


def _is_end_after(
    word: str, follows: str, next_word: re.Match[str] | None, rules: tuple[set[str], ...], first: bool
) -> bool:
    never, perhaps, begins = rules
    key = word.lower()
    likes_to_begin = bool(next_word) and next_word[0].lower() in begins
    if word.isdigit() and first:
        return False  # the number of an item of a list
    if len(word) == 1 and next_word and len(next_word[0]) == 1 and next_word.string[next_word.end() :][:1] == ".":
        return False  # a. C., p. m.
    if key in never and not (key in {"no", "p", "d", "t"} and not follows.isdigit() and word.islower()):
        return False
    if key in perhaps:
        return follows in "¿¡" or (likes_to_begin and not follows.isdigit())
    if len(word) == 1 and word.isupper():  # an initial: J. R. Smith
        return likes_to_begin
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):  # U.S., p.ej
        return likes_to_begin
    return True


def count_words(text: str) -> int:
    """How many words an editor counts: numbers are words, "BAPA+40" is one, marks and tags are none.

    "1 500" is one number. In scripts that leave no space between words each character counts.
    """
    plain = _DIGITS_APART.sub("", _MARKUP.sub("", re.sub(_BREAK, "\n", text)))
    wide = len(_WIDE.findall(plain))
    parts = _APART.split(_WIDE.sub(" ", plain))
    return wide + sum(any(sign.isalnum() for sign in part) for part in parts)
