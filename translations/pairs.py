"""One passage of a draft beside what it was: the source, the new text, what is public, what was read before. Pure."""

from dataclasses import dataclass, field

from language.difference import Run, diff_words

from .gate import MAX_LENGTH

# Where less is the same, old and new text stand whole, one under the other: no confetti.
ENOUGH_IN_COMMON = 0.4


@dataclass(frozen=True)
class Pair:
    """One passage: the source as the draft reflects it, the new text, and both as they are public now.

    `public` is None where the public translation has no such passage, `old_source` where it is not known what
    the public translation reflects, or the original had none. `key` is the passage's pk in the form, "" for one
    that is `removed`: then `source` and `target` are "". `read` is the text as whoever decides has read it before, None
    where they did not.
    """

    source: str
    target: str
    public: str | None = None
    old_source: str | None = None
    path: str = ""
    key: str = ""
    removed: bool = False
    comments: list[str] = field(default_factory=list)
    read: str | None = None

    @property
    def is_news(self) -> bool:
        """Whether it says something else than when it was read before."""
        return self.read is not None and self.read != self.target

    @property
    def news_runs(self) -> list[Run]:
        """What was read, with what is another now."""
        return runs(self.read or "", self.target)

    @property
    def is_changed(self) -> bool:
        """Whether approval changes what readers see here, or the original said something else before."""
        return self.target != self.public or (self.old_source is not None and self.old_source != self.source)

    @property
    def source_runs(self) -> list[Run]:
        """The source, with what changed since the public translation was made."""
        return runs(self.source if self.old_source is None else self.old_source, self.source)

    @property
    def public_runs(self) -> list[Run]:
        """The public text, with what approval takes away."""
        return [run for run in runs(self.public or "", self.target) if run.kind != "added"]

    @property
    def target_runs(self) -> list[Run]:
        """The new text, with what approval adds to the public one."""
        if self.public is None:
            return [Run("same", self.target)] if self.target else []
        return [run for run in runs(self.public, self.target) if run.kind != "removed"]


def runs_from(typed: str, stored: str) -> list[Run]:
    """How a stored text differs from what somebody typed; nothing where either says nothing, or what was typed, which
    may be anything, is longer than any passage."""
    return runs(typed, stored) if typed.strip() and stored and len(typed) <= MAX_LENGTH else []


def runs(old: str, new: str) -> list[Run]:
    """`language.difference.diff_words`; both texts whole, where hardly anything is the same."""
    found = diff_words(old, new)
    same = sum(len(run.text) for run in found if run.kind == "same")
    if same < ENOUGH_IN_COMMON * max(len(old), len(new)):
        found = [run for run in (Run("removed", old), Run("added", new)) if run.text]
    return found
