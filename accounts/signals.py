"""What this app tells others: `mysite` connects those who keep a record."""

from django.dispatch import Signal

# Actions of `refused`, as the report of refusals names them.
DENIED = "denied"
SIGN_IN = "sign-in"
PAGE_PASSWORD = "page-password"  # noqa: S105
RESET_MAIL = "reset-mail"

# Sent with `request`, `action` and `note`, before the answer that refuses.
refused = Signal()
