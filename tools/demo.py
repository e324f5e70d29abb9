"""`make demo`: bring the database up to date, load the demonstration, say where it is, serve it.

One process and no reloader, so that a second start takes seconds. Everything here is safe to repeat:
what somebody edited stays as it is.
"""

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent


def port_from(text: str) -> int:
    """The port, or an exit that says what a port is."""
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    sys.exit(f"PORT is {text!r}; it must be a number from 1 to 65535, for example PORT=8001.")


def refuse_taken_port(port: int) -> None:
    """Exit with a sentence, before anything else is done, if somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            sys.exit(f"Port {port} may not be used by you. Choose one above 1023: make demo PORT=8001")
        except OSError:
            sys.exit(f"Port {port} is in use, perhaps by another demo. Choose another: make demo PORT={port + 1}")


def prepare() -> None:
    """Tables, site and demonstration: makes what is missing."""
    from django.core.management import call_command

    print("Preparing the database …", flush=True)
    call_command("migrate", verbosity=0)
    call_command("setup_site")
    print("Loading the demonstration …", flush=True)
    call_command("load_demo", force=True)


def welcome(port: int) -> str:
    """Addresses, accounts and their password."""
    from django.conf import settings

    from home.demo.accounts import ACCOUNTS, PASSWORD

    site = f"http://{HOST}:{port}"
    lines = ["", "Tandem is running.", ""]
    lines += [f"  {name:<14}{site}/{code}/" for code, name in settings.LANGUAGES]
    lines += [f"  {'Admin':<14}{site}/{settings.ADMIN_PATH}", "", f"  Accounts, each with the password {PASSWORD}:"]
    for account in ACCOUNTS:
        role = "superuser" if account.superuser else ", ".join(account.groups)
        lines.append(f"  {account.username:<14}{role}")
    letters = ".venv/bin/python manage.py send_mail prints them, with links to this site."
    lines += ["", f"  Mails wait in the database: BASE_URL={site} {letters}"]
    return "\n".join([*lines, "", "  Stop with Ctrl+C. What you change stays in var/.", ""])


def main() -> None:
    port = port_from(os.environ.get("PORT") or "8000")
    refuse_taken_port(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")
    os.environ.setdefault("BASE_URL", f"http://{HOST}:{port}")
    os.environ.setdefault("DEBUG", "false")  # error pages as readers see them
    import django
    from django.core.management import call_command

    from mysite.settings import StartRefused

    try:
        django.setup()
    except StartRefused as refusal:
        sys.exit(f"Tandem does not start. {refusal}")
    prepare()
    print(welcome(port), flush=True)
    call_command("runserver", f"{HOST}:{port}", use_reloader=False)


if __name__ == "__main__":
    main()
