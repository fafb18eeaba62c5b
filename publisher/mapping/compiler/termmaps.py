"""Term maps as closures: from a record to the list of its terms as N-Quads text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from publisher.mapping.compiler.text import (
    Transform,
    UndecidedError,
    blank_label,
    encode,
    encode_ascii,
    iri_maker,
    lexical,
    natural,
    quote,
    record_label,
    tag_suffix,
    typed_maker,
)
from publisher.mapping.compiler.values import Env, ExpressionCompiler, Values
from publisher.mapping.plan import Constant, FunctionCall, RecordNode, TermMap, TermType, TriplesMap

Masks = Sequence["list[bool] | None"]
Terms = Callable[[Env, Masks], list[str]]
ENCODERS: dict[TermType, Transform] = {TermType.IRI: encode, TermType.URI: encode_ascii}


class TermCompiler(NamedTuple):
    """Makes closures of term maps; blank nodes still lack the mark of their graph."""

    expressions: ExpressionCompiler

    def terms(self, term_map: TermMap, triples_map: TriplesMap, base: str | None) -> Terms:
        """The closure of a term map; masks are answers of conditions around it, for its values."""
        if isinstance(term_map.expression, RecordNode):
            name = record_node_name(triples_map, term_map.expression)
            return lambda env, masks: kept([f"_:{record_label(env.name, name, env.at)}"], masks)
        values = self.expressions.values(term_map.expression, ENCODERS.get(term_map.term_type))
        makes = self._maker(term_map, base)
        holds = self.condition(term_map.condition)
        if holds is None:
            return lambda env, masks: [term for value in kept(values(env), masks) for term in makes(value, env)]
        return lambda env, masks: [
            term for value in kept(values(env), (*masks, holds(env))) for term in makes(value, env)
        ]

    def condition(self, condition: FunctionCall | None) -> Callable[[Env], list[bool]] | None:
        """The closure of a condition: its answers, one by one."""
        if condition is None:
            return None
        values = self.expressions.values(condition)
        return lambda env: [truth(value) for value in values(env)]

    def texts(self, values: Values) -> Callable[[Env], frozenset[str]]:
        """The values of an expression as a set of texts, for joins."""
        return lambda env: frozenset(lexical(value) for value in values(env))

    def _maker(self, term_map: TermMap, base: str | None) -> Callable[[object, Env], list[str]]:
        if term_map.term_type is TermType.LITERAL:
            return self._literal_maker(term_map, base)
        if term_map.term_type is TermType.BLANK_NODE:
            return lambda value, _env: ["_:" + blank_label(lexical(value))]
        make = iri_maker(term_map.term_type, base)
        return lambda value, _env: [make(lexical(value))]

    def _literal_maker(self, term_map: TermMap, base: str | None) -> Callable[[object, Env], list[str]]:
        if term_map.language is not None:
            tags = self.expressions.values(term_map.language)
            return lambda value, env: [quote(lexical(value)) + tag_suffix(lexical(tag)) for tag in tags(env)]
        if term_map.datatype is None:
            return lambda value, _env: [natural(value)]
        datatypes = self.expressions.values(term_map.datatype, encode)
        to_iri = iri_maker(TermType.IRI, base)
        makers = lru_cache(maxsize=64)(lambda text: typed_maker(to_iri(text)[1:-1]))
        if isinstance(term_map.datatype, Constant):
            make = makers(term_map.datatype.value)
            return lambda value, _env: [make(value)]
        return lambda value, env: [makers(lexical(each))(value) for each in datatypes(env)]


def record_node_name(triples_map: TriplesMap, node: RecordNode) -> str:
    """What tells the blank nodes of one document's records apart, beside their positions."""
    return f"{triples_map.name}\x1f{node.mark}" if node.mark else triples_map.name


def truth(value: object) -> bool:
    """Whether an answer of a condition is true."""
    if value is True or value == "true":
        return True
    if value is False or value == "false":
        return False
    raise UndecidedError


def kept(items: list, masks: Masks) -> list:  # type: ignore[type-arg]
    """The items for which all masks hold; a mask of one answer, or for one item, decides as a whole."""
    answers = [mask for mask in masks if mask is not None]
    count = len(items)
    if any(len(mask) != count and len(mask) > 1 and count > 1 for mask in answers):
        raise UndecidedError
    if not all(any(mask) for mask in answers):
        return []
    aligned = [mask for mask in answers if len(mask) == count > 1]
    return [item for at, item in enumerate(items) if all(mask[at] for mask in aligned)] if aligned else items
