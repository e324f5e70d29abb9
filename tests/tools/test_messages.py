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
        (2, {"msgstr_plural": {0: "", 1: "%(count)s entradas"}}, "not translated"),
        (2, {"msgstr_plural": {0: "Una entrada", 1: "Entradas"}}, "lacks a placeholder"),
        (2, {"msgstr_plural": {0: "%(n)s entrada", 1: "%(count)s entradas"}}, "placeholder that the message lacks"),
        (2, {"flags": ["fuzzy", "python-format"]}, "fuzzy"),
        (3, {"msgstr": "Publicar {name}"}, "placeholder that the message lacks"),
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


@pytest.mark.parametrize(
    ("msgid", "msgstr", "problem"),
    [
        ("{name} wrote", "{name} ha escrito", ""),
        ("{name} wrote", "ha escrito", "lacks a placeholder"),
        ("{name} wrote", "{nombre} ha escrito", "placeholder that the message lacks"),
        ("%(a)s of %(b)s", "%(b)s: %(a)s", ""),  # in another order
        ("%(a)s of %(b)s", "%(a)s", "lacks a placeholder"),
        ("%(a)s", "%(a)s y %(a)s", ""),  # said twice
        ("%(a)d", "%(a)s", ""),  # the same name
        ("100 %", "100 %", ""),
        ("a {} b", "a {} b", ""),
    ],
)
def test_placeholders_are_compared_by_their_names(tmp_path, msgid, msgstr, problem):
    path = upstream_catalogue(tmp_path, polib.POEntry(msgid=msgid, msgstr=msgstr))
    found = list(messages.problems_within(path))
    assert [problem in text for text in found] == ([True] if problem else [])
    assert all(repr(msgid) in text for text in found)


def test_messages_are_the_same_one_only_with_context_and_plural():
    verb, noun = (polib.POEntry(msgctxt=context, msgid="Post", msgstr="x") for context in ("verb", None))
    many = polib.POEntry(msgid="Post", msgid_plural="Posts")
    assert list(messages.problems_against([verb, noun, many], [noun, many, verb])) == []
    assert list(messages.problems_against([verb], [noun])) == [
        "missing, run `make messages`: 'Post'",
        "no longer in the source, run `make messages`: 'Post'",
    ]
    gone = polib.POEntry(msgid="Old", msgstr="Viejo", obsolete=1)
    assert list(messages.problems_against([], [gone])) == []  # told of by itself, as obsolete


def test_an_updated_catalogue_takes_texts_comments_and_flags_along_and_dates_are_left_behind():
    held, source = messages.new_catalogue("es"), messages.new_catalogue("es")
    held.metadata["POT-Creation-Date"] = held.metadata["PO-Revision-Date"] = "2020-01-01"
    held.append(polib.POEntry(msgid="Hello", msgstr="Hola", tcomment="Said aloud", flags=["fuzzy"]))
    held.append(polib.POEntry(msgid="Gone", msgstr="Ido"))
    held.append(polib.POEntry(msgid="Old", msgstr="Viejo", obsolete=1))
    places = [("b.py", ""), ("a.py", ""), ("b.py", "")]
    source.append(polib.POEntry(msgid="Old", occurrences=places))
    source.append(polib.POEntry(msgid="Hello"))
    source.append(polib.POEntry(msgid="One", msgid_plural="Many"))
    old, hello, many = messages.update(held, source)
    assert (hello.msgstr, hello.tcomment, hello.fuzzy) == ("Hola", "Said aloud", True)
    assert (old.msgstr, old.occurrences) == ("", [("a.py", ""), ("b.py", "")])  # what was given up is asked for again
    assert many.msgstr_plural == {0: "", 1: ""}
    assert not [name for name in messages.update(held, source).metadata if name.endswith("-Date")]


@pytest.mark.parametrize("language", messages.PLURAL_FORMS)
def test_a_new_catalogue_says_all_that_gettext_needs(language, tmp_path):
    path = tmp_path / "django.po"
    messages.new_catalogue(language).save(str(path))
    found = polib.pofile(str(path)).metadata
    assert found["Language"] == language
    assert found["Content-Type"] == "text/plain; charset=UTF-8"
    assert found["Plural-Forms"].startswith("nplurals=2;")


def test_the_check_names_each_catalogue_and_counts_those_that_are_right(project, capsys, monkeypatch):
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    upstream_catalogue(project, polib.POEntry(msgid="Live", msgstr="Publicada"))
    assert messages.check(project, require_all=False) == 0
    assert capsys.readouterr().out.startswith("2 catalogue(s) complete and compiled\n")
    (path,) = messages.kept_by_hand(project)
    path.with_suffix(".mo").unlink()
    assert messages.check(project, require_all=False) == 1
    assert "locale_upstream/es/LC_MESSAGES/django.po: django.mo is not compiled" in capsys.readouterr().out


def test_a_project_without_a_catalogue_does_not_pass_for_a_complete_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    assert messages.check(tmp_path, require_all=False) == 1
    assert "locale/ holds no catalogue" in capsys.readouterr().out


def test_nothing_is_gathered_without_the_program_and_nothing_is_written(project, monkeypatch):
    monkeypatch.setattr(messages.shutil, "which", lambda name: None)
    (path,) = messages.catalogues(project)
    before = path.read_bytes()
    with pytest.raises(SystemExit, match="apt-get install gettext"):
        messages.write(project, ["es"])
    assert path.read_bytes() == before
