"""Work that follows a publication. The queue's truth does not wait for it."""

from django_tasks import task

from .models import BulkStart, QueueItem
from .services import take_over
from .starting import work_off


@task()
def take_over_source(item_id: int) -> bool:
    """Take the published text of an item's source over (see services.take_over)."""
    item = QueueItem.objects.filter(pk=item_id).first()
    return item is not None and take_over(item=item)


@task()
def start_many(bulk_id: int) -> int:
    """Open what a BulkStart lists, row by row; returns how many were opened (see starting.work_off)."""
    bulk = BulkStart.objects.filter(pk=bulk_id).first()
    return work_off(bulk) if bulk else 0
