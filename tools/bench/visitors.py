"""One of a crowd, in a process of its own: reads pages, or writes translations and publishes originals.

Reads its orders as JSON from its argument; prints what became of its visits as JSON.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode


class Form(HTMLParser):
    """The fields of the first form that holds a passage to translate: names and values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._area = ""
        self.feed(page)

    @property
    def fields(self) -> dict[str, str]:
        """Of the form with passages; nothing where there is none."""
        return next((form for form in self.found if any(name.startswith("text-") for name in form)), {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append({})
        elif tag in ("input", "textarea") and self.found and "name" in given:
            self.found[-1][given["name"]] = given.get("value", "")
            self._area = given["name"] if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # A line break after the tag is no part of the text.
            self.found[-1][self._area] += data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


class Visitor:
    """Keeps count of answers, and of how long each took."""

    def __init__(self, base: str, cookies: str) -> None:
        self.base, self.cookies = base, cookies
        self.statuses: dict[str, int] = {}
        self.slowest = 0.0

    def ask(self, path: str, data: dict[str, str] | None = None) -> str:
        """One request; returns the page."""
        headers = {"Cookie": self.cookies, "Referer": self.base}
        body = urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(self.base + path, body, headers)  # noqa: S310
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                page, status = answer.read().decode(), answer.status
        except urllib.error.HTTPError as error:
            page, status = error.read().decode(), error.code
        self.note(str(status), time.perf_counter() - began)
        return page

    def note(self, status: str, seconds: float) -> None:
        """Count one visit."""
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.slowest = max(self.slowest, seconds)


def read(visitor: Visitor, orders: dict[str, Any], step: int) -> None:
    """Ask for the next page."""
    visitor.ask(orders["pages"][step % len(orders["pages"])])


def write(visitor: Visitor, orders: dict[str, Any], step: int) -> None:
    """By turns: save a translation through its form, and publish another version of an original."""
    if step % 2:
        publish(visitor, orders["originals"][step // 2 % len(orders["originals"])], step)
        return
    path = orders["forms"][step // 2 % len(orders["forms"])]
    fields = Form(visitor.ask(path)).fields
    passage = next((name for name in fields if name.startswith("text-") and "slug" not in name), "")
    if not passage:
        visitor.note("no form", 0)
        return
    visitor.ask(path, fields | {passage: f"Otra frase {step} {os.getpid()}", "save": ""})


def publish(visitor: Visitor, pk: int, step: int) -> None:
    """As a web process does it, in this one."""
    from django.db import OperationalError
    from wagtail.models import Page

    began = time.perf_counter()
    try:
        page = Page.objects.get(pk=pk).specific
        page.search_description = f"Version {step} of {os.getpid()}"
        page.save_revision().publish()
        status = "published"
    except OperationalError as error:
        status = str(error)
    visitor.note(status, time.perf_counter() - began)


def main() -> None:
    """Act until the time is over."""
    orders = json.loads(sys.argv[1])
    act: Callable[[Visitor, dict[str, Any], int], None] = read
    if orders["part"] == "writer":
        import django

        django.setup()
        act = write
    visitor, step = Visitor(orders["base"], orders["cookies"]), orders["first"]
    sys.stdin.readline()  # all begin together
    until = time.monotonic() + orders["seconds"]
    while time.monotonic() < until:
        act(visitor, orders, step)
        step += 1
    print(json.dumps({"part": orders["part"], "statuses": visitor.statuses, "slowest": visitor.slowest}))


if __name__ == "__main__":
    main()
