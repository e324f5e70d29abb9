"""`load_demo`: the whole demo, loaded once for this module; each test that changes something is undone."""

import io
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.db import models, transaction
from django.test import TestCase
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, ModelLogEntry, Page, PageLogEntry, Revision, WorkflowState
from wagtail.users.models import UserProfile

from articles.models import BlogIndexPage, BlogPostPage, Outlet, Person, PublicationIndexPage, PublicationPage, Work
from core.models import CreditedImage
from home.demo import pictures
from home.demo.accounts import ACCOUNTS, PASSWORD, ensure_accounts
from home.demo.content import (
    PUBLISHED,
    STARTED,
    WHOLE,
    Article,
    Author,
    Item,
    Picture,
    Sheet,
    Standing,
    State,
    Subject,
    Summary,
)
from home.demo.library import ARTICLES, BY_KEY, ITEMS, SUMMARIES
from home.demo.load import load_demo
from home.demo.originals import COLLECTION, MODELS, edit, family
from home.demo.planned import PLANS
from home.demo.standing import LEADS
from home.models import HomePage
from home.setup import setup_site
from tests.home.test_demo_content import ids, walk
from translations import listing, services
from translations.criteria import ME, MINE, OVERDUE, Criteria
from translations.models import Notification, QueueItem
from translations.states import Tab

STORED = (get_user_model(), UserProfile, Page, Revision, WorkflowState, Work, Person, Outlet, CreditedImage, QueueItem)


def tiny(name: str) -> bytes:
    """A picture of one colour by name: drawing the real ones is tested elsewhere."""
    stored = io.BytesIO()
    Image.new("RGB", (32, 18), (sum(name.encode()) % 256, len(name) * 9, ord(name[0]))).save(stored, "JPEG")
    return stored.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The output of the first run; everything is rolled back after the last test of the module."""
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(pictures, "draw", tiny)
        setup_site()
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("load_demo", "--force", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def undone(demo) -> Iterator[None]:
    """What the test changes is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def locales(demo) -> dict[str, Locale]:
    return {locale.language_code: locale for locale in Locale.objects.all()}


def source_of(item: Item) -> models.Model:
    return family(item).get(locale__language_code=item.language)


def target_of(item: Item) -> models.Model | None:
    return family(item).exclude(locale__language_code=item.language).first()


def queue_item(item: Item) -> QueueItem:
    return QueueItem.objects.get(
        translation_key=item.translation_key, content_type=ContentType.objects.get_for_model(MODELS[type(item)])
    )


def counts() -> dict[type[models.Model], list]:
    return {model: list(model.objects.order_by("pk").values_list()) for model in STORED}


# ---------------------------------------------------------------- originals
@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_each_original_is_written_by_the_editor_and_approved_by_the_reviewer(demo, item) -> None:
    source = source_of(item)
    assert source.live is (item.state not in {State.SOURCE_UNPUBLISHED, State.WAITS})
    assert source.revisions.order_by("pk").first().user.username == "editor"
    states = WorkflowState.objects.for_instance(source).order_by("pk")
    assert states
    for state in states:
        if item.state is State.WAITS:
            assert (state.status, state.requested_by.username) == (WorkflowState.STATUS_IN_PROGRESS, "editor")
            continue
        assert state.status == WorkflowState.STATUS_APPROVED
        assert state.requested_by.username == "editor"
        assert [task.finished_by.username for task in state.task_states.all()] == ["reviewer"]


@pytest.mark.parametrize("item", SUMMARIES, ids=ids)
def test_a_work_became_public_with_its_first_publication_page(demo, item) -> None:
    page = source_of(item)
    work = page.work
    assert work.live
    assert work.title == item.work.title
    assert [row.person.name for row in work.authors.all()] == [
        {"milesi": "Cecilia Milesi", "hess": "Lauren Hess"}[key] for key, _role, _place in item.work.authors
    ]
    assert [(row.language, row.url_is_home) for row in work.editions.all()] == [
        (edition.language, edition.url_is_home) for edition in item.work.editions
    ]
    assert work.outlet.logo
    assert PublicationPage.objects.filter(work=work).exclude(translation_key=page.translation_key).count() == 0


@pytest.mark.parametrize("item", ARTICLES, ids=ids)
def test_a_post_says_what_was_written_for_it(demo, item) -> None:
    page = source_of(item)
    assert page.title == item.title.source
    assert page.date == item.date
    assert page.hero_alt == item.hero.alt.source
    topics = [BY_KEY[Subject, key].translation_key for key in item.topics]
    assert [row.topic.translation_key for row in page.topics.all()] == topics
    assert [row.person.name for row in page.authors.all()] == [BY_KEY[Author, key].name for key in item.authors]
    assert page.publications.count() == len(item.publications)
    assert len(page.body) == len(item.body)
    page.full_clean()


