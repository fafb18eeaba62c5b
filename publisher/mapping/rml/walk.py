"""Walking over the statements of an RML mapping: properties read with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.core.findings import Finding
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean, nearest, with_article
from publisher.mapping.functions.registry import Function
from publisher.mapping.options import ReaderOptions
from publisher.mapping.rml.turtle import Placed, Statements, Term
from publisher.mapping.rml.vocabulary import KNOWN, NOT_SUPPORTED, RML
from publisher.mapping.rules import MISSING_PART, REPEATED, UNKNOWN_KEY
from publisher.mapping.rules import NOT_SUPPORTED as NOT_SUPPORTED_RULE


@dataclass(slots=True)
class Walk:
    """The statements, what is known around them, and the findings so far."""

    statements: Statements
    folder: Path
    options: ReaderOptions
    functions: Mapping[str, Function]
    findings: list[Finding] = field(default_factory=list)
    executions: list[Term] = field(default_factory=list)
    """The function executions that are being read, each an input of the one before."""

    def report(self, rule: Rule, place: SourceSpan, message: str) -> None:
        """Record a finding."""
        self.findings.append(rule.at(place, message))

    def values(self, node: Placed, *names: str) -> list[Placed]:
        """The values of RML properties."""
        return self.statements.values(node.term, *(RML + name for name in names))

    def one(self, node: Placed, *names: str) -> Placed | None:
        """The only value of RML properties that exclude each other; a second one is reported."""
        found = self.values(node, *names)
        if len(found) > 1:
            self.report(REPEATED, found[1].place, f"rml:{names[0]} is given {len(found)} times where one is meant")
        return found[0] if found else None

    def check_properties(self, node: Placed, kind: str) -> None:
        """Report the properties that a node of this kind does not have. Those outside of RML are comments."""
        for predicate in self.statements.by_subject.get(node.term, {}):
            name = predicate.removeprefix(RML)
            if name == predicate:
                continue
            place = self.statements.predicate_places[node.term, predicate]
            if name in NOT_SUPPORTED:
                self.report(NOT_SUPPORTED_RULE, place, f"rml:{name} ({NOT_SUPPORTED[name]}) is not supported")
            elif name not in KNOWN[kind]:
                hint = did_you_mean(name, KNOWN[kind])
                self.report(UNKNOWN_KEY, place, f"rml:{name} means nothing for {with_article(kind)}.{hint}")

    def missing(self, node: Placed, kind: str, names: Iterable[str], message: str) -> None:
        """Report a missing part, unless a misspelt or unsupported property was meant for it and is reported already."""
        written = [each.removeprefix(RML) for each in self.statements.by_subject.get(node.term, {})]
        unknown = [name for name in written if name not in KNOWN[kind]]
        meant = {nearest(name, KNOWN[kind]) for name in unknown}
        if meant.isdisjoint(names) and not any(name in NOT_SUPPORTED for name in unknown):
            self.report(MISSING_PART, self.place(node), message)

    def place(self, node: Placed) -> SourceSpan:
        """Where a node is described: where it is a subject, or else where it is named."""
        return self.statements.places.get(node.term, node.place)
