"""Whether a work is in the catalogue already."""

from urllib.parse import urlsplit

from articles.models import Work

from .addresses import normalise_address


def with_same_doi(doi: str, but: int | None = None) -> Work | None:
    """Another work with this normalised DOI; `but` is the pk that does not count."""
    return Work.objects.filter(doi=doi).exclude(pk=but).first() if doi else None


def with_same_address(address: str, but: int | None = None) -> Work | None:
    """Another work whose original, or one of whose editions, leads to the same place; the oldest. Two queries.

    Addresses that are only an outlet's home page name no work.
    """
    wanted = normalise_address(address)
    if not wanted:
        return None
    host = urlsplit(address.strip()).hostname or ""
    host = host.removeprefix("www.")
    works = Work.objects.filter(url__icontains=host, url_is_home=False).values_list("pk", "url")
    rows = Work.objects.filter(editions__url__icontains=host, editions__url_is_home=False)
    editions = rows.values_list("pk", "editions__url")
    found = [pk for pk, url in [*works, *editions] if pk != but and normalise_address(url) == wanted]
    return Work.objects.get(pk=min(found)) if found else None
