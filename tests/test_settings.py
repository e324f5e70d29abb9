"""Settings: described, safe, and refused in one sentence where they are wrong."""

import ast
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from search.server.address import CLIENTS
from tests.databases import SQLiteStore

ROOT = Path(settings.BASE_DIR)
READ_ELSEWHERE = {"ENV_FILE"}  # by os.environ, before there is an env
SECRET = "x9" * 15 + "aBcDeFgHiJkLmNoPqRsTuVwXyZ-_" * 2


def run(*command: str, settings_module: str = "mysite.settings.dev", **environ: str) -> subprocess.CompletedProcess:
    """A process with nothing of ours in its environment but what is given."""
    env = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "DATABASE_URL": "sqlite://:memory:",
    }
    return subprocess.run(
        [sys.executable, *command], env=env | environ, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


# ---------------------------------------------------------------- described
def names_read() -> set[str]:
    """Each NAME of `env.something("NAME", …)` in the settings."""

    def calls(path: Path) -> Iterator[str]:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.args[0].value

    return {name for path in (ROOT / "mysite" / "settings").glob("*.py") for name in calls(path)} | READ_ELSEWHERE


def test_the_reader_of_settings_finds_them():
    assert {"SECRET_KEY", "DATABASE_URL", "SECURE_HSTS_SECONDS", "DEBUG"} <= names_read()


def test_every_variable_is_described():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    assert set(rows) == names_read()
    assert len(rows) == len(set(rows))


def test_every_variable_has_its_example():
    examples = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(examples) == names_read()
    assert len(examples) == len(set(examples))


# ---------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    ],
)
@pytest.mark.parametrize("command", [("manage.py", "check"), ("-c", "import mysite.wsgi")], ids=["manage", "wsgi"])
def test_production_names_what_is_missing_in_one_sentence(command, environ, named):
    done = run(*command, settings_module="mysite.settings.production", **environ)
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"Tandem does not start. Set {named} in the environment")


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("TASKS_BACKEND", "redis", "it must be one of immediate, db."),
        ("SITE_LANGUAGES", "en,xx", "Unknown language code xx."),
        ("SITE_LANGUAGES", "en,en", "each content language once"),
        ("SITE_LANGUAGES", "", "each content language once"),
        ("TANDEM_QUOTE_PERCENT", "101", "a number from 0 to 100"),
        ("TANDEM_QUOTE_PERCENT", "-1", "a number from 0 to 100"),
        ("SEARCH_URL", "localhost:9200", "it reads opensearch://name:password@host:9200/prefix"),
        ("SEARCH_URL", "opensearch://localhost/Tandem", "small letters, digits"),
        ("ADMIN_PATH", "/", "neither empty nor below a language"),
        ("ADMIN_PATH", "es/admin", "neither empty nor below a language"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(name, value, hint):
    done = run("manage.py", "check", **{name: value})
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert name in line
    assert hint in line


# ---------------------------------------------------------------- what the variables do
SHOW = """
import django; django.setup()
from django.conf import settings
from django_tasks import task_backends
print(*settings.SITE_LANGUAGES, settings.LANGUAGE_CODE, dict(settings.LANGUAGES)[settings.LANGUAGE_CODE])
print(settings.ADMIN_PATH, type(task_backends["default"]).__name__, settings.DEBUG)
print(settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1], settings.TIME_ZONE)
"""


def test_the_defaults_are_those_that_are_described():
    done = run("-c", SHOW)
    assert done.stdout.splitlines() == [
        "en es en English",
        "admin/ ImmediateBackend True",
        "LocMemCache UTC",
    ], done.stderr


def test_the_variables_are_heeded():
    environ = {"SITE_LANGUAGES": "pt-br,en", "ADMIN_PATH": "/back/office/", "TASKS_BACKEND": "db", "DEBUG": "false"}
    done = run("-c", SHOW, **environ, CACHE_URL="dbcache://cached", TIME_ZONE="Europe/Madrid")
    assert done.stdout.splitlines() == [
        "pt-br en pt-br Português brasileiro",
        "back/office/ DatabaseBackend False",
        "DatabaseCache Europe/Madrid",
    ], done.stderr


def test_a_search_server_is_for_readers_and_never_for_tests():
    show = "from django.conf import settings; print(*settings.WAGTAILSEARCH_BACKENDS)"
    environ = {"SEARCH_URL": "opensearch://search.example.org/tandem"}
    assert run("-c", show, **environ).stdout.split() == ["default", "readers"]
    assert run("-c", show, settings_module="mysite.settings.test", **environ).stdout.split() == ["default"]
    assert run("-c", show).stdout.split() == ["default"]


@pytest.mark.parametrize("kind", [kind for kind, library in CLIENTS.items() if not find_spec(library)])
def test_production_does_not_start_without_the_library_of_its_search_server(kind):
    environ = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "www.example.org", "SEARCH_URL": f"{kind}://search.example.org"}
    done = run("-c", "import mysite.wsgi", settings_module="mysite.settings.production", **environ)
    assert done.stderr.strip().splitlines()[-1].endswith(f"-r requirements/{kind}.txt")


