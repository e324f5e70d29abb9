"""What readers search for is counted without anything of who asked, and told to editors."""

import datetime
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from search import log
from search.models import Asked
from search.reading import MAX_CHARACTERS
from search.views import MOST_BYTES
from tests import factories
from tests.reading import every, parse

BOTH = pytest.mark.parametrize(
    ("code", "search", "word"), [("en", "/en/search/", "rivers"), ("es", "/es/buscar/", "ríos")]
)


def scripts(response) -> list:
    return [each for each in every(parse(response.content.decode()), "script") if each.get("id") == "search-counts"]


def counted() -> list[tuple]:
    return list(Asked.objects.order_by("pk").values_list("locale", "words", "times", "nothing", "clicks"))


@BOTH
def test_searches_what_they_did_not_find_and_what_was_opened_are_counted_by_language(
    client, site, code, search, word
) -> None:
    factories.post(getattr(site, code), f"About {word}")
    for typed in (word, f"  {word.upper()} ", "unheardof", f"{word} unheardof"):
        [script] = scripts(client.get(search, {"q": typed}))
        told = {"q": script.get("data-words"), "nothing": script.get("data-nothing")}
        assert client.post(script.get("data-asked"), told).status_code == 204
    for more in ({"page": "1"}, {"kind": "post"}, {"sort": "date"}):
        assert scripts(client.get(search, {"q": word, **more})) == []
    assert client.post(f"{search}clicked/", {"q": word}).status_code == 204
    assert client.post(f"{search}clicked/", {"q": "never asked"}).status_code == 204
    assert counted() == [(code, word, 2, 0, 1), (code, "unheardof", 1, 1, 0), (code, f"{word} unheardof", 1, 1, 0)]
    assert client.get(f"{search}clicked/").status_code == client.get(f"{search}asked/").status_code == 405


class Unread:
    """What somebody sends, of which nothing may be read."""

    def read(self, *args: object) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@BOTH
