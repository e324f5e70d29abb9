"""A post with what it needs, opened for translation: what the tests of the translator's screens start from."""

from types import SimpleNamespace
from typing import Any

from tests import factories
from translations import marks, services
from translations.digests import shown_digest

BODY = [
    ("rich_text", '<p>They met in <a href="https://www.un.org/en">Buenos Aires</a> with <b>160</b> others.</p>'),
    ("heading", "What it says"),
    ("quote", {"text": "Peace is slow.", "attribution": "A delegate", "source": "", "url": "https://www.un.org"}),
]
DIRECTIONS = [("en", "es"), ("es", "en")]


def people(site: Any) -> SimpleNamespace:
    """One user for each part: `editor`, `translator_es`, `translator_en`, `reviewer_es`, `reviewer_en`, `admin`."""
    found = {"editor": factories.user("editor", "Editors"), "admin": factories.user("admin", superuser=True)}
    for code in ("en", "es"):
        found[f"translator_{code}"] = factories.user(f"translator_{code}", f"Translators ({code})")
        found[f"reviewer_{code}"] = factories.user(f"reviewer_{code}", f"Reviewers ({code})")
    return SimpleNamespace(**found)


def open_post(site: Any, source: str, target: str, user: Any, title: str = "Two works", **fields: Any) -> Any:
    """A live post in one locale, opened for translation into the other; returns the item."""
    tree = getattr(site, source)
    topic = factories.topic(tree.locale, f"Topic of {title}")
    post = factories.post(tree, title, topics=[topic], body=BODY, **fields)
    return services.start_translation(source=post, locale=getattr(site, target).locale, user=user)


def typed(item: Any, suffix: str = " T") -> dict[str, str]:
    """What a translator could type for every segment of an item."""
    return {
        segment.pk: "two-works-t" if segment.path == "slug" else marks.to_text(segment.source) + suffix
        for segment in services.segments(item)
    }


def approve(target: Any, reviewer: Any) -> None:
    """Decide the open review of a row as someone who was shown its latest draft."""
    state = target.current_workflow_task_state
    state.task.specific.on_action(state.specific, reviewer, "approve", seen=shown_digest(target.latest_revision))
