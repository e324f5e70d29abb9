"""What a model says must be done before it becomes public, told at its form before anything is saved.

Where all ways to publish meet, translations.guard asks the same.
"""

PUBLISH = "action-publish"  # the name of Wagtail's button


class SaysWhyNotPublic:
    """For a form of the admin whose model has `why_not_public`: a draft is saved, a publication is not."""

    def _post_clean(self) -> None:
        super()._post_clean()
        reason = self.instance.why_not_public() if PUBLISH in self.data and not self.errors else ""
        if reason:
            self.add_error(None, reason)
