"""Groups and what they may do (docs/decisions/0003)."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from home.models import HomePage
from translations.models import LocaleRole

EDITORS = "Editors"
ADMINISTRATORS = "Site administrators"

SNIPPETS = ("topic", "person", "outlet", "work")
EDITOR_PAGES = ("add", "change")
REVIEWER_PAGES = ("change", "publish", "lock", "unlock")
ADMINISTRATOR_PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
# Everything about people, languages and review that Wagtail lets a group hold.
ADMINISTRATOR_MODELS = ("user", "group", "locale", "site", "redirect", "workflow", "task", "collection", "reviewtask")


def translators(language_code: str) -> str:
    """Name of the group that translates into a locale."""
    return f"Translators ({language_code})"


def reviewers(language_code: str) -> str:
    """Name of the group that reviews in a locale."""
    return f"Reviewers ({language_code})"


def ensure_groups(homes: list[HomePage], made: list[str]) -> None:
    """Make the groups and give each the permissions that it lacks; takes nothing away."""
    editors = _group(EDITORS, made)
    _grant(editors, _snippets("add", "change"))
    _grant(editors, _of_search())
    _grant_pages(editors, homes, EDITOR_PAGES)
    _grant_files(editors, ("add", "change", "choose"))

    administrators = _group(ADMINISTRATORS, made)
    _grant(administrators, _snippets("add", "change", "delete", "publish", "lock", "unlock"))
    _grant(administrators, Permission.objects.filter(content_type__model__in=ADMINISTRATOR_MODELS))
    _grant(administrators, Permission.objects.filter(content_type__app_label="translations", codename="lift_embargo"))
    _grant(administrators, _of_search())
    _grant_pages(administrators, homes, ADMINISTRATOR_PAGES)
    _grant_files(administrators, ("add", "change", "delete", "choose"))

    for home in homes:
        code = home.locale.language_code
        _ensure_roles(administrators, home.locale, LocaleRole.Role.TRANSLATE, LocaleRole.Role.REVIEW)
        group = _group(translators(code), made)
        _ensure_roles(group, home.locale, LocaleRole.Role.TRANSLATE)
        _grant_files(group, ("choose",))
        group = _group(reviewers(code), made)
        _ensure_roles(group, home.locale, LocaleRole.Role.REVIEW)
        _grant(group, _snippets("change", "publish", "lock", "unlock"))
        _grant_pages(group, [home], REVIEWER_PAGES)
        _grant_files(group, ("choose",))


def _group(name: str, made: list[str]) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        made.append(f"made group {name}")
    _grant(group, Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _snippets(*actions: str) -> Iterable[Permission]:
    codenames = [f"{action}_{model}" for action in actions for model in SNIPPETS]
    return Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)


def _of_search() -> Iterable[Permission]:
    """To read what readers search for, and to put a page before what they find."""
    codenames = ["view_asked", "add_promotion", "change_promotion", "delete_promotion"]
    return Permission.objects.filter(content_type__app_label="search", codename__in=codenames)


def _grant(group: Group, permissions: Iterable[Permission]) -> None:
    group.permissions.add(*permissions)


def _grant_pages(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{name}_page" for name in codenames]
    )
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _grant_files(group: Group, actions: Iterable[str]) -> None:
    """Images and documents of the root collection."""
    root = Collection.get_first_root_node()
    images = Q(content_type__app_label="wagtailimages", codename__in=[f"{action}_image" for action in actions])
    documents = Q(content_type__app_label="wagtaildocs", codename__in=[f"{action}_document" for action in actions])
    for permission in Permission.objects.filter(images | documents):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _ensure_roles(group: Group, locale: Locale, *roles: str) -> None:
    for role in roles:
        LocaleRole.objects.get_or_create(group=group, locale=locale, role=role)
