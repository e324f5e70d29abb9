"""Works and pages of ours as items of CSL-JSON (citationstyles.org, schema “csl-data”).

An item is what every other form is made from: references, BibTeX, RIS. Its `language` is always set,
since a style gives titles the capitals of their language by it.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from articles.models import Edition, Person, Work

from .suffixes import suffix_first

Item = dict[str, Any]
# What its editors are called, a word of ours: no format of files has it.
EDITED_AS = "edited-as"
# Who made it: CSL-JSON and BibTeX call them the same.
MAKERS = ("author", "editor", "translator")

TYPES: dict[str, str] = {
    Work.Kind.ARTICLE: "article-journal",
    Work.Kind.MAGAZINE: "article-magazine",
    Work.Kind.WEB: "webpage",
    Work.Kind.OPINION: "article-newspaper",
    Work.Kind.REPORT: "report",
    Work.Kind.CHAPTER: "chapter",
    Work.Kind.BOOK: "book",
    Work.Kind.RESOLUTION: "report",
    Work.Kind.TALK: "speech",
}
# Whose outlet is the house that published them, not the periodical or site that they stand in.
PUBLISHED_BY = {"report", "chapter", "book"}
# What stands in a periodical, or on a site of its own.
ON_ITS_OWN = {"article-journal", "article-magazine", "article-newspaper"}
# What a reference to it says: it is not all of the text.
NOT_WHOLE = (Edition.Kind.ABRIDGED, Edition.Kind.EXTRACT)
# What is a report to others, with a word of its own on it.
TOLD_BY_A_WORD = {Work.Kind.RESOLUTION}
PARTS = {Work.Precision.YEAR: 1, Work.Precision.MONTH: 2, Work.Precision.DAY: 3}


def work_item(work: Work, authors: Iterable[Person], outlet: str, *, edited: str = "") -> Item:
    """The original of a work; `outlet` is the name of its outlet, "" without one; `edited` says what they were
    where they did not write it (see roles.py)."""
    kind = TYPES[work.kind]
    return _known(
        id=f"work-{work.pk}",
        type=kind,
        title=work.title,
        language=work.language,
        genre=capfirst(work.get_kind_display()) if work.kind in TOLD_BY_A_WORD else "",
        **_made_by(authors, edited),
        issued=_date(work.date, PARTS[work.date_precision]),
        volume=work.volume,
        number=work.issue if kind in PUBLISHED_BY else "",
        issue="" if kind in PUBLISHED_BY else work.issue,
        page=work.pages,
        DOI=work.doi,
        URL="" if work.url_is_home else work.url,
        **_setting(kind, outlet, work.series),
    )


def edition_item(work: Work, edition: Edition, authors: Iterable[Person], outlet: str, *, edited: str = "") -> Item:
    """One form of a work elsewhere, as a thing of its own: by the authors of the work, under its own title, in its own
    language, at its own place; `outlet` is the name of its outlet, "" without one. What is no whole text says so, in
    the active language.

    Volume, issue, pages and DOI are those of the original. An article that somebody else took over stands on a site:
    of what kind that is, nobody said.
    """
    kind = TYPES[work.kind]
    if kind in ON_ITS_OWN and edition.outlet_id != work.outlet_id:
        kind = "webpage"
    same_year = edition.date and work.date and work.date.year == edition.date.year
    return _known(
        id=f"edition-{edition.pk}",
        type=kind,
        title=edition.title,
        language=edition.language,
        genre=capfirst(edition.get_kind_display()) if edition.kind in NOT_WHOLE else "",
        **_made_by(authors, edited),
        translator=_translated_by(edition.translator),
        issued=_date(edition.date, PARTS[edition.date_precision]),
        URL="" if edition.url_is_home else edition.url,
        **_setting(kind, outlet, work.series if kind == "chapter" and edition.outlet_id == work.outlet_id else ""),
        **{
            "original-title": work.title if edition.title != work.title else "",
            "original-date": None if same_year else _date(work.date, 1),
        },
    )


def page_item(*, key: str, kind: str, title: str, language: str, authors: Iterable[Person], site: str, url: str,
              date: datetime.date | None, edited: str = "", translator: str = "") -> Item:  # fmt: skip
    """A page of ours on the site named `site`; `kind` is “post-weblog” or “webpage”."""
    return _known(
        id=key,
        type=kind,
        title=title,
        language=language,
        **_made_by(authors, edited),
        translator=_translated_by(translator),
        issued=_date(date, 3),
        URL=url,
        **{"container-title": site},
    )


def _made_by(people: Iterable[Person], edited: str) -> dict[str, Any]:
    """Those who edited a work are no authors of it; that they coordinated or compiled it, references say."""
    names = [name_parts(person) for person in people]
    return {"editor": names, EDITED_AS: edited} if edited else {"author": names}


def _translated_by(name: str) -> list[dict[str, str]]:
    return [{"literal": name}] if name else []


def name_parts(person: Person) -> dict[str, str]:
    """`{family, given}` of a person who has a name for lists, “Family, Given”; else `{literal}`, as it is. “Jr.”, after
    either comma, belongs to the family name.

    Which words of a name are its family name cannot be told by a program: not of “María José Núñez Gil”,
    nor of an organisation.
    """
    family, given = suffix_first([part.strip() for part in person.sort_name.split(",")])
    if not person.is_organisation and family and given:
        return {"family": family, "given": given}
    return {"literal": person.sort_name.strip() or person.name}


def listed_name(name: dict[str, str]) -> str:
    """A name of an item as lists have it: “Family, Given”, or as it is."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def spoken_name(name: dict[str, str]) -> str:
    """The same as it is said: “Given Family”, or as it is."""
    return name.get("literal") or f"{name['given']} {name['family']}"


def date_of(item: Item, between: str) -> str:
    """The date of an item, as precise as it is known: “2019-05” with a hyphen `between`; "" for none."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return between.join(str(part).zfill(figures) for part, figures in zip(parts, (4, 2, 2), strict=False))


def _setting(kind: str, outlet: str, series: str) -> dict[str, str]:
    """Where it stands: in a periodical or on a site, in a book of a house, at an event."""
    if kind == "speech":
        return {"event-title": series or outlet, "publisher": outlet if series else ""}
    if kind == "chapter":
        return {"container-title": series, "publisher": outlet}
    if kind in PUBLISHED_BY:
        return {"publisher": outlet, "collection-title": series}
    return {"container-title": outlet, "collection-title": series}


def _date(date: datetime.date | None, parts: int) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[date.year, date.month, date.day][:parts]]} if date else None


def _known(**facts: Any) -> Item:
    return {name: value for name, value in facts.items() if value}
