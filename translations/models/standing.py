"""The queue's cache: where each item stands, so that lists can be sorted and counted."""

from django.db import models

from translations.states import Flag, State, Tab, only_waits

from .items import QueueItem


class Standing(models.Model):
    """What truth.py computed of an item last; `translation_queue --check` compares it, `--rebuild` makes it anew.

    Nobody types any of it in. What depends on today (overdue) or on people (assignee, due) stands in the
    item alone. Counts are those of states.py and comparison.py: new, changed and removed segments and
    sentences are those of the published source against what the public target reflects; `words_to_do` are
    the source's words that wait for a translator, `words_to_read`, while it is in review, those that the
    reviewer reads. `public_since` is since when readers have the target, or had it until it was taken down.
    `kinds` counts changed sentences by kind of change (language.severity.KINDS), and the dated notes that the
    public target lacks (dated.py); `severity` is the highest of them.
    """

    item = models.OneToOneField(QueueItem, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    state = models.CharField(max_length=20, choices=State)
    tab = models.CharField(max_length=20, choices=Tab, blank=True, db_index=True)
    flags = models.JSONField(default=list)
    title = models.CharField(max_length=255, blank=True)
    found_by = models.TextField(blank=True)  # the words of both titles (finding.py)
    source_pk = models.CharField(max_length=255, blank=True)
    target_pk = models.CharField(max_length=255, blank=True)
    is_public = models.BooleanField(default=False)
    public_since = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    severity = models.PositiveSmallIntegerField(default=0)
    kinds = models.JSONField(default=dict)
    segments_total = models.PositiveIntegerField(default=0)
    segments_done = models.PositiveIntegerField(default=0)
    segments_new = models.PositiveIntegerField(default=0)
    segments_changed = models.PositiveIntegerField(default=0)
    segments_removed = models.PositiveIntegerField(default=0)
    sentences_new = models.PositiveIntegerField(default=0)
    sentences_changed = models.PositiveIntegerField(default=0)
    sentences_removed = models.PositiveIntegerField(default=0)
    links_changed = models.PositiveIntegerField(default=0)
    images_changed = models.PositiveIntegerField(default=0)
    values_changed = models.PositiveIntegerField(default=0)
    words_total = models.PositiveIntegerField(default=0)
    words_to_do = models.PositiveIntegerField(default=0)
    words_to_read = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["tab", "-severity"]),
            models.Index(fields=["target_pk"]),  # which item a review is of
            models.Index(fields=["title"]),  # lists by title stop at the end of their page
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.state}"

    @property
    def percent(self) -> int:
        """How much of the source has a usable translation, 0 to 100; never 100 while something is left."""
        return self.segments_done * 100 // self.segments_total if self.segments_total else 100

    @property
    def waits(self) -> bool:
        """Whether all of it is approved and waits to be public (see states.only_waits)."""
        return only_waits(self.state, self.flags)

    @property
    def flag_labels(self) -> list[str]:
        """The flags in words, in the reader's language."""
        return [str(Flag(flag).label) for flag in self.flags]
