"""Who gets what at our other addresses: signing in, the catalogue, what readers reach. As in matrix.py.

A line with one outcome says that of everybody, one with two of the anonymous and of all who are signed in.
`confirm` is led to the screen that asks once more who one is. test_matrix_others.py makes the objects.
"""

from tests.translations.matrix import PARTS

# `sure` has just said once more who they are; `bare` too, and has no second factor. Keys are one's own, or another's.
SIGNING = """
account_login               GET  -             200   ok
account_login               POST -             200
account_reauthenticate      GET  -             login 200
account_reauthenticate      POST -             login 200
mfa_index                   GET  -             login 200
mfa_index                   POST -             login 405
mfa_authenticate            GET  -             login ok
mfa_authenticate            POST -             login ok
mfa_reauthenticate          GET  -             login 200
mfa_reauthenticate          POST -             login 200
mfa_reauthenticate          GET  bare          login confirm
mfa_reauthenticate          POST bare          login confirm
mfa_reauthenticate_webauthn GET  bare          login confirm
mfa_reauthenticate_webauthn POST bare          login confirm
mfa_activate_totp           GET  -             login confirm
mfa_activate_totp           POST -             login confirm
mfa_activate_totp           GET  sure          login ok
mfa_activate_totp           POST sure          login ok
mfa_activate_totp           GET  bare          login 200
mfa_activate_totp           POST bare          login 200
mfa_deactivate_totp         GET  -             login confirm
mfa_deactivate_totp         POST -             login confirm
mfa_deactivate_totp         GET  sure          login 200
mfa_deactivate_totp         POST sure          login ok
mfa_deactivate_totp         GET  bare          login 404
mfa_deactivate_totp         POST bare          login 404
mfa_view_recovery_codes     GET  -             login confirm
mfa_view_recovery_codes     POST -             login 405
mfa_view_recovery_codes     GET  sure          login 200
mfa_view_recovery_codes     POST sure          login 405
mfa_view_recovery_codes     GET  bare          login 404
mfa_view_recovery_codes     POST bare          login 405
mfa_generate_recovery_codes GET  -             login confirm
mfa_generate_recovery_codes POST -             login confirm
mfa_generate_recovery_codes GET  sure          login 200
mfa_generate_recovery_codes POST sure          login ok
mfa_generate_recovery_codes GET  bare          login 200
mfa_generate_recovery_codes POST bare          login 200
mfa_download_recovery_codes GET  -             login confirm
mfa_download_recovery_codes POST -             login confirm
mfa_download_recovery_codes GET  sure          login 200
mfa_download_recovery_codes POST sure          login 405
mfa_download_recovery_codes GET  bare          login 404
mfa_download_recovery_codes POST bare          login 404
mfa_list_webauthn           GET  -             login 200
mfa_list_webauthn           POST -             login 405
mfa_add_webauthn            GET  -             login confirm
mfa_add_webauthn            POST -             login confirm
mfa_add_webauthn            GET  bare          login 200
mfa_add_webauthn            POST bare          login 200
mfa_edit_webauthn           GET  own           login confirm
mfa_edit_webauthn           POST own           login confirm
mfa_edit_webauthn           GET  sure-own      login 200
mfa_edit_webauthn           POST sure-own      login ok
mfa_edit_webauthn           GET  sure-anothers login 404
mfa_edit_webauthn           POST sure-anothers login 404
mfa_remove_webauthn         GET  own           login confirm
mfa_remove_webauthn         POST own           login confirm
mfa_remove_webauthn         GET  sure-own      login 200
mfa_remove_webauthn         POST sure-own      login ok
mfa_remove_webauthn         GET  sure-anothers login 404
mfa_remove_webauthn         POST sure-anothers login 404
reset_factors               GET  own           login away
reset_factors               POST own           login away
reset_factors               GET  anothers      login away  away  away  away  away  away  200
reset_factors               POST anothers      login away  away  away  away  away  away  ok
reset_factors               GET  gone          login 404
reset_factors               POST gone          login 404
"""

