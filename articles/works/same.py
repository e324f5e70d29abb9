"""Whether a work is in the catalogue already."""

from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Work

from .addresses import doi_of, hosts_of, normalise_address


def with_same_doi(doi: str, but: int | None = None) -> Work | None:
    """Another work with this normalised DOI; `but` is the pk that does not count."""
    return Work.objects.filter(doi=doi).exclude(pk=but).first() if doi else None


def with_same_address(address: str, but: int | None = None) -> Work | None:
    """Another work whose original, DOI, or one of whose editions leads to the same place; the oldest. Two queries.

    Addresses that are only an outlet's home page name no work.
    """
    wanted = normalise_address(address)
    if not wanted:
        return None
    doi = doi_of(wanted)
    named = Q(doi=doi) if doi else Q(pk__in=())
    works = Work.objects.filter(_at("", wanted) | named).values_list("pk", "url", "doi")
    rows = Work.objects.filter(_at("editions__", wanted)).values_list("pk", "editions__url")
    editions = [(pk, url, "") for pk, url in rows]
    same = [pk for pk, url, own in [*works, *editions] if normalise_address(url) == wanted or (doi and own == doi)]
    found = set(same) - {but}
    return Work.objects.get(pk=min(found)) if found else None


def _at(whose: str, wanted: str) -> Q:
    """Rows that may lead there: their address, of more than a home page, has its host in one of its spellings."""
    hosts = (Q(**{f"{whose}url__icontains": host}) for host in hosts_of(wanted))
    return Q(**{f"{whose}url_is_home": False}) & reduce(or_, hosts)
