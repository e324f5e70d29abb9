"""`make pictures`: the pictures of the documentation, taken from a demo that runs.

Start `make demo` with a fresh database in another terminal before. Each picture is what an account of the demo
sees, in English, at one width and in few colours, so that the same demo gives the same small files again.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH = 1280
COLOURS = 64
LARGEST = 120_000
LIST = "/admin/translations/"


@dataclass(frozen=True)
class Picture:
    """What is shown: who looks, at which address, how much of it, and whither a click leads from there."""

    name: str
    account: str
    address: str
    height: int
    follow: str = ""


PICTURES = (
    Picture("queue", "reviewer", f"{LIST}?tab=all", 640),
    Picture("form", "translator", f"{LIST}?tab=stale&q=outcome", 900, ".translation-queue td.title a"),
    Picture("review", "reviewer", f"{LIST}?tab=to_review&q=donor", 660, ".translation-queue td .button"),
    Picture("sent-back", "translator", f"{LIST}?tab=changes_requested", 620, ".translation-queue td.title a"),
    Picture("matrix", "editor", f"{LIST}matrix/", 560),
)


def small(png: bytes) -> bytes:
    """The same picture in few colours, and nothing in the file but its pixels."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


@contextmanager
def signed_in(site: str) -> Iterator[Callable[[str], Any]]:
    """Gives a page of a browser in which an account of the demo has signed in, one for each."""
    from playwright.sync_api import sync_playwright

    from home.demo.accounts import PASSWORD
    from tests.browser.chromium import ARGUMENTS, HOW_TO_GET, chromium

    if not chromium():
        sys.exit(HOW_TO_GET)
    pages: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)

        def page_of(account: str) -> Any:
            if account not in pages:
                page = browser.new_page(base_url=site, locale="en-GB", reduced_motion="reduce")
                page.goto("/admin/login/")
                page.get_by_label("Username").fill(account)
                page.get_by_label("Password").fill(PASSWORD)
                page.get_by_role("button", name="Sign in").click()
                page.wait_for_url("**/admin/")
                pages[account] = page
            return pages[account]

        yield page_of
        browser.close()


def take(picture: Picture, page: Any) -> bytes:
    """What the account sees there."""
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(picture.address)
    if picture.follow:
        page.locator(picture.follow).first.click()
        page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    return page.screenshot(animations="disabled", caret="hide")


def main() -> None:
    site = f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.dev")
    import django

    django.setup()
    FOLDER.mkdir(exist_ok=True)
    with signed_in(site) as page_of:
        for picture in PICTURES:
            found = small(take(picture, page_of(picture.account)))
            if len(found) > LARGEST:
                sys.exit(f"{picture.name} has {len(found)} bytes; {LARGEST} is the most.")
            (FOLDER / f"{picture.name}.png").write_bytes(found)
            print(f"docs/images/{picture.name}.png {len(found)} bytes")


if __name__ == "__main__":
    main()
