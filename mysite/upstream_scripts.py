"""Choosers of Wagtail's admin without the script that Wagtail 8.0 puts beside each of them.

The call stands in a mark instead, and static/js/admin-start.js makes it; templates under Wagtail's names
do the same for dates, times and rows (templates/wagtailadmin/), and three more for wagtail-localize.
Delete what upstream no longer needs: when `BaseChooser.render` and those templates hold no script.
"""

import json
import re
from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?:new )?(?P<name>\w+)\((?P<given>.*)\);", re.DOTALL)


def mark(script: str) -> str:
    """`new PageChooser("id", {…});` or `createTaskChooser("id");` as a mark; an error for anything else."""
    call = CALL.fullmatch(script.strip())
    try:
        id_, *options = json.loads(f"[{call['given'] if call else ''}]")
    except ValueError:  # not JSON, or nothing at all
        raise ValueError(f"This script cannot be started by a mark: {script}") from None
    told = {"name": call["name"], "id": id_, "options": json.dumps(options[0]) if options else ""}
    return render_to_string("components/start.html", told)


def _render(chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None) -> str:
    value_data = chooser.get_value_data(value)
    html = chooser.render_html(name, value_data, attrs)
    return html + mark(chooser.render_js_init(attrs["id"], name, value_data))


def start_choosers_by_marks() -> None:
    """Once, at start."""
    BaseChooser.render = _render
