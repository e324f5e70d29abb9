"""Registers; decides nothing."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import LogActionRegistry, log
from wagtail.rich_text.feature_registry import FeatureRegistry

from . import choosing, files, filing
from .links import KeyDocumentLinkHandler, KeyImageEmbedHandler, KeyPageLinkElementHandler, PublicPageLinkHandler

hooks.register("construct_page_chooser_queryset", choosing.nameable_pages)


@hooks.register("register_rich_text_features", order=10)
def lead_to_public_pages_only(features: FeatureRegistry) -> None:
    """And to what has a number. In the place of Wagtail's own, which are registered first."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(KeyDocumentLinkHandler)
    features.register_embed_type(KeyImageEmbedHandler)
    in_editor = features.converter_rules_by_converter["contentstate"]["link"]["from_database_format"]
    in_editor['a[linktype="page"]'] = KeyPageLinkElementHandler("LINK")


@hooks.register("after_bulk_action")
def keep_deletions_of_files(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Who deleted many files at once stands in the log; Wagtail writes down only who deletes one."""
    if action_type == "delete" and action.model in (get_image_model(), get_document_model()):
        for file in objects:
            log(instance=file, action="wagtail.delete", user=request.user, deleted=True)


@hooks.register("after_bulk_action")
def keep_moves_of_files(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """And who put many files into another collection, where others may read them."""
    if action_type == "add_to_collection" and action.model in (get_image_model(), get_document_model()):
        filing.log_moves(objects, action.cleaned_form.cleaned_data["collection"], request.user)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """The acts of this app, as histories show them."""
    actions.register_action(filing.MOVED)(filing.MoveFormatter)


@hooks.register("before_bulk_action")
def keep_private_documents(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """No document leaves a private collection with many others by who could not take it out alone."""
    if action_type == "add_to_collection" and action.model is get_document_model():
        chosen = action.cleaned_form.cleaned_data["collection"]
        one_of_each = {file.collection_id: file for file in objects}.values()
        if not all(files.may_be_moved(one, chosen, request.user) for one in one_of_each):
            raise PermissionDenied
