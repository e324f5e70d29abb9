"""Where a Chromium is, and how the tests start it."""

import os
import shutil
from collections.abc import Mapping

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
HOW_TO_GET = "no Chromium was found; install one (Debian: apt-get install chromium) or set CHROMIUM=/path/to/it"
ARGUMENTS = [
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
]


def chromium(environ: Mapping[str, str] = os.environ) -> str:
    """Path of a Chromium: `CHROMIUM` if that is set, else the usual names; "" if there is none."""
    wanted = [environ["CHROMIUM"]] if environ.get("CHROMIUM") else NAMES
    found = (shutil.which(name, path=environ.get("PATH")) for name in wanted)
    return next((path for path in found if path), "")
