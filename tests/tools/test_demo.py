"""`make demo` says what it does, and refuses in a sentence."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from home.demo.accounts import ACCOUNTS, PASSWORD
from tools.demo import HOST, port_from, refuse_taken_port, welcome


@pytest.fixture
def taken_port():
    """A port on which somebody listens."""
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "8000 "])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(SystemExit, match="must be a number from 1 to 65535"):
        port_from(text)


@pytest.mark.parametrize("text", ["1", "8000", "65535"])
def test_a_port_is_a_number(text):
    assert port_from(text) == int(text)


def test_a_taken_port_is_refused_and_another_proposed(taken_port):
    with pytest.raises(SystemExit) as refusal:
        refuse_taken_port(taken_port)
    assert str(refusal.value) == (
        f"Port {taken_port} is in use, perhaps by another demo. Choose another: make demo PORT={taken_port + 1}"
    )


def test_a_free_port_is_taken_as_it_is(taken_port):
    with socket.socket() as other:
        other.bind((HOST, 0))
        free = other.getsockname()[1]
    refuse_taken_port(free)


def test_a_taken_port_stops_the_demo_before_it_touches_a_database(taken_port, tmp_path):
    database = tmp_path / "db.sqlite3"
    env = {"PATH": os.environ["PATH"], "PORT": str(taken_port), "DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "tools.demo"]
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not database.exists()


def test_the_welcome_names_addresses_accounts_and_the_password():
    text = welcome(8123)
    for address in ("http://127.0.0.1:8123/en/", "http://127.0.0.1:8123/es/", "http://127.0.0.1:8123/admin/"):
        assert address in text
    assert "BASE_URL=http://127.0.0.1:8123 .venv/bin/python manage.py send_mail" in text
    assert PASSWORD in text
    for account in ACCOUNTS:
        assert account.username in text
