"""Is the index what the site says? Reads every row anew and compares; mends what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Model
from modelsearch.index import get_indexed_models

from search.models import Document

from . import postings
from .contents import contents_of, root_of

CHUNK = 500
LEFT_BEHIND = (
    "SELECT DISTINCT document_id FROM search_posting p "
    "WHERE NOT EXISTS (SELECT 1 FROM search_document d WHERE d.id = p.document_id)"
)
COUNT = "SELECT document_id, COUNT(*) FROM search_posting WHERE document_id IN (documents) GROUP BY document_id"


@dataclass(frozen=True)
class Fault:
    """One row whose document is not what the site says."""

    model: str
    object_id: int
    why: str

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}: {self.why}"


def check(mend: bool) -> Iterator[Fault]:
    """Every difference there is; with `mend`, each is gone once it was told."""
    yield from _strays(mend)
    yield from _left_behind(mend)
    for model in get_indexed_models():
        pks = list(model.get_indexed_objects().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            yield from _wrong(model, pks[start : start + CHUNK], mend)


def _strays(mend: bool) -> Iterator[Fault]:
    for row in list(postings.strays()):
        if mend:
            postings.erase([row.pk])
        yield Fault(row.model, row.object_id, "the site has no such row")


def _left_behind(mend: bool) -> Iterator[Fault]:
    """Words of documents that are gone: on PostgreSQL no constraint keeps them away."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT_BEHIND)
        found = [pk for (pk,) in cursor.fetchall()]
    if mend:
        postings.erase(found)
    for pk in found:
        yield Fault("search.Document", pk, "words of a document that is gone")


def _wrong(model: type[Model], pks: Sequence[int], mend: bool) -> Iterator[Fault]:
    places = {row.object_id: row for row in Document.objects.filter(model=root_of(model), object_id__in=pks)}
    held = _held([row.pk for row in places.values()])
    faults = []
    for each in contents_of(model, list(model.get_indexed_objects().filter(pk__in=pks))):
        place = places.get(each.object_id)
        if place is None:
            faults.append(Fault(each.model, each.object_id, "it is missing"))
        elif place.digest != each.digest(settings.SEARCH_WEIGHTS):
            faults.append(Fault(each.model, each.object_id, "its text is not that of the site"))
        elif place.terms != held.get(place.pk, 0):
            faults.append(Fault(each.model, each.object_id, "words are missing or too many"))
    if mend and faults:
        wrong = [fault.object_id for fault in faults]
        Document.objects.filter(model=root_of(model), object_id__in=wrong).update(digest="")
        postings.write(model, wrong)
    yield from faults


def _held(documents: Sequence[int]) -> dict[int, int]:
    """How many postings each document has."""
    if not documents:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(COUNT.replace("documents", ", ".join(["%s"] * len(documents))), documents)
        return dict(cursor.fetchall())
