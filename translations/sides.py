"""Source and target of a draft, passage by passage, as they stand in the draft itself."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial

from django.db import models
from modelcluster.models import model_from_serializable_data
from wagtail.fields import StreamField
from wagtail.models import Revision

from . import localize, marks, structure
from .models import Baseline, Original, QueueItem, ReviewTaskState
from .pairing import counterparts
from .pairs import Pair


@dataclass(frozen=True)
class Seen:
    """What pairs are made from beside the draft: baselines by their target's revision, and the item's passages."""

    baselines: Mapping[int, Baseline]
    passages: Sequence[localize.TextSegment] = ()


def pairs_of(
    revision: Revision, row: models.Model | None = None, seen: Seen | None = None, read: Revision | None = None
) -> list[Pair]:
    """The passages of a target's draft in page order, from its revision and that revision's baseline; last what
    the public translation has and the draft no longer.

    Not from the saved strings: those may have moved on since the draft was written, and what is reviewed
    is the draft. Empty for a revision without a baseline. `row` is the target where it has just been read; no query
    where `seen` is given too. `read` is a draft that was read before.
    """
    row = revision.content_object if row is None else row
    seen = seen or _look(revision, row)
    baseline = seen.baselines.get(revision.pk)
    if baseline is None:
        return []
    new = _both_sides(baseline.segments, _texts_by_path(draft_of(revision, type(row))))
    public = seen.baselines.get(row.live_revision_id) if row.live else None
    texts = _texts_by_path(row) if row.live else {}
    old = _both_sides(public.segments if public else baseline.segments, texts) if row.live else []
    older = counterparts([one.row for one in old], [one.row for one in new])
    keys = {(one.path, one.source): one.pk for one in seen.passages}
    texts_read = _texts_in(read, new, type(row)) if read else [None] * len(new)
    found = []
    for index, one in enumerate(new):
        before = old[older[index]] if index in older else None
        found.append(
            Pair(
                source=marks.to_text(one.data),
                target=one.text,
                public=before.text if before else None,
                old_source=marks.to_text(before.data) if before and public else None,
                path=one.path,
                key=keys.pop((one.path, one.data), ""),
                read=texts_read[index],
            )
        )
    gone = [one for index, one in enumerate(old) if index not in older.values() and (public or one.text)]
    return found + [Pair("", "", one.text, marks.to_text(one.data), one.path, removed=True) for one in gone]


def _look(revision: Revision, row: models.Model) -> Seen:
    """Baselines of a draft and of what is public, and the item's present passages; a review may be older than they.
    Three queries."""
    found = Baseline.objects.filter(target_revision_id__in=[revision.pk, row.live_revision_id]).select_related("item")
    baselines = {one.target_revision_id: one for one in found.order_by("-pk")}
    if revision.pk not in baselines:
        return Seen(baselines)
    item = baselines[revision.pk].item
    paired = localize.translation_of(item.translation_key, item.source_locale_id, item.target_locale_id)
    return Seen(baselines, localize.text_segments(paired) if paired else [])


@dataclass(frozen=True)
class _Side:
    path: str
    data: str
    text: str

    @property
    def row(self) -> dict[str, str]:
        return {"path": self.path, "text": self.data}


def _both_sides(segments: Sequence[dict[str, str]], texts: dict[str, list[str]]) -> list[_Side]:
    """The segments of a source, each with the text that stands in its place in a translation."""
    left = {path: list(found) for path, found in texts.items()}
    sides = []
    for segment in segments:
        path, data = segment["path"], segment["text"]
        target = left[path].pop(0) if left.get(path) else ""
        sides.append(_Side(path, data, _text(target, data)))
    return sides


def _texts_in(revision: Revision, sides: Sequence[_Side], model: type[models.Model]) -> list[str]:
    """What another draft says in the place of each; "" where that place had another number of passages."""
    texts, numbers = _texts_by_path(draft_of(revision, model)), Counter(one.path for one in sides)
    same = {path: found for path, found in texts.items() if len(found) == numbers[path]}
    return [_text(same[one.path].pop(0), one.data) if one.path in same else "" for one in sides]


def original_changed(item: QueueItem, revision_id: int) -> bool:
    """Whether the published original says something else by now than the draft of this revision reflects."""
    now = Original.objects.filter(translation_key=item.translation_key, locale_id=item.source_locale_id)
    return Baseline.objects.filter(target_revision_id=revision_id).exclude(digest__in=now.values("digest")).exists()


def draft_of(revision: Revision, model: type[models.Model]) -> models.Model:
    """What a revision of a model holds, as a row in memory. Whether what it points at still exists is not asked: that
    would be a query for each relation."""
    build = getattr(model, "from_serializable_data", partial(model_from_serializable_data, model))
    return build(revision.content, check_fks=False)


def _texts_by_path(row: models.Model) -> dict[str, list[str]]:
    """The strings of a row by place; nothing is read for its facts."""
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in localize.reflection(_words_of(row), {}).segments:
        texts[segment["path"]].append(segment["text"])
    return texts


def _words_of(row: models.Model) -> models.Model:
    """A row that points at nothing: what is read of it are words, and each picture would be looked up."""
    words = copy(row)
    for field in row._meta.concrete_fields:
        if isinstance(field, StreamField):
            raw = field.value_from_object(row).get_prep_value()
            setattr(words, field.name, field.to_python(structure.without_choices(raw, field.stream_block)))
        elif isinstance(field, models.ForeignKey) and not isinstance(field, models.OneToOneField):
            setattr(words, field.attname, None)
    return words


def _text(data: str, source: str) -> str:
    try:
        return marks.to_text(data, source)
    except marks.MarkupError:
        return data


def comments_by_passage(
    review: ReviewTaskState | None, texts: Sequence[localize.TextSegment] | None = None
) -> dict[str, list[str]]:
    """What a review said of single passages, by the passage's pk.

    With `texts`, by those of today: where a passage's source has changed since, by the first one at its place;
    under "" what has no place any more.
    """
    found: dict[str, list[str]] = {}
    for row in review.segment_comments if review else []:
        key = row["segment"]
        if texts is not None and key not in {one.pk for one in texts}:
            key = next((one.pk for one in texts if one.path == row.get("path")), "")
        found.setdefault(key, []).append(row["comment"])
    return found