def test_a_file_gives_variables_and_the_environment_wins(tmp_path):
    file = tmp_path / "site.env"
    file.write_text("ADMIN_PATH=from-file\nTIME_ZONE=Europe/Madrid\n")
    done = run("-c", SHOW, ENV_FILE=str(file), TIME_ZONE="America/Bogota")
    assert "from-file/" in done.stdout, done.stderr
    assert "America/Bogota" in done.stdout


def test_a_fresh_clone_gets_its_folder_for_data():
    assert "VAR_DIR.mkdir" in (ROOT / "mysite" / "settings" / "dev.py").read_text()


# ---------------------------------------------------------------- databases
PRAGMAS = """
import django; django.setup()
from django.db import connection, transaction
def read(name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]
print(*[read(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "temp_store")])
other = connection.copy("default")
with transaction.atomic():
    with other.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
        try:
            cursor.execute("BEGIN IMMEDIATE")
            print("free")
        except Exception as error:
            print(error)
"""


def test_a_sqlite_file_lets_readers_read_and_writers_wait(tmp_path):
    done = run("-c", PRAGMAS, DATABASE_URL=f"sqlite:///{tmp_path / 'site.sqlite3'}")
    # WAL; NORMAL; on; 20 s; in memory. A transaction holds the right to write from its first moment.
    assert done.stdout.splitlines() == ["wal 1 1 20000 2", "database is locked"], done.stderr
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.django_db
def test_the_suite_runs_with_the_options_of_its_database():
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        assert options["transaction_mode"] == "IMMEDIATE"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
    else:
        assert options["pool"] is True
        connection.ensure_connection()
        assert connection.pool.get_stats()["pool_size"] >= 1


def test_postgresql_gets_a_pool_without_being_asked():
    script = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS'])"
    assert run("-c", script, DATABASE_URL="postgres://me@db.example/site").stdout.strip() == "{'pool': True}"


# ---------------------------------------------------------------- background work
WORK = """
import django; django.setup()
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail.tasks import update_reference_index_task
page = Page.objects.order_by("-depth").first()
update_reference_index_task.enqueue("wagtailcore", "page", str(page.pk))
print(*DBTaskResult.objects.values_list("status", flat=True))
call_command("db_worker", batch=True, verbosity=0)
print(*DBTaskResult.objects.values_list("status", flat=True))
"""


@pytest.fixture
def database_url(tmp_path) -> str:
    """A migrated SQLite file of this test's own."""
    store = SQLiteStore(str(tmp_path / "site.sqlite3"))
    store.build_template()
    store.copy(store.template, store.database)
    return f"sqlite:///{store.database}"


@pytest.mark.parametrize("debug", ["true", "false"])
def test_on_a_persons_own_machine_uploads_are_served_with_and_without_debug(debug, tmp_path):
    script = """
import django
django.setup()
from django.test import Client
print(b"".join(Client(SERVER_NAME="localhost").get("/media/images/a%20note.txt").streaming_content).decode())
"""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a note.txt").write_text("here")
    done = run("-c", script, DEBUG=debug, MEDIA_ROOT=str(tmp_path))
    assert done.stdout.strip() == "here", done.stderr


def test_with_the_database_backend_work_waits_for_the_worker(database_url):
    done = run("-c", WORK, DATABASE_URL=database_url, TASKS_BACKEND="db")
    assert done.stdout.splitlines() == ["READY", "SUCCESSFUL"], done.stderr


def test_by_default_work_is_done_at_once(database_url):
    done = run("-c", WORK, DATABASE_URL=database_url)
    assert done.stdout.split() == [], done.stdout + done.stderr