def test_the_announcement_lists_both_publications_in_order(demo) -> None:
    for page in BlogPostPage.objects.filter(translation_key=BY_KEY[Article, "after-bapa-40"].translation_key):
        assert page.live
        works = [row.publication.specific.work.title for row in page.publications.all()]
        assert works[0].startswith("For a Truly Global Peace Agenda")
        assert works[1].startswith("The role of South-South Cooperation")
        assert "publications" in [block.block_type for block in page.body]


# ---------------------------------------------------------------- translations
@pytest.mark.parametrize("item", [item for item in ITEMS if item.state in STARTED], ids=ids)
def test_each_text_of_a_source_is_translated_and_no_translation_is_left_over(demo, item) -> None:
    texts = item.translations()
    if item.state is State.STALE:  # the source says something else since
        texts = {source.replace(item.change.before, item.change.after): said for source, said in texts.items()}
        texts |= {item.change.note.text.source: ""} if item.change.note else {}
    segments = {segment.source for segment in services.segments(queue_item(item))}
    assert segments == set(texts) if item.state in WHOLE else segments > set(texts)


@pytest.mark.parametrize("item", [item for item in ITEMS if item.state in PUBLISHED], ids=ids)
def test_a_live_translation_says_what_was_translated_and_was_approved(demo, item) -> None:
    target = target_of(item)
    assert target.live
    assert not target.has_unpublished_changes
    if isinstance(item, Sheet):
        assert (target.title, target.slug) == (item.title.target, item.slug.target)
    state = WorkflowState.objects.for_instance(target).get()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert state.requested_by.username == {"en": "translator", "es": "traductora"}[item.language]
    assert state.task_states.get().finished_by.username == "reviewer"


@pytest.mark.parametrize(
    ("state", "review"),
    [
        (State.HALF_DONE, None),
        (State.IN_REVIEW, WorkflowState.STATUS_IN_PROGRESS),
        (State.SENT_BACK, WorkflowState.STATUS_NEEDS_CHANGES),
    ],
)
def test_an_unfinished_translation_is_a_draft_and_was_never_public(demo, state, review) -> None:
    for item in (item for item in ITEMS if item.state is state):
        target = target_of(item)
        assert not target.live
        assert target.first_published_at is None
        assert target.get_latest_revision_as_object().title == item.title.target
        workflow_state = target.current_workflow_state
        assert (workflow_state.status if workflow_state else None) == review


def test_one_translation_is_approved_and_waits_for_its_original(demo) -> None:
    (item,) = (item for item in ITEMS if item.state is State.WAITS)
    assert not target_of(item).live
    assert "waits" in queue_item(item).standing.flags
    assert queue_item(item).standing.tab == Tab.DONE


@pytest.mark.parametrize("key", PLANS, ids=lambda key: key[1])
def test_what_is_planned_counts_from_today_and_is_said_by_the_editor(demo, key) -> None:
    plan, item = PLANS[key], queue_item(BY_KEY[key])
    days = None if item.due is None else (item.due - timezone.localdate()).days
    assert (days, bool(item.assignee), item.priority) == (plan.due_in, plan.is_assigned, plan.priority)
    assert not item.standing.is_public
    row = target_of(BY_KEY[key]) or source_of(BY_KEY[key])
    done = PageLogEntry.objects.filter(page=row.pk, action__in=("translations.assign", "translations.set_due"))
    assert {entry.user.username for entry in done} == {"editor"}


def test_each_tab_holds_something_and_each_role_finds_something_of_its_own(demo) -> None:
    people = {user.username: user for user in get_user_model().objects.all()}
    found = listing.counts(people["admin"], Criteria())
    assert {tab for tab in found if not found[tab].items and tab != MINE} == set()
    for name in ("translator", "traductora", "reviewer"):
        assert listing.waiting_for(people[name]), name
    late = Criteria(assignee=ME, due=OVERDUE)
    assert all(listing.counts(people[name], late)[MINE].items == 1 for name in ("translator", "traductora"))
    assert listing.counts(people["editor"], Criteria())[Tab.STALE].items


def test_a_translation_that_was_sent_back_says_why_in_both_languages(demo) -> None:
    item = next(item for item in ITEMS if item.state is State.SENT_BACK)
    comment = target_of(item).current_workflow_state.current_task_state.comment
    assert "The title" in comment
    assert "El título" in comment


