"""Each test starts from the same database, whatever ran before it."""

import shutil
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from tests.databases import DIRECTIONS, ROOT, template_key
from tests.translations import story

ROUNDS = pytest.mark.parametrize("number", [1, 2])


def assert_start() -> None:
    """A site in two languages, and nothing that a test left behind."""
    assert {page.locale.language_code for page in HomePage.objects.all()} == {"en", "es"}
    assert Site.objects.get().root_page.specific_class is HomePage
    assert Collection.get_first_root_node()
    assert not Group.objects.filter(name="Left behind").exists()


@ROUNDS
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_before_the_next(number):
    assert_start()
    Group.objects.create(name="Left behind")


@ROUNDS
@pytest.mark.django_db
def test_what_a_test_writes_in_its_transaction_is_gone_before_the_next(number):
    assert_start()
    Group.objects.create(name="Left behind")


@ROUNDS
def test_a_bare_database_is_as_the_migrations_leave_it(bare_database, number):
    assert not HomePage.objects.exists()
    assert [locale.language_code for locale in Locale.objects.all()] == ["en"]
    assert Page.objects.filter(depth=2).count() == 1
    Group.objects.create(name="Left behind")


@pytest.mark.django_db(transaction=True)
def test_after_a_bare_database_the_site_is_back():
    assert_start()


PLAYED = """
import pytest

@pytest.fixture(scope="module", params=[("en", "es"), ("es", "en")], ids="→".join)
def kept_scene(request): return request.param

@pytest.mark.django_db
def test_in_both_directions(kept_scene): pass

@pytest.mark.django_db
@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_told_apart(here, there): pass

@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2])
def test_twice(number): pass

@pytest.mark.django_db
@pytest.mark.browser
@pytest.mark.parametrize(("source", "target"), [("en", "es"), ("es", "en")])
def test_clicked(source, target): pass

@pytest.mark.django_db
@pytest.mark.any_database
def test_the_same_anywhere(): pass

@pytest.mark.parametrize(("source", "target"), [("en", "es"), ("es", "en")])
def test_without(source, target): pass
"""


IN_BOTH = ["test_in_both_directions[en\\u2192es]", "test_in_both_directions[es\\u2192en]"]
TOLD_APART = ["test_told_apart[en-es]", "test_told_apart[es-en]"]
OFTEN = ["test_twice[1]", "test_twice[2]"]
CLICKED = ["test_clicked[en-es]", "test_clicked[es-en]"]
ANYWHERE = ["test_the_same_anywhere", "test_without[en-es]", "test_without[es-en]"]
EACH = {
    (): [*IN_BOTH, *TOLD_APART, *OFTEN, *CLICKED, *ANYWHERE],
    ("--direction=first",): [IN_BOTH[0], TOLD_APART[0], *OFTEN, *CLICKED, *ANYWHERE],
    ("--only-database", "--direction=second"): [IN_BOTH[1], TOLD_APART[1], *OFTEN, *CLICKED],
    ("--only-database",): [*IN_BOTH, *TOLD_APART, *OFTEN, *CLICKED],
}


def test_the_directions_are_those_that_translations_are_tested_in():
    assert list(DIRECTIONS.values()) == story.DIRECTIONS


@pytest.mark.parametrize("options", EACH, ids=" ".join)
def test_two_databases_see_each_test_in_one_direction_each_and_leave_out_nothing_else(tmp_path, options):
    (tmp_path / "test_played.py").write_text(PLAYED)
    common = ["--collect-only", "-q", "-o", "addopts=", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *common, *options, str(tmp_path), "-p", "tests.databases"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    found = [line.rpartition("::")[2] for line in done.stdout.splitlines() if "::" in line]
    assert found == EACH[options]
    left = len(EACH[()]) - len(found)
    assert (f"{left} deselected" in done.stdout) == bool(left)


@pytest.mark.django_db
def test_the_database_of_a_test_is_a_copy():
    name = str(connection.settings_dict["NAME"])
    assert "test" in name
    assert not name.endswith("var/db.sqlite3")


@pytest.fixture
def tree(tmp_path):
    """The parts of the project that a template depends on."""
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    for app in ("core", "articles"):
        shutil.copytree(ROOT / app / "migrations", tmp_path / app / "migrations")
    for part in ("search/engine", "language"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


@pytest.mark.parametrize(
    "changed",
    [
        "requirements.txt",
        "core/migrations/0001_initial.py",
        "core/migrations/0099_new.py",
        "search/engine/terms.py",
        "language/analysis.py",
    ],
)
def test_a_migration_a_requirement_or_what_indexes_pages_asks_for_a_new_template(tree, changed):
    before = template_key(tree)
    with (tree / changed).open("a") as file:
        file.write("# changed\n")
    assert template_key(tree) != before


def test_other_code_leaves_the_template_alone(tree):
    before = template_key(tree)
    (tree / "core" / "models.py").write_text("# changed\n")
    assert template_key(tree) == before
