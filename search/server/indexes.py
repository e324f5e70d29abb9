"""The indexes on the server: one per language, written as one. Public pages go in, and nothing else ever.

A draft, a page that was taken back or one that is private is taken out where it is written of; pictures,
documents and snippets are not sent at all. Editors find those by the index in the database.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from modelsearch.backends.base import BaseIndex
from modelsearch.index import get_indexed_models
from wagtail.models import Page

from core.readers import Reader
from search.engine.contents import contents_of
from search.engine.terms import Contents

from . import asking
from .documents import document, mapping

if TYPE_CHECKING:
    from .backends import Backend

logger = logging.getLogger("search")

UNWEIGHED: dict[str, float] = {}  # weights are told with each query: a change of them changes no document


def public(rows: QuerySet) -> QuerySet:
    """Those pages that everybody may see, now."""
    return Reader(None).public(rows)


def page_models() -> list[type[Model]]:
    """The kinds of pages that are searched."""
    return [model for model in get_indexed_models() if issubclass(model, Page)]


def digest_of(contents: Contents) -> str:
    """Changes when what the server keeps of a page would change."""
    return contents.digest(UNWEIGHED)


class IndexMixin:
    """The index of one language, in front of Wagtail's class for a kind of server."""

    def put_mapping(self) -> None:
        """Say how documents are read."""
        self.es.indices.put_mapping(index=self.name, body=mapping())

    def write(self, contents: Sequence[Contents], is_alias: bool) -> None:
        """Put pages in. An index that `update_index` has not made is not made here: it would read texts wrongly."""
        actions = [{"_id": str(each.object_id), **document(each, digest_of(each))} for each in contents]
        if actions:
            self.backend.bulk(self.es, actions, index=self.name, **({"require_alias": True} if is_alias else {}))

    def erase(self, pks: Iterable[int]) -> None:
        """Take pages out; those that are not in are no mistake."""
        actions = [{"_op_type": "delete", "_id": str(pk)} for pk in pks]
        if actions:
            self.backend.bulk(self.es, actions, index=self.name, ignore_status=(404,))


class Indexes(BaseIndex):
    """What Wagtail takes for the index of all pages. Of other models there is none: nothing is done for them."""

    def __init__(self, backend: "Backend", parts: dict[str, Any], is_alias: bool = True) -> None:
        super().__init__(backend)
        self.parts, self.is_alias = parts, is_alias

    def get_key(self) -> str:
        """What `update_index` makes anew together."""
        return ",".join(part.name for part in self.parts.values())

    def __str__(self) -> str:
        return ", ".join(part.name for part in self.parts.values()) or "none (only public pages are sent to the server)"

    def add_model(self, model: type[Model]) -> None:
        """All kinds of pages are read alike: said once, with the first of them."""
        if not model._meta.parents:
            for part in self.parts.values():
                part.put_mapping()

    def add_item(self, item: Model) -> None:
        """Put a page in as the site has it now, or take it out."""
        self.add_items(type(item), [item])

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        """The same for many of one model. Nobody's publication fails for a server: `search_check` mends it."""
        pks = [item.pk for item in items]
        if not self.parts or not pks:
            return
        if self.is_alias:
            self._try(partial(self.send, model, pks), model, pks)
        else:
            self.send(model, pks)

    def _try(self, act: Callable[[], None], model: type[Model], pks: Sequence[int]) -> None:
        """Nobody waits twice for a server that does not answer, nor is an act of an editor's undone for it."""
        try:
            if not asking.is_resting():
                act()
                return
        except self.backend.errors as error:
            asking.rest(error)
        logger.error("%s %s: not told to the search server; search_check mends it", model._meta.label, pks)

    def send(self, model: type[Model], pks: Sequence[int]) -> None:
        """The same, and an error of the server's is raised."""
        by_code: defaultdict[str, list[Contents]] = defaultdict(list)
        for each in contents_of(model, list(public(model.get_indexed_objects()).filter(pk__in=pks))):
            by_code[each.locale].append(each)
        sent = {each.object_id for some in by_code.values() for each in some}
        for code, part in self.parts.items():
            if self.is_alias:
                part.erase([pk for pk in pks if pk not in sent])
            part.write(by_code[code], self.is_alias)

    def delete_item(self, item: Model) -> None:
        """Take a page that was deleted out of the index."""
        for part in self.parts.values():
            self._try(partial(part.delete_item, item), type(item), [item.pk])

    def refresh(self) -> None:
        """What was written is found from now on; the server would do so within a second."""
        for part in self.parts.values():
            part.refresh()

    def reset(self) -> None:
        """Empty them: they are made anew beside the old ones, which then go."""
        rebuilder = Rebuilder(self)
        rebuilder.start().add_model(self.backend.root)
        rebuilder.finish()


class Rebuilder:
    """`update_index`: new indexes are filled while readers search the old ones, then take their names."""

    def __init__(self, indexes: Indexes) -> None:
        self.indexes = indexes
        self._parts = {code: indexes.backend.atomic_rebuilder_class(part) for code, part in indexes.parts.items()}

    def start(self) -> Indexes:
        """Make the new ones."""
        return Indexes(self.indexes.backend, {code: part.start() for code, part in self._parts.items()}, is_alias=False)

    def finish(self) -> None:
        """Give them the names; what was published since it began is mended by `search_check`."""
        for part in self._parts.values():
            part.finish()
