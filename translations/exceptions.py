"""Refusals: what the server will not do, each with the status that says so (see middleware.py)."""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something refused for a reason that a person can read; `status` is the HTTP status of the answer."""

    status = 400
    title = _("This is not possible")

    def __init__(self, message: str, *, url: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.url = url
        # (original, text) of what was typed and not stored: given back on the page that says why.
        self.typed: list[tuple[str, str]] = []


class CannotTranslate(Refusal):
    """A translation cannot be started: the message says why."""

    status = 409
    title = _("This cannot be translated now")


class InReview(Refusal):
    """The text is with a reviewer, or the row is locked by someone else."""

    status = 423
    title = _("This is locked")


class StaleReview(Refusal):
    """The reviewer was shown other content than what would become public."""

    status = 409
    title = _("The text has changed since you read it")


class CannotPublish(Refusal):
    """Approved content that the model does not accept, such as a slug that was taken meanwhile."""

    status = 409
    title = _("This cannot become public as it is")


class OwnWords(Refusal):
    """Under the rule of four eyes somebody approves or publishes what they wrote."""

    status = 403
    title = _("Somebody else must approve this")


class NotTheirLanguage(Refusal):
    """Somebody does what reviewers do, in a language in which they do not review."""

    status = 403
    title = _("This is for reviewers of its language")


class NotApproved(Refusal):
    """Content of a translation that no reviewer approved was about to become public."""

    status = 403
    title = _("Nothing public without review")


class UnderEmbargo(Refusal):
    """An approved translation was about to become public before its original."""

    status = 409
    title = _("It waits for its original")


class NotReady(Refusal):
    """Some of what was to become public together may not; `lacking` names each."""

    status = 409
    title = _("Not everything is ready")

    def __init__(self, message: str, lacking: list) -> None:
        super().__init__(message)
        self.lacking = lacking


class TakenAlready(Refusal):
    """Somebody else has the item: two people never take the same."""

    status = 409
    title = _("Somebody else has this")


class CannotAssign(Refusal):
    """What is asked of an item’s person, date or priority makes no sense; the message says why."""

    title = _("This cannot be assigned so")
