"""Whether there is anything to see of a text. Pure."""

import re
import unicodedata

# What Unicode says is drawn as nothing beside its format characters (Default_Ignorable_Code_Point), and what is
# drawn as a gap though it is no space: the blank of Braille, a note without a head.
NOT_DRAWN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# An accent without its letter is nothing to read, nor a character that only its maker's own font has.
LETTERLESS = ("Mn", "Mc", "Me", "Co", "Cs")


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of it: spaces and format characters show nothing."""
    return any(not (sign.isspace() or is_hidden(sign) or unicodedata.category(sign) in LETTERLESS) for sign in text)


def is_hidden(character: str) -> bool:
    """Whether a character is drawn as nothing, or as a gap."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or bool(NOT_DRAWN.match(character))
