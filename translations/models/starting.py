"""Many translations opened at once: what was asked for, how far it is, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class BulkStart(models.Model):
    """One request to open many rows for translation, done in the background, row by row.

    `todo` lists {"model", "pk", "locale"}, parents before their children; `done` has one entry for each that
    was tried, in that order: {"title", "lang", "locale", "item", "there", "reason"}, of which `item` is the
    opened one; or `there` says that the language has it already; or `reason` says in a sentence why there is none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    with_parents = models.BooleanField(default=False)
    todo = models.JSONField(default=list)
    done = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{len(self.done)} of {len(self.todo)}"

    @property
    def opened(self) -> list[dict]:
        """Those that were opened."""
        return [one for one in self.done if one["item"]]

    @property
    def there(self) -> list[dict]:
        """Those for which nothing was to be done."""
        return [one for one in self.done if one.get("there")]

    @property
    def failed(self) -> list[dict]:
        """Those that could not be opened, each with its reason."""
        return [one for one in self.done if not one["item"] and not one.get("there")]