def test_an_untranslated_original_has_no_row_in_the_other_language(demo) -> None:
    for item in (item for item in ITEMS if item.state is State.UNTRANSLATED):
        assert target_of(item) is None
        assert QueueItem.objects.get(translation_key=item.translation_key).started_at is None


@pytest.mark.parametrize("item", [item for item in ITEMS if item.state is State.STALE], ids=ids)
def test_a_stale_translation_still_says_what_the_source_said_before(demo, item) -> None:
    source, target = source_of(item), target_of(item)
    assert item.change.after in str(getattr(source, item.change.field))
    assert item.change.before not in str(getattr(source, item.change.field))
    reflected = target.live_revision.translation_baseline
    assert any(item.change.before in segment["text"] for segment in reflected.segments)
    assert source.live_revision != reflected.source_revision


def test_a_translation_outlives_the_unpublishing_of_its_source(demo) -> None:
    item = next(item for item in ITEMS if item.state is State.SOURCE_UNPUBLISHED)
    assert not source_of(item).live
    assert target_of(item).live
    assert PageLogEntry.objects.filter(page=source_of(item).pk, action="wagtail.unpublish", user__username="reviewer")


def test_both_directions_are_live(demo) -> None:
    river = BY_KEY[Article, "derecho-a-saber"]
    assert source_of(river).url == "/es/blog/el-derecho-a-saber-que-pasa-con-el-rio/"
    assert target_of(river).url == "/en/blog/the-right-to-know-what-happens-to-the-river/"


@pytest.mark.parametrize(
    ("code", "licence", "line"),
    [
        ("en", "Attribution-NonCommercial-NoDerivatives 4.0 International", "it has endorsed nothing"),
        ("es", "Atribución-NoComercial-SinDerivadas 4.0 Internacional", "no respalda nada"),
    ],
)
def test_a_licence_and_the_line_of_an_outlet_can_be_seen_and_who_gave_permission_cannot(
    demo, client, code, licence, line
) -> None:
    item = BY_KEY[Summary, "two-languages"]
    page = family(item).get(locale__language_code=code)
    html = client.get(page.url).content.decode()
    assert licence in html
    assert line in html
    assert page.work.permission_date == item.work.rights.given_on
    assert page.work.permission == item.work.rights.scope
    assert item.work.rights.scope not in html


# ---------------------------------------------------------------- around the texts
@pytest.mark.parametrize(("code", "title"), [("en", "About"), ("es", "Acerca de")])
def test_about_stands_in_the_menu_of_each_language(demo, code, title) -> None:
    home = HomePage.objects.get(locale__language_code=code)
    assert title in [page.title for page in home.get_children().live().in_menu()]
    assert BY_KEY[Standing, "about"].translation_key in home.get_children().values_list("translation_key", flat=True)


@pytest.mark.parametrize("code", ["en", "es"])
def test_home_and_index_pages_introduce_themselves_in_their_language(demo, code) -> None:
    assert HomePage.objects.get(locale__language_code=code).lead == LEADS[code]
    for model in (BlogIndexPage, PublicationIndexPage):
        page = model.objects.get(locale__language_code=code)
        assert page.intro
        assert page.live_revision.user.username == "reviewer"


def test_every_picture_is_ours_and_says_so(demo) -> None:
    images = CreditedImage.objects.all()
    assert (
        len(images)
        == len({picture.name for picture in walk(ITEMS, Picture)})
        + Outlet.objects.filter(locale__language_code="en").count()
    )
    assert {image.collection.name for image in images} == {COLLECTION}
    assert {(image.credit, image.licence, image.reuse) for image in images} == {
        (settings.WAGTAIL_SITE_NAME, "CC0 1.0", True)
    }


def test_nobody_is_mailed(demo) -> None:
    assert mail.outbox == []
    assert set(get_user_model().objects.values_list("email", flat=True)) == {""}


def test_what_was_done_is_logged_with_who_did_it(demo) -> None:
    assert not PageLogEntry.objects.filter(user=None, action__in=("wagtail.publish", "wagtail.edit")).exclude(
        page__in=Page.objects.filter(depth__lte=3).values("pk")
    )
    assert ModelLogEntry.objects.filter(user__username="editor", action="wagtail.create").exists()


# ---------------------------------------------------------------- accounts
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_an_account_has_its_groups_and_a_plainly_invented_name(demo, account) -> None:
    user = get_user_model().objects.get(username=account.username)
    assert authenticate(username=account.username, password=PASSWORD) == user
    assert user.is_superuser is account.superuser
    assert set(user.groups.values_list("name", flat=True)) == set(account.groups)
    assert "(demo)" in user.get_full_name()
    assert user.has_perm("wagtailadmin.access_admin")


