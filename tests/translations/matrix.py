"""Who gets what, at every address of ours and of wagtail-localize: one line for each address and method.

Outcomes: a number is the status. `login` is sent to the login, `away` is sent off with a word of refusal, `ok` is
an act that was done, answered by leading on. test_matrix.py makes the objects: translations into Spanish that are a
draft, in review, locked by another, of a private page, public with a newer draft, stale, called still right, or
deleted; `other` is one into English, in review.
"""

PARTS = (
    "anonymous",
    "editor",
    "translator_es",
    "translator_en",
    "reviewer_es",
    "reviewer_en",
    "administrator",
    "admin",
)

# Ours: the object, then a column for each of PARTS.
OURS = """
acts    GET  -         login away  away  away  away  away  200   200
acts    POST -         login away  away  away  away  away  405   405
index   GET   -         login 200   200   200   200   200   200   200
index   POST  -         login 405   405   405   405   405   405   405
index_results GET  -         login 200   200   200   200   200   200   200
index_results POST -         login 405   405   405   405   405   405   405
matrix  GET  -         login 200   200   200   200   200   200   200
matrix  POST -         login 405   405   405   405   405   405   405
new     GET  -         login 200   away  away  away  away  200   200
new     POST -         login 405   away  away  away  away  405   405
starting GET  asked     login 200   away  away  away  away  away  200
starting POST asked     login 405   405   405   405   405   405   405
starting GET  gone      login 404   404   404   404   404   404   404
starting POST gone      login 405   405   405   405   405   405   405
item_review GET  review login ok    ok    away  ok    away  ok    ok
item_review POST review login 405   405   405   405   405   405   405
item_review GET  draft  login ok    ok    away  ok    away  ok    ok
item_review GET  gone   login 404   404   404   404   404   404   404
start   GET   untold    login 200   away  away  away  200   200   200
start   POST  untold    login ok    away  away  away  ok    ok    ok
start   GET   hidden    login 200   away  away  away  200   200   200
start   POST  hidden    login ok    away  away  away  ok    ok    ok
start   GET   secret    login 200   away  away  away  200   200   200
start   POST  secret    login away  away  away  away  away  away  away
start   GET   private   login 200   away  away  away  200   200   200
start   POST  private   login away  away  away  away  away  away  away
start   GET   live      login 200   away  away  away  200   200   200
start   POST  live      login away  away  away  away  away  away  away
start   GET   topic     login 200   away  away  200   200   200   200
start   POST  topic     login ok    away  away  ok    ok    ok    ok
start   GET   work      login 404   404   404   404   404   404   404
start   POST  work      login 404   404   404   404   404   404   404
start   GET   gone      login 404   404   404   404   404   404   404
start   POST  gone      login 404   404   404   404   404   404   404
edit    GET   draft     login 200   200   away  200   away  200   200
edit    POST  draft     login away  ok    away  ok    away  ok    ok
edit    GET   review    login 200   200   away  200   away  200   200
edit    POST  review    login away  423   away  ok    away  ok    ok
edit    GET   live      login 200   200   away  200   away  200   200
edit    POST  live      login away  ok    away  ok    away  ok    ok
edit    GET   locked    login 200   200   away  200   away  200   200
edit    POST  locked    login away  423   away  423   away  423   423
edit    GET   private   login 200   200   away  200   away  200   200
edit    POST  private   login away  ok    away  ok    away  ok    ok
edit    GET   other     login 200   away  200   away  200   200   200
edit    POST  other     login away  away  423   away  ok    ok    ok
edit    GET   deleted   login 200   200   away  200   away  200   200
edit    POST  deleted   login away  409   away  409   away  409   409
edit    GET   gone      login 404   404   404   404   404   404   404
edit    POST  gone      login 404   404   404   404   404   404   404
segment GET   draft     login 405   405   405   405   405   405   405
segment POST  draft     login 403   200   403   200   403   200   200
segment POST  review    login 403   423   403   200   403   200   200
segment POST  live      login 403   200   403   200   403   200   200
segment POST  locked    login 403   423   403   423   403   423   423
segment POST  private   login 403   200   403   200   403   200   200
segment POST  other     login 403   403   423   403   200   200   200
segment POST  deleted   login 403   409   403   409   403   409   409
segment POST  advance   login 403   403   403   200   403   200   200
segment GET   gone      login 405   405   405   405   405   405   405
segment POST  gone      login 404   404   404   404   404   404   404
pictures GET   draft     login away  ok    away  ok    away  ok    ok
pictures POST  draft     login away  ok    away  ok    away  ok    ok
pictures POST  review    login away  423   away  ok    away  ok    ok
pictures POST  live      login away  ok    away  ok    away  ok    ok
pictures POST  locked    login away  423   away  423   away  423   423
pictures POST  private   login away  ok    away  ok    away  ok    ok
pictures GET   other     login away  away  423   away  ok    ok    ok
pictures POST  deleted   login away  409   away  409   away  409   409
pictures GET   gone      login 404   404   404   404   404   404   404
pictures POST  gone      login 404   404   404   404   404   404   404
segment_history GET   draft     login 200   200   away  200   away  200   200
segment_history POST  draft     login away  ok    away  ok    away  ok    ok
segment_history GET   review    login 200   200   away  200   away  200   200
segment_history POST  review    login away  423   away  ok    away  ok    ok
segment_history POST  live      login away  ok    away  ok    away  ok    ok
segment_history POST  locked    login away  423   away  423   away  423   423
segment_history GET   private   login 200   200   away  200   away  200   200
segment_history GET   other     login 200   away  200   away  200   200   200
segment_history POST  other     login away  away  423   away  ok    ok    ok
segment_history GET   advance   login 200   away  away  200   away  200   200
segment_history GET   gone      login 404   404   404   404   404   404   404
segment_history POST  gone      login 404   404   404   404   404   404   404
presence GET  draft     login 405   405   405   405   405   405   405
presence POST draft     login 200   200   away  200   away  200   200
presence POST private   login 200   200   away  200   away  200   200
presence POST other     login 200   away  200   away  200   200   200
presence POST advance   login 200   away  away  200   away  200   200
presence POST gone      login 404   404   404   404   404   404   404
page    GET   draft     login 200   200   away  200   away  200   200
page    POST  draft     login 405   405   405   405   405   405   405
page    GET   review    login 200   200   away  200   away  200   200
page    GET   private   login 200   200   away  200   away  200   200
page    GET   other     login 200   away  200   away  200   200   200
page    GET   advance   login 200   away  away  200   away  200   200
page    GET   gone      login 404   404   404   404   404   404   404
talk    GET   draft     login 200   200   away  200   away  200   200
talk    POST  draft     login ok    ok    away  ok    away  ok    ok
talk    POST  review    login ok    ok    away  ok    away  ok    ok
talk    POST  locked    login ok    ok    away  ok    away  ok    ok
talk    GET   private   login 200   200   away  200   away  200   200
talk    GET   other     login 200   away  200   away  200   200   200
talk    POST  other     login ok    away  ok    away  ok    ok    ok
talk    GET   advance   login 200   away  away  200   away  200   200
talk    POST  advance   login ok    away  away  ok    away  ok    ok
talk    GET   gone      login 404   404   404   404   404   404   404
talk    POST  gone      login 404   404   404   404   404   404   404
review  GET   review    login away  away  away  200   away  200   200
review  POST  review    login away  away  away  ok    away  ok    ok
review  GET   other     login away  away  away  away  200   200   200
review  POST  other     login away  away  away  away  ok    ok    ok
review  GET   live      login away  away  away  ok    away  ok    ok
review  POST  live      login away  away  away  409   away  409   409
review  GET   original  login away  away  away  away  200   200   200
review  POST  original  login away  away  away  away  ok    ok    ok
review  GET   gone      login 404   404   404   404   404   404   404
review  POST  gone      login 404   404   404   404   404   404   404
decide  GET   live      login away  away  away  200   away  200   200
decide  POST  live      login away  away  away  ok    away  ok    ok
decide  GET   draft     login away  away  away  200   away  200   200
decide  POST  draft     login away  away  away  422   away  422   422
decide  GET   other     login away  away  away  away  200   200   200
decide  GET   deleted   login away  away  away  away  away  away  away
decide  POST  deleted   login away  away  away  away  away  away  away
decide  GET   gone      login 404   404   404   404   404   404   404
decide  POST  gone      login 404   404   404   404   404   404   404
lift    GET   advance   login away  away  away  away  away  200   200
lift    POST  advance   login away  away  away  away  away  ok    ok
lift    GET   live      login away  away  away  away  away  200   200
lift    POST  live      login away  away  away  away  away  422   422
lift    GET   gone      login 404   404   404   404   404   404   404
lift    POST  gone      login 404   404   404   404   404   404   404
edit    GET   advance   login 200   away  away  200   away  200   200
edit    POST  advance   login away  away  away  ok    away  ok    ok
wanted  GET   untold    login 200   away  away  200   200   200   200
wanted  POST  untold    login ok    away  away  ok    ok    ok    ok
wanted  GET   live      login 200   away  away  200   200   200   200
wanted  POST  live      login 409   away  away  409   409   409   409
wanted  GET   other     login 200   away  away  200   200   200   200
wanted  GET   gone      login 404   404   404   404   404   404   404
wanted  POST  gone      login 404   404   404   404   404   404   404
together GET  advance   login 200   away  away  away  200   200   200
together POST advance   login 409   away  away  away  ok    ok    ok
together GET  original  login 200   away  away  away  200   200   200
together POST original  login 409   away  away  away  ok    ok    ok
together GET  live      login 200   away  away  away  200   200   200
together GET  gone      login 404   404   404   404   404   404   404
together POST gone      login 404   404   404   404   404   404   404
newer_draft GET  newer   login 405   405   405   405   405   405   405
newer_draft POST newer   login away  away  away  ok    away  ok    ok
newer_draft POST draft   login away  409   away  409   away  409   409
newer_draft POST review  login away  423   away  409   away  409   409
newer_draft POST gone    login 404   404   404   404   404   404   404
still_right GET  stale   login 200   200   away  200   200   200   200
still_right POST stale   login ok    ok    away  ok    ok    ok    ok
still_right GET  live    login 200   away  away  away  200   200   200
still_right POST live    login 422   away  away  away  422   422   422
still_right GET  secret  login 200   away  away  away  200   200   200
still_right POST secret  login 422   away  away  away  422   422   422
still_right GET  work    login 404   404   404   404   404   404   404
still_right POST work    login 404   404   404   404   404   404   404
still_right GET  gone    login 404   404   404   404   404   404   404
still_right POST gone    login 404   404   404   404   404   404   404
revoke  GET   said      login 405   405   405   405   405   405   405
revoke  POST  said      login ok    away  away  ok    away  ok    ok
revoke  GET   gone      login 405   405   405   405   405   405   405
revoke  POST  gone      login 404   404   404   404   404   404   404
cancel_release GET  release login 405   405   405   405   405   405   405
cancel_release POST release login away  away  away  away  ok    ok    ok
cancel_release GET  gone    login 404   404   404   404   404   404   404
cancel_release POST gone    login 404   404   404   404   404   404   404
preview GET   advance   login 200   away  away  200   away  200   200
preview GET   draft     login 200   200   away  200   away  200   200
preview POST  draft     login 405   405   405   405   405   405   405
preview GET   review    login 200   200   away  200   away  200   200
preview POST  review    login 405   405   405   405   405   405   405
preview GET   live      login 200   200   away  200   away  200   200
preview POST  live      login 405   405   405   405   405   405   405
preview GET   locked    login 200   200   away  200   away  200   200
preview POST  locked    login 405   405   405   405   405   405   405
preview GET   private   login 200   200   away  200   away  200   200
preview POST  private   login 405   405   405   405   405   405   405
preview GET   other     login 200   away  200   away  200   200   200
preview POST  other     login 405   405   405   405   405   405   405
preview GET   original  login 200   away  away  away  200   200   200
preview POST  original  login 405   405   405   405   405   405   405
preview GET   secret    login 200   away  away  away  200   200   200
preview POST  secret    login 405   405   405   405   405   405   405
preview GET   work      login 200   away  away  200   200   200   200
preview POST  work      login 405   405   405   405   405   405   405
preview GET   gone      login 404   404   404   404   404   404   404
preview POST  gone      login 405   405   405   405   405   405   405
notices GET   -         login 200   200   200   200   200   200   200
notices POST  -         login ok    ok    ok    ok    ok    ok    ok
token   GET   -         login 200   200   200   200   200   200   200
token   POST  -         login 405   405   405   405   405   405   405
history GET   draft     login 200   200   away  200   away  200   200
history POST  draft     login 405   405   away  405   away  405   405
history GET   deleted   login 200   200   away  200   away  200   200
history GET   other     login 200   away  200   away  200   200   200
history GET   gone      login 404   404   404   404   404   404   404
history POST  gone      login 404   404   404   404   404   404   404
take    GET   draft     login 405   405   405   405   405   405   405
take    POST  draft     login away  ok    away  ok    away  ok    ok
take    POST  taken     login away  ok    away  409   away  409   409
take    POST  deleted   login away  ok    away  ok    away  ok    ok
take    POST  other     login away  away  409   away  409   409   409
take    POST  gone      login 404   404   404   404   404   404   404
hand_back GET   taken     login 405   405   405   405   405   405   405
hand_back POST  taken     login ok    ok    away  ok    away  ok    ok
hand_back POST  draft     login 400   away  away  400   away  400   400
hand_back POST  gone      login 404   404   404   404   404   404   404
assign  GET   draft     login 405   405   405   405   405   405   405
assign  POST  draft     login ok    away  away  ok    away  ok    ok
assign  POST  taken     login ok    away  away  ok    away  ok    ok
assign  POST  gone      login 404   404   404   404   404   404   404
due     GET   draft     login 405   405   405   405   405   405   405
due     POST  draft     login ok    away  away  ok    away  ok    ok
due     POST  taken     login ok    away  away  ok    away  ok    ok
due     POST  gone      login 404   404   404   404   404   404   404
priority GET   draft     login 405   405   405   405   405   405   405
priority POST  draft     login ok    away  away  ok    away  ok    ok
priority POST  taken     login ok    away  away  ok    away  ok    ok
priority POST  gone      login 404   404   404   404   404   404   404
"""

