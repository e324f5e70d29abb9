"""“Write a summary”, from a work."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from articles.models import Work
from articles.works.summaries import begin_summary, lists_for, summary_of


@require_http_methods(["GET", "HEAD", "POST"])
def write_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks in which language; leads to the summary that there is."""
    work = get_object_or_404(Work, pk=pk)
    lists = lists_for(request.user)
    if not lists or not request.user.has_perm("articles.change_work"):
        raise PermissionDenied
    existing = summary_of(work)
    if existing:
        return redirect("wagtailadmin_pages:edit", existing.pk)
    if not work.title.strip():
        messages.warning(request, _("Give the work a title first: its summary begins with it."))
        return redirect(work.snippet_viewset.get_url_name("edit"), work.pk)
    if request.method == "POST":
        chosen = next((index for index in lists if str(index.pk) == request.POST.get("list")), None)
        if chosen:
            page = begin_summary(work=work, index=chosen, user=request.user)
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "work": work,
        "lists": lists,
        "page_title": _("Write a summary"),
        "header_title": f"{_('Write a summary')}: {work.title}",
        "page_subtitle": work.title,
        "header_icon": "doc-full-inverse",
        "breadcrumbs_items": [
            {
                "url": reverse(work.snippet_viewset.get_url_name("list")),
                "label": capfirst(work._meta.verbose_name_plural),
            },
            {"url": reverse(work.snippet_viewset.get_url_name("edit"), args=[work.pk]), "label": work.title},
            {"url": "", "label": _("Write a summary")},
        ],
    }
    return render(request, "articles/works/write_summary.html", context)
