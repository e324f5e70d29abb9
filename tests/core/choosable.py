"""Pages and snippets of both trees that choosers name to some and not to others."""

from types import SimpleNamespace
from typing import Any

from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft

PUBLIC = {"public", "once", "beneath"}
HIDDEN = {"draft", "private", "below", "above", "anew"}


def pages_of(tree: Any, word: str) -> dict[str, Any]:
    """Pages by name; each is called by it and `word`, `once` is called `anew` in its draft."""

    def post(name: str, **fields: Any):
        return factories.post(tree, f"{word} {name}", slug=f"{name}-page", **fields)

    def below(page: Page, name: str, **fields: Any):
        return factories.standard(SimpleNamespace(home=page), f"{word} {name}", slug=f"{name}-page", **fields)

    found = {"public": post("public"), "draft": post("draft", live=False), "once": post("once")}
    new_draft(found["once"], title=f"{word} anew")
    found["private"] = below(tree.home, "private")
    PageViewRestriction.objects.create(page=found["private"], restriction_type=PageViewRestriction.LOGIN)
    found["above"] = below(tree.home, "above", live=False)
    return found | {"below": below(found["private"], "below"), "beneath": below(found["above"], "beneath")}


def rows_of(tree: Any, word: str) -> dict[str, tuple[Any, Any]]:
    """Of each kind of snippet a row that is public and one that is not."""
    made = {"work": (factories.work(f"{word} public"), factories.work(f"{word} draft", live=False))}
    for kind in ("topic", "person", "outlet"):
        make = getattr(factories, kind)
        made[kind] = make(tree.locale, f"{word} public"), make(tree.locale, f"{word} draft", live=False)
    return made


def built(site: Any) -> SimpleNamespace:
    people = story.people(site)
    people.administrator = factories.user("administrator", "Site administrators")
    made = SimpleNamespace(people=people)
    for code in ("en", "es"):
        tree, word = getattr(site, code), f"canary{code}"
        pages, rows = pages_of(tree, word), rows_of(tree, word)
        setattr(made, code, SimpleNamespace(code=code, word=word, tree=tree, pages=pages, rows=rows, **pages))
    return made
