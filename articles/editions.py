"""The forms of a work, as a reader of some language should meet them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from core.families import Resolved
from core.languages import same_language

from .models import Edition, Outlet, Work

ORIGINAL = "original"
# In one language: the whole text before a part of it.
KIND_ORDER = (
    ORIGINAL,
    Edition.Kind.TRANSLATION,
    Edition.Kind.REPRINT,
    Edition.Kind.PDF,
    Edition.Kind.AUDIO,
    Edition.Kind.ABRIDGED,
    Edition.Kind.EXTRACT,
)
OWN, OF_ORIGINAL, OTHER = "own", "original", "other"


@dataclass(frozen=True)
class EditionLink:
    """One form of a work. `place` is own (in the reader's language), original or other.

    `lang` marks a title that is not in the reader's language; `source` is the row it was made from. `outlet_name` is
    what its outlet is called in its own language, as it stands on it: for references, and for programs.
    """

    place: str
    kind: str
    language: str
    language_name: str
    title: str
    lang: str
    url: str
    url_is_home: bool
    outlet: Resolved[Outlet] | None
    source: Work | Edition
    outlet_name: str = ""

    @property
    def is_original(self) -> bool:
        return self.kind == ORIGINAL

    @property
    def translator(self) -> str:
        """Who translated it, as it is said there; "" for nobody."""
        return "" if self.is_original else self.source.translator

    @property
    def media_type(self) -> str:
        """Of what the link leads to, where it is no page of the web."""
        return "application/pdf" if self.kind == Edition.Kind.PDF else ""


def own_name(outlets: Iterable[Outlet], language: str) -> str:
    """The name of an outlet in the language of a work, or else as it was first given; "" without a row.

    `outlets` are the rows of its family, the oldest first. A reference names what stands on the thing that is
    cited, whatever the reader's language.
    """
    rows = list(outlets)
    own = (row.name for row in rows if same_language(row.locale.language_code, language))
    return next(own, rows[0].name if rows else "")


def editions_for(
    work: Work,
    editions: Iterable[Edition],
    reader_language: str,
    outlets: dict[UUID, Resolved[Outlet]],
    families: Mapping[UUID, Iterable[Outlet]] = MappingProxyType({}),
) -> list[EditionLink]:
    """The work's forms: those in the reader's language first, then the original, then the others in their order.

    `outlets` are as the reader knows them, `families` all public rows of each, the oldest first.
    """
    links = [_link(row, reader_language, outlets, families) for row in (work, *editions)]
    rank = {OWN: 0, OF_ORIGINAL: 1, OTHER: 2}
    return sorted(links, key=lambda link: (rank[link.place], _order_within(link)))


def _order_within(link: EditionLink) -> int:
    return KIND_ORDER.index(link.kind) if link.place == OWN else 0


def _link(
    row: Work | Edition,
    reader_language: str,
    outlets: dict[UUID, Resolved[Outlet]],
    families: Mapping[UUID, Iterable[Outlet]],
) -> EditionLink:
    key = row.outlet.translation_key if row.outlet_id else None
    is_original = isinstance(row, Work)
    own = same_language(row.language, reader_language)
    return EditionLink(
        place=OWN if own else OF_ORIGINAL if is_original else OTHER,
        kind=ORIGINAL if is_original else row.kind,
        language=row.language,
        language_name=row.get_language_display(),
        title=row.title,
        lang="" if own else row.language,
        url=row.url or (row.doi_url if is_original else ""),
        url_is_home=bool(row.url) and row.url_is_home,
        outlet=outlets.get(key) if key else None,
        source=row,
        outlet_name=own_name(families.get(key, ()), row.language) if key else "",
    )
