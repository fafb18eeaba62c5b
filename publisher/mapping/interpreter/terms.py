"""RDF terms of a term map for a record, by RML-Core (https://kg-construct.github.io/rml-core/spec/docs/)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote

from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, format_field_path
from publisher.core.terms import (
    XSD,
    InvalidTermError,
    encode_template_value,
    example_form,
    iri_fault,
    is_absolute_iri,
    is_language_tag,
    is_lexical_form,
    literal,
)
from publisher.mapping.data_rules import (
    INVALID_FORM,
    INVALID_IRI,
    INVALID_LANGUAGE,
    NO_TRUTH,
    NOT_WRITABLE,
    RELATIVE_IRI,
)
from publisher.mapping.interpreter.advice import text_at
from publisher.mapping.interpreter.expressions import Encode, Evaluator, plain
from publisher.mapping.interpreter.records import Record, Value
from publisher.mapping.plan import Expression, RecordNode, TermMap, TermType, TriplesMap

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_IN_IRIREF = re.compile(r"[\x00-\x1f<>\"{}|^`\\]")
_UNSAFE = (TermType.UNSAFE_IRI, TermType.UNSAFE_URI)
Mask = list[bool] | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Term:
    """A term as N-Quads text and the fields it was made of; a blank node without its graph's mark."""

    text: str
    paths: tuple[FieldPath, ...]

    def within(self, graph: str) -> str:
        """The term as it stands in a graph: blank nodes of two graphs are two nodes."""
        if not self.text.startswith("_:"):
            return self.text
        mark = "g" + hashlib.sha1(graph.encode(), usedforsecurity=False).hexdigest()[:12] if graph else ""
        return f"_:{mark}b{self.text[2:]}"


