"""Registers; decides nothing."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log

from . import choosing

hooks.register("construct_page_chooser_queryset", choosing.nameable_pages)


@hooks.register("after_bulk_action")
def keep_deletions_of_files(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Who deleted many files at once stands in the log; Wagtail writes down only who deletes one."""
    if action_type == "delete" and action.model in (get_image_model(), get_document_model()):
        for file in objects:
            log(instance=file, action="wagtail.delete", user=request.user, deleted=True)
