"""`make bench`: fill a new database, measure, print, and exit 1 if something is over its bar.

`ARGS="--quick"` stops at 1,000 items (search: 2,000 pages), `--only queue` (or `articles`, `search`, `stock`, `desk`,
`crowd`) measures that alone; `stock` is Wagtail's own search beside ours, on SQLite. With DATABASE_URL the database is
one of that PostgreSQL server, made for this run and dropped after it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

PARTS = ("articles", "search", "stock", "queue", "desk", "crowd")
NAME = "tandem_bench"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description="What the site costs as it grows.")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--quick", action="store_true", help="stop at the small sizes; the crowd stays for 10 seconds")
    parser.add_argument("--only", choices=PARTS, help="measure this alone")
    parser.add_argument("--seconds", type=float, default=60, help="how long the crowd stays")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)  # the folder of the run that this is a part of
    return parser.parse_args(arguments)


@contextmanager
def new_database(given: str, folder: Path, name: str) -> Iterator[str]:
    """The address of an empty database: a file, or one of a PostgreSQL server, dropped afterwards."""
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    import psycopg

    server = urlsplit(given)._replace(path="/postgres", query="").geturl()
    name = f"{NAME}_{name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as session:
            session.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def measure_part(part: str, options: argparse.Namespace, folder: Path) -> bool:
    """One part, in this process and a database of its own; prints what was found, says whether all bars hold."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if part == "crowd":
        from home.bulk.make import make

        from . import crowd

        make(100)
        found = crowd.run(folder, seconds=min(options.seconds, 10) if options.quick else options.seconds)
        lines, bars = ["A crowd of 4 readers and 4 writers:", *found.lines()], found.bars()
    elif part == "search":
        from . import search

        lines, bars = search.run(search.SIZES[:1] if options.quick else search.SIZES)
    elif part == "stock":
        from . import stock

        lines, bars = stock.run()
    elif part == "queue":
        from . import queue

        lines, bars = queue.run(options.rounds, queue.SIZES[:2] if options.quick else queue.SIZES)
    elif part == "desk":
        from . import desk

        lines, bars = desk.run(options.rounds)
    else:
        from . import articles

        print(f"Filling the database with {max(articles.SIZES):,} articles …", flush=True)
        lines, bars = articles.run(options.rounds)
    print("\n".join([*lines, "", *map(str, bars), ""]), flush=True)
    return all(bar.holds for bar in bars)


def main(arguments: Sequence[str] | None = None) -> None:
    """Each part in a process of its own, since each has a database of its own."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parse(given)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings.test"
    if options.within:
        sys.exit(not measure_part(options.only, options, options.within))
    with tempfile.TemporaryDirectory() as folder:
        codes = []
        for part in [options.only] if options.only else PARTS:
            with new_database(os.environ.get("DATABASE_URL", ""), Path(folder), part) as url:
                command = [sys.executable, "-m", "tools.bench", *given, "--only", part, "--within", folder]
                codes.append(subprocess.call(command, env=os.environ | {"DATABASE_URL": url}))
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
