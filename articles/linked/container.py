"""In what a work stands, in schema.org's terms: the issue and the volume of a periodical, or a book."""

from articles.models import Work

from .nodes import Node, known, part

# In a periodical, where volume and issue are those of it.
PERIODICAL = {Work.Kind.ARTICLE, Work.Kind.MAGAZINE, Work.Kind.OPINION}
# What schema.org knows pages of.
PAGED = {*PERIODICAL, Work.Kind.WEB, Work.Kind.REPORT, Work.Kind.CHAPTER}


def container_of(work: Work, outlet: str, named: str) -> Node:
    """`pagination` and `isPartOf` of the node of a work, as far as they are known. `outlet` is the name of its outlet,
    `named` that by which the work is known to programs; "" for none."""
    if work.kind == Work.Kind.CHAPTER:
        whole = part("Book", named, "book", name=work.series)
    else:
        whole = _issue(work, outlet, named)
    return known({"pagination": work.pages if work.kind in PAGED else "", "isPartOf": whole})


def _issue(work: Work, outlet: str, named: str) -> Node | None:
    """The innermost that is known: an issue of a volume of a periodical."""
    if work.kind not in PERIODICAL or not (work.volume or work.issue):
        return None
    whole = part("Periodical", named, "periodical", name=outlet)
    if work.volume:
        whole = part("PublicationVolume", named, "volume", volumeNumber=work.volume, isPartOf=whole)
    if work.issue:
        whole = part("PublicationIssue", named, "issue", issueNumber=work.issue, isPartOf=whole)
    return whole
