"""The Spanish catalogues: complete, and as Spanish is set in type.

The house rules: usted or nobody, «…», ¿…?, a space that does not break before
a per cent sign, sentence case, no full stop on a label.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "locale/es/LC_MESSAGES/django.po"
FILES = sorted(ROOT.glob("locale*/es/LC_MESSAGES/*.po"))
TAG = re.compile(r"<[^<>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)\w|{\w*}|{/?%\(number\)d}")
# Not those that are usted's imperative or a third person as well (“revisa”, “elige”).
FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|te|contigo|vosotros|eres|estás|tienes|puedes|quieres|debes|deseas|sabes|haz|pon|añade"
    r"|introduce|selecciona|escribe|hagas|has)\b",
    re.I,
)
UNWANTED = re.compile(r"en vivo|marquilla|\b(coger|remover|chequear|ordenador|computadora|clickear|clicar)\b", re.I)
# The straight mark is what the sentence is about.
QUOTES_MEANT = {'Multi-word tags with spaces will automatically be enclosed in double quotes (").'}


def entries(path: Path) -> Iterator[tuple[polib.POEntry, str, str]]:
    """(entry, English, Spanish) of each form, without markup."""
    for entry in polib.pofile(str(path)):
        pairs = [(entry.msgid, entry.msgstr)]
        if entry.msgid_plural:
            forms = sorted(entry.msgstr_plural.items())
            pairs = [(entry.msgid if number == 0 else entry.msgid_plural, text) for number, text in forms]
        for english, spanish in pairs:
            yield entry, TAG.sub("", english), TAG.sub("", spanish)


def wrong(path: Path, rule) -> list[tuple[str, str]]:
    """What breaks a rule, as (English, Spanish)."""
    return [(english, spanish) for entry, english, spanish in entries(path) if not rule(entry, english, spanish)]


def each_file(test):
    return pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])(test)


def test_there_are_catalogues():
    assert OWN in FILES
    assert len(FILES) == 3


@each_file
def test_every_message_is_translated_in_every_form(path):
    catalogue = polib.pofile(str(path))
    number = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    assert not [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete or not entry.translated()]
    plural = [entry for entry in catalogue if entry.msgid_plural]
    assert plural
    assert not [entry.msgid for entry in plural if sorted(entry.msgstr_plural) != list(range(number))]


@each_file
def test_placeholders_stay_as_they_are(path):
    def same(entry, english, spanish):
        if "Placeholder left out" in entry.tcomment:
            return set(PLACEHOLDER.findall(spanish)) <= set(PLACEHOLDER.findall(english))
        if entry.msgid_plural:
            return set(PLACEHOLDER.findall(spanish)) <= set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        return set(PLACEHOLDER.findall(spanish)) == set(PLACEHOLDER.findall(english))

    assert not wrong(path, same)


@each_file
def test_markup_stays_as_it_is(path):
    strip = re.compile(r"\s*/?>")
    tags = [
        (entry.msgid, text)
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if sorted(strip.sub(">", tag) for tag in TAG.findall(text))
        != sorted(strip.sub(">", tag) for tag in TAG.findall(entry.msgid))
    ]
    assert not tags


@each_file
def test_quotation_marks_are_spanish(path):
    assert not wrong(path, lambda entry, en, es: en in QUOTES_MEANT or not re.search("[\"'“”„]", es))
    assert not wrong(path, lambda entry, en, es: es.count("«") == es.count("»"))
    assert not wrong(path, lambda entry, en, es: "“" not in en or "«" in es)


@each_file
def test_questions_and_exclamations_open_and_close(path):
    assert not wrong(path, lambda entry, en, es: es.count("¿") == es.count("?") and es.count("¡") == es.count("!"))


@each_file
def test_a_space_that_does_not_break_stands_before_per_cent(path):
    assert not wrong(path, lambda entry, en, es: not re.search(r"(?<!\u00a0)%(?!\()", es))


@each_file
def test_three_dots_are_one_character_and_touch_the_word(path):
    assert not wrong(path, lambda entry, en, es: "..." not in es)
    assert not wrong(path, lambda entry, en, es: not re.search(r" …$", es))


@each_file
def test_no_space_is_doubled_or_stands_before_a_mark(path):
    loose = re.compile(r"  | [.,;:?!](?: |$)|« | »")
    assert not wrong(path, lambda entry, en, es: not loose.search(es) or loose.search(en))
    assert not wrong(path, lambda entry, en, es: en.strip() == en or es[-1:].isspace() == en[-1:].isspace())


@each_file
def test_a_sentence_ends_as_in_english_and_a_label_without_a_full_stop(path):
    # Wagtail leaves the full stop out of some sentences: where it does, Spanish may put it.
    def agrees(entry, english, spanish):
        return not english.strip().replace("...", "…").endswith(".") or spanish.strip()[-1] in ".»?"

    def is_label(english):
        return len(english.split()) <= 3 and not english.endswith((".", "…"))

    assert not wrong(path, agrees)
    assert not wrong(path, lambda entry, en, es: not is_label(en) or not re.search(r"\w\.$", es))


@each_file
def test_nobody_is_addressed_as_tu(path):
    assert not wrong(path, lambda entry, en, es: not FAMILIAR.search(es))


@each_file
def test_unwanted_words_are_not_used(path):
    assert not wrong(path, lambda entry, en, es: not UNWANTED.search(es))


def test_labels_in_lower_case_stay_in_lower_case():
    def keeps(entry, english, spanish):
        return not english[:1].islower() or spanish[:1].islower()

    assert not wrong(OWN, keeps)


def test_names_of_languages_are_lower_case():
    names = {entry.msgid: entry.msgstr for entry in polib.pofile(str(OWN)) if entry.msgctxt == "language"}
    assert names["Spanish"] == "español"
    assert all(name == name.lower() for name in names.values())


def test_titles_are_in_sentence_case():
    """A capital within a message belongs to a name or begins a sentence."""
    allowed = {"DOI", "ORCID", "CC", "BY", "HK", "IT", "Wagtail", "API", "PO", "UTF", "JavaScript", "QR", "JSON"}
    allowed |= {"BibTeX", "RIS", "CSL", "TeX"}
    allowed |= {"Creative", "Commons", "Cero", "CompartirIgual", "NoComercial", "SinDerivadas"}  # names of licences
    allowed |= {"Mac", "Cmd", "Ctrl", "Esc", "Intro"}  # what stands on keys

    def keeps(entry, english, spanish):
        inner = re.findall(r"(?<![.?:»] )(?<!^)(?<![«¿(])\b[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*", PLACEHOLDER.sub("x", spanish))
        quoted = re.findall(r"«([^»]*)»", spanish)
        return all(word in allowed or any(word in each for each in quoted) for word in inner)

    assert not wrong(OWN, keeps)


# ---------------------------------------------------------------- what Spanish readers of the admin get in the end
def shown() -> Iterator[tuple[str, str]]:
    """(English, Spanish as shown) of every message of the apps on the path of editor, translator and reviewer."""
    root = Path(wagtail.__file__).parent
    with translation.override("es"):
        for app in ("", "admin/", "images/", "documents/", "snippets/", "embeds/", "users/"):
            for entry in polib.pofile(str(root / f"{app}locale/en/LC_MESSAGES/django.po")):
                if not entry.obsolete and entry.msgid_plural:
                    yield entry.msgid_plural, translation.ngettext(entry.msgid, entry.msgid_plural, 2)
                elif not entry.obsolete:
                    yield entry.msgid, translation.gettext(entry.msgid)


# Messages that read the same in both languages, and one that nobody sees.
SAME = {"Error 404", "Alias", "Roles", "Manual", "Admin", "General", "slug", "workflow_tasks"}


def test_wagtails_screens_are_all_in_spanish():
    said = list(shown())
    assert len(said) > 1500
    words = [(en, es) for en, es in said if en == es and re.search(r"[a-z]{3}", PLACEHOLDER.sub("", TAG.sub("", en)))]
    assert {en for en, _es in words} <= SAME


def test_wagtails_screens_address_nobody_as_tu():
    bare = [(en, TAG.sub("", es)) for en, es in shown()]
    assert not [pair for pair in bare if FAMILIAR.search(pair[1]) or UNWANTED.search(pair[1])]
    assert not [pair for pair in bare if pair[1].count("¿") != pair[1].count("?")]


def test_django_needs_no_help():
    """Django's own Spanish is complete, so that nothing of it stands in our catalogues."""
    folder = Path(django.__file__).parent
    for path in (folder / "conf", folder / "contrib/auth", folder / "contrib/humanize"):
        english = {entry.msgid for entry in polib.pofile(str(path / "locale/en/LC_MESSAGES/django.po"))}
        spanish = {e.msgid for e in polib.pofile(str(path / "locale/es/LC_MESSAGES/django.po")) if e.translated()}
        assert english <= spanish