# The same for topics, people, outlets and works, each with its own rows: public with a newer draft, a draft, locked by
# a superuser, in review, an original in Spanish, a translation. `facts` is a work in review: it has no language, and
# only works are made by `create`, in the dialog that chooses one. `english` are rows that are public in English, which
# its reviewers publish, take down and lock; `facts-live` is a work that is public, which those of any language do.
CATALOGUE = """
list                          GET  -      login 200   away  away  200   200   200   200
list                          POST -      login 405   away  away  405   405   405   405
list_results                  GET  -      login 200   away  away  200   200   200   200
list_results                  POST -      login 405   away  away  405   405   405   405
add                           GET  -      login 200   away  away  away  away  200   200
add                           POST -      login ok    away  away  away  away  ok    ok
edit                          GET  live   login 200   away  away  200   200   200   200
edit                          POST live   login ok    away  away  ok    ok    ok    ok
edit                          GET  draft  login 200   away  away  200   200   200   200
edit                          POST draft  login ok    away  away  ok    ok    ok    ok
edit                          GET  other  login 200   away  away  200   200   200   200
edit                          POST other  login ok    away  away  ok    ok    ok    ok
edit                          GET  target login ok    away  away  ok    ok    ok    ok
edit                          POST target login ok    away  away  ok    ok    ok    ok
edit                          GET  locked login 200   away  away  200   200   200   200
edit                          POST locked login 200   away  away  200   200   200   ok
edit                          GET  review login 200   away  away  200   200   200   200
edit                          POST review login 200   away  away  200   ok    ok    ok
edit                          GET  facts  login 200   away  away  200   200   200   200
edit                          POST facts  login 200   away  away  ok    ok    ok    ok
delete                        GET  live   login away  away  away  away  away  200   200
delete                        POST live   login away  away  away  away  away  ok    ok
delete                        GET  target login away  away  away  away  away  200   200
delete                        POST target login away  away  away  away  away  ok    ok
delete                        GET  locked login away  away  away  away  away  423   200
delete                        POST locked login away  away  away  away  away  423   ok
delete                        GET  review login away  away  away  away  away  200   200
delete                        POST review login away  away  away  away  away  ok    ok
delete                        GET  facts  login away  away  away  away  away  200   200
delete                        POST facts  login away  away  away  away  away  ok    ok
usage                         GET  live   login 200   away  away  200   200   200   200
usage                         POST live   login 405   away  away  405   405   405   405
history                       GET  live   login 200   away  away  200   200   200   200
history                       POST live   login 405   away  away  405   405   405   405
history_results               GET  live   login 200   away  away  200   200   200   200
history_results               POST live   login 405   away  away  405   405   405   405
revisions_compare             GET  live   login 200   away  away  200   200   200   200
revisions_compare             POST live   login 405   away  away  405   405   405   405
copy                          GET  live   login 200   away  away  away  away  200   200
copy                          POST live   login 405   away  away  away  away  405   405
preview_on_add                GET  -      login 200   away  away  away  away  200   200
preview_on_add                POST -      login 200   away  away  away  away  200   200
preview_on_edit               GET  live   login 200   away  away  200   200   200   200
preview_on_edit               POST live   login 200   away  away  200   200   200   200
revisions_view                GET  live   login 200   away  away  200   200   200   200
revisions_view                POST live   login 405   away  away  405   405   405   405
revisions_view                GET  draft  login 200   away  away  200   200   200   200
revisions_view                POST draft  login 405   away  away  405   405   405   405
revisions_revert              GET  live   login 200   away  away  200   200   200   200
revisions_revert              POST live   login 200   away  away  200   200   200   200
revisions_unschedule          GET  live   login away  away  away  200   200   200   200
revisions_unschedule          POST english login away  away  away  403   ok    ok    ok
revisions_unschedule          POST facts-live login away  away  away  ok    ok    ok    ok
unpublish                     GET  live   login away  away  away  200   200   200   200
unpublish                     POST english login away  away  away  403   ok    ok    ok
unpublish                     POST facts-live login away  away  away  ok    ok    ok    ok
unpublish                     POST other  login away  away  away  ok    403   ok    ok
unpublish                     GET  target login away  away  away  200   200   200   200
unpublish                     POST target login away  away  away  ok    ok    ok    ok
unpublish                     GET  locked login away  away  away  200   200   200   200
unpublish                     POST locked login away  away  away  423   423   423   ok
lock                          GET  live   login away  away  away  405   405   405   405
lock                          POST english login away  away  away  403   ok    ok    ok
lock                          POST facts-live login away  away  away  ok    ok    ok    ok
lock                          POST other  login away  away  away  ok    403   ok    ok
lock                          POST target login away  away  away  ok    403   ok    ok
lock                          GET  locked login away  away  away  405   405   405   405
lock                          POST locked login away  away  away  ok    ok    ok    ok
lock                          GET  review login away  away  away  away  away  away  405
lock                          POST review login away  away  away  away  away  away  ok
lock                          GET  facts  login away  away  away  away  away  away  405
lock                          POST facts  login away  away  away  away  away  away  ok
unlock                        GET  live   login away  away  away  405   405   405   405
unlock                        POST live   login away  away  away  ok    ok    ok    ok
unlock                        GET  locked login away  away  away  405   405   405   405
unlock                        POST english-locked login away  away  away  403   ok    ok    ok
unlock                        POST facts-locked login away  away  away  ok    ok    ok    ok
unlock                        GET  review login away  away  away  away  away  away  405
unlock                        POST review login away  away  away  away  away  away  ok
unlock                        GET  facts  login away  away  away  away  away  away  405
unlock                        POST facts  login away  away  away  away  away  away  ok
workflow_action               GET  review login away  away  away  away  200   200   200
workflow_action               POST review login away  away  away  away  ok    ok    ok
workflow_action               GET  facts  login away  away  away  200   200   200   200
workflow_action               POST facts  login away  away  away  ok    ok    ok    ok
collect_workflow_action_data  GET  review login away  away  away  away  200   200   200
collect_workflow_action_data  POST review login away  away  away  away  ok    ok    ok
collect_workflow_action_data  GET  facts  login away  away  away  200   200   200   200
collect_workflow_action_data  POST facts  login away  away  away  ok    ok    ok    ok
workflow_preview              GET  review login away  away  away  away  200   200   200
workflow_preview              POST review login 405   away  away  405   405   405   405
workflow_preview              GET  facts  login away  away  away  200   200   200   200
workflow_preview              POST facts  login 405   away  away  405   405   405   405
confirm_workflow_cancellation GET  review login 200
confirm_workflow_cancellation POST review login 200
workflow_history              GET  review login 200   away  away  200   200   200   200
workflow_history              POST review login 405   away  away  405   405   405   405
workflow_history_detail       GET  review login 200   away  away  200   200   200   200
workflow_history_detail       POST review login 405   away  away  405   405   405   405
confirm_workflow_cancellation GET  facts  login 200
confirm_workflow_cancellation POST facts  login 200
workflow_history              GET  facts  login 200   away  away  200   200   200   200
workflow_history              POST facts  login 405   away  away  405   405   405   405
workflow_history_detail       GET  facts  login 200   away  away  200   200   200   200
workflow_history_detail       POST facts  login 405   away  away  405   405   405   405
choose                        GET  -      login 200
choose                        POST -      login 405
choose_results                GET  -      login 200
choose_results                POST -      login 405
chosen_multiple               GET  -      login 200
chosen_multiple               POST -      login 405
chosen                        GET  live   login 200
chosen                        POST live   login 405
create                        GET  -      login 200   away  away  away  away  200   200
create                        POST target login 405   away  away  away  away  405   405
create                        POST facts  login 200   away  away  away  away  200   200
"""

