"""What becomes public with a revision for the first time, as whoever decided was shown it."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from translations.digests import Shown
from translations.exceptions import CannotPublish
from translations.locks import check_may_be_public


class Companion(models.Model):
    """`shown` of a never-public object becomes public with `revision`, and nothing newer.

    `digest` is of its content then: a revision may be overwritten under its id, and may be purged.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id")
    shown = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "content_type", "object_id"], name="companion_once_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.content_type_id}/{self.object_id}"


def check(known: Shown, user: Any) -> None:
    """Raise InReview where somebody else has locked a companion, CannotPublish where one has a time of its own."""
    for one in known.companions:
        check_may_be_public(one.row, user)
        check_time(one.revision.as_object() if one.revision else one.row)


def pin(revision: Revision, known: Shown) -> None:
    """Keep what is decided about the companions of a revision, in the place of what was."""
    Companion.objects.filter(revision=revision).delete()
    for one in known.companions:
        kept = one.revision or one.row.save_revision()
        Companion.objects.create(revision=revision, shown=kept, digest=one.digest, **place_of(one.row))


def place_of(row: models.Model) -> dict[str, Any]:
    """Where a companion is kept."""
    return {"content_type": ContentType.objects.get_for_model(row), "object_id": str(row.pk)}


def check_time(draft: Any) -> None:
    """Raise CannotPublish for a companion with a time to come: Wagtail would schedule it, and publish the other."""
    if draft.go_live_at and draft.go_live_at > timezone.now():
        raise CannotPublish(
            _("“%(title)s” becomes public with it, and has a time of its own. Take that away first.") % {"title": draft}
        )
