"""References as an answer: a file to take along, of one thing or of a list."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.readers import Reader

from .cited import listed_items
from .formats import FORMATS, Format
from .items import Item


def format_of(ending: str) -> Format:
    """The kind of file of an ending. Raises Http404 for one that is none."""
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending]


def as_file(items: Iterable[Item], kind: Format, name: str) -> HttpResponse:
    """The items as a file called so. Raises Http404 where there are none."""
    items = list(items)
    if not items:
        raise Http404
    response = HttpResponse(kind.write(items), content_type=f"{kind.media_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind.ending}")
    response["X-Robots-Tag"] = "noindex"
    return response


def list_as_file(pks: Iterable[int], kind: Format, name: str, reader: Reader, request: HttpRequest) -> HttpResponse:
    """What a list of pages of both kinds is cited as (see `listed_items`)."""
    return as_file(listed_items(pks, reader, request), kind, name)