# Nobody who is signed in is shown more than others, but for what is private; what is sent to a page is not looked at.
# People and outlets are shown in their other language where the translation is not public.
READERS = """
search                                  GET  -        200
search                                  POST -        405
search_json                             GET  -        200
search_json                             POST -        405
search_feed                             GET  -        200
search_feed                             POST -        405
search_titles                           GET  -        200
search_titles                           POST -        405
search_counted                          GET  -        405
search_counted                          POST -        204
search_clicked                          GET  -        405
search_clicked                          POST -        204
search_like                             GET  live     200
search_like                             POST live     405
search_like                             GET  other    200
search_like                             POST other    405
search_like                             GET  draft    404
search_like                             POST draft    405
search_like                             GET  target   404
search_like                             POST target   405
search_like                             GET  private  404
search_like                             POST private  405
search_like                             GET  list     404
search_like                             POST list     405
search_like_list                        GET  live     200
search_like_list                        POST live     405
search_like_list                        GET  other    200
search_like_list                        POST other    405
search_like_list                        GET  draft    200
search_like_list                        POST draft    405
search_like_list                        GET  target   200
search_like_list                        POST target   405
search_like_list                        GET  private  200
search_like_list                        POST private  405
search_like_list                        GET  list     200
search_like_list                        POST list     405
search_references                       GET  -        200
search_references                       POST -        405
search_description                      GET  -        200
search_description                      POST -        405
cite                                    GET  live     200
cite                                    POST live     405
cite                                    GET  other    200
cite                                    POST other    405
cite                                    GET  draft    404
cite                                    POST draft    405
cite                                    GET  target   404
cite                                    POST target   405
cite                                    GET  private  404
cite                                    POST private  405
cite_file                               GET  live     200
cite_file                               POST live     405
cite_file                               GET  other    200
cite_file                               POST other    405
cite_file                               GET  draft    404
cite_file                               POST draft    405
cite_file                               GET  target   404
cite_file                               POST target   405
cite_file                               GET  private  404
cite_file                               POST private  405
cite_list                               GET  list     200
cite_list                               POST list     405
topics                                  GET  -        200
topics                                  POST -        405
authors                                 GET  -        200
authors                                 POST -        405
outlets                                 GET  -        200
outlets                                 POST -        405
corrections                             GET  -        200
corrections                             POST -        405
topic                                   GET  live     200
topic                                   POST live     405
topic                                   GET  draft    404
topic                                   POST draft    405
topic                                   GET  locked   200
topic                                   POST locked   405
topic                                   GET  target   404
topic                                   POST target   405
author                                  GET  live     200
author                                  POST live     405
author                                  GET  draft    404
author                                  POST draft    405
author                                  GET  locked   200
author                                  POST locked   405
author                                  GET  target   200
author                                  POST target   405
outlet                                  GET  live     200
outlet                                  POST live     405
outlet                                  GET  draft    404
outlet                                  POST draft    405
outlet                                  GET  locked   200
outlet                                  POST locked   405
outlet                                  GET  target   200
outlet                                  POST target   405
topic_references                        GET  live     200
topic_references                        POST live     405
topic_references                        GET  draft    404
topic_references                        POST draft    405
topic_references                        GET  locked   404
topic_references                        POST locked   405
topic_references                        GET  target   404
topic_references                        POST target   405
author_references                       GET  live     200
author_references                       POST live     405
author_references                       GET  draft    404
author_references                       POST draft    405
author_references                       GET  locked   404
author_references                       POST locked   405
author_references                       GET  target   404
author_references                       POST target   405
outlet_references                       GET  live     200
outlet_references                       POST live     405
outlet_references                       GET  draft    404
outlet_references                       POST draft    405
outlet_references                       GET  locked   404
outlet_references                       POST locked   405
outlet_references                       GET  target   404
outlet_references                       POST target   405
wagtail_serve                           GET  live     200
wagtail_serve                           POST live     200
wagtail_serve                           GET  other    200
wagtail_serve                           POST other    200
wagtail_serve                           GET  draft    404
wagtail_serve                           POST draft    404
wagtail_serve                           GET  target   404
wagtail_serve                           POST target   404
wagtail_serve                           GET  private  login 200
wagtail_serve                           POST private  login 200
wagtaildocs_serve                       GET  file     200
wagtaildocs_serve                       POST file     200
wagtaildocs_serve                       GET  hidden   login 200
wagtaildocs_serve                       POST hidden   login 200
one_login                               GET  -        login
one_login                               POST -        login
wagtailcore_login                       GET  -        login
wagtailcore_login                       POST -        login
wagtailcore_authenticate_with_password  GET  private  200
wagtailcore_authenticate_with_password  POST private  200
wagtaildocs_authenticate_with_password  GET  hidden   200
wagtaildocs_authenticate_with_password  POST hidden   200
"""


def _read(table: str) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """name → [(method, object, outcomes by part)]"""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for name, method, thing, first, *rest in map(str.split, table.strip().splitlines()):
        others = rest if len(rest) > 1 else (rest or [first]) * (len(PARTS) - 1)
        found.setdefault(name, []).append((method, thing, (first, *others)))
    return found


SIGNING_IN, OF_THE_CATALOGUE, OF_READERS = map(_read, (SIGNING, CATALOGUE, READERS))
