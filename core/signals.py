"""What the lower apps tell others: `mysite` connects those who keep a record."""

from django.dispatch import Signal

# Actions of `refused`, as the report of refusals names them.
UPLOAD = "upload"
IMPORT = "import"
COLLECTION = "collection"

# Sent with `request`, `action` and `note`, of a file that was sent and not taken, or left where it was.
refused = Signal()