@pytest.mark.parametrize("part", ["asked", "clicked"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_what_is_larger_than_any_search_is_refused_before_it_is_read(client, site, code, search, word, part, kind):
    for size in (MOST_BYTES + 1, 300 * 2**20, 10**30):
        sent = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
        assert client.generic("POST", f"{search}{part}/", b"x", content_type=kind, **sent).status_code == 413
    assert not Asked.objects.exists()


@BOTH
def test_the_longest_search_is_none_of_them(client, site, code, search, word) -> None:
    words = urlencode({"q": "\U0001f54a" * MAX_CHARACTERS, "nothing": "1"})
    for part in ("asked", "clicked"):
        answer = client.post(f"{search}{part}/", words, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 204


@pytest.mark.parametrize(("said", "status"), [("", 204), ("x", 413), ("-1", 413), ("1e9", 413)])
def test_where_no_length_is_said_nothing_is_read(client, site, said, status) -> None:
    sent = {"CONTENT_LENGTH": said, "wsgi.input": Unread()}
    kind = "application/x-www-form-urlencoded"
    assert client.generic("POST", "/en/search/asked/", b"x", content_type=kind, **sent).status_code == status


@BOTH
def test_no_search_of_a_reader_writes_anything(client, site, code, search, word) -> None:
    factories.post(getattr(site, code), f"About {word}")
    for address in (search, f"{search}results.json", f"{search}feed.atom", f"{search}titles.json"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, {"q": word}).status_code == 200
        assert [one["sql"] for one in queries if not one["sql"].strip().startswith("SELECT")] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Peace and  WAR", "peace and war"),
        ("BAPA+40 of 2019", "bapa+40 of 2019"),
        ("someone@example.org", ""),
        ("call +34 600 123 456", ""),
        ("12.345.678-Z", ""),
        ("one two three four five six seven eight nine", ""),
        ("x" * 101, ""),
        ("\0", ""),
        ("", ""),
    ],
)
def test_what_may_say_who_somebody_is_is_not_kept(typed, kept) -> None:
    assert log.kept(typed) == kept


def test_nothing_of_the_reader_is_stored() -> None:
    assert {field.name for field in Asked._meta.get_fields()} == {
        "id", "locale", "day", "words", "times", "nothing", "clicks",
    }  # fmt: skip


def test_what_is_older_than_the_setting_says_goes_with_the_next_search_or_by_command(site, settings) -> None:
    today = timezone.localdate()
    for days in (0, 1, 9, 10, 11):
        Asked.objects.create(locale="en", day=today - datetime.timedelta(days=days), words=f"w{days}", times=1)
    settings.SEARCH_DAYS = 10
    log.record("new words", "en", found=True)
    assert set(Asked.objects.values_list("words", flat=True)) == {"w0", "w1", "w9", "new words"}
    settings.SEARCH_DAYS = 1
    told = StringIO()
    call_command("search_forget", stdout=told)
    assert (told.getvalue().strip(), Asked.objects.count()) == ("2 rows deleted", 2)
    settings.SEARCH_DAYS = 0
    log.record("other words", "en", found=True)
    assert not Asked.objects.filter(words="other words").exists()


@BOTH
def test_where_nothing_is_to_be_kept_what_was_kept_is_shown_no_more_and_goes_with_the_next_search(
    client, site, settings, code, search, word
) -> None:
    today = timezone.localdate()
    for days in (0, 1, 40):
        Asked.objects.create(locale=code, day=today - datetime.timedelta(days=days), words=f"w{days}", times=1)
    settings.SEARCH_DAYS = 0
    assert list(log.report()) == []
    for typed in (word, "someone@example.org"):
        assert client.post(f"{search}asked/", {"q": typed}).status_code == 204
        assert not Asked.objects.exists()
    client.post(f"{search}clicked/", {"q": word})
    assert not Asked.objects.exists()


def test_the_report_tells_nothing_older_than_the_setting_says(site, settings) -> None:
    for days in (0, 9, 10):
        day = timezone.localdate() - datetime.timedelta(days=days)
        Asked.objects.create(locale="en", day=day, words=f"w{days}", times=1)
    settings.SEARCH_DAYS = 10
    assert {row["words"] for row in log.report()} == {"w0", "w9"}


def test_a_day_holds_so_many_rows_and_no_more(db, monkeypatch) -> None:
    monkeypatch.setattr(log, "MOST_ROWS", 2)
    for word in ("one", "two", "three", "one"):
        log.record(word, "en", found=True)
    assert counted() == [("en", "one", 2, 0, 0), ("en", "two", 1, 0, 0)]


@pytest.mark.parametrize("counted", ["asked", "clicked"])
def test_what_cannot_be_counted_fails_nothing(client, site, monkeypatch, counted) -> None:
    def refuse(*args, **kwargs):
        raise DatabaseError("locked")

    monkeypatch.setattr(QuerySet, "update", refuse)
    assert client.post(f"/en/search/{counted}/", {"q": "rivers"}).status_code == 204


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", ["en often", "es nada", "en opened"]),
        ("language=es", ["es nada"]),
        ("only=nothing", ["es nada"]),
        ("only=clicked", ["en opened"]),
        ("language=xx&only=%00&p=99", ["en often", "es nada", "en opened"]),
    ],
)
def test_editors_read_what_is_asked_oftenest_first_over_all_days(client, site, query, rows) -> None:
    today = timezone.localdate()
    for locale, words, days, numbers in (
        ("en", "often", 0, (3, 0, 0)),
        ("en", "often", 1, (4, 0, 0)),
        ("es", "nada", 0, (5, 2, 0)),
        ("en", "opened", 0, (1, 0, 1)),
    ):
        day = today - datetime.timedelta(days=days)
        times, nothing, clicks = numbers
        Asked.objects.create(locale=locale, day=day, words=words, times=times, nothing=nothing, clicks=clicks)
    client.force_login(factories.user("", "Editors"))
    page = client.get(f"/admin/reports/searches/?{query}").content.decode()
    places = {row: page.find(f'<td lang="{row[:2]}">{row[3:]}</td>') for row in ("en often", "es nada", "en opened")}
    assert sorted((row for row in places if places[row] > 0), key=places.get) == rows
    assert ("<td>7</td>" in page) == ("en often" in rows)


@BOTH
def test_the_report_comes_in_pages_that_keep_what_was_chosen(client, site, code, search, word) -> None:
    for number in range(51):
        Asked.objects.create(locale=code, day=timezone.localdate(), words=f"word{number:02}", times=100 - number)
    client.force_login(factories.user("", "Editors"))
    first = client.get(f"/admin/reports/searches/?language={code}").content.decode()
    assert f'href="/admin/reports/searches/?language={code}&amp;p=2"' in first
    assert ("word49" in first, "word50" in first) == (True, False)
    second = client.get(f"/admin/reports/searches/?language={code}&p=2").content.decode()
    assert ("word49" in second, "word50" in second) == (False, True)


@pytest.mark.parametrize(
    ("group", "may"), [("Editors", True), ("Site administrators", True), ("Translators (es)", False)]
)
def test_only_those_who_may_read_the_report_see_it(client, site, group, may) -> None:
    client.force_login(factories.user("", group))
    answer = client.get("/admin/reports/searches/")
    assert (answer.status_code == 200) == may
    assert (b"/admin/reports/searches/" in client.get("/admin/").content) == may


def test_the_report_is_in_spanish_for_whoever_reads_spanish(client, site) -> None:
    user = factories.user("", "Editors")
    UserProfile.objects.create(user=user, preferred_language="es")
    client.force_login(user)
    page = client.get("/admin/reports/searches/").content.decode()
    assert "Qué buscan los lectores" in page
    assert "Nothing so far" not in page
