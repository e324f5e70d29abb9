"""Addresses of the translation path, below the admin's `translations/`."""

from django.urls import path

from .views.acts import ActsView
from .views.decide import DecideView
from .views.desk import DeskView
from .views.history import HistoryView
from .views.index import IndexView, item_review
from .views.matrix import MatrixView
from .views.new import NewView
from .views.notices import NoticesView
from .views.page import page
from .views.people import AssignView, DueView, HandBackView, NewerView, PriorityView, TakeView
from .views.pictures import PicturesView
from .views.presence import PresenceView
from .views.preview import preview
from .views.release import LiftView, TogetherView, cancel
from .views.review import ReviewView
from .views.segment import SegmentView
from .views.segment_history import SegmentHistoryView
from .views.start import StartView
from .views.starting import StartingView
from .views.still_right import RevokeView, StillRightView
from .views.talk import TalkView
from .views.token import token
from .views.wanted import WantedView

app_name = "translations"

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("results/", IndexView.as_view(results_only=True), name="index_results"),
    path("matrix/", MatrixView.as_view(), name="matrix"),
    path("new/", NewView.as_view(), name="new"),
    path("starting/<key:pk>/", StartingView.as_view(), name="starting"),
    path("start/<slug:app_label>/<slug:model_name>/<str:pk>/", StartView.as_view(), name="start"),
    path("review/<key:pk>/", ReviewView.as_view(), name="review"),
    path("preview/<key:revision_id>/", preview, name="preview"),
    path("token/", token, name="token"),
    path("acts/", ActsView.as_view(), name="acts"),
    path("together/<slug:app_label>/<slug:model_name>/<str:pk>/", TogetherView.as_view(), name="together"),
    path("still-right/<slug:app_label>/<slug:model_name>/<str:pk>/", StillRightView.as_view(), name="still_right"),
    path("still-right/<key:pk>/revoke/", RevokeView.as_view(), name="revoke"),
    path("releases/<key:pk>/cancel/", cancel, name="cancel_release"),
    path("<key:pk>/lift/", LiftView.as_view(), name="lift"),
    path("<key:pk>/decide/", DecideView.as_view(), name="decide"),
    path("<key:pk>/wanted/", WantedView.as_view(), name="wanted"),
    path("<key:pk>/review/", item_review, name="item_review"),
    path("notices/", NoticesView.as_view(), name="notices"),
    path("<key:pk>/", DeskView.as_view(), name="edit"),
    path("<key:pk>/segments/<str:segment>/", SegmentView.as_view(), name="segment"),
    path("<key:pk>/segments/<str:segment>/history/", SegmentHistoryView.as_view(), name="segment_history"),
    path("<key:pk>/segments/<str:segment>/comments/", TalkView.as_view(), name="talk"),
    path("<key:pk>/pictures/<key:value>/", PicturesView.as_view(), name="pictures"),
    path("<key:pk>/page/", page, name="page"),
    path("<key:pk>/here/", PresenceView.as_view(), name="presence"),
    path("<key:pk>/history/", HistoryView.as_view(), name="history"),
    path("<key:pk>/take/", TakeView.as_view(), name="take"),
    path("<key:pk>/hand-back/", HandBackView.as_view(), name="hand_back"),
    path("<key:pk>/newer-draft/", NewerView.as_view(), name="newer_draft"),
    path("<key:pk>/assign/", AssignView.as_view(), name="assign"),
    path("<key:pk>/due/", DueView.as_view(), name="due"),
    path("<key:pk>/priority/", PriorityView.as_view(), name="priority"),
]
