"""An argument that a function has no need of cannot fail, and takes no part in what a triple is made of."""

from __future__ import annotations

import pytest
from plans import article_of, mapped, subject_plan

SLUG = "{function: idlab-fn:slugify, parameters: [[idlab-fn:str, $(name)]]}"
NO_SLUG = {"name": "\u6f22\u65b9", "key": "known", "kind": "a"}


def objects(made: set[str]) -> set[str]:
    return {line.split(" ", 2)[2].removesuffix(" .\n") for line in made}


def condition(value: str) -> str:
    return (
        f"{{function: idlab-fn:equal, parameters: [[grel:valueParameter, $(kind)], [grel:valueParameter2, {value}]]}}"
    )


def chosen(value: str) -> str:
    return (
        "[{p: ex:p, o: [{function: grel:controls_if, parameters: ["
        f"{{parameter: grel:bool_b, value: {condition(value)}}}, [grel:any_true, $(key)], "
        f"{{parameter: grel:any_false, value: {SLUG}}}]}}]}}]"
    )


def coalesced(*values: str) -> str:
    given = ", ".join(f"{{parameter: grel:p_any_rep_e, value: {value}}}" for value in values)
    return f"[{{p: ex:p, o: [{{function: grel:other_coalesce, parameters: [{given}]}}]}}]"


@pytest.mark.parametrize("rules", [coalesced("$(key)", SLUG), coalesced("$(none)", "$(key)", SLUG), chosen("a")])
def test_what_is_not_needed_cannot_fail(rules: str) -> None:
    made = mapped(subject_plan(rules), article_of(NO_SLUG))
    assert objects(made.lines) == {'"known"'}
    assert made.findings == ()


@pytest.mark.parametrize("rules", [coalesced(SLUG, "$(key)"), coalesced("$(none)", SLUG), chosen("b")])
def test_what_is_needed_fails_at_its_place(rules: str) -> None:
    made = mapped(subject_plan(rules), article_of(NO_SLUG))
    assert [finding.field_path for finding in made.findings] == [("name",)]


def test_the_first_with_values_gives_all_of_them() -> None:
    made = mapped(
        subject_plan(coalesced("$(none)", "'$(keys[*])'", "$(key)")), article_of({"keys": ["x", "y"], "key": "z"})
    )
    assert objects(made.lines) == {'"x"', '"y"'}


def decided(name: str, *values: str) -> str:
    given = ", ".join(f"{{parameter: grel:param_rep_b, value: {value}}}" for value in values)
    return f"[{{p: ex:p, o: yes, condition: {{function: grel:{name}, parameters: [{given}]}}}}]"


FAILS = "{function: grel:string_contains, parameters: [[valueParameter, $(key)], [string_sub, '/[/']]}"
NO_TRUTH = "{function: grel:toLowerCase, parameters: [[valueParameter, $(key)]]}"
YES, NO = condition("a"), condition("b")


@pytest.mark.parametrize("broken", [FAILS, NO_TRUTH, SLUG])
@pytest.mark.parametrize(("name", "decides", "given"), [("boolean_and", NO, 0), ("boolean_or", YES, 1)])
def test_what_stands_behind_the_truth_that_decides_cannot_fail(
    name: str, decides: str, given: int, broken: str
) -> None:
    made = mapped(subject_plan(decided(name, decides, broken)), article_of(NO_SLUG))
    assert made.findings == ()
    assert len(made.lines) == given


@pytest.mark.parametrize(("name", "open_"), [("boolean_and", YES), ("boolean_or", NO)])
def test_what_decides_itself_fails_at_its_place(name: str, open_: str) -> None:
    made = mapped(subject_plan(decided(name, open_, SLUG)), article_of(NO_SLUG))
    assert ("name",) in [finding.field_path for finding in made.findings]
