"""Whose a draft is that nobody else has touched, so that who made it by mistake can take it away again."""

from typing import Any

from articles.models import PublicationPage, Work


def may_delete(user: Any, work: Work) -> bool:
    """Whether a work is somebody's own draft: as Wagtail lets who made a page delete it until it was public.

    Nothing that was ever public goes so, nor what anybody else has written in, nor what the draft of a page names; what
    a page is about is kept by the database.
    """
    if work.live or work.first_published_at is not None or not user.has_perm("articles.add_work"):
        return False
    writers = set(work.revisions.values_list("user_id", flat=True))
    return writers == {user.pk} and not _named_in_a_draft(work)


def _named_in_a_draft(work: Work) -> bool:
    return PublicationPage.objects.filter(latest_revision__content__work=work.pk).exists()
