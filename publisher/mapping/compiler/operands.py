"""Terms as generated source: pieces of formatted strings, and the conditions under which they are terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from publisher.mapping.compiler.inline import ValueWriter, environment, fixed
from publisher.mapping.compiler.intrinsics import unless_none
from publisher.mapping.compiler.makers import has_plain_text, is_always_valid, maker_of, takes_any_text, typed_maker_of
from publisher.mapping.compiler.shape import calls_in, inputs_of
from publisher.mapping.compiler.termmaps import ENCODERS, TermCompiler
from publisher.mapping.compiler.text import (
    XSD,
    UndecidedError,
    quote,
    tag_suffix,
)
from publisher.mapping.compiler.writer import Memory, Scope, escaped
from publisher.mapping.plan import (
    Constant,
    Expression,
    FunctionCall,
    Position,
    Reference,
    Template,
    TermMap,
    TermType,
    TriplesMap,
)

_PLAIN = "{0}.isprintable() and '\"' not in {0} and '\\\\' not in {0}"


class Operand(NamedTuple):
    """A term inside a formatted string, and what must hold for it to be one."""

    fragment: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperandWriter:
    """Writes single terms of one triples map."""

    values: ValueWriter
    terms: TermCompiler
    triples_map: TriplesMap
    base: str | None

    def operand(self, term_map: TermMap, scope: Scope) -> Operand:
        """The term of a term map that has at most one; its own condition is left to the caller."""
        if isinstance(term_map.expression, Constant) and not (term_map.datatype or term_map.language):
            return self._constant(term_map)
        if self._is_dynamic(term_map):
            return self._by_closure(term_map, scope)
        if isinstance(term_map.expression, FunctionCall):
            return self._of_call(term_map, term_map.expression, scope)
        if term_map.term_type is TermType.LITERAL:
            return self._literal(term_map, scope)
        return self._iri(term_map, scope)

    def condition(self, condition: FunctionCall, scope: Scope) -> str:
        """The variable that is true where a condition with a single answer holds."""
        key = ("holds", condition)

        def answer(inner: Scope) -> str:
            return f"'1' if holds({self.values.value(condition, inner)}) else ''"

        if len(list(calls_in(condition))) > 1 and self._is_worth_remembering(condition, scope):
            return self._remembered(key, condition, scope, answer)
        target = scope.hoisted(fixed=fixed(condition))
        known = target.find(("memo", key)) or target.find(key)
        if known is not None:
            return known
        value = self.values.value(condition, target)
        if self.values.is_truth(condition):
            return value
        return target.define(key, f"{value} is True or ({value} is not False and holds({value}))", "h")

    def many(self, term_map: TermMap, scope: Scope) -> str:
        """The list of terms of a term map that may have several."""
        closure = scope.names.bind(self.terms.terms(term_map, self.triples_map, self.base), "T")
        return f"{closure}({environment(scope)}, ())"

    def _constant(self, term_map: TermMap) -> Operand:
        assert isinstance(term_map.expression, Constant)
        text = term_map.expression.value
        try:
            made = quote(text) if term_map.term_type is TermType.LITERAL else self._maker(term_map)(text)
        except UndecidedError:
            return Operand("", ("bail()",))
        return Operand(escaped(made))

    def _is_dynamic(self, term_map: TermMap) -> bool:
        extra = [each for each in (term_map.datatype, term_map.language) if each is not None]
        return not all(isinstance(each, Constant) for each in extra)

    def _by_closure(self, term_map: TermMap, scope: Scope) -> Operand:
        closure = scope.names.bind(self.terms.terms(term_map, self.triples_map, self.base), "T")
        name = scope.define(("closure", term_map), f"only({closure}({environment(scope)}, ()))", "t")
        return Operand(f"{{{name}}}", (name,))

    def _of_call(self, term_map: TermMap, call: FunctionCall, scope: Scope) -> Operand:
        ending = self._ending(term_map)
        key = ("term", call, term_map.term_type, term_map.datatype, term_map.language is None, self.base)

        def term(inner: Scope) -> str:
            value = self.values.value(call, inner)
            return f"'' if {value} is None else {self._made_of(value, term_map, scope)}"

        if self._is_worth_remembering(call, scope):
            name = self._remembered(key, call, scope, term)
        else:
            target = scope.hoisted(fixed=fixed(call))
            name = target.find(("memo", key)) or target.find(key) or target.define(key, term(target), "t")
        return Operand(f"{{{name}}}{ending}", (name,))

    def _made_of(self, value: str, term_map: TermMap, scope: Scope) -> str:
        """The source that makes a term of a value, but for what always stands behind it."""
        text = f"{value} if {value}.__class__ is str else lexical({value})"
        if term_map.term_type is not TermType.LITERAL:
            return f"{scope.names.bind(self._maker(term_map), 'I')}({text})"
        if term_map.language is not None:
            return f"quote({text})"
        if term_map.datatype is None:
            return f"{_quote_plain(value)} else natural({value})"
        assert isinstance(term_map.datatype, Constant)
        made = f"{scope.names.bind(self._typed(term_map.datatype.value), 'D')}({value})"
        return _of_whole_number(value, made) if term_map.datatype.value == XSD + "integer" else made

    def _is_worth_remembering(self, call: FunctionCall, scope: Scope) -> bool:
        """Whether to look a result up costs less than to make it again, as far as can be told.

        One cheap function once an article is not worth it, and several fields together are mostly new each time.
        """
        inputs = inputs_of(call, self.values.functions)
        if not inputs or len(inputs) > 4 or any(isinstance(each.leaf, Position) for each in inputs):
            return False
        calls = list(calls_in(call))
        around = scope.remembered_inputs()
        if around is not None and (around == frozenset(inputs) or len(calls) < 4):
            return False
        labels = any(self.values.functions[each.function].needs == "labels" for each in calls)
        if len(inputs) > 1:
            return len(calls) > 3
        return labels or len(calls) > 1 or not (fixed(call) or scope.outward(fixed=False).kind == "root")

    def _remembered(self, key: object, call: FunctionCall, scope: Scope, body: Callable[[Scope], str]) -> str:
        target = scope.hoisted(fixed=fixed(call))
        known = target.find(("memo", key))
        if known is not None:
            return known
        inputs = self.values.key(inputs_of(call, self.values.functions) or [], target)
        memory = scope.names.bind(Memory(), "M")
        name = target.known["memo", key] = scope.names.fresh("t")
        target.code.add(f"{name} = {memory}.get({inputs.source})")
        inner = target.inner()
        made = body(inner)
        inner.code.add(f"{name} = {made}")
        inner.code.lines += inputs.store(memory, name, target).lines
        target.code.nest(f"if {name} is None:", inner.code)
        return name

    def _literal(self, term_map: TermMap, scope: Scope) -> Operand:
        expression = term_map.expression
        if isinstance(expression, Position) and term_map.language is None:
            datatype = term_map.datatype
            if datatype is None or datatype == Constant(XSD + "integer"):
                return Operand(f'"{{{self.values.value(expression, scope)}}}"^^<{XSD}integer>')
        if term_map.datatype is not None and not takes_any_text(term_map.datatype):
            assert isinstance(term_map.datatype, Constant)
            make = scope.names.bind(self._typed(term_map.datatype.value), "D")
            value = self.values.value(expression, scope)
            key = ("typed", expression, term_map.datatype)
            target = scope.hoisted(fixed=fixed(expression))
            made = f"{make}({value})"
            if term_map.datatype == Constant(XSD + "integer") and not isinstance(expression, Template):
                made = _of_whole_number(value, made)
            name = target.define(key, unless_none([value], made), "t")
            return Operand(f"{{{name}}}", _unless_constant(expression, name, scope))
        natural = term_map.datatype is None and term_map.language is None and isinstance(expression, Reference)
        name = self._natural(expression, scope) if natural else self._quoted(expression, scope)
        return Operand(f"{{{name}}}{self._ending(term_map)}", _unless_constant(expression, name, scope))

    def _natural(self, expression: Expression, scope: Scope) -> str:
        """The variable of a value's natural literal; of a text it is what `_quoted` gives."""
        key = ("natural", expression)
        target = scope.outward(fixed=fixed(expression))
        value = self.values.value(expression, target)
        quoted = target.find(("quoted", expression))
        text = f"{quoted} if {value}.__class__ is str" if quoted else _quote_plain(value)
        return target.define(key, f"{text} else None if {value} is None else natural({value})", "q")

    def _quoted(self, expression: Expression, scope: Scope) -> str:
        """The variable of a value's quoted text: the test for what needs no escape stands in line."""
        key = ("quoted", expression)
        target = scope.outward(fixed=fixed(expression))
        if isinstance(expression, Constant | Position):
            return target.define(key, f"quote({self.values.text(expression, target)})", "q")
        if isinstance(expression, Template) and has_plain_text(expression):
            return self._quoted_template(key, expression, target)
        value = self.values.value(expression, target)
        natural = target.find(("natural", expression))
        text = f"{natural} if {value}.__class__ is str" if natural else _quote_plain(value)
        return target.define(key, f"{text} else None if {value} is None else quote(lexical({value}))", "q")

    def _quoted_template(self, key: tuple[str, Expression], template: Template, target: Scope) -> str:
        """A template's text of the escaped texts of its parts."""
        known = target.find(key)
        if known is not None:
            return known
        pieces = [part if isinstance(part, str) else (self._quoted(part, target),) for part in template.parts]
        filled = "".join(escaped(each) if isinstance(each, str) else f"{{{each[0]}[1:-1]}}" for each in pieces)
        names = [piece[0] for piece in pieces if isinstance(piece, tuple)]
        return target.define(key, unless_none(names, f"f'\"{filled}\"'"), "q")

    def _iri(self, term_map: TermMap, scope: Scope) -> Operand:
        expression = term_map.expression
        if isinstance(expression, Template) and term_map.term_type is TermType.IRI:
            return self._template_iri(term_map, expression, scope)
        target = scope.hoisted(fixed=fixed(expression))
        if isinstance(expression, Template) and term_map.term_type in ENCODERS:
            return self._by_closure(term_map, scope)
        text = self.values.text(expression, scope)
        make = scope.names.bind(self._maker(term_map), "I")
        key = ("iri", expression, term_map.term_type, self.base)
        name = target.find(key) or target.define(key, unless_none([text], f"{make}({text})"), "t")
        return Operand(f"{{{name}}}", _unless_constant(expression, name, scope))

    def _template_iri(self, term_map: TermMap, template: Template, scope: Scope) -> Operand:
        pieces = [part if isinstance(part, str) else (self._encoded(part, scope),) for part in template.parts]
        names = tuple(dict.fromkeys(piece[0] for piece in pieces if isinstance(piece, tuple)))
        filled = "".join(escaped(each) if isinstance(each, str) else f"{{{each[0]}}}" for each in pieces)
        guards = tuple(f"{name} is not None" for name in names if name.isidentifier())
        if is_always_valid(template):
            return Operand(f"<{filled}>", guards)
        make = scope.names.bind(self._maker(term_map), "I")
        target = scope.hoisted(fixed=fixed(template))
        key = ("iri", template, term_map.term_type, self.base)
        name = target.find(key) or target.define(key, unless_none(list(names), f"{make}(f'{filled}')"), "t")
        return Operand(f"{{{name}}}", (f"{name} is not None",))

    def _encoded(self, part: Expression, scope: Scope) -> str:
        if isinstance(part, Position):
            return self.values.value(part, scope)
        target = scope.outward(fixed=fixed(part))
        text = self.values.text(part, target)
        return target.define(("encoded", part), unless_none([text], f"encode({text})"), "u")

    def _maker(self, term_map: TermMap) -> Callable[[str], str]:
        return maker_of(term_map.term_type, self.base)

    def _typed(self, datatype: str) -> Callable[[object], str]:
        return typed_maker_of(datatype, self.base)

    def _ending(self, term_map: TermMap) -> str:
        if isinstance(term_map.language, Constant):
            try:
                return tag_suffix(term_map.language.value)
            except UndecidedError:
                return "{bail()}"
        plain = term_map.datatype is None or isinstance(term_map.expression, FunctionCall)
        if plain or not isinstance(term_map.datatype, Constant) or term_map.datatype.value == XSD + "string":
            return ""
        return escaped(f"^^<{term_map.datatype.value}>")


def _quote_plain(value: str) -> str:
    return f"f'\"{{{value}}}\"' if {value}.__class__ is str and {_PLAIN.format(value)}"


def _of_whole_number(value: str, otherwise: str) -> str:
    return f"'\"%d\"^^<{XSD}integer>' % {value} if {value}.__class__ is int else {otherwise}"


def _unless_constant(expression: Expression, name: str, scope: Scope) -> tuple[str, ...]:
    """The condition that there is a term: surely of a constant, and of a record itself, for null is passed over."""
    is_record = expression == Reference(()) and scope.outward(fixed=False).kind == "record"
    return () if is_record or isinstance(expression, Constant | Position) else (f"{name} is not None",)
