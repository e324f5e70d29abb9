"""The rules for templates see what they should see, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import lint_templates
from tools.lint_templates import ROOT, main, plain_html, problems, templates

GOOD = """{% load i18n %}{# A comment in words #}
<html lang="{{ code }}">
{% comment %} More words {% endcomment %}
<body class="{% block body_class %}page article{% endblock %}">
  <h1>{{ page.title|default:"no title" }}</h1>
  <{{ level }} class="card title">{{ card.title }}</{{ level }}>
  <p title="{% translate 'A title' %}">{% blocktranslate with n=1 %}Read <b>{{ n }}</b> posts{% endblocktranslate %}</p>
  <p>Tandem · 404 — ORCID</p>
  <script src="{% static 'js/menu.js' %}" type="module"></script>
  <script type="application/ld+json">{"@type": "Article"}</script>
  <button type="submit" data-action="save">{% translate "Save" %}</button>
</body></html>
"""


def found(template: str, suffix: str = ".html") -> list[str]:
    return [problem for _line, problem in problems(template, suffix)]


def test_a_template_that_keeps_the_rules_has_no_problems():
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("<p>Hello there</p>", "Hello there"),
        ("<p>\u00bfQu\u00e9 tal?</p>", "outside a translate tag"),
        ("<p>{{ name }} wrote</p>", "wrote"),
        ('<img alt="A bridge" src="{{ src }}">', "attribute alt"),
        ('<a aria-label="Next">›</a>', "attribute aria-label"),
        ('<input placeholder="Search" name="q">', "attribute placeholder"),
        ("<p>{% if a %}Yes{% endif %}</p>", "Yes"),
        ("<p>&eacute;crit</p>", "écrit"),
        ("<script>alert(1)</script>", "inline script"),
        ("<style>p { color: red }</style>", "inline style"),
        ('<p style="color: red">1</p>', "inline style"),
        ('<button onclick="go()">1</button>', "inline handler onclick"),
        ('<body ONLOAD="go()">', "inline handler onload"),
        ('<a href="javascript:go()">1</a>', "inline handler href"),
        ('<form action=" JavaScript:go()">', "inline handler action"),
        ("<svg onload='go()'>", "inline handler onload"),
        ('<script type="text/javascript">go()</script>', "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ('<input aria-description="Your name">', "attribute aria-description"),
        ('<abbr title="Digital object">DOI</abbr>', "attribute title"),
        ("<p>{{ a }}{# b #}Word{% translate 'c' %}</p>", "Word"),
        ("<p>DOI and ISSN</p>", "and ISSN"),
        ('<html lang="en">', "lang from a variable"),
        ("<html>", "lang from a variable"),
        ("<p>1</p>\n" * 111, "111 lines"),
    ],
)
def test_each_breach_is_found(template, problem):
    assert any(problem in text for text in found(template)), found(template)


def test_a_template_of_110_lines_is_allowed():
    assert found("<p>1</p>\n" * 110) == []


def test_the_line_is_the_one_in_the_file():
    template = "{% comment %}\n\n{% endcomment %}\n<p>{{ a|default:\n'x' }}\n  Wrong here</p>\n"
    assert list(problems(template)) == [(6, "outside a translate tag: Wrong here")]


def test_what_is_hidden_keeps_its_lines():
    template = "{% blocktranslate %}\nwords\n{% endblocktranslate %}\n<p>"
    assert plain_html(template).count("\n") == template.count("\n")


def test_words_inside_a_script_are_not_text():
    assert found('<script type="application/json">{"word": "Value"}</script><p>1</p>') == []


@pytest.mark.parametrize(
    ("template", "problem"),
    [("{% blocktranslate %}Dear {{ name }}{% endblocktranslate %}\n{{ url }}\n", []), ("Dear {{ name }},", ["Dear"])],
)
def test_mails_are_translated_too(template, problem):
    texts = found(template, ".txt")
    assert [text.split(": ")[1].split()[0] for text in texts] == problem


def test_the_templates_of_every_app_are_looked_at():
    apps = {path.relative_to(ROOT).parts[0] for path in templates(ROOT)}
    assert {"mysite", "translations"} <= apps


def test_our_templates_keep_the_rules(capsys):
    assert main() == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "template",
    [
        "",
        "<p>1 · 2 — … ×</p>",  # signs and single letters are no words
        "<p>x y</p>",
        '<p data-word="Word" class="word" id="word">1</p>',  # nobody reads these
        '<input type="submit" name="save" value="{{ word }}">',
        "{% comment 'why' %}<p onclick='go()'>Words</p>{% endcomment %}",
        "{% blocktrans %}Words <b>and</b> more{% endblocktrans %}",
        "{% if a == 'word' %}1{% elif b %}2{% endif %}",
        "{{ page.title|default:'A word' }}",
        '<script src="{% static "js/a.js" %}"></script>',
        '<html lang="{% language %}{{ code }}">',
        '<a href="{{ url }}" hreflang="es">1</a>',
    ],
)
def test_what_nobody_reads_is_left_alone(template):
    assert found(template) == []


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "{{ a }}", "{% if b %}", "{% endif %}", "{# c #}", "\n", " ", "<b", ">", "&", "{%"]
        )
    )
)
def test_any_template_can_be_looked_at_and_its_lines_stay_where_they_are(pieces):
    template = "".join(pieces)
    assert plain_html(template).count("\n") == template.count("\n")
    for suffix in (".html", ".txt"):
        for line, problem in problems(template, suffix):
            assert 1 <= line <= template.count("\n") + 1
            assert problem
    # One word of a person's language, put after it, is seen: nothing before it hides it.
    if "<b" not in pieces and "{%" not in pieces:
        assert any("Visible" in text for text in found(template + "\n<p>Visible</p>"))


def test_each_breach_of_a_template_is_told_with_its_line_and_long_texts_are_cut():
    template = "<p style='a'>1</p>\n<p>One two three four five six seven</p>\n\n<i title='Word'></i>\n"
    assert list(problems(template)) == [
        (1, "inline style: use a stylesheet in static/css/"),
        (2, "outside a translate tag: One two three four five six"),
        (4, "attribute title outside a translate tag: Word"),
    ]


def test_a_mail_may_be_as_long_as_a_page_and_no_longer():
    assert found("{{ a }}\n" * 110, ".txt") == []
    assert found("{{ a }}\n" * 111, ".txt") == ["111 lines; at most 110: move a part to components/"]
    # Markup means nothing in it, words do.
    assert found("<p onclick='x'>\n", ".txt") == ["outside a translate tag: <p onclick='x'>"]


def test_only_templates_are_looked_at_and_only_those_of_apps(tmp_path):
    for name in (
        "app/templates/app/a.html",
        "app/templates/b.txt",
        "app/templates/c.css",
        "app/d.html",
        "templates/e.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>Words</p>")
    assert [path.name for path in templates(tmp_path)] == ["a.html", "b.txt"]


def test_the_command_names_file_line_and_breach_and_fails(tmp_path, monkeypatch, capsys):
    path = tmp_path / "app" / "templates" / "a.html"
    path.parent.mkdir(parents=True)
    path.write_text("\n<p>Words</p>\n")
    monkeypatch.setattr(lint_templates, "ROOT", tmp_path)
    assert main() == 1
    assert capsys.readouterr().out == "app/templates/a.html:2: outside a translate tag: Words\n"
    path.write_text("<p>1</p>")
    assert main() == 0
    assert capsys.readouterr().out == "1 templates keep our rules\n"
