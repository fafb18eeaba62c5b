"""Calls of functions, checked against the library; the same for both readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.suggest import nearest
from publisher.mapping.functions.registry import Function
from publisher.mapping.plan import Argument, Expression, FunctionCall
from publisher.mapping.rules import MISSING_PARAMETER, REPEATED, UNKNOWN_FUNCTION, UNKNOWN_PARAMETER

MOST_NESTED_CALLS = 50
"""Functions nested deeper are refused."""


@dataclass(frozen=True, slots=True)
class GivenArgument:
    """An argument as the mapping gives it: the parameter's IRI, and the value unless that is broken."""

    parameter: str
    value: Expression | None
    place: SourceSpan


def check_call(
    iri: str,
    given: Sequence[GivenArgument],
    place: SourceSpan,
    functions: Mapping[str, Function],
    findings: list[Finding],
) -> FunctionCall | None:
    """The call, or None where something is wrong with it; every problem is reported.

    An argument without a parameter (an empty IRI) is one that was broken and reported before.
    """
    function = functions.get(iri)
    if function is None:
        hint = _nearest_iri(iri, functions)
        findings.append(UNKNOWN_FUNCTION.at(place, f"there is no function <{iri}>.{hint}", value=iri))
        return None
    arguments: list[Argument] = []
    sound = True
    meant: set[str] = set()
    for each in given:
        argument = _argument(function, each, findings)
        meant |= {_nearest(each.parameter, _names(function))} if argument is None else set()
        sound = sound and argument is not None and each.value is not None
        if argument is not None:
            arguments.append(argument)
    if any(not each.parameter for each in given) or not _complete(function, given, place, findings, meant) or not sound:
        return None
    return FunctionCall(function.iri, tuple(arguments), place)


def _argument(function: Function, given: GivenArgument, findings: list[Finding]) -> Argument | None:
    if not given.parameter:
        return None
    parameter = function.parameter(given.parameter)
    if parameter is None:
        hint = _nearest_iri(given.parameter, _names(function)) or _list_of(function)
        message = f"<{function.iri}> has no parameter <{given.parameter}>.{hint}"
        findings.append(UNKNOWN_PARAMETER.at(given.place, message, value=given.parameter))
        return None
    return Argument(parameter.iri, given.value) if given.value is not None else None


def _names(function: Function) -> list[str]:
    return [name for each in function.parameters for name in each.names]


def _nearest_iri(iri: str, known: Iterable[str]) -> str:
    """A hint at the known IRI whose last part is most like that of the given one."""
    near = _nearest(iri, known)
    return f" Did you mean <{near}>?" if near else ""


def _nearest(iri: str, known: Iterable[str]) -> str:
    """The known IRI whose last part is most like that of the given one, or nothing; its own namespace goes first."""
    namespace = iri.removesuffix(_local(iri))
    by_name: dict[str, str] = {}
    for each in sorted(known, key=lambda candidate: not candidate.startswith(namespace)):
        by_name.setdefault(_local(each), each)
    near = nearest(_local(iri), by_name)
    return by_name[near] if near else ""


def _local(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _list_of(function: Function) -> str:
    if not function.parameters:
        return " It takes none."
    return " It takes " + ", ".join(f"<{each.names[-1]}>" for each in function.parameters) + "."


def _complete(
    function: Function,
    given: Sequence[GivenArgument],
    place: SourceSpan,
    findings: list[Finding],
    meant: set[str],
) -> bool:
    """Whether each required parameter is given, and none twice that is taken once; ``meant`` are misspelt ones."""
    found = [function.parameter(each.parameter) for each in given]
    sound = True
    for parameter in function.parameters:
        times = sum(each is parameter for each in found)
        if parameter.required and not times and meant.isdisjoint(parameter.names):
            findings.append(
                MISSING_PARAMETER.at(place, f"<{function.iri}> needs the parameter <{parameter.names[-1]}>")
            )
            sound = False
        if times > 1 and parameter.kind not in ("list", "lists"):
            second = [each for each, its in zip(given, found, strict=True) if its is parameter][1]
            findings.append(REPEATED.at(second.place, f"the parameter <{parameter.names[-1]}> is given {times} times"))
            sound = False
    return sound
