"""Whom a work names and readers are not told of yet: people and outlets that nobody has made public."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def notes(work: Any) -> Iterator[str]:
    """What to mind about the authors and the outlets of a work, as it stands in a draft, in sentences.

    Somebody is named to readers once any language has a public row of theirs. One query for the authors, one for the
    outlet, one for those of the editions, none where the work has none.
    """
    if count := _hidden("Person", [one.person_id for one in work.authors.all()]):
        told = ngettext(
            "%(count)d author is not public yet: readers are not told the name until somebody publishes it.",
            "%(count)d authors are not public yet: readers are not told the names until somebody publishes them.",
            count,
        )
        yield told % {"count": count}
    if work.outlet_id and _hidden("Outlet", [work.outlet_id]):
        yield _("The outlet is not public yet: readers are not told of it until somebody publishes it.")
    elsewhere = {edition.outlet_id for edition in work.editions.all()} - {None, work.outlet_id}
    if count := _hidden("Outlet", sorted(elsewhere)):
        told = ngettext(
            "%(count)d outlet of its editions is not public yet: readers are not told of it until somebody publishes "
            "it.",
            "%(count)d outlets of its editions are not public yet: readers are not told of them until somebody "
            "publishes them.",
            count,
        )
        yield told % {"count": count}


def _hidden(model: str, pks: list[int]) -> int:
    """How many of these rows have no public row in their family."""
    if not pks:
        return 0
    rows = apps.get_model("articles", model).objects
    public = rows.filter(live=True).values("translation_key")
    return rows.filter(pk__in=pks).exclude(translation_key__in=public).count()
