"""An item of CSL-JSON as the facts of a work, with a word on each that does not fit."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.citing.items import PARTS, TYPES, Item
from articles.doi import normalise_doi
from articles.models import Work
from articles.roles import EDITED
from articles.years import is_possible

from .entries import GENRE, Left, is_resolution
from .languages import language_of

# Of an item without authors: those who edited it. Of one that names not all: that there are more.
EDITORS, AND_OTHERS = "editor", "and-others"
# More than one kind of ours is a report, or stands on the web, to others.
KINDS: dict[str, str] = {kind: ours for ours, kind in reversed(TYPES.items())} | {
    "article": Work.Kind.ARTICLE,
    "post": Work.Kind.WEB,
    "post-weblog": Work.Kind.WEB,
    "paper-conference": Work.Kind.CHAPTER,
    "thesis": Work.Kind.REPORT,
    "legislation": Work.Kind.RESOLUTION,
    "bill": Work.Kind.RESOLUTION,
    "treaty": Work.Kind.RESOLUTION,
}
SETTINGS = ("container-title", "collection-title", "event-title", "publisher")
# Printing is as old as that; what is older, or still to come, may be a slip of the hand.
OLDEST = 1450
PRECISIONS = {parts: precision for precision, parts in PARTS.items()}


@dataclass
class Facts:
    """Fields of a Work, the name of its outlet, and sentences on what is unclear. `refusal` says why it is no work.

    `role` is what its authors were, where that was not writing it; `left` is what has no place on a work of its kind.
    """

    fields: dict[str, Any]
    outlet: str = ""
    role: str = ""
    unclear: list[str] = field(default_factory=list)
    refusal: str = ""
    left: list[Left] = field(default_factory=list)


def facts_of(item: Item, language: str) -> Facts:
    """The facts of an item; `language` is what is taken where it names none that we know."""
    found = Facts({"title": item["title"]})
    _kind(found, item)
    if len(item["title"]) > _longest("title"):
        found.refusal = _("Its title is longer than %(most)d characters.") % {"most": _longest("title")}
    _language(found, item, language)
    _people(found, item)
    _date(found, item)
    _places(found, item)
    found.outlet, series = _setting(item)
    found.left += [(name, item[name]) for name in SETTINGS if item.get(name) not in (None, "", found.outlet, series)]
    if item.get("issue") and item.get("number") not in (None, "", item["issue"]):
        found.left.append(("number", item["number"]))
    numbers = {"series": series, "volume": item.get("volume"), "issue": item.get("issue") or item.get("number")}
    for name, value in (numbers | {"pages": item.get("page")}).items():
        _text(found, name, value or "")
    return found


def _kind(found: Facts, item: Item) -> None:
    """A word on a kind that we do not know, and on what stands in a newspaper: it may be news."""
    kind = KINDS.get(item.get("type", ""))
    if kind == Work.Kind.REPORT and is_resolution(item.get(GENRE, "")):
        kind = Work.Kind.RESOLUTION
    found.fields["kind"] = kind or Work.Kind.WEB
    if not kind:
        found.unclear.append(_("Its kind is not known here: it is taken for a web article."))
    elif kind == Work.Kind.OPINION:
        found.unclear.append(_("It is taken for an opinion piece: check its kind."))


def _language(found: Facts, item: Item, otherwise: str) -> None:
    said = item.get("language", "")
    code = language_of(said)
    if not said:
        found.unclear.append(_("Its language is not said: check it."))
    elif not code:
        found.unclear.append(_("Its language, “%(value)s”, is not known here: check it.") % {"value": said.lower()})
    found.fields["language"] = code or otherwise


def _people(found: Facts, item: Item) -> None:
    """A word on authors that are not named, and on editors that stand in for them."""
    if item.get(EDITORS):
        found.role = EDITED
        found.unclear.append(_("It names no author: its editors are taken, as “ed.”. Check them."))
    if item.get(AND_OTHERS):
        found.unclear.append(_("It has more authors than it names: add them on the work’s own screen."))


def _date(found: Facts, item: Item) -> None:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if not parts:
        found.unclear.append(_("Its date is not known."))
        return
    if not is_possible(parts[0]):
        found.unclear.append(_("%(year)s cannot be its year: its date is left out.") % {"year": f"{parts[0]:04}"})
        return
    found.fields["date"] = datetime.date(*[*parts, 1, 1][:3])
    found.fields["date_precision"] = PRECISIONS[len(parts)]
    if not OLDEST <= parts[0] <= timezone.localdate().year:
        found.unclear.append(_("Its year is %(year)s: check it.") % {"year": parts[0]})


def _places(found: Facts, item: Item) -> None:
    """DOI and address, where they are what they should be."""
    try:
        found.fields["doi"] = normalise_doi(item.get("DOI", ""))
    except ValueError:
        found.unclear.append(_("“%(value)s” is no DOI: it is left out.") % {"value": item["DOI"][:100]})
    url = item.get("URL", "")
    try:
        if url:
            URLValidator(["http", "https"])(url)
    except ValidationError:
        found.unclear.append(_("“%(value)s” is no address on the web: it is left out.") % {"value": url[:100]})
    else:
        _text(found, "url", url)


def _setting(item: Item) -> tuple[str, str]:
    """(outlet, series): the reverse of what `citing.items` makes of them."""
    kind, container = item.get("type"), item.get("container-title", "")
    series, publisher = item.get("collection-title", ""), item.get("publisher", "")
    if kind == "speech":
        event = item.get("event-title") or container
        return (publisher, event) if publisher else (event, series)
    if kind in ("chapter", "paper-conference"):
        return publisher, container or series
    first, other = (publisher, container) if kind in ("book", "report", "thesis") else (container, publisher)
    return first or other, series


def _text(found: Facts, name: str, value: str) -> None:
    """A value that fits its column; what does not is named, not cut."""
    if len(value) <= _longest(name):
        found.fields[name] = value
    else:
        label = Work._meta.get_field(name).verbose_name
        found.unclear.append(_("“%(field)s” is too long for the catalogue: it is left out.") % {"field": label})


def _longest(name: str) -> int:
    return Work._meta.get_field(name).max_length
