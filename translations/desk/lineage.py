"""What a passage said before: its own older versions, and none of its neighbours'."""

from collections.abc import Iterable, Sequence

from django.db.models import Max

from translations import localize, pairing
from translations.following import Place
from translations.models import Baseline, QueueItem, SegmentEdit

Row = dict[str, str]
# So many states of the original are gone back through, and so many texts that no draft knows are looked through.
MOST_STATES, MOST_WRITTEN = 50, 100


def former_places(
    item: QueueItem, segment: localize.TextSegment, segments: Iterable[localize.TextSegment]
) -> set[Place]:
    """Where a passage stood, and what it said there, while the original said something else.

    `segments` are the passages of the item now. All paragraphs of a block stand at one place, so the drafts are asked
    which of them became which (pairing.py). A text that was written between two drafts is of the passage that stands in
    its place, or in its block is most like it. Two queries.
    """
    now = [{"path": one.path, "text": one.source} for one in segments]
    states = _states(item)
    known = {_place(row) for state in [*states, now] for row in state}
    found = _back_through(states, now, (segment.path, segment.source))
    here = [row for row in now if row["path"] == segment.path]
    for row in _written(item, segment.path):
        if _place(row) not in known and _became(row, here) == segment.source:
            found.add(_place(row))
    return {place for place in found if place[1] != segment.source}


def heirs(item: QueueItem, places: Iterable[Place], segments: Sequence[localize.TextSegment]) -> dict[Place, Place]:
    """Where each of these places is by now, for those that no passage of today has: what it became, by the same rule.

    What became nothing is missing. One query; none where each is a passage of today.
    """
    own = {(one.path, one.source) for one in segments}
    lost = {place for place in places if place not in own}
    if not lost:
        return {}
    now = rows = [{"path": one.path, "text": one.source} for one in segments]
    found: dict[Place, Place] = {}
    heir = {at: _place(row) for at, row in enumerate(now)}
    for state in _states(item):
        heir = {at: heir[after] for after, at in pairing.counterparts(state, rows).items() if after in heir}
        for at, place in heir.items():
            found.setdefault(_place(state[at]), place)
        rows = state
    for path, text in lost - found.keys():
        here = [row for row in now if row["path"] == path]
        if became := _became({"path": path, "text": text}, here):
            found[path, text] = path, became
    return {place: found[place] for place in lost if place in found}


def _place(row: Row) -> Place:
    return row["path"], row["text"]


def _states(item: QueueItem) -> list[list[Row]]:
    """What the original said each time that a draft was made of another state of it, the newest first. One query."""
    drafts = Baseline.objects.filter(item=item)
    last = drafts.order_by().values("digest").annotate(last=Max("pk")).values("last")
    return list(drafts.filter(pk__in=last).order_by("-pk").values_list("segments", flat=True)[:MOST_STATES])


def _back_through(states: Iterable[Sequence[Row]], now: Sequence[Row], place: Place) -> set[Place]:
    """A passage and what it was, from state to state, for as long as it was anything."""
    found: set[Place] = set()
    at = next((at for at, row in enumerate(now) if _place(row) == place), None)
    for state in states:
        at = pairing.counterparts(state, now).get(at) if at is not None else None
        if at is None:
            break
        found.add(_place(state[at]))
        now = state
    return found


def _written(item: QueueItem, path: str) -> list[Row]:
    """What the original said at a path when somebody wrote a text there, the newest first. One query."""
    edits = SegmentEdit.objects.filter(item=item, path=path).exclude(target="")
    sources = edits.order_by().values("source").annotate(last=Max("pk")).order_by("-last")
    return [{"path": path, "text": one["source"]} for one in sources[:MOST_WRITTEN]]


def _became(row: Row, here: Sequence[Row]) -> str:
    """The passage of its block that an older one became; "" where none did."""
    return next((here[at]["text"] for at in pairing.counterparts([row], here)), "")
