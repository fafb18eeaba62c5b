"""Every function of the library: what it gives, what it refuses, how it is described, how users add theirs."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import article_from, mapped, objects, subject_plan

from publisher.core.errors import UsageError
from publisher.core.iris import resolve_iri
from publisher.mapping.functions import body, html_text, own
from publisher.mapping.functions.model import Function, FunctionError
from publisher.mapping.functions.registry import known_functions, standard_functions
from publisher.mapping.functions.words import count_words

GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
IDLAB = "https://w3id.org/imec/idlab/function#"
IDLAB_OLD = "http://example.com/idlab/function/"
PUB = "https://www.medigy.com/function#"
FNO = "https://w3id.org/function/ontology#"
ROOT = Path(__file__).resolve().parents[2]

RESULTS: list[tuple[str, tuple[object, ...], object]] = [
    (GREL + "toLowerCase", ("ÄB",), "äb"),
    (GREL + "toUpperCase", ("äß",), "ÄSS"),
    (GREL + "toLowerCase", (True,), "true"),
    (GREL + "string_trim", (" a b\n",), "a b"),
    (GREL + "string_split", ("a;b;;c;;", ";"), ["a", "b", "", "c"]),
    (GREL + "string_split", ("a|b", r"\|"), ["a", "b"]),
    (GREL + "string_split", ("a1b22c", "/[0-9]+/"), ["a", "b", "c"]),
    (GREL + "string_split", ("a.b", "."), ["a", "b"]),
    (GREL + "string_partition", ("a: b: c", ": ", None), ["a", ": ", "b: c"]),
    (GREL + "string_partition", ("a: b", ": ", True), ["a", "b"]),
    (GREL + "string_partition", ("a12b", "/[0-9]+/", None), ["a", "12", "b"]),
    (GREL + "string_partition", ("ab", ":", None), ["ab"]),
    (GREL + "array_get", (["a", "b", "c"], "1", None), "b"),
    (GREL + "array_get", (["a", "b", "c"], "-1", None), "c"),
    (GREL + "array_get", (["a"], "3", None), None),
    (GREL + "array_get", (["a", "b", "c"], "1", "3"), ["b", "c"]),
    (GREL + "array_join", (["a", 1, True], ", "), "a, 1, true"),
    (GREL + "array_join", ([], ","), None),
    (GREL + "array_length", (["a", "b"],), 2),
    (GREL + "string_replace", ("a.b.c", ".", "-"), "a-b-c"),
    (GREL + "string_replace", ("a1b2", "/([0-9])/", "<$1>"), "a<1>b<2>"),
    (GREL + "string_match", ("ab12", "/([a-z]+)([0-9]+)/"), ["ab", "12"]),
    (GREL + "string_match", ("ab", "/[a-z]+/"), ["ab"]),
    (GREL + "string_match", ("ab1", "/[a-z]+/"), None),
    (GREL + "string_substring", ("profound", "3", None), "found"),
    (GREL + "string_substring", ("profound", "1", "-1"), "rofoun"),
    (GREL + "string_contains", ("food", "oo"), True),
    (GREL + "string_contains", ("food", "/o{3}/"), False),
    (GREL + "other_coalesce", ([[], ["b"], ["c"]],), ["b"]),
    (GREL + "other_coalesce", ([[]],), None),
    (GREL + "controls_if", ([True], ["y"], ["n"]), ["y"]),
    (GREL + "controls_if", ([], ["y"], ["n"]), ["n"]),
    (GREL + "controls_if", ([True, False], ["y"], ["n"]), ["y", "n"]),
    (GREL + "boolean_and", ([[True], ["true"]],), [True]),
    (GREL + "boolean_and", ([[True], []],), [False]),
    (GREL + "boolean_and", ([[True, False], [True]],), [True, False]),
    (GREL + "boolean_or", ([[False], [True]],), [True]),
    (GREL + "boolean_or", ([[True, False, False]],), [True]),
    (GREL + "boolean_not", ("false",), True),
    (GREL + "date_toDate", ("20 Jan 2021", "dd MMM yyyy"), "2021-01-20"),
    (GREL + "date_toDate", ("2021-01-20T09:00:00Z", None), "2021-01-20"),
    (IDLAB + "slugify", ("EHR (Électronic Health Record)",), "ehr-electronic-health-record"),
    (IDLAB + "slugify", ("Straße Øst",), "strasse-ost"),
    (IDLAB + "equal", ("5", 5), True),
    (IDLAB + "equal", (None, "x"), False),
    (IDLAB + "notEqual", (None, "x"), True),
    (IDLAB + "isNull", (None,), True),
    (IDLAB + "isNotNull", ("",), True),
    (IDLAB + "trueCondition", (["true"], ["a", "b"]), ["a", "b"]),
    (IDLAB + "trueCondition", (["true", "false"], ["a", "b"]), ["a"]),
    (IDLAB + "stringContainsOtherString", ("a|b", "b", "|"), True),
    (IDLAB + "stringContainsOtherString", ("ab|c", "b", "|"), False),
    (IDLAB + "normalizeDate", ("01 April 22", "dd LLLL uu"), "2022-04-01"),
    (IDLAB + "normalizeDateTime", ("01/04/2022 3:05 PM", "dd/MM/yyyy h:mm a"), "2022-04-01T15:05:00"),
    (IDLAB + "normalizeDateTime", ("2022-04-01 15:05 +02:00", "yyyy-MM-dd HH:mm XXX"), "2022-04-01T15:05:00+02:00"),
    (PUB + "parseJson", ('[1, "a"]',), [1, "a"]),
    (PUB + "wordCount", (" one two\nthree ",), 3),
    (PUB + "resolveUrl", ("https://www.medigy.com/a/b/", "../c.png"), "https://www.medigy.com/a/c.png"),
    (PUB + "siteAddress", ("https://e.org/", "/care/b/"), "https://e.org/care/b/"),
    (PUB + "pageAddress", ("https://e.org/", "/care/", "a page"), "https://e.org/care/a page/"),
    (PUB + "pathSegment", ("/communities/care/articles/", "2"), "care"),
    (PUB + "pathSegment", ("/communities/", "2"), None),
    (PUB + "foreignAddress", ("https://e.org/a", "https://e.org/id/|https://e.org/#"), "https://e.org/a"),
    (PUB + "normalizeUrl", ("HTTPS://Example.COM/%7efoo/./a%2fb",), "https://example.com/~foo/a%2Fb"),
]


def short(value: object) -> str:
    return value.rpartition("#")[2] if isinstance(value, str) else ""


@pytest.mark.parametrize(("iri", "arguments", "expected"), RESULTS, ids=short)
def test_a_function_gives(iri: str, arguments: tuple[object, ...], expected: object) -> None:
    function = standard_functions()[iri]
    assert len(arguments) == len(function.parameters)
    assert function.call(*arguments) == expected


REFUSED: list[tuple[str, tuple[object, ...]]] = [
    (GREL + "string_split", ("a", "")),
    (GREL + "array_get", (["a"], "one", None)),
    (GREL + "string_match", ("a", "/(/")),
    (GREL + "boolean_not", ("perhaps",)),
    (GREL + "date_toDate", ("yesterday", None)),
    (GREL + "boolean_and", ([[True, False], [True, False, True]],)),
    (IDLAB + "slugify", ("医療",)),
    (IDLAB + "normalizeDate", ("30/02/2021", "dd/MM/yyyy")),
    (IDLAB + "normalizeDate", ("2021", "QQ")),
    (PUB + "parseJson", ("{'a': 1}",)),
    (PUB + "parseJson", ("NaN",)),
    (PUB + "siteAddress", ("https://e.org/", "//host/")),
    (PUB + "siteAddress", ("https://e.org/", "care/")),
    (PUB + "pageAddress", ("https://e.org/", "/care/", "..")),
    (PUB + "pathSegment", ("/a/../b/", "1")),
    (PUB + "foreignAddress", ("https://e.org/#me", "https://e.org/id/|https://e.org/#")),
    (GREL + "toLowerCase", (["a"],)),
    (GREL + "toLowerCase", (float("inf"),)),
]


@pytest.mark.parametrize(("iri", "arguments"), REFUSED, ids=short)
def test_a_function_refuses_with_a_reason(iri: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(FunctionError, match=r"\w+ \w+"):
        standard_functions()[iri].call(*arguments)


def test_every_standard_function_has_a_result_in_this_file() -> None:
    by_labels = (
        "classForLabel",
        "classesForLabel",
        "schemeForLabel",
        "iriForLabel",
        "labelForIri",
        "isStated",
        "mintIri",
    )
    needing = {PUB + name for name in by_labels}
    by_article = {PUB + "bodyText", PUB + "articlePath"}
    shown = {iri for iri, _, _ in RESULTS} | needing | by_article
    assert {function.iri for function in standard_functions().values()} == shown


def test_both_namespaces_and_both_names_of_a_parameter_are_known() -> None:
    for name in ("slugify", "equal", "isNull", "trueCondition", "normalizeDate"):
        assert standard_functions()[IDLAB + name] is standard_functions()[IDLAB_OLD + name]
    lower = standard_functions()[GREL + "toLowerCase"]
    assert lower.parameter(GREL + "valueParam") is lower.parameter(GREL + "valueParameter") is not None
    slug = standard_functions()[IDLAB + "slugify"]
    assert all(slug.parameter(space + name) for space in (IDLAB, IDLAB_OLD) for name in ("str", "_str"))


@lru_cache(maxsize=1)
def description() -> tuple[pyoxigraph.Quad, ...]:
    return tuple(pyoxigraph.parse(path=ROOT / "mappings" / "functions.ttl", format=pyoxigraph.RdfFormat.TURTLE))


def described(predicate: str) -> dict[str, list[str]]:
    by_subject: dict[str, list[str]] = {}
    for quad in description():
        if quad.predicate.value == FNO + predicate:
            by_subject.setdefault(str(quad.subject), []).append(str(quad.object))
    return by_subject


def in_list(head: str) -> list[str]:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    found = []
    while head != f"<{rdf}nil>":
        after = {quad.predicate.value: str(quad.object) for quad in description() if str(quad.subject) == head}
        found.append(after[rdf + "first"])
        head = after[rdf + "rest"]
    return found


def test_our_own_functions_are_described_as_they_are() -> None:
    ours = {f"<{each.iri}>": each for each in standard_functions().values() if each.iri.startswith(PUB)}
    expects, types = described("expects"), described("type")
    assert set(expects) == set(ours)
    for iri, function in ours.items():
        (head,) = expects[iri]
        assert [f"<{parameter.names[0]}>" for parameter in function.parameters] == in_list(head)
        (output,) = in_list(described("returns")[iri][0])
        assert types[output] == [f"<{function.returns}>"]
        assert not function.portable


PIECES = (
    '<p>|</p>|<b>|</b >|<br/>|<a href="x y">|</a>|a|b c| |&amp;|&lt;b&gt;|&|am|p;|<!-- x -->|<script>|</script>|x<y|<|<p'
    "|&nbsp;|  | |\u3000|<P class='q'>|<i\n>|<style>|\n|\u00a0|<svg:x>|<template>|</template>|<scripty>|<em/>|<img src=x>|<p =>|<?x?>|\u2028|é"
)
WORDS = st.sampled_from(PIECES.split("|"))


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("ab é\t\n\v\f\r\x1c\x1f\x85\u00a0\u2003\u3000"), st.characters(codec="utf-8")
        )
    )
)
def test_words_are_what_white_space_separates(text: str) -> None:
    assert count_words(text) == len(text.split())


@given(st.lists(WORDS, max_size=12).map("".join))
def test_the_short_way_to_a_body_s_text_gives_what_the_parser_gives(html: str) -> None:
    assert html_text.html_text(html) == " ".join(html_text.parsed_text(html).split())
    article = article_from("x: 1", html, "a.html")
    assert body.body_word_count(article) == (len((body.body_text(article) or "").split()) or None)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("<p>One&nbsp;two</p><p>th<b>r</b>ee</p>", "a.md", "One two three"),
        ("# Title\n\nSome *marked* text\n\n- item", "a.md", "Title Some marked text item"),
        ("# not a title", "a.html", "# not a title"),
        ("<p>a</p>\n\n    code", "a.md", "a code"),
        ("<p>a</p>\n\n<div>b</div>", "a.md", "a b"),
        ("before {{< figure src='x.png' >}} behind", "a.md", "before behind"),
        ("<script>x()</script><p>seen</p>", "a.md", "seen"),
        ("", "a.md", None),
    ],
)
def test_the_text_of_a_body(text: str, path: str, expected: str | None) -> None:
    assert body.body_text(article_from("x: 1", text, path)) == expected


SEGMENTS = st.text(alphabet="ab./~-_?#:%é ", max_size=8)
BASES = st.sampled_from(
    ["http://a.b", "https://a.b/", "http://a.b/x/y", "http://a/x/y/", "http://a/./x", "urn:x", "http://a:80/c"]
)


@given(BASES, SEGMENTS, SEGMENTS)
def test_the_short_way_to_an_address_gives_what_the_standard_says(base: str, more: str, reference: str) -> None:
    assert own.resolve_url(base + more, reference) == resolve_iri(base + more, reference.strip())


@given(SEGMENTS)
def test_normalising_twice_changes_nothing(path: str) -> None:
    once = own.normalize_url("HTTP://Ex.org" + path)
    assert own.normalize_url(once) == once


def add_distribution(folder: Path, function: str) -> None:
    (folder / "shouting.py").write_text(
        "from publisher.mapping.functions.model import Function, Parameter\n"
        "NAME = 'http://example.org/fn#'\n"
        "def shout(value): return value.upper() + '!'\n"
        f"FUNCTION = Function({function}, (), (Parameter(NAME + 'text', (NAME + 'text',)),),\n"
        "    'http://www.w3.org/2001/XMLSchema#string', False, shout)\n",
        "utf-8",
    )
    info = folder / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[kg_publisher.functions]\nshout = shouting:FUNCTION\n", "utf-8")


def test_a_distribution_adds_a_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_distribution(tmp_path, "NAME + 'shout'")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    added = known_functions()["http://example.org/fn#shout"]
    assert isinstance(added, Function)
    call = "{function: http://example.org/fn#shout, parameters: [[http://example.org/fn#text, '$(x[*])']]}"
    plan = subject_plan(f"[{{p: ex:p, o: {call}}}]")
    made = mapped(plan, article_from("x: [a, b]"))
    assert objects(made) == {'"A!"', '"B!"'}
    odd = mapped(plan, article_from("x: [1, b]"))
    assert objects(odd) == {'"B!"'}
    assert [finding.code for finding in odd.findings] == ["D107"]


def test_a_distribution_may_not_take_the_name_of_another_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_distribution(tmp_path, repr(GREL + "toLowerCase"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    with pytest.raises(UsageError, match="known already"):
        known_functions()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise RuntimeError('no network')", "RuntimeError: no network"),
        ("FUNCTION: (", "SyntaxError"),
        ("import not_installed", "not_installed"),
        ("OTHER = 1", "FUNCTION"),
        ("FUNCTION = 5", "names 5; a Function or a tuple of them is expected"),
        ("FUNCTION = ()", "a Function or a tuple of them is expected"),
    ],
)
def test_a_distribution_that_is_broken_is_named_with_what_is_wrong(
    source: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_distribution(tmp_path, "NAME + 'shout'")
    (tmp_path / "shouting.py").write_text(source + "\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    with pytest.raises(UsageError, match=r"entry point 'shout' .shouting:FUNCTION. of shouting") as raised:
        known_functions()
    assert told in raised.value.message


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("raise RuntimeError('down')", "shout: down"),
        ("raise type('Mine', (Exception,), {})('odd')", "shout: odd"),
        ("raise AssertionError", "shout: AssertionError"),
        ("raise SystemExit(0)", "shout: 0"),
        ("return b'x'", "shout gives a bytes; a text"),
        ("return (1, 2)", "shout gives a tuple; a text"),
        ("return {'a': 1}", "what the function gives is an object"),
        ("return [['a']]", "what the function gives is an array"),
    ],
)
def test_what_a_users_function_does_wrong_is_a_data_error(
    does: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_distribution(tmp_path, "NAME + 'shout'")
    module = tmp_path / "shouting.py"
    module.write_text(module.read_text("utf-8").replace("return value.upper() + '!'", does), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    call = "{function: http://example.org/fn#shout, parameters: [[http://example.org/fn#text, $(x)]]}"
    made = mapped(subject_plan(f"[{{p: ex:p, o: {call}}}, [ex:q, fine]]"), article_from("x: a"))
    assert objects(made) == {'"fine"'}
    assert [str(finding.span) for finding in made.findings] == ["a.md:2:4"]
    assert told in made.findings[0].message
