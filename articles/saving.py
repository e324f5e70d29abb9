"""What an editor is told after a save: it warns, and the draft is kept."""

from collections.abc import Iterator

from . import quoting, unnamed
from .models import PublicationPage, Work


def warnings(row: PublicationPage | Work) -> Iterator[str]:
    """Why it cannot become public yet; how much of it is quoted, where that is much; whom readers are not told of."""
    if reason := row.why_not_public():
        yield reason
    if isinstance(row, PublicationPage) and (note := quoting.note(row)):
        yield note
    works = (
        [row] if isinstance(row, Work) else [one.get_latest_revision_as_object() for one in row.published_together()]
    )
    for work in works:
        yield from unnamed.notes(work)
