"""The table of postings: which term stands in which document, in which weight. Written here, in SQL alone.

A writer first locks its documents in a statement of their own, in one order, then reads what the site says
now, deletes by document and inserts: two at once wait for each other, and the later one knows what the
earlier one did. Nothing is counted anywhere, so there is no row that everybody writes.
"""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from modelsearch.index import get_indexed_models

from search.models import Document, DocumentText, Word

from .contents import contents_of, root_of
from .terms import Contents, Entry, entry

STATEMENT = 400  # rows of one; SQLite takes 32,766 parameters in all
KEPT = ["locale", "length", "terms", "digest", "date", "facets", "autocomplete"]

INSERT = "INSERT INTO search_posting (term, document_id, weight, length, forms) VALUES (%s, %s, %s, %s, %s)"
COPY = "COPY search_posting (term, document_id, weight, length, forms) FROM STDIN"
LEARN_EACH = "INSERT INTO search_word (locale, word, backwards, written) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
LEARN_MANY = (
    "INSERT INTO search_word (locale, word, backwards, written) "
    "SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS new (locale, word, backwards, written) "
    "WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.locale = new.locale AND known.word = new.word) "
    "ON CONFLICT DO NOTHING"
)
# The index, and what the planner should know of the tables that searches join.
SETTLE = ("VACUUM search_posting, search_document, search_documenttext, search_word", "ANALYZE")
DELETE = "DELETE FROM search_posting WHERE document_id IN (documents)"

Places = dict[int, Document]  # object_id -> its document, locked


def write(model: type[Model], pks: Iterable[int]) -> int:
    """Put rows of one model into the index as the site has them now; returns how many of them had changed.

    Rows that are gone are taken out. About fifteen queries, for one row as for a thousand.
    """
    pks = sorted(set(pks))
    with transaction.atomic():
        places = _locked(root_of(model), pks)
        rows = list(model.get_indexed_objects().filter(pk__in=pks))
        contents = contents_of(model, rows)
        weights = settings.SEARCH_WEIGHTS
        digests = {each.object_id: each.digest(weights) for each in contents}
        changed = [each for each in contents if places[each.object_id].digest != digests[each.object_id]]
        _write([(places[each.object_id], each, digests[each.object_id], entry(each, weights)) for each in changed])
        erase([places[pk].pk for pk in places.keys() - digests.keys()])
    return len(changed)


def _locked(model: str, pks: Sequence[int]) -> Places:
    """The documents of these rows, made where they are missing; `has_postings` is False of those that were made here
    and written by nobody since."""
    rows = Document.objects.filter(model=model, object_id__in=pks)
    wanted, made = set(pks), set()
    missing, places = wanted - set(rows.values_list("object_id", flat=True)), {}
    while places.keys() != wanted:
        Document.objects.bulk_create(
            [Document(model=model, object_id=pk) for pk in sorted(missing)], ignore_conflicts=True, batch_size=STATEMENT
        )
        places = {row.object_id: row for row in rows.order_by("object_id").select_for_update()}
        made |= missing
        missing = wanted - places.keys()  # erased by somebody since they were seen
    for pk, place in places.items():
        place.has_postings = bool(pk not in made or place.digest or place.terms)
    return places


def _write(batch: Sequence[tuple[Document, Contents, str, Entry]]) -> None:
    if not batch:
        return
    for place, contents, digest, found in batch:
        place.locale, place.date, place.digest = contents.locale, contents.date, digest
        place.length, place.terms = found.length, len(found.postings)
        place.facets, place.autocomplete = " ".join(contents.facets), found.beginnings
    Document.objects.bulk_create(
        [place for place, *_ in batch],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=KEPT,
        batch_size=STATEMENT,
    )
    _erase_postings([place.pk for place, *_ in batch if place.has_postings])
    _insert([(place.pk, found) for place, _contents, _digest, found in batch])
    DocumentText.objects.bulk_create(
        [DocumentText(document=place, text=found.text, words=found.words) for place, _c, _d, found in batch],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["text", "words"],
        batch_size=STATEMENT,
    )
    known: dict[tuple[str, str], str] = {}
    for place, *_, found in batch:
        for word, written in found.vocabulary.items():
            known.setdefault((place.locale, word), written)
    _learn(known)


def _insert(entries: Sequence[tuple[int, Entry]]) -> None:
    rows = [
        (term, document, weight, found.length, forms)
        for document, found in entries
        for term, (weight, forms) in found.postings.items()
    ]
    rows.sort()  # as the index has them
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(COPY) as copy:
                copy.write("".join("\t".join(map(str, row)) + "\n" for row in rows))  # numbers: nothing to escape
        else:
            cursor.executemany(INSERT, rows)


def _learn(words: dict[tuple[str, str], str]) -> None:
    """Add words that are new, always in the same order: nobody waits for each other in a ring."""
    rows = [(locale, word, word[::-1], written) for (locale, word), written in sorted(words.items())]
    with connection.cursor() as cursor:
        if not rows or connection.vendor != "postgresql":
            cursor.executemany(LEARN_EACH, rows)
        else:
            cursor.execute(LEARN_MANY, [list(column) for column in zip(*rows, strict=True)])


def _erase_postings(documents: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(documents), STATEMENT):
            some = documents[start : start + STATEMENT]
            cursor.execute(DELETE.replace("documents", ", ".join(["%s"] * len(some))), some)


@transaction.atomic
def erase(documents: Sequence[int]) -> None:
    """Take documents out of the index. Whoever writes one of them is waited for: its postings go with it."""
    if not documents:
        return
    list(Document.objects.filter(pk__in=documents).order_by("object_id").select_for_update().values_list("pk"))
    _erase_postings(documents)
    DocumentText.objects.filter(document__in=documents).delete()
    Document.objects.filter(pk__in=documents).delete()


def strays() -> QuerySet[Document]:
    """Documents of rows that are gone."""
    models = {root_of(model) for model in get_indexed_models()}
    found = Document.objects.exclude(model__in=models)
    for label in models:
        rows = apps.get_model(label)._default_manager.values("pk")
        found |= Document.objects.filter(model=label).exclude(object_id__in=rows)
    return found


def forget(model: type[Model], pk: int) -> None:
    """Take a row that was deleted out of the index."""
    erase(list(Document.objects.filter(model=root_of(model), object_id=pk).values_list("pk", flat=True)))


def settle() -> None:
    """After many rows were written: let PostgreSQL answer from the index of postings without a look at the table.

    Until its tables are vacuumed, by this or by autovacuum, a search of common words takes some ten times as long.
    Nothing within a transaction, where it cannot be done, nor on SQLite, which has no use for it.
    """
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for statement in SETTLE:
                cursor.execute(statement)


@transaction.atomic
def reset() -> None:
    """Empty the index. Whoever writes a document is waited for: its postings go with it."""
    list(Document.objects.order_by("model", "object_id").select_for_update().values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_posting")
    for model in (DocumentText, Document, Word):
        model.objects.all().delete()
