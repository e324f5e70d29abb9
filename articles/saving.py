"""What an editor is told after a save: it warns, and the draft is kept."""

from collections.abc import Iterator

from . import quoting
from .models import PublicationPage, Work


def warnings(row: PublicationPage | Work) -> Iterator[str]:
    """Why it cannot become public yet; how much of it is quoted, where that is much."""
    if reason := row.why_not_public():
        yield reason
    if isinstance(row, PublicationPage) and (note := quoting.note(row)):
        yield note
