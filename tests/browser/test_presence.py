"""Two people with the same translation open: each sees the other come and go."""

import pytest
from playwright.sync_api import expect

from tests.translations import story

BOTH_WAYS = [("en", "es"), ("es", "en")]


@pytest.mark.parametrize(("source", "target"), BOTH_WAYS)
def test_each_sees_who_else_has_the_translation_open(new_page, log_in, site, troubles, source, target) -> None:
    people = story.people(site)
    item = story.open_post(site, source, target, people.editor)
    first, second = new_page(), new_page()
    log_in(first, getattr(people, f"translator_{target}"))
    log_in(second, getattr(people, f"reviewer_{target}"))
    sign = "[data-presence]"
    first.goto(f"/admin/translations/{item.pk}/")
    expect(first.locator(sign)).to_be_hidden()
    second.goto(f"/admin/translations/{item.pk}/")
    expect(second.locator(sign)).to_have_text(f"translator_{target} is here")
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.locator(sign)).to_have_text(f"reviewer_{target} is here")
    second.goto("/admin/translations/")
    first.wait_for_timeout(300)
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.locator(sign)).to_be_hidden()
    assert troubles == []
