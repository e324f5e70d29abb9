"""Each test starts from the same database, whatever ran before it."""

import shutil
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from tests.databases import ROOT, SECOND_DIRECTION, template_key
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
@pytest.mark.parametrize("number", [1, 2])
def test_twice(number): pass

@pytest.mark.django_db
@pytest.mark.any_database
def test_the_same_anywhere(): pass

def test_without(): pass
"""


def test_the_second_direction_is_the_one_that_is_left_out():
    assert story.DIRECTIONS[1:] == [SECOND_DIRECTION]


def test_of_both_directions_the_second_database_sees_the_first_and_nothing_that_asks_it_for_nothing(tmp_path):
    (tmp_path / "test_played.py").write_text(PLAYED)
    options = ["--collect-only", "-q", "-o", "addopts=", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "--only-database", str(tmp_path), "-p", "tests.databases"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    found = [line.rpartition("::")[2] for line in done.stdout.splitlines() if "::" in line]
    assert found == ["test_in_both_directions[en\\u2192es]", "test_twice[1]", "test_twice[2]"]
    assert "3 deselected" in done.stdout


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
    return tmp_path


@pytest.mark.parametrize(
    "changed", ["requirements.txt", "core/migrations/0001_initial.py", "core/migrations/0099_new.py"]
)
def test_a_migration_or_a_requirement_asks_for_a_new_template(tree, changed):
    before = template_key(tree)
    with (tree / changed).open("a") as file:
        file.write("# changed\n")
    assert template_key(tree) != before


def test_other_code_leaves_the_template_alone(tree):
    before = template_key(tree)
    (tree / "core" / "models.py").write_text("# changed\n")
    assert template_key(tree) == before
