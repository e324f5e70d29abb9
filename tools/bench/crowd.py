"""Writers and readers at once, each a process of its own, against two served processes and one database."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .measure import Bar

ROOT = Path(__file__).resolve().parent.parent.parent
SERVERS = 2
LOCKED = "database is locked"
# A save or a publication that waits for three others.
SLOWEST_WRITE = 20.0


@dataclass(frozen=True)
class Outcome:
    """What became of all visits: by part, its answers by status and its slowest; and what the servers complained of."""

    statuses: dict[str, Counter[str]]
    slowest: dict[str, float]
    complaints: str

    @property
    def locked(self) -> int:
        """How often the database did not wait."""
        told = sum(number for found in self.statuses.values() for status, number in found.items() if LOCKED in status)
        return told + self.complaints.count(LOCKED)

    @property
    def failed(self) -> int:
        """Answers and acts that are neither a page nor a refusal."""
        good = ("published", "2", "3", "4")
        found = (item for found in self.statuses.values() for item in found.items())
        return sum(number for status, number in found if not status.startswith(good))

    def bars(self) -> list[Bar]:
        """What is judged."""
        writes = self.statuses.get("writer", Counter())
        done = [writes["published"], writes["200"]]
        return [
            Bar(f"crowd: times “{LOCKED}”", self.locked, 0),
            Bar("crowd: failed visits", self.failed, 0),
            Bar("crowd: kinds of writes of which none was done", done.count(0), 0),
            Bar("crowd: slowest visit of a writer, in seconds", self.slowest.get("writer", 0.0), SLOWEST_WRITE),
        ]

    def lines(self) -> list[str]:
        """What happened, as text."""
        return [
            f"  {part}s: {dict(found)}, slowest {self.slowest[part]:.1f} s" for part, found in self.statuses.items()
        ]


def database_url() -> str:
    """The database that this process uses, for another one."""
    from django.db import connection

    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgres://{given['USER']}{secret}@{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{given['NAME']}"


def cookies_of(user: Any) -> str:
    """The cookies of somebody who has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import get_token
    from django.test import RequestFactory

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    request = RequestFactory().get("/")
    get_token(request)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={request.META['CSRF_COOKIE']}"


def orders(readers: int, writers: int, seconds: float, bases: Sequence[str]) -> list[dict[str, Any]]:
    """What each of the crowd does, on generated pages: writers share their items and originals."""
    from django.contrib.auth import get_user_model
    from django.urls import reverse
    from wagtail.models import Page

    from home.bulk.desk import index_pages
    from translations.models import QueueItem
    from translations.states import State

    people = {user.username: user for user in get_user_model().objects.filter(username__startswith="bulk-")}
    queue = reverse("translations:index")
    pages = [queue, f"{queue}?tab=stale", f"{queue}?tab=all&ordering=title", *(page.url for page in index_pages())]
    open_items = QueueItem.objects.filter(
        standing__state__in=(State.TO_TRANSLATE, State.IN_PROGRESS), target_locale__language_code="es"
    )
    forms = [reverse("translations:edit", args=[pk]) for pk in open_items.values_list("pk", flat=True)[:20]]
    keys = QueueItem.objects.filter(standing__state=State.CURRENT).values_list("translation_key", "source_locale")[:20]
    originals = [Page.objects.get(translation_key=key, locale=locale).pk for key, locale in keys]
    given = {"seconds": seconds, "pages": pages, "forms": forms, "originals": originals}
    crowd = [("reader", "bulk-editor")] * readers + [("writer", "bulk-es-1")] * writers
    return [
        given | {"part": part, "cookies": cookies_of(people[name]), "base": bases[i % len(bases)], "first": i}
        for i, (part, name) in enumerate(crowd)
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    """That of the other processes: the same database and settings."""
    return os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "mysite.settings.test",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def served(log: Path) -> Iterator[str]:
    """A process that serves the site; its complaints go into a file."""
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "runserver", "--noreload", f"127.0.0.1:{port}"]
    with log.open("wb") as out, subprocess.Popen(command, env=environment(), stdout=out, stderr=out) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(base: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/en/", timeout=60).close()  # noqa: S310
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The site was not served at {base}.")


def run(folder: Path, *, readers: int = 4, writers: int = 4, seconds: float = 60) -> Outcome:
    """Serve the site that this process sees, let the crowd in, and say what became of it."""
    logs = [folder / f"server-{number}.log" for number in range(SERVERS)]
    with ExitStack() as stack:
        bases = [stack.enter_context(served(log)) for log in logs]
        crowd = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tools.bench.visitors", json.dumps(one)],
                    env=environment(),
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for one in orders(readers, writers, seconds, bases)
        ]
        told = _let_in(crowd, seconds)
    return outcome(told, "".join(log.read_text(errors="replace") for log in logs))


def _let_in(crowd: Sequence[subprocess.Popen], seconds: float) -> list[str]:
    for one in crowd:
        one.stdin.write("\n")
        one.stdin.flush()
    return [one.communicate(timeout=seconds + 120)[0] for one in crowd]


def outcome(told: Sequence[str], complaints: str) -> Outcome:
    """From what the visitors printed. One that printed nothing has failed."""
    statuses: dict[str, Counter[str]] = {}
    slowest: dict[str, float] = {}
    for text in told:
        found = json.loads(text) if text.strip() else {"part": "writer", "statuses": {"died": 1}, "slowest": 0.0}
        part = found["part"]
        statuses.setdefault(part, Counter()).update(found["statuses"])
        slowest[part] = max(slowest.get(part, 0.0), found["slowest"])
    return Outcome(statuses, slowest, complaints)
