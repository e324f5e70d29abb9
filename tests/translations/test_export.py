"""The list as a file: as it is filtered, or what is ticked in it."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import openpyxl
from django.urls import reverse

from tests.translations.queued import queued
from translations import reporting
from translations.states import Tab

URL = "/admin/translations/"


def told_in_each_format(get: Callable[[str], Any], item) -> None:
    """The file holds this item and no other, its title kept from being a formula."""

    def content(how: str) -> bytes:
        response = get(how)
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment;")
        return b"".join(response.streaming_content) if response.streaming else response.content

    as_json = json.loads(content("json"))
    assert [row["id"] for row in as_json] == [item.pk]
    assert list(as_json[0]) == list(reporting.FIELDS)
    as_csv = list(csv.DictReader(io.StringIO(content("csv").decode())))
    assert [row["id"] for row in as_csv] == [str(item.pk)]
    assert as_csv[0]["title"] == "'=1+1"
    sheet = openpyxl.load_workbook(io.BytesIO(content("xlsx"))).active
    lines = list(sheet.values)
    assert list(lines[0]) == list(reporting.FIELDS)
    assert lines[1][:1] == (item.pk,)
    assert lines[1][4] == "'=1+1"


def exporting(*items) -> str:
    chosen = urlencode([("id", getattr(item, "pk", item)) for item in items] + [("next", f"{URL}?tab=stale")])
    return f"{reverse('wagtail_bulk_action', args=['translations', 'queueitem', 'export'])}?{chosen}"


def test_rows_are_exported_as_they_are_filtered(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE, title="=1+1", item={"assignee": scene.translator})[0]
    queued(scene.source, scene.target)
    client.force_login(scene.editor)
    told_in_each_format(lambda how: client.get(URL, {"tab": "stale", "export": how}), item)


def test_what_is_ticked_is_exported_and_nothing_else(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE, title="=1+1")[0]
    queued(scene.source, scene.target, Tab.STALE)
    client.force_login(scene.editor)
    assert client.get(exporting(item)).context["form"].initial == {}
    told_in_each_format(lambda how: client.post(exporting(item), {"how": how}), item)
    for nonsense in ({}, {"how": ""}, {"how": "exe"}, {"how": "../x"}):
        assert client.post(exporting(item), nonsense).context["form"].errors


def test_all_of_a_list_are_exported_as_it_is_filtered(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE, title="=1+1")[0]
    queued(scene.source, scene.target)
    client.force_login(scene.editor)
    told_in_each_format(lambda how: client.post(exporting("all"), {"how": how}), item)


def test_nobody_exports_what_they_do_not_see(client, scene) -> None:
    item, other = (queued(*pair)[0] for pair in ((scene.source, scene.target), (scene.target, scene.source)))
    client.force_login(scene.translator)
    rows = json.loads(client.post(exporting(item, other), {"how": "json"}).content)
    assert [row["id"] for row in rows] == [item.pk]
