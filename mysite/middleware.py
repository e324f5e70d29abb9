"""Which language a request is in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation
from django.utils.translation import get_language_from_path, get_language_from_request


def negotiated_language(request: HttpRequest) -> str:
    """The best of our languages for the Accept-Language header alone: no cookie chooses a language."""
    bare = HttpRequest()
    bare.META = {"HTTP_ACCEPT_LANGUAGE": request.headers.get("Accept-Language", "")}
    return get_language_from_request(bare)


class LocaleMiddleware(DjangoLocaleMiddleware):
    """The address decides the language; without a prefix, the browser's wish does.

    Unlike Django's, a 404 is never turned into a redirect by language: only `/` is (see urls.py), so
    that an unprefixed unknown path is a stored redirect or an honest 404.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = get_language_from_path(request.path_info) or negotiated_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if "Content-Language" not in response.headers:
            response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        return response


class AdminLanguageMiddleware:
    """The admin speaks the language of whoever is signed in, also where it refuses.

    Wagtail speaks it inside its own views only: what they raise would be told in the browser's language.
    No query more: Wagtail asks for the same profile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}") and request.user.is_authenticated:
            profile = getattr(request.user, "wagtail_userprofile", None)
            if profile is not None:
                translation.activate(profile.get_preferred_language())
                request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
