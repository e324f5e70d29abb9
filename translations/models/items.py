"""Queue items, what people want of them, and what a target reflects of its source."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Revision


class Priority(models.IntegerChoices):
    """How urgent somebody says an item is."""

    LOW = -1, _("Low")
    NORMAL = 0, _("Normal")
    HIGH = 1, _("High")
    URGENT = 2, _("Urgent")


class Basis(models.TextChoices):
    """What a translation is made of."""

    PUBLISHED = "published", _("the published original")
    DRAFT = "draft", _("a draft of the original")


def _user(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )


class QueueItem(models.Model):
    """One (source, target locale) pair, by family rather than by row, and what people want of it.

    Each public original has one for each other locale, from the request that publishes it. Once started
    (`started_at`) it outlives wagtail-localize's `Translation`, which is deleted with a source or by a
    conversion to an alias: whether a row needs review before it may be public is asked here.
    """

    translation_key = models.UUIDField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = _user()
    started_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # Since when its original is gone: the row is edited by itself then, and may be an original for others. Stored, for
    # such a translation may stand where the original stood. That the row needs review before it is public still holds.
    alone_since = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_items",
        verbose_name=_("assignee"),
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    # What whoever put it back had to say to the next; gone once somebody has it.
    word_for_next = models.TextField(blank=True)
    due = models.DateField(_("due"), null=True, blank=True, db_index=True)
    priority = models.SmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    # The last act of a person on it: from then on it stands still.
    last_act_at = models.DateTimeField(null=True, blank=True)
    # “Not to be translated into this language”: who said so, when, why.
    not_wanted_at = models.DateTimeField(null=True, blank=True)
    not_wanted_by = _user()
    not_wanted_reason = models.TextField(blank=True)
    # The flags of states.TO_DECIDE that somebody has decided to live with, and “target_moved” where it was the
    # translation that somebody moved: that is a decision about its place, made without words (places.py).
    decided = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _user()
    # What is translated: what readers see of the source, or a revision of it that no reader has seen yet.
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.PUBLISHED)
    basis_revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # “Public before its original”: who with the right said so, when, why.
    embargo_lifted_at = models.DateTimeField(null=True, blank=True)
    embargo_lifted_by = _user()
    embargo_lifted_reason = models.TextField(blank=True)
    # The content that was already public when the review rule came to this row: public once, as it was.
    accepted_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("translation in the queue")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "target_locale"], name="one_source_per_target")
        ]
        permissions = [("lift_embargo", _("Can publish a translation before its original"))]

    def __str__(self) -> str:
        return f"{self.translation_key} → {self.target_locale.language_code}"

    @classmethod
    def standing_alone(cls, row: Any) -> models.QuerySet["QueueItem"]:
        """The item whose target a row is, where its original is gone."""
        items = cls.objects.exclude(started_at=None).exclude(alone_since=None)
        return items.filter(translation_key=row.translation_key, target_locale_id=row.locale_id)


class Baseline(models.Model):
    """What one revision of a target reflects of its source; written with each draft.

    `segments` is a list of {"path", "text"} in page order, `facts` maps a path to a synchronised or
    overridable value, `digest` is of both. What the *public* target reflects is the baseline whose
    `target_revision_id` equals the target's `live_revision_id`.
    """

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="baselines")
    target_revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="translation_baseline")
    source_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    segments = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.item} @ {self.target_revision_id}"


class Original(models.Model):
    """What a published source says, or the draft of it that is translated in advance: a cache for the queue.

    `content_digest` is that of its stored row: where it is still the row's, `segments`, `facts` and `digest`
    (see Baseline) need not be read out of the row again.
    """

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    segments = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation_key", "locale"], name="one_state_per_original")]

    def __str__(self) -> str:
        return f"{self.translation_key} in {self.locale_id}"


class Acknowledgement(models.Model):
    """“The translation is still right”: laid over a baseline, which then reflects another state of the source too.

    Holds from `created_at` until it is revoked, for as long as its baseline is that of the public target.
    `segments`, `facts` and `digest` are the state of the source it vouches for (see Baseline): all that the source
    said, or where `covers_all` is false what was reflected before, with the passages of which a translator said it.
    `carried` names the translations that it took along to changed strings, [{"context", "string"}], so that they
    can be taken back.
    """

    class Kind(models.TextChoices):
        MINOR = "minor", _("Minor edit")
        STILL_RIGHT = "still_right", _("Still right")

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="acknowledgements")
    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="acknowledgements")
    kind = models.CharField(max_length=12, choices=Kind)
    segments = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    carried = models.JSONField(default=list)
    covers_all = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    user = _user()
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = _user()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.item}"
