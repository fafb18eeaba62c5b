"""The shapes graph as text and as an index: which shape a result came from, its path, its messages, its branches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from publisher.core.nquads import read_literal
from publisher.validation.ntriples import Triple, bare
from publisher.validation.paths import Alternative, Inverse, Path, Predicate, Repeat, Sequence
from publisher.validation.protocol import SH

SKOLEM = "urn:publisher:shape:"
"""Begins the names that nameless shapes get, so that both engines name the same shape the same way."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST, _NIL, _TYPE = (f"<{_RDF}{name}>" for name in ("first", "rest", "nil", "type"))
_SHAPE_OBJECTS = frozenset(f"<{SH}{name}>" for name in ("property", "node", "not", "qualifiedValueShape"))
_SHAPE_LISTS = frozenset(f"<{SH}{name}>" for name in ("and", "or", "xone"))
_TARGETS = frozenset(
    f"<{SH}{name}>" for name in ("target", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)
_CLASSES = frozenset(
    ("<http://www.w3.org/2000/01/rdf-schema#Class>", "<http://www.w3.org/2002/07/owl#Class>", f"<{SH}ShapeClass>")
)
_MOST_STEPS = 1000


@dataclass(frozen=True)
class ShapesGraph:
    """The triples of all shapes files. Nameless shapes have names of ours here; terms are N-Triples.

    ``prefixes`` maps prefix to namespace, for messages; ``paths`` names the files, for errors.
    """

    triples: tuple[Triple, ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()

    @cached_property
    def ntriples(self) -> str:
        """The graph as N-Triples, in the order it was written."""
        return "".join(f"{each.subject} {each.predicate} {each.object} .\n" for each in self.triples)

    @cached_property
    def _forward(self) -> dict[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], list[str]] = {}
        for subject, predicate, found in self.triples:
            index.setdefault((subject, predicate), []).append(found)
        return index

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """From a shape to the shapes that hold it, directly or in a list."""
        holders: dict[str, list[str]] = {}
        for subject, predicate, found in self.triples:
            held = [found] if predicate in _SHAPE_OBJECTS else ()
            for shape in self.list_items(found) if predicate in _SHAPE_LISTS else held:
                holders.setdefault(shape, []).append(subject)
        return holders

    def objects(self, shape: str, name: str) -> list[str]:
        """The terms that the shape (IRI without brackets) gives for a term of SHACL's vocabulary, such as ``minCount``."""
        return self._forward.get((term_of(shape), f"<{SH}{name}>"), [])

    def list_items(self, head: str) -> list[str]:
        """The members of an RDF list; a list that bites its tail ends there."""
        items: list[str] = []
        seen: set[str] = set()
        while head != _NIL and head not in seen and len(seen) < _MOST_STEPS:
            seen.add(head)
            items.extend(self._forward.get((head, _FIRST), [])[:1])
            head = next(iter(self._forward.get((head, _REST), [])), _NIL)
        return items

    def text(self, shape: str, name: str) -> str | None:
        """The first value as plain text: a literal's text, an IRI without brackets."""
        for term in self.objects(shape, name):
            return plain(term)
        return None

    def messages(self, shape: str) -> tuple[str, ...]:
        """What the shape says to people, in the order written."""
        return tuple(plain(term) for term in self.objects(shape, "message"))

    def english_message(self, shape: str) -> str | None:
        """The shape's message in English, else the first without a language, else the first."""
        literals = [literal for term in self.objects(shape, "message") if (literal := read_literal(term))]
        literals.sort(
            key=lambda literal: 0 if (literal.language or "").startswith("en") else 1 if not literal.language else 2
        )
        return literals[0].text if literals else None

    def is_named(self, shape: str) -> bool:
        """Whether the author gave the shape its name."""
        return not shape.startswith((SKOLEM, "_:"))

    def branch_shapes(self, shape: str, component: str) -> list[str]:
        """The shapes that a constraint of this component names; none where it names none."""
        name = _BRANCHES.get(component)
        if name is None:
            return []
        found = self.objects(shape, name)
        terms = found if name in {"node", "not"} else [item for head in found for item in self.list_items(head)]
        return [bare(term) for term in terms]

    def path_of(self, shape: str) -> Path | None:
        """The property path of a property shape, None for a node shape."""
        for term in self.objects(shape, "path"):
            return self._path(term, 0)
        return None

    def _path(self, term: str, depth: int) -> Path | None:
        if term.startswith("<"):
            return Predicate(bare(term))
        if depth > _MOST_STEPS // 10:
            return None
        items = self.list_items(term)
        if items:
            steps = tuple(step for item in items if (step := self._path(item, depth + 1)))
            return Sequence(steps) if len(steps) == len(items) else None
        return self._path_of_blank(term, depth + 1)

    def _path_of_blank(self, term: str, depth: int) -> Path | None:
        for head in self._forward.get((term, f"<{SH}alternativePath>"), []):
            choices = tuple(step for item in self.list_items(head) if (step := self._path(item, depth)))
            return Alternative(choices)
        for name, build in _PATH_FORMS.items():
            for inner in self._forward.get((term, f"<{SH}{name}>"), []):
                path = self._path(inner, depth)
                return build(path) if path else None
        return None

    def root_of(self, shape: str) -> str | None:
        """The nearest shape with a name of the author's: the shape itself, or the first that holds it."""
        waiting, seen = [term_of(shape)], set[str]()
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if self.is_named(bare(current)):
                return bare(current)
            waiting.extend(self._holders.get(current, []))
        return None

    def owners(self, shape: str) -> set[str]:
        """The shape and every shape that holds it by ``sh:property`` alone: those whose constraints these are."""
        waiting, seen = [term_of(shape)], set[str]()
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting.extend(self._property_holders.get(current, []))
        return {bare(each) for each in seen}

    @cached_property
    def _property_holders(self) -> dict[str, list[str]]:
        holders: dict[str, list[str]] = {}
        for subject, predicate, found in self.triples:
            if predicate == f"<{SH}property>":
                holders.setdefault(found, []).append(subject)
        return holders

    def aimed_at(self, targets: Iterable[tuple[str, str]]) -> ShapesGraph:
        """The same shapes with these (shape, focus node) pairs as their only targets."""
        kept = [each for each in self.triples if not _is_target(each)]
        aimed = [Triple(term_of(shape), f"<{SH}targetNode>", node) for shape, node in targets]
        return ShapesGraph((*kept, *aimed), self.prefixes, self.paths)

    def patterns(self) -> Iterator[str]:
        """Every regular expression, unescaped."""
        for each in self.triples:
            if each.predicate == f"<{SH}pattern>":
                yield plain(each.object)

    def short(self, iri: str) -> str:
        """The IRI by the prefixes of the shapes files, ``<…>`` where none fits.

        >>> ShapesGraph((), {"schema": "http://schema.org/"}).short("http://schema.org/name")
        'schema:name'
        """
        fitting = [
            (len(space), prefix, space) for prefix, space in self.prefixes.items() if space and iri.startswith(space)
        ]
        for _, prefix, space in sorted(fitting, reverse=True):
            local = iri[len(space) :]
            if local and not set(local) & set("/#?"):
                return f"{prefix}:{local}"
        return f"<{iri}>"


_BRANCHES = {
    SH + "NodeConstraintComponent": "node",
    SH + "NotConstraintComponent": "not",
    SH + "AndConstraintComponent": "and",
    SH + "OrConstraintComponent": "or",
    SH + "XoneConstraintComponent": "xone",
}
_PATH_FORMS: dict[str, Callable[[Path], Path]] = {
    "inversePath": Inverse,
    "zeroOrMorePath": lambda path: Repeat(path, "*"),
    "oneOrMorePath": lambda path: Repeat(path, "+"),
    "zeroOrOnePath": lambda path: Repeat(path, "?"),
}


def plain(term: str) -> str:
    """A term as people read it: a literal's text, an IRI without brackets."""
    literal = read_literal(term)
    return literal.text if literal else bare(term)


def name_shapes(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples with names of ours for nameless shapes, numbered as they are met. Lists and paths stay blank nodes."""
    unnamed = ShapesGraph(tuple(triples))
    names: dict[str, str] = {}
    for subject, predicate, found in unnamed.triples:
        shapes = [found] if predicate in _SHAPE_OBJECTS else []
        if predicate in _SHAPE_LISTS:
            shapes = unnamed.list_items(found)
        elif predicate == _TYPE and found in {f"<{SH}NodeShape>", f"<{SH}PropertyShape>"}:
            shapes = [subject]
        for shape in shapes:
            if shape.startswith("_:"):
                names.setdefault(shape, f"<{SKOLEM}{len(names)}>")
    return tuple(Triple(names.get(s, s), p, names.get(o, o)) for s, p, o in unnamed.triples)


def _is_target(triple: Triple) -> bool:
    return triple.predicate in _TARGETS or (triple.predicate == _TYPE and triple.object in _CLASSES)


def term_of(shape: str) -> str:
    """A shape's IRI as an N-Triples term; a blank node stays one."""
    return shape if shape.startswith(("_:", "<")) else f"<{shape}>"
