"""Test databases made from a template, so that the migrations run once and not once per worker and run.

All migrations together take about ten seconds, `setup_site` a third of one. What the migrations make
is kept in `var/test/` (SQLite) or as a database `tandem_template_…` (PostgreSQL), named after a hash of
the migrations, of the locked requirements and of what indexes pages. Each worker starts from a copy, runs
`setup_site` on it once, and keeps that as its start: every test finds a site.

A test that commits (`transaction=True`, `live_server`) would leave an empty database behind: Django
truncates each table after it. Instead the start is put back, which is faster and keeps the site, so
that the order of tests does not matter. A test that wants the database as the
migrations leave it, without a site, takes the fixture `bare_database`.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "var" / "test"
KEPT_TEMPLATES = 3  # so that going from branch to branch does not build them again each time
TEMPLATE_PREFIX = "tandem_template_"
DIRECTIONS = {"first": ("en", "es"), "second": ("es", "en")}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
STORE_KEY = pytest.StashKey["SQLiteStore | PostgreSQLStore"]()


def template_key(root: Path = ROOT) -> str:
    """Changes when a migration or a locked requirement does, or what is written of the first pages into the index, and
    only then."""
    digest = hashlib.sha256()
    migrations = (path for path in root.glob("*/migrations/*.py"))
    indexed = [*root.glob("search/engine/*.py"), *root.glob("language/*.py")]
    for path in [root / "requirements.txt", *sorted(migrations), *sorted(indexed)]:
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    STORE.mkdir(parents=True, exist_ok=True)
    with (STORE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "mysite.settings.test"}
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.exit(f"The migrations failed:\n{done.stdout}{done.stderr}", returncode=1)


class SQLiteStore:
    """Databases are files, copied with SQLite's own backup."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.start = f"{database}.start"
        self.template = str(STORE / f"{template_key()}.sqlite3")

    def build_template(self) -> None:
        """Make the template if it is not there yet, and drop the oldest ones."""
        with _one_at_a_time():
            if Path(self.template).exists():
                return
            draft = Path(f"{self.template}.draft")
            draft.unlink(missing_ok=True)
            _migrate(f"sqlite:///{draft}")
            draft.rename(self.template)
            kept = sorted(STORE.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in kept[KEPT_TEMPLATES:]:
                old.unlink()

    def copy(self, source: str, target: str) -> None:
        """Make `target` what `source` is."""
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=20)) as write:
            read.backup(write)

    def tidy_up(self) -> None:
        """The files stand in pytest's own temporary folder, which it clears itself."""


class PostgreSQLStore:
    """Databases of one server, copied by `CREATE DATABASE … TEMPLATE`."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.start = f"{database}_start"
        self.template = f"{TEMPLATE_PREFIX}{template_key()}"
        self.url = urlsplit(os.environ["DATABASE_URL"])

    def _run(self, *statements: str) -> list[str]:
        """Run the statements; returns the templates there are, newest first."""
        import psycopg

        url = self.url._replace(path="/postgres", query="").geturl()
        with psycopg.connect(url, autocommit=True) as session:
            for statement in statements:
                session.execute(statement)
            query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC"
            return [row[0] for row in session.execute(query, [TEMPLATE_PREFIX])]

    def build_template(self) -> None:
        """Make the template if it is not there yet, and drop the oldest ones."""
        with _one_at_a_time():
            existing = self._run()
            if self.template in existing:
                return
            self._run(*[f'DROP DATABASE IF EXISTS "{old}"' for old in existing[KEPT_TEMPLATES - 1 :]])
            draft = f"draft_{self.template}"
            self._run(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)', f'CREATE DATABASE "{draft}"')
            _migrate(self.url._replace(path=f"/{draft}").geturl())
            self._run(f'ALTER DATABASE "{draft}" RENAME TO "{self.template}"')

    def copy(self, source: str, target: str) -> None:
        """Make `target` what `source` is; nobody may be connected to either."""
        connection.close_pool()
        self._run(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)', f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def tidy_up(self) -> None:
        """Drop what this worker made; the template stays."""
        connection.close_pool()
        self._run(*[f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in (self.database, self.start)])


def _store(request: pytest.FixtureRequest) -> SQLiteStore | PostgreSQLStore:
    if connection.vendor == "sqlite":
        folder = request.getfixturevalue("tmp_path_factory").mktemp("database")
        return SQLiteStore(str(folder / "test.sqlite3"))
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return PostgreSQLStore(f"test_{connection.settings_dict['NAME']}_{worker}")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """The test database of this worker, with a site in it; replaces pytest-django's way of making one."""
    from home.setup import setup_site

    with django_db_blocker.unblock():
        connections.close_all()
        store = _store(request)
        store.build_template()
        store.copy(store.template, store.database)
        connection.settings_dict["NAME"] = store.database
        setup_site()
        connections.close_all()
        store.copy(store.database, store.start)
        request.config.stash[STORE_KEY] = store
        with mock.patch.object(TransactionTestCase, "_fixture_teardown", return_value=None):
            yield
        del request.config.stash[STORE_KEY]
        connections.close_all()
        store.tidy_up()


@pytest.fixture
def bare_database(request, transactional_db) -> None:
    """The database as the migrations leave it: Wagtail's welcome page, one locale, no groups of ours."""
    store = request.config.stash[STORE_KEY]
    connections.close_all()
    store.copy(store.template, store.database)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What need not run on each of two databases.

    `--only-database` leaves out what says the same with any: it asks for none, or it is marked `any_database`: screens
    and headers looked at one by one. `--direction` takes, of a test of the database that runs from the first language
    into the second and the other way round, one of the two, so that the other may run on the other database. A browser
    clicks in both.
    """
    parser.addoption("--only-database", action="store_true", help="run only the tests that use the database")
    parser.addoption("--direction", choices=list(DIRECTIONS), help="run tests of the database in this direction alone")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, openly counted, what the options leave out."""
    left = {item: _is_left_out(item, config) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if left[item]])
    items[:] = [item for item in items if not left[item]]


def _is_left_out(item: pytest.Item, config: pytest.Config) -> bool:
    asked, direction = _asks_for_it(item), config.getoption("--direction")
    if config.getoption("--only-database") and not asked:
        return True
    played = _direction(item) if asked and not item.get_closest_marker("browser") else None
    return bool(direction and played and played != direction)


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _asks_for_it(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & _fixtures(item)
    return bool(asks) and item.get_closest_marker("any_database") is None


def _direction(item: pytest.Item) -> str | None:
    """In which direction a test runs that runs in both: a pair of languages, or two parameters in a row."""
    values = list(item.callspec.params.values()) if hasattr(item, "callspec") else []
    pairs = [*values, *pairwise(values)]
    return next((name for name, pair in DIRECTIONS.items() if pair in pairs), None)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & _fixtures(item) or (marker and marker.kwargs.get("transaction")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test that commits, put the start back."""
    result = yield
    store = item.config.stash.get(STORE_KEY, None)
    if store and _commits(item):
        connections.close_all()
        store.copy(store.start, store.database)
    return result
