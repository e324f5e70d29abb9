"""The rules for templates see what they should see, and nothing else."""

import pytest

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
