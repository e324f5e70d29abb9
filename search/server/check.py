"""Does the server hold what the site shows to everybody, and nothing else? Mends what differs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Model

from search.engine.check import CHUNK, Fault
from search.engine.contents import contents_of

from . import bodies
from .answers import Unanswered
from .asking import ask
from .documents import PAGES
from .indexes import Indexes, digest_of, page_models, public

if TYPE_CHECKING:
    from .backends import Backend

STEP = 1_000  # documents that are told of at once
Held = dict[str, dict[int, str]]  # language -> page -> the digest of what the server keeps of it


def check(backend: "Backend", mend: bool) -> Iterator[Fault]:
    """Every difference there is; with `mend`, each is gone once it was told. Unanswered where it cannot be asked."""
    indexes = backend.get_index_for_model(backend.root)
    try:
        indexes.refresh()
        held = {code: dict(_held(backend, code)) for code in indexes.parts}
        for model in page_models():
            pks = list(public(model.get_indexed_objects()).order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(pks), CHUNK):
                yield from _wrong(indexes, model, pks[start : start + CHUNK], held, mend)
        yield from _strays(indexes, held, mend)
    except backend.errors as error:
        raise Unanswered(f"{type(error).__name__}: {error}") from error


def _held(backend: "Backend", code: str) -> Iterator[tuple[int, str]]:
    after = ""
    while True:
        [told] = ask(backend, [(code, bodies.digests(after, STEP))])
        yield from ((found.object_id, found.digest) for found in told.hits)
        if len(told.hits) < STEP:
            return
        after = str(told.hits[-1].object_id)


def _wrong(indexes: Indexes, model: type[Model], pks: list[int], held: Held, mend: bool) -> Iterator[Fault]:
    """Pages that are missing or other than on the site. What is right is struck out of `held`."""
    faults = []
    for each in contents_of(model, list(public(model.get_indexed_objects()).filter(pk__in=pks))):
        kept = held.get(each.locale, {}).pop(each.object_id, None)
        if kept is None:
            faults.append(Fault(PAGES, each.object_id, "it is missing on the search server"))
        elif kept != digest_of(each):
            faults.append(Fault(PAGES, each.object_id, "its text on the search server is not that of the site"))
    if mend and faults:
        indexes.send(model, [fault.object_id for fault in faults])
    yield from faults


def _strays(indexes: Indexes, held: Held, mend: bool) -> Iterator[Fault]:
    """What is left: pages that are gone, or no longer public."""
    for code, left in held.items():
        if mend:
            indexes.parts[code].erase(left)
        yield from (Fault(PAGES, pk, "it is on the search server and is not public") for pk in sorted(left))
