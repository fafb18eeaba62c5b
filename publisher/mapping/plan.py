"""The plan: a checked mapping, in the words of RML-Core. It drives the compiler and the interpreter alike.

Every part is frozen and hashable by value; ``place`` (where it stands in the mapping file) takes no part
in equality. Both readers (YARRRML, RML in Turtle) give this and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from publisher.core.spans import SourceSpan


class TermType(Enum):
    """The term types of RML-Core (https://kg-construct.github.io/rml-core/spec/docs/#term-types-rmltermtype)."""

    IRI = "IRI"
    URI = "URI"
    UNSAFE_IRI = "UnsafeIRI"
    UNSAFE_URI = "UnsafeURI"
    BLANK_NODE = "BlankNode"
    LITERAL = "Literal"


# References ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """The member of an object."""

    key: str


@dataclass(frozen=True, slots=True)
class Index:
    """The element of an array, from 0; negative from its end."""

    position: int


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every element of an array, every member of an object.

    Over articles ``[*]`` takes a value that is no array for an array of one, an object too; ``members`` is ``.*``,
    which asks for an object's members there as well.
    """

    members: bool = False


@dataclass(frozen=True, slots=True)
class CurrentIndex:
    """``[#]``: the element that stands where the iteration stands, so that two lists are walked side by side."""


@dataclass(frozen=True, slots=True)
class Decode:
    """``~json``: the text that stands here is JSON; the steps behind go into what it holds."""


Step = Name | Index | Wildcard | CurrentIndex | Decode


@dataclass(frozen=True, slots=True)
class Reference:
    """A path into the record of the iteration, or (``^``) into the article around it; ``@`` has no steps."""

    steps: tuple[Step, ...]
    origin: Literal["record", "article"] = "record"
    written: str = field(default="", compare=False)
    place: SourceSpan | None = field(default=None, compare=False, repr=False)

    @property
    def is_multiple(self) -> bool:
        """Whether the path can give more than one value."""
        return any(isinstance(step, Wildcard) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Position:
    """``$(#)``: the position of the record in its iteration, from 1."""

    place: SourceSpan | None = field(default=None, compare=False, repr=False)


# Expressions --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constant:
    """A text that is always the same."""

    value: str


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and references in turn; its values are the cartesian product of theirs."""

    parts: tuple[str | Reference | Position, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One input of a function: the parameter's IRI (as the function's description has it) and its values."""

    parameter: str
    value: Expression


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A function of the library, by its IRI."""

    function: str
    arguments: tuple[Argument, ...]
    place: SourceSpan | None = field(default=None, compare=False, repr=False)
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.function, self.arguments)))

    def __hash__(self) -> int:
        """Known from the start: calls are nested, and the compiler looks them up again and again."""
        return self._hash


@dataclass(frozen=True, slots=True)
class RecordNode:
    """A blank node of its own for each record: a term of which only the type is said.

    ``mark`` tells several of one triples map apart; that of its subject has none.
    """

    mark: str = ""


Expression = Constant | Reference | Position | Template | FunctionCall | RecordNode


DEFAULT_GRAPH = "http://w3id.org/rml/defaultGraph"
"""The constant that names the default graph in a list of graphs (both readers write it so)."""


# Term maps ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermMap:
    """How terms are made.

    A literal of a reference or function without datatype and language takes the natural datatype of its value
    (https://kg-construct.github.io/rml-io/spec/docs/#json-path).
    """

    expression: Expression
    term_type: TermType
    datatype: Expression | None = None
    language: Expression | None = None
    condition: FunctionCall | None = None
    rule: str = field(default="", compare=False)
    place: SourceSpan | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Join:
    """An equality between an expression over the child's record and one over the parent's."""

    child: Expression
    parent: Expression


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """The subjects of another triples map. Without joins both walk the same iteration."""

    parent: str
    joins: tuple[Join, ...] = ()
    condition: FunctionCall | None = None
    rule: str = field(default="", compare=False)
    place: SourceSpan | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PredicateObject:
    """Every predicate with every object, in every graph of the subject and of its own."""

    predicates: tuple[TermMap, ...]
    objects: tuple[TermMap | ObjectReference, ...]
    graphs: tuple[TermMap, ...] = ()
    condition: FunctionCall | None = None
    rule: str = field(default="", compare=False)
    place: SourceSpan | None = field(default=None, compare=False, repr=False)


# Sources and triples maps -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """The folder of articles: one record an article, its front matter."""


@dataclass(frozen=True, slots=True)
class JsonSource:
    """A JSON file, relative to the mapping file."""

    path: str
    place: SourceSpan | None = field(default=None, compare=False, repr=False)


Source = ArticleSource | JsonSource


@dataclass(frozen=True, slots=True)
class TriplesMap:
    """One triples map. ``iterator`` gives its records from the root of the source; no steps: the root itself.

    ``shared`` tells that it writes to graphs that many articles share (an article map with ``graphs`` of its own);
    an article map that has none carries the article's own graph in ``graphs``.
    """

    name: str
    source: Source
    iterator: Reference
    subjects: tuple[TermMap, ...]
    predicate_objects: tuple[PredicateObject, ...]
    graphs: tuple[TermMap, ...] = ()
    condition: FunctionCall | None = None
    base: str | None = None
    shared: bool = False
    place: SourceSpan | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole mapping: its triples maps in the order they are written, and the base for relative IRIs.

    ``path`` is the mapping file as the user named it; ``prefixes`` serve exporters and messages only.
    """

    path: str
    triples_maps: tuple[TriplesMap, ...]
    base: str | None = None
    prefixes: tuple[tuple[str, str], ...] = ()

    @property
    def reads_articles(self) -> bool:
        """Whether any triples map walks the folder of articles."""
        return any(isinstance(each.source, ArticleSource) for each in self.triples_maps)

    @property
    def reads_files(self) -> bool:
        """Whether any triples map has a file of its own as its source."""
        return any(isinstance(each.source, JsonSource) for each in self.triples_maps)
