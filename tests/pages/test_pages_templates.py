"""The templates as a whole: strict, translatable, without inline script or style; error pages that cannot fail."""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from babel.messages.extract import extract_from_file
from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory

import pollwright.pages
from pollwright.pages.shell import NavItem, Shell
from tests.pages.conftest import Render

TEMPLATES = Path(pollwright.pages.__file__).parent / "jinja2"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.jinja"))


@pytest.mark.parametrize("name", NAMES)
def test_no_template_has_script_or_style_inside_it(name: str) -> None:
    source = (TEMPLATES / name).read_text()

    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals", source) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_template_can_be_translated(engine: Jinja2, name: str) -> None:
    assert list(untranslated(engine, (TEMPLATES / name).read_text())) == []


def untranslated(engine: Jinja2, source: str) -> Iterator[str]:
    """Yield the words between tags, and in the attributes that people read, which no translator would see."""
    tree = engine.env.parse(source)
    outside = "\x01".join(piece.data for piece in tree.find_all(jinja2.nodes.TemplateData))
    shown = re.sub(r"(?s)<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", "\x01", outside)
    for words in re.split(r"[\x01<>]", shown):
        if re.search(r"[A-Za-z]{2}", re.sub(r"&\w+;", "", words)) and not re.search(r"[=\"]", words):
            yield words.strip()
    yield from re.findall(r"(?:aria-label|placeholder|title|alt)=\"([A-Za-z][^\"]*)\"", outside)


def test_the_check_of_translations_would_see_a_plain_word(engine: Jinja2) -> None:
    found = list(untranslated(engine, '<p class="x">Plain</p>{% trans %}Said{% endtrans %}<a title="Seen">{{ x }}</a>'))

    assert found == ["Plain", "Seen"]


def test_the_extraction_finds_the_words_of_templates() -> None:
    found = extract_from_file(
        "jinja2.ext:babel_extract", TEMPLATES / "pages/errors/404.jinja", options={"extensions": "jinja2.ext.i18n"}
    )

    assert next(words for _, words, _, _ in found) == "Page not found"


def test_a_misspelt_name_is_an_error_and_never_a_blank(render: Render) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("{{ page.titel }}", page={"title": "x"})


def test_govuk_macros_take_options_that_nobody_gave_as_empty(render: Render) -> None:
    html = render(
        '{% from "govuk_frontend_jinja/components/tag/macro.html" import govukTag %}{{ govukTag({"text": "<Open>"}) }}'
    )

    assert " ".join(html.split()) == '<strong class="govuk-tag"> &lt;Open&gt; </strong>'


@pytest.mark.parametrize("name", ["400", "403", "403_form", "404", "500", "503"])
def test_an_error_page_needs_nothing_and_says_what_to_do(render: Render, name: str) -> None:
    html = render(f"pages/errors/{name}.jinja")

    assert html.count("<h1") == 1
    assert html.count('<p class="govuk-body">') == 2


def test_the_page_around_shows_who_works_for_whom(render: Render) -> None:
    shell = Shell(
        nav=(NavItem("Register", "/register/", current=True, count=1200),),
        authority="Mendip Vale Council",
        person="Morgan <Hale>",
        capacity="Deputy",
        sign_out="/out/",
    )

    html = render(
        '{% extends "pages/layout.jinja" %}',
        RequestFactory().get("/"),
        shell=shell,
        page={"title": "Electors", "crumbs": ()},
    )

    assert "<title>Electors – Mendip Vale Council – Pollwright</title>" in html
    assert "Morgan &lt;Hale&gt;" in html
    assert re.search(r'<form method="post" action="/out/">\s*<input type="hidden" name="csrfmiddlewaretoken"', html)
    assert '<span class="pw-count">1,200<span class="govuk-visually-hidden"> waiting</span></span>' in html
    assert html.count('aria-current="page"') == 1
    assert '<html lang="en-gb"' in html


def test_the_lock_of_the_front_end_names_no_registry() -> None:
    frontend = Path(__file__).parents[2] / "frontend"
    lock = (frontend / "package-lock.json").read_text()

    assert re.findall(r'"resolved"|registry', lock) == []
    assert "omit-lockfile-registry-resolved=true" in (frontend / ".npmrc").read_text().splitlines()