@dataclass(frozen=True, slots=True)
class TermMaker:
    """Makes the terms of term maps; data errors go to the evaluator's report."""

    evaluator: Evaluator

    def terms(
        self, term_map: TermMap, record: Record, triples_map: TriplesMap, base: str | None, masks: Sequence[Mask] = ()
    ) -> list[Term]:
        """The terms in order. A mask is what a condition says of the values, see `select`."""
        if isinstance(term_map.expression, RecordNode):
            return self._select([_record_node(record, triples_map, term_map.expression.mark)], masks)
        if any(mask is not None and not any(mask) for mask in masks):
            return []
        own = self.evaluator.holds(term_map.condition, record)
        if own is not None and not any(own):
            return []
        values = self.evaluator.evaluate(term_map.expression, record, _encoder(term_map.term_type))
        terms: list[Term] = []
        for value in self._select(values, (*masks, own)):
            terms += self._of_value(term_map, value, record, base)
        return terms

    def select(self, items: list[Term], mask: Mask) -> list[Term]:
        """The items for which a condition holds."""
        return self._select(items, (mask,))

    def _select(self, items: list[T], masks: Sequence[Mask]) -> list[T]:
        if all(mask is None for mask in masks):
            return items
        kept = [True] * len(items)
        for mask in masks:
            if mask is not None:
                kept = [a and b for a, b in zip(kept, self._spread(mask, len(items)), strict=True)]
        return [item for item, keep in zip(items, kept, strict=True) if keep]

    def _spread(self, mask: list[bool], count: int) -> list[bool]:
        """One answer for each of ``count`` values: answers go with values one by one, or decide for all."""
        if len(mask) == count:
            return mask
        if len(mask) < 2 or count < 2:
            return [any(mask)] * count
        self.evaluator.report(NO_TRUTH, f"the condition gives {len(mask)} answers for {count} values", ())
        return [False] * count

    def _of_value(self, term_map: TermMap, value: Value, record: Record, base: str | None) -> list[Term]:
        if term_map.term_type is TermType.LITERAL:
            return self._literals(term_map, value, record, base)
        text = self.evaluator.text_of(value)
        if text is None:
            return []
        if term_map.term_type is TermType.BLANK_NODE:
            return [Term("_:" + _label(text), value.paths)]
        made = self.iri(text, term_map.term_type, base, _suspects_first(value.paths, record))
        return [] if made is None else [Term(f"<{made}>", value.paths)]

    def iri(self, text: str, term_type: TermType, base: str | None, paths: tuple[FieldPath, ...]) -> str | None:
        """The text as an absolute IRI; None, reported, where it is none."""
        if not _SCHEME.match(text):
            if base is None:
                self._report(
                    RELATIVE_IRI,
                    f"{text[:200]!r} is a relative IRI, and there is no base; write the whole address",
                    paths,
                )
                return None
            text = base + text
        if term_type in _UNSAFE:
            return _NOT_IN_IRIREF.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
        if not is_absolute_iri(text) or (term_type is TermType.URI and not text.isascii()):
            kind = "URI" if term_type is TermType.URI else "IRI"
            fault = iri_fault(text)
            self._report(INVALID_IRI, f"{text[:200]!r} is not a valid {kind}{fault and f'; {fault}'}", paths)
            return None
        return text

    def _literals(self, term_map: TermMap, value: Value, record: Record, base: str | None) -> list[Term]:
        if term_map.language is not None:
            return self._tagged(term_map.language, value, record)
        if term_map.datatype is not None:
            return self._typed(term_map.datatype, value, (record, base))
        text = self.evaluator.text_of(value)
        return [] if text is None else self._written(text, _natural_datatype(value.value), None, value.paths)

    def _beside(
        self, value: Value, beside: Expression, record: Record, encode: Encode
    ) -> tuple[str, list[tuple[str, Value]]]:
        """The text of a value and those of what stands beside it, none where the value has no text."""
        [texts, others] = self.evaluator.together(
            [
                lambda: [(text, value) for text in [self.evaluator.text_of(value)] if text is not None],
                lambda: self.evaluator.texts(beside, record, encode),
            ]
        )
        return (texts[0][0], others) if texts else ("", [])

    def _tagged(self, language: Expression, value: Value, record: Record) -> list[Term]:
        terms: list[Term] = []
        text, tags = self._beside(value, language, record, plain)
        for written, tag in tags:
            if is_language_tag(written):
                terms += self._written(text, None, written, (*value.paths, *tag.paths))
            else:
                self._report(INVALID_LANGUAGE, f"{written[:80]!r} is not a language tag, such as 'en'", tag.paths)
        return terms

    def _typed(self, datatype: Expression, value: Value, where: tuple[Record, str | None]) -> list[Term]:
        record, base = where
        terms: list[Term] = []
        text, datatypes = self._beside(value, datatype, record, encode_template_value)
        for written, each in datatypes:
            made = self.iri(written, TermType.IRI, base, each.paths)
            if made is None:
                continue
            form = _decimal(value.value) if made == XSD + "decimal" and isinstance(value.value, float) else text
            if is_lexical_form(form, made):
                terms += self._written(form, made, None, (*value.paths, *each.paths))
            else:
                name = made.removeprefix(XSD)
                at = f"`{format_field_path(value.paths[0])}`: " if value.paths else ""
                shown = repr(value.value) if isinstance(value.value, float) else repr(form[:200])
                example = example_form(made)
                expected = f", which is written like {example}" if example else ""
                self._report(INVALID_FORM, f"{at}{shown} is not a valid {name}{expected}", value.paths)
        return terms

    def _written(
        self, text: str, datatype: str | None, language: str | None, paths: tuple[FieldPath, ...]
    ) -> list[Term]:
        try:
            return [Term(literal(text, datatype, language), tuple(dict.fromkeys(paths)))]
        except InvalidTermError as error:
            self._report(NOT_WRITABLE, str(error), paths)
            return []

    def _report(self, rule: Rule, message: str, paths: tuple[FieldPath, ...]) -> None:
        self.evaluator.report(rule, message, paths[0] if paths else ())


def _suspects_first(paths: tuple[FieldPath, ...], record: Record) -> tuple[FieldPath, ...]:
    """The fields that an IRI was made of, those before the others whose own text can stand in none."""
    if len(paths) < 2:
        return paths
    return tuple(sorted(paths, key=lambda path: not iri_fault(text_at(record.document.root, path))))


def _encoder(term_type: TermType) -> Encode:
    if term_type is TermType.IRI:
        return encode_template_value
    if term_type is TermType.URI:
        return lambda text: quote(text, safe="", errors="surrogatepass")
    return plain


def _natural_datatype(value: object) -> str | None:
    if isinstance(value, bool):
        return XSD + "boolean"
    if isinstance(value, int):
        return XSD + "integer"
    return XSD + "double" if isinstance(value, float) else None


def _decimal(value: float) -> str:
    return format(Decimal(repr(value)), "f")


def _label(text: str) -> str:
    """The text as the label of a blank node; two texts never give one label."""
    return "".join(each if each.isascii() and each.isalnum() else f"_{ord(each):x}_" for each in text)


def _record_node(record: Record, triples_map: TriplesMap, mark: str) -> Term:
    of = "\x1f".join((record.document.name, triples_map.name, *([mark] if mark else [])))
    digest = hashlib.sha1(of.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]
    return Term(f"_:_r_{digest}_{record.index}", (record.path,) if record.path else ())
