"""The screens of works in the admin, where they differ from Wagtail's."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CopyView, CreateView, DeleteView, EditView, IndexView, UnpublishView

from articles import saving
from articles.models import Work

from .menu import summary_buttons
from .new import language_for
from .once import OneAfterTheOther
from .own import may_delete

# What is known of one work, and of no copy of it.
OF_ONE_WORK = ("permission_by", "permission_date", "permission", "verbatim")


class CopyFormView(CopyView):
    """Shows the form for a copy, which is sent to the address for new rows; nothing is sent here.

    Wagtail 8.0.1 saves what is posted here over the row that was to be copied, as a draft, and so takes it
    off the site; the right to add suffices. Delete when Wagtail saves a new row.
    """

    http_method_names = ["get", "head", "options"]


class WorkUnpublishView(UnpublishView):
    """Asks whether a work is to be taken down, and says what its pages show then; not while a page repeats it."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if sentence := saving.repeated_by(self.object):
            messages.error(request, sentence)
            return redirect(self.model.snippet_viewset.get_url_name("edit"), self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if sentence := saving.taken_down(self.object):
            messages.warning(request, sentence)
        return super().get(request, *args, **kwargs)


class CatalogueIndexView(IndexView):
    """A list in which what was searched can be sorted by any column.

    Wagtail 8.0.1 hands the order on to the search, which knows no fields but those it filters by, and fails. Delete
    when it sorts what was found.
    """

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not (self.is_searching and self.is_explicitly_ordered):
            return super().search_queryset(queryset)
        self.is_explicitly_ordered = False
        found = super().search_queryset(self.model._default_manager.order_by())
        self.is_explicitly_ordered = True
        return queryset.filter(pk__in=[row.pk for row in found])


class WorkIndexView(CatalogueIndexView):
    """The list of works, with the way to bring more of them in."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        bring_in = Button(_("Import…"), reverse("import_works"), icon_name="upload", priority=20)
        return [*super().header_more_buttons, *([bring_in] if self.add_url else [])]

    def get_list_more_buttons(self, instance: Work) -> list:
        """What is done with a work, and what was."""
        history = reverse(instance.snippet_viewset.get_url_name("history"), args=[instance.pk])
        return [
            *super().get_list_more_buttons(instance),
            Button(_("History"), history, icon_name="history", priority=50),
        ]


class WorkCreateView(OneAfterTheOther, CreateView):
    """A new work in the language of whoever makes it, until another is chosen."""

    def get_initial_form_instance(self) -> Work:
        language = language_for(Locale.get_active().language_code)
        return Work(language=language) if language else Work()


class WorkEditView(OneAfterTheOther, EditView):
    """The form of a work, in which it may get the DOI or the address of another."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *summary_buttons(self.object, self.request.user)]

    @cached_property
    def can_delete(self) -> bool:
        return super().can_delete or may_delete(self.request.user, self.object)


class WorkDeleteView(DeleteView):
    """Also for who made a draft that was never public and that nobody else has written in."""

    def user_has_permission(self, permission: str) -> bool:
        own = permission == self.permission_required and may_delete(self.request.user, self.object)
        return own or super().user_has_permission(permission)

    def delete_action(self) -> None:
        """Asks once more: it may have become public meanwhile."""
        with transaction.atomic():
            self.object = Work.objects.select_for_update().get(pk=self.object.pk)
            if not self.user_has_permission(self.permission_required):
                raise PermissionDenied
            super().delete_action()


class WorkCopyView(CopyFormView):
    """Of another work neither the permission is known nor that its words may be repeated."""

    def get_initial_form_instance(self) -> Work:
        work = super().get_initial_form_instance()
        for name in OF_ONE_WORK:
            setattr(work, name, Work._meta.get_field(name).get_default())
        return work