# wagtail-localize's: a column for each state, with what a superuser gets. All others are sent away, or to the login.
STATES = ("draft", "review", "locked", "live", "deleted", "other")
SUPERUSERS = """
convert_to_alias            GET    200     200     200     200     404     200
convert_to_alias            POST   403     423     423     403     404     423
download_pofile             GET    200     200     200     200     409     200
download_pofile             POST   200     423     423     200     409     423
edit_override               GET    405     405     405     405     409     405
edit_override               POST   405     423     423     405     409     423
edit_override               PUT    201     423     423     201     409     423
edit_override               DELETE 404     423     423     404     409     423
edit_string_translation     GET    405     405     405     405     409     405
edit_string_translation     POST   405     423     423     405     409     423
edit_string_translation     PUT    200     423     423     200     409     423
edit_string_translation     DELETE 200     423     423     200     409     423
javascript_catalog          GET    200     -       -       -       -       -
javascript_catalog          POST   405     -       -       -       -       -
machine_translate           GET    405     405     405     405     409     405
machine_translate           POST   404     423     423     404     409     423
preview_translation         GET    200     200     200     200     409     200
preview_translation         POST   200     423     423     200     409     423
snippets_api_detail         GET    200     -       -       -       -       -
snippets_api_detail         POST   405     -       -       -       -       -
snippets_api_listing        GET    200     -       -       -       -       -
snippets_api_listing        POST   405     -       -       -       -       -
stop_translation            GET    405     405     405     405     409     405
stop_translation            POST   ok      423     423     ok      409     423
submit_page_translation     GET    200     200     200     200     200     200
submit_page_translation     POST   200     200     200     200     ok      200
submit_snippet_translation  GET    200     -       -       -       -       -
submit_snippet_translation  POST   ok      -       -       -       -       -
translations_report         GET    200     -       -       -       -       -
translations_report         POST   405     -       -       -       -       -
translations_report_results GET    200     -       -       -       -       -
translations_report_results POST   405     -       -       -       -       -
update_translations         GET    200     200     200     200     200     200
update_translations         POST   ok      423     423     403     ok      423
upload_pofile               GET    405     405     405     405     409     405
upload_pofile               POST   away    423     423     away    409     423
"""


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


# name → [(method, object, outcomes by part)]
MATRIX: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
for _name, _method, _thing, *_outcomes in _lines(OURS):
    MATRIX.setdefault(f"translations:{_name}", []).append((_method, _thing, tuple(_outcomes)))
for _name, _method, *_outcomes in _lines(SUPERUSERS):
    for _thing, _outcome in zip(STATES, _outcomes, strict=False):
        if _outcome != "-":
            _row = (_method, _thing, ("login", *["away"] * 6, _outcome))
            MATRIX.setdefault(f"wagtail_localize:{_name}", []).append(_row)
