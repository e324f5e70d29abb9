"""What others may want to hear of."""

from django.dispatch import Signal

# Something that people say of an item, or what it is made of, has changed; sent with `item`, in the same transaction.
item_changed = Signal()
