"""Below the admin's address: signing in, and the factors of whoever is signed in."""

from allauth.account.views import ReauthenticateView
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .views import LoginView

urlpatterns = decorate_urlpatterns(
    [
        path("login/", LoginView.as_view(), name="account_login"),
        path("confirm/", ReauthenticateView.as_view(), name="account_reauthenticate"),
        path("two-factor/", include("allauth.mfa.urls")),
    ],
    never_cache,
)
