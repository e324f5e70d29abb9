"""Whether a work is in the catalogue already."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from articles.models import Work

from .addresses import doi_of, hosts_of, normalise_address

# What stands in a draft alone is not in the row yet: a DOI, and an address that is more than a home page.
DRAFTED = Q(has_unpublished_changes=True)
IN_DRAFT = tuple(f"latest_revision__content__{name}" for name in ("doi", "url", "url_is_home"))


def in_draft(drafted: bool, doi: Any, url: Any, is_home: Any) -> tuple[str, str]:
    """(DOI, address) of a work as its newer draft has them, of has_unpublished_changes and IN_DRAFT; "" for none."""
    return (doi or "", "" if is_home else url or "") if drafted else ("", "")


def with_same_doi(doi: str, but: int | None = None) -> Work | None:
    """Another work with this normalised DOI, as it stands or in its newest draft; `but` is the pk that does not
    count."""
    named = Q(doi=doi) | (DRAFTED & Q(latest_revision__content__doi=doi))
    return Work.objects.filter(named).exclude(pk=but).first() if doi else None


def with_same_address(address: str, but: int | None = None) -> Work | None:
    """Another work whose original, DOI, or one of whose editions leads to the same place; the oldest. Two queries.

    Addresses that are only an outlet's home page name no work.
    """
    wanted = normalise_address(address)
    if not wanted:
        return None
    doi = doi_of(wanted)
    named = Q(doi=doi) if doi else Q(pk__in=())
    columns = ("pk", "url", "url_is_home", "doi", "has_unpublished_changes", *IN_DRAFT)
    works = Work.objects.filter(_at("", wanted) | named | DRAFTED).values_list(*columns)
    known = [(pk, "" if is_home else url, own) for pk, url, is_home, own, *_draft in works]
    known += [(pk, url, own) for pk, _url, _is_home, _own, *draft in works for own, url in [in_draft(*draft)]]
    known += [
        (pk, url, "") for pk, url in Work.objects.filter(_at("editions__", wanted)).values_list("pk", "editions__url")
    ]
    same = {pk for pk, url, own in known if normalise_address(url) == wanted or (doi and own == doi)}
    found = same - {but}
    return Work.objects.get(pk=min(found)) if found else None


def _at(whose: str, wanted: str) -> Q:
    """Rows that may lead there: their address, of more than a home page, has its host in one of its spellings."""
    hosts = (Q(**{f"{whose}url__icontains": host}) for host in hosts_of(wanted))
    return Q(**{f"{whose}url_is_home": False}) & reduce(or_, hosts)
