"""A public server: production settings with the required variables and nothing else."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests import observatory
from tests.databases import SQLiteStore

SECRET = "x9" * 15 + "aBcDeFgHiJkLmNoPqRsTuVwXyZ-_" * 2

# What a proxy would ask: the site over HTTPS, and over HTTP.
VISIT = """
import json
from mysite.wsgi import application
from django.test import Client
from home.setup import setup_site
setup_site()
client = Client(HTTP_HOST="www.example.org")
secure = {"HTTP_X_FORWARDED_PROTO": "https"}
answers = {
    "home": client.get("/en/", **secure),
    "plain": client.get("/en/"),
    "login": client.get("/admin/login/", **secure),
    "foreign": client.get("/en/", HTTP_HOST="evil.example", **secure),
    "missing": client.get("/es/nada/", **secure),
    "search": client.get("/es/buscar/?q=paz", **secure),
    "document": client.get("/documents/1/none.pdf", **secure),
    "root": client.get("/", **secure),
}
told = {name: [a.status_code, a.content.decode(), dict(a.headers)] for name, a in answers.items()}
for name, answer in answers.items():
    told[name][2]["Set-Cookie"] = "\\n".join(morsel.OutputString() for morsel in answer.cookies.values())
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Runs a command as on a server: its own database, static files and environment."""
    folder = tmp_path_factory.mktemp("server")
    store = SQLiteStore(str(folder / "site.sqlite3"))
    store.build_template()
    store.copy(store.template, store.database)
    env = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "www.example.org",
        "DJANGO_SETTINGS_MODULE": "mysite.settings.production",
        "DATABASE_URL": f"sqlite:///{store.database}",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def visits(server):
    """The answers to VISIT, after `collectstatic`: name → (status, text, headers)."""
    server("manage.py", "collectstatic", "--noinput", "--verbosity=0")
    told = server("-c", VISIT).splitlines()
    return json.loads(next(line for line in told if line.startswith('{"home"')))  # the log stands beside it


def test_the_deployment_check_is_clean(server):
    assert "no issues (0 silenced)" in server("manage.py", "check", "--deploy", "--fail-level=WARNING")


def test_pages_are_served_with_hashed_and_compressed_files(server, visits):
    status, text, _headers = visits["home"]
    assert status == 200
    manifest = json.loads((server.folder / "static" / "staticfiles.json").read_text())["paths"]
    assert f"/static/{manifest['css/base.css']}" in text
    hashed = server.folder / "static" / manifest["css/base.css"]
    assert hashed.with_name(f"{hashed.name}.br").exists()
    assert hashed.with_name(f"{hashed.name}.gz").exists()


def test_the_parts_of_a_script_are_asked_for_by_their_hashed_names(server, visits):
    """A browser that kept one of them from before the last update would run it beside the others of today."""
    static = server.folder / "static"
    manifest = json.loads((static / "staticfiles.json").read_text())["paths"]
    parts = [path.name for path in (settings.BASE_DIR / "static/js/desk").glob("*.js")]
    asked = set()
    for name in parts:
        asked |= set(re.findall(r'from "(.+?)";', (static / manifest[f"js/desk/{name}"]).read_text()))
    hashed = {path.removeprefix("js/desk/") for path in map(manifest.get, (f"js/desk/{name}" for name in parts))}
    assert asked
    assert {name.rpartition("/")[2] for name in asked} <= hashed


def test_the_admin_finds_its_files_too(visits):
    assert visits["login"][0] == 200


def test_plain_http_is_sent_to_https(visits):
    status, _text, headers = visits["plain"]
    assert (status, headers["Location"]) == (301, "https://www.example.org/en/")


def test_another_host_name_is_refused(visits):
    assert visits["foreign"][0] == 400


def test_an_error_page_shows_no_details(visits):
    status, text, _headers = visits["missing"]
    assert status == 404
    assert 'lang="es"' in text
    assert "Traceback" not in text
    assert "urlpatterns" not in text


def test_browsers_are_told_to_be_careful(visits):
    headers = visits["home"][2]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("name", ["home", "root", "search", "missing", "document", "login"])
def test_each_answer_would_have_115_points_and_more_at_the_observatory(visits, name):
    _status, text, headers = visits[name]
    status, _text, plain = visits["plain"]
    found = observatory.rules(headers, text, "www.example.org", (status, plain["Location"]))
    assert observatory.score(found) >= 115, found


@pytest.mark.parametrize("name", ["home", "root", "search", "missing", "document"])
def test_readers_get_no_cookie(visits, name):
    assert visits[name][2]["Set-Cookie"] == ""


def test_session_cookies_travel_over_https_only(server):
    script = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG)"
    assert server("-c", script).split() == ["True", "True", "False"]


def test_the_demo_is_not_loaded_on_a_server(server):
    with pytest.raises(AssertionError, match="--force"):
        server("manage.py", "load_demo")
