"""What the script of the desk says, in the reader's language."""

from django.utils.translation import gettext as _

from translations.storing import OVERTAKEN, OVERTAKEN_BY_ONESELF, TAKEN_AWAY

from .reading import sentence


def words() -> dict[str, str]:
    """What a script says, in the reader's language."""
    return {
        "saving": _("Saving…"),
        "saved": _("Saved at {time}"),
        "unsaved": _("Not saved yet"),
        "offline": _("No connection. Your text is kept in this browser."),
        "trouble": _("The site could not store this now, and is asked again. Your text is kept in this browser."),
        "refused": _("Not saved: see what is wrong at the passage."),
        "conflict": str(OVERTAKEN),
        "conflictOwn": str(OVERTAKEN_BY_ONESELF),
        "conflictEmpty": str(TAKEN_AWAY),
        "storedOwn": _("Stored by you elsewhere:"),
        "storedBy": _("Stored by {name}:"),
        "takeOwn": _("Take the stored one"),
        "moved": _("The original changed meanwhile. Choose which text stays."),
        "anew": _("Start with an empty box"),
        "asInOriginal": _("Use the original’s"),
        "closed": _("This passage is closed to you now. Your text is kept in this browser; copy what you need."),
        "signedOut": _(
            "You are signed out. Your text is kept in this browser: sign in in another tab, and come back to this one."
        ),
        "otherUser": _(
            "Somebody else is signed in in this browser now, and nothing is stored in their name. Your text is kept "
            "here: sign in again in another tab, and come back to this one."
        ),
        "notSent": _("Nothing was sent."),
        "gone": _("The original no longer has this passage. Copy what you need of your text."),
        "comment": _("Comment …"),
        "nothingLeft": _("No other passage needs work."),
        "current": _("Readers have this translation already, as it is. There is nothing to hand in."),
        "nothingFolded": _("Nothing is folded: all passages are shown."),
        "allShown": _("All passages are shown."),
        "workShown": _("Only what needs work is shown."),
        "copyOver": _("Your own text stands in the box. The same once more writes the original over it."),
        "written": _("You have written another text for this passage. Empty the box to keep the old."),
        "notShown": _("This could not be done now. The link leads to its own page."),
        "markThere": _("The mark {number} stands in the text already."),
        "gap": _("Write the words that the mark {number} stands around: until then this is not saved by itself."),
        "tooLarge": _("Not sent: the form is too large. Save the passages one by one; your text is still here."),
        "unchecked": _("Not stored: this is the old translation, as it stood. Change it, or say that it stays."),
        "reading": sentence(),
        "accept": _("Accept"),
    } | _of_what_is_found()


def _of_what_is_found() -> dict[str, str]:
    return {
        "found": _("Kept in this browser on {time}, not stored:"),
        "foundReworded": _("Kept in this browser on {time}, not stored; the original said something else then:"),
    }
