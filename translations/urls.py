"""Addresses of the translation path, below the admin's `translations/`."""

from django.urls import path

from .views.acts import ActsView
from .views.decide import DecideView
from .views.edit import EditView
from .views.history import HistoryView
from .views.index import IndexView, item_review
from .views.matrix import MatrixView
from .views.new import NewView
from .views.notices import NoticesView
from .views.page import page
from .views.people import AssignView, DueView, HandBackView, NewerView, PriorityView, TakeView
from .views.presence import PresenceView
from .views.release import LiftView, TogetherView, cancel
from .views.review import ReviewView, preview
from .views.segment import SegmentView
from .views.segment_history import SegmentHistoryView
from .views.start import StartView
from .views.starting import StartingView
from .views.still_right import RevokeView, StillRightView
from .views.talk import TalkView

app_name = "translations"

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("results/", IndexView.as_view(results_only=True), name="index_results"),
    path("matrix/", MatrixView.as_view(), name="matrix"),
    path("new/", NewView.as_view(), name="new"),
    path("starting/<int:pk>/", StartingView.as_view(), name="starting"),
    path("start/<slug:app_label>/<slug:model_name>/<str:pk>/", StartView.as_view(), name="start"),
    path("review/<int:pk>/", ReviewView.as_view(), name="review"),
    path("preview/<int:revision_id>/", preview, name="preview"),
    path("acts/", ActsView.as_view(), name="acts"),
    path("together/<slug:app_label>/<slug:model_name>/<str:pk>/", TogetherView.as_view(), name="together"),
    path("still-right/<slug:app_label>/<slug:model_name>/<str:pk>/", StillRightView.as_view(), name="still_right"),
    path("still-right/<int:pk>/revoke/", RevokeView.as_view(), name="revoke"),
    path("releases/<int:pk>/cancel/", cancel, name="cancel_release"),
    path("<int:pk>/lift/", LiftView.as_view(), name="lift"),
    path("<int:pk>/decide/", DecideView.as_view(), name="decide"),
    path("<int:pk>/review/", item_review, name="item_review"),
    path("notices/", NoticesView.as_view(), name="notices"),
    path("<int:pk>/", EditView.as_view(), name="edit"),
    path("<int:pk>/segments/<str:segment>/", SegmentView.as_view(), name="segment"),
    path("<int:pk>/segments/<str:segment>/history/", SegmentHistoryView.as_view(), name="segment_history"),
    path("<int:pk>/segments/<str:segment>/comments/", TalkView.as_view(), name="talk"),
    path("<int:pk>/page/", page, name="page"),
    path("<int:pk>/here/", PresenceView.as_view(), name="presence"),
    path("<int:pk>/history/", HistoryView.as_view(), name="history"),
    path("<int:pk>/take/", TakeView.as_view(), name="take"),
    path("<int:pk>/hand-back/", HandBackView.as_view(), name="hand_back"),
    path("<int:pk>/newer-draft/", NewerView.as_view(), name="newer_draft"),
    path("<int:pk>/assign/", AssignView.as_view(), name="assign"),
    path("<int:pk>/due/", DueView.as_view(), name="due"),
    path("<int:pk>/priority/", PriorityView.as_view(), name="priority"),
]