def test_the_demo_has_the_five_accounts_that_its_readers_are_told(demo) -> None:
    groups = {account.username: account.groups for account in ACCOUNTS}
    assert groups == {
        "admin": (),
        "editor": ("Editors",),
        "translator": ("Translators (es)",),
        "traductora": ("Translators (en)",),
        "reviewer": ("Reviewers (en)", "Reviewers (es)"),
    }
    assert PASSWORD == "bilingual-demo"


@pytest.mark.parametrize(("username", "language"), [("traductora", "es"), ("editor", "en"), ("reviewer", "en")])
def test_each_account_meets_the_admin_in_its_language(demo, username, language) -> None:
    user = get_user_model().objects.get(username=username)
    assert UserProfile.get_for_user(user).preferred_language == language


@pytest.mark.usefixtures("undone")
def test_an_account_that_exists_keeps_what_its_owner_chose() -> None:
    user = get_user_model().objects.get(username="editor")
    user.set_password("a much better one")
    user.first_name = "Marta"
    user.save()
    user.groups.clear()
    assert ensure_accounts() == []
    user = get_user_model().objects.get(username="editor")
    assert user.check_password("a much better one")
    assert user.first_name == "Marta"
    assert not user.groups.exists()


# ---------------------------------------------------------------- the command
def test_the_command_says_in_a_line_what_it_made(demo) -> None:
    made, accounts = demo.splitlines()
    assert made.startswith("The demo made 5 accounts, 7 topics, ")
    assert f"{len(ARTICLES)} posts" in made
    assert accounts.endswith(f"Password: {PASSWORD}")


@pytest.mark.usefixtures("undone")
def test_a_second_run_changes_nothing(django_assert_max_num_queries) -> None:
    before = counts()
    out = StringIO()
    with django_assert_max_num_queries(900):
        call_command("load_demo", "--force", stdout=out)
    assert out.getvalue() == "The demo was loaded before; nothing was missing.\n"
    assert counts() == before


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_second_run_keeps_what_people_have_edited(language) -> None:
    item = next(item for item in ARTICLES if item.state is State.LIVE and item.language == language)
    page = source_of(item)
    page.title, page.slug = "Renamed", "renamed"
    page.save_revision().publish()
    assert load_demo() == {}
    assert source_of(item).title == "Renamed"
    assert family(item).count() == 2


@pytest.mark.usefixtures("undone")
def test_a_lead_that_somebody_took_away_stays_away() -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.lead = ""
    home.save_revision().publish()
    load_demo()
    assert HomePage.objects.get(locale__language_code="en").lead == ""


@pytest.mark.usefixtures("undone")
def test_a_translation_without_its_source_is_not_written_over() -> None:
    item = next(item for item in ITEMS if item.state is State.SOURCE_UNPUBLISHED)
    source_of(item).delete()
    assert load_demo() == {}
    assert family(item).count() == 1


@pytest.mark.usefixtures("undone")
def test_an_item_that_fails_leaves_nothing_behind(monkeypatch) -> None:
    item = BY_KEY[Summary, "sendai"]
    work = source_of(item).work
    source_of(item).delete()
    work.delete()
    images, works = CreditedImage.objects.count(), Work.objects.count()

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("home.demo.load.translate", fail)
    with pytest.raises(RuntimeError):
        load_demo()
    assert not family(item).exists()
    assert (CreditedImage.objects.count(), Work.objects.count()) == (images, works)


# ---------------------------------------------------------------- edits
@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize(("before", "refused"), [("Two volunteers", False), ("no such words", True)])
def test_an_edit_changes_one_text_and_keeps_every_block(before, refused) -> None:
    item = next(item for item in ITEMS if item.state is State.LIVE and isinstance(item, Article))
    page = source_of(item)
    first = next(text.source for text in item.body[0].texts())
    if refused:
        with pytest.raises(ValueError, match="no such words"):
            edit(page, "body", before, "x")
        return
    changed = edit(page, "body", first, before)
    assert [block.id for block in changed.body] == [block.id for block in page.body]
    assert before in str(changed.body)


def test_the_accounts_of_the_demo_are_told_what_waits_and_no_old_news(demo) -> None:
    new = Notification.objects.filter(read_at=None).values_list("kind", flat=True)
    assert set(new) == {"assigned", "returned", "to_review", "to_decide"}
