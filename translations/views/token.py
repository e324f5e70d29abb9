"""A token that holds, for a page that was opened before its user signed in anew."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """`{token, user}`, for scripts of this site: no other may read the answer, and none is given to it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise PermissionDenied
    return JsonResponse({"token": get_token(request), "user": request.user.pk})
