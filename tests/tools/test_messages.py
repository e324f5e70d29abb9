"""Catalogues: what `make lint` refuses, what `make messages` keeps."""

import shutil

import polib
import pytest

from tools import messages

SOURCE = """
from django.utils.translation import gettext as _, ngettext, pgettext
a = _("Blog")
b = _("Hello, %(name)s")
c = ngettext("One post", "%(count)s posts", 2)
d = pgettext("verb", "Post")
"""
needs_xgettext = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="xgettext is missing (Debian: apt-get install gettext)"
)


@pytest.fixture
def project(tmp_path):
    """A small project whose Spanish catalogue is complete and compiled."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "words.py").write_text(SOURCE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "words.py").write_text("from x import _\n_('Only in a test')\n")
    path = tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = messages.new_catalogue("es")
    occurrences = [("app/words.py", "")]
    catalogue += [
        polib.POEntry(msgid="Blog", msgstr="Bitácora", occurrences=occurrences),
        polib.POEntry(
            msgid="Hello, %(name)s", msgstr="Hola, %(name)s", occurrences=occurrences, flags=["python-format"]
        ),
        polib.POEntry(
            msgid="One post",
            msgid_plural="%(count)s posts",
            msgstr_plural={0: "Una entrada", 1: "%(count)s entradas"},
            occurrences=occurrences,
        ),
        polib.POEntry(msgctxt="verb", msgid="Post", msgstr="Publicar", occurrences=occurrences),
    ]
    save(catalogue, path)
    return tmp_path


def save(catalogue, path):
    catalogue.save(str(path))
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def spoil(project, change):
    """Change the catalogue, save and compile it; returns the problems."""
    (path,) = messages.catalogues(project)
    catalogue = polib.pofile(str(path))
    change(catalogue)
    save(catalogue, path)
    return list(messages.problems_within(path))


def test_a_complete_compiled_catalogue_has_no_problems(project):
    (path,) = messages.catalogues(project)
    assert list(messages.problems_within(path)) == []


@pytest.mark.parametrize(
    ("index", "values", "problem"),
    [
        (0, {"msgstr": ""}, "not translated"),
        (0, {"flags": ["fuzzy"]}, "fuzzy"),
        (0, {"obsolete": 1}, "obsolete"),
        (1, {"msgstr": "Hola"}, "lacks a placeholder"),
        (1, {"msgstr": "Hola, %(nombre)s"}, "placeholder that the message lacks"),
        (2, {"msgstr_plural": {0: "Una entrada", 1: ""}}, "not translated"),
    ],
)
def test_a_fault_in_an_entry_is_found(project, index, values, problem):
    def change(catalogue):
        for name, value in values.items():
            setattr(catalogue[index], name, value)

    assert any(problem in text for text in spoil(project, change))


def test_a_singular_may_leave_the_number_out(project):
    def change(catalogue):
        catalogue[2].msgstr_plural = {0: "%(count)s entrada", 1: "%(count)s entradas"}

    assert spoil(project, change) == spoil(project, lambda catalogue: None) == []


@pytest.mark.parametrize("damage", ["missing", "older"])
def test_a_mo_file_that_was_not_compiled_from_the_po_is_found(project, damage):
    (path,) = messages.catalogues(project)
    if damage == "missing":
        path.with_suffix(".mo").unlink()
    else:
        path.write_text(path.read_text().replace("Bitácora", "Blog"))
    assert any("not compiled" in text for text in messages.problems_within(path))


@needs_xgettext
def test_a_message_added_to_or_taken_from_the_source_is_found(project, capsys):
    assert messages.check(project, require_all=True) == 0
    words = project / "app" / "words.py"
    words.write_text(words.read_text().replace('_("Blog")', '_("Journal")'))
    assert messages.check(project, require_all=True) == 1
    out = capsys.readouterr().out
    assert "missing, run `make messages`: 'Journal'" in out
    assert "no longer in the source, run `make messages`: 'Blog'" in out


def test_without_xgettext_the_check_says_what_it_left_out(project, capsys, monkeypatch):
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    assert messages.check(project, require_all=False) == 0
    assert "apt-get install gettext" in capsys.readouterr().out
    assert messages.check(project, require_all=True) == 1


@needs_xgettext
def test_gathering_again_changes_nothing(project):
    (path,) = messages.catalogues(project)
    messages.write(project, ["es"])
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    words = project / "app" / "words.py"
    words.write_text("\n\n# lines move\n" + words.read_text())
    messages.write(project, ["es"])
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == before
    assert messages.check(project, require_all=True) == 0


@needs_xgettext
def test_gathering_keeps_translations_and_drops_what_is_gone(project):
    (project / "app" / "words.py").write_text(SOURCE.replace('_("Blog")', '_("New")'))
    messages.write(project, ["es"])
    (path,) = messages.catalogues(project)
    catalogue = polib.pofile(str(path))
    texts = {entry.msgid: entry.msgstr_plural or entry.msgstr for entry in catalogue}
    assert texts == {
        "New": "",
        "Hello, %(name)s": "Hola, %(name)s",
        "One post": {0: "Una entrada", 1: "%(count)s entradas"},
        "Post": "Publicar",
    }
    assert "-Date" not in path.read_text()
    assert "Only in a test" not in path.read_text()


@needs_xgettext
def test_a_language_begins_with_an_empty_catalogue(project):
    messages.write(project, ["pt"])
    catalogue = polib.pofile(str(project / "locale" / "pt" / "LC_MESSAGES" / "django.po"))
    assert len(catalogue) == 4
    assert not catalogue.translated_entries()
    assert "n > 1" in catalogue.metadata["Plural-Forms"]


# ---------------------------------------------------------------- messages of other people's packages
def upstream_catalogue(root, *entries):
    path = root / "locale_upstream/es/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    catalogue = messages.new_catalogue("es")
    catalogue.extend(entries)
    catalogue.save(str(path))
    messages.compile_saved(path)
    return path


def test_a_message_that_wagtail_says_may_be_kept_by_hand(tmp_path):
    path = upstream_catalogue(tmp_path, polib.POEntry(msgid="Live", msgstr="Publicada"))
    assert messages.kept_by_hand(tmp_path) == [path]
    assert not list(messages.problems_within(path))
    assert not list(messages.problems_upstream(polib.pofile(str(path)), "django"))


def test_a_message_that_wagtail_no_longer_says_is_named(tmp_path):
    path = upstream_catalogue(tmp_path, polib.POEntry(msgid="Livelier than ever", msgstr="Publicadísima"))
    (problem,) = messages.problems_upstream(polib.pofile(str(path)), "django")
    assert "Livelier than ever" in problem


def test_a_message_of_the_scripts_is_none_of_the_pages(tmp_path):
    entry = polib.POEntry(msgid="Unpin toolbar", msgstr="Soltar")
    assert not list(messages.problems_upstream([entry], "djangojs"))
    assert list(messages.problems_upstream([entry], "django"))


def test_a_catalogue_kept_by_hand_is_compiled_as_well(tmp_path):
    path = upstream_catalogue(tmp_path, polib.POEntry(msgid="Live", msgstr="Publicada"))
    path.with_suffix(".mo").write_bytes(b"old")
    assert list(messages.problems_within(path))
    messages.compile_saved(path)
    assert not list(messages.problems_within(path))


@pytest.mark.parametrize(("comment", "wrong"), [("", True), (f"{messages.LEFT_OUT}: there is only one.", False)])
def test_a_placeholder_may_be_left_out_where_the_translator_says_so(tmp_path, comment, wrong):
    entry = polib.POEntry(msgid="Submit to %(name)s", msgstr="Enviar", tcomment=comment)
    path = upstream_catalogue(tmp_path, entry)
    assert bool(list(messages.problems_within(path))) is wrong
