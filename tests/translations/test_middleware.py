"""A refusal is an answer that says why, with its status; any other error is left alone."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.utils import translation

from tests import factories
from translations import exceptions
from translations.middleware import RefusalMiddleware

REFUSALS = [
    (exceptions.Refusal, 400),
    (exceptions.CannotTranslate, 409),
    (exceptions.InReview, 423),
    (exceptions.StaleReview, 409),
    (exceptions.CannotPublish, 409),
    (exceptions.NotApproved, 403),
]


@pytest.fixture
def request_(site):
    request = RequestFactory().get("/admin/translations/")
    request.user = factories.user("reader", "Translators (es)")
    return request


def answer(request, exception):
    return RefusalMiddleware(lambda _request: None).process_exception(request, exception)


@pytest.mark.parametrize(("kind", "status"), REFUSALS)
def test_each_refusal_has_its_status_and_says_why(request_, kind, status) -> None:
    response = answer(request_, kind("Because of this.", url="/admin/somewhere/"))
    html = response.content.decode()
    assert response.status_code == status
    assert "Because of this." in html
    assert 'href="/admin/somewhere/"' in html


@pytest.mark.parametrize(("kind", "status"), REFUSALS)
def test_each_refusal_is_titled_in_both_languages(kind, status) -> None:
    titles = set()
    for code in ("en", "es"):
        with translation.override(code):
            titles.add(str(kind.title))
    assert len(titles) == 2


def test_markup_in_a_reason_is_text(request_) -> None:
    html = answer(request_, exceptions.CannotTranslate("“<script>alert(1)</script>” stays.")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    ("path", "method", "is_answered"),
    [("/admin/reports/", "post", True), ("/admin/reports/", "get", False), ("/en/", "post", False)],
)
def test_what_a_model_refuses_in_an_act_of_the_admin_is_an_answer_with_its_field(
    request_, path, method, is_answered
) -> None:
    request = getattr(RequestFactory(), method)(path)
    request.user, request.resolver_match = request_.user, SimpleNamespace(route=path.lstrip("/"))
    error = ValidationError({"slug": ["Taken <b>."], "other": ["So."]})
    error.labels = {"slug": "Address"}
    response = answer(request, error)
    assert (response is not None) is is_answered
    if is_answered:
        assert response.status_code == 409
        assert "Address: Taken &lt;b&gt;. So." in response.content.decode()


@pytest.mark.parametrize("exception", [ValueError("x"), PermissionDenied(), KeyError("x")])
def test_other_errors_pass(request_, exception) -> None:
    assert answer(request_, exception) is None


def test_a_refusal_reads_as_its_message() -> None:
    assert str(exceptions.InReview("It is being read.")) == "It is being read."


def test_a_request_without_trouble_goes_through(request_) -> None:
    assert RefusalMiddleware(lambda request: request.path)(request_) == "/admin/translations/"
