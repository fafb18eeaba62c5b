"""Values as generated source: references, templates and function calls written out, each computed once."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.mapping.compiler.intrinsics import intrinsic, is_element, unless_none
from publisher.mapping.compiler.shape import NULL_TESTS, Functions, Input, is_fixed, is_single, leaves_of
from publisher.mapping.compiler.values import ExpressionCompiler
from publisher.mapping.compiler.writer import Key, Scope, escaped
from publisher.mapping.functions.grel import contains, negate, partition, split
from publisher.mapping.functions.idlab import contains_other, equal, not_equal
from publisher.mapping.functions.model import Function, Parameter
from publisher.mapping.plan import (
    Constant,
    CurrentIndex,
    Decode,
    Expression,
    FunctionCall,
    Index,
    Name,
    Position,
    Reference,
    Step,
    Template,
    Wildcard,
)


@dataclass(frozen=True, slots=True)
class ValueWriter:
    """Writes values of one kind of source. Each method gives Python source, mostly the name of a variable."""

    functions: Functions
    closures: ExpressionCompiler

    def value(self, expression: Expression, scope: Scope) -> str:
        """The single value, or None."""
        if isinstance(expression, Constant):
            return repr(expression.value)
        if isinstance(expression, Position):
            return "(i + 1)" if scope.outward(fixed=False).kind == "record" else "1"
        if isinstance(expression, Reference) and not expression.is_multiple:
            return self._path(expression, len(expression.steps), scope)
        if isinstance(expression, Template) and is_single(expression, self.functions):
            return self.text(expression, scope)
        if isinstance(expression, FunctionCall) and self._is_plain_call(expression):
            return self._call(expression, scope)
        values = self.many(expression, scope)
        return scope.hoisted(fixed=fixed(expression)).define(("one", expression), f"one_of({values})")

    def many(self, expression: Expression, scope: Scope) -> str:
        """The list of all values."""
        if isinstance(expression, Reference) and expression.steps and isinstance(expression.steps[-1], Wildcard):
            path = Reference(expression.steps[:-1], expression.origin)
            if not path.is_multiple and self.closures.lenient:
                target = scope.outward(fixed=is_fixed(expression))
                return target.define(("many", expression), f"items({self.value(path, target)})", "l")
        if isinstance(expression, FunctionCall) and self._takes_singles(expression):
            target = scope.hoisted(fixed=fixed(expression))
            known = target.find(("many", expression))
            if known is not None:
                return known
            applied = self._applied(expression, target)
            listed = f"({applied}) or []" if self.is_flat(expression) else f"several({applied})"
            return target.define(("many", expression), listed, "l")
        target = scope.hoisted(fixed=fixed(expression))
        closure = scope.names.bind(self.closures.values(expression), "C")
        return target.define(("many", expression), f"{closure}({environment(target)})", "l")

    def text(self, expression: Expression, scope: Scope) -> str:
        """The single value in its lexical form, or None."""
        if isinstance(expression, Constant):
            return repr(expression.value)
        target = scope.hoisted(fixed=fixed(expression))
        if isinstance(expression, Template):
            texts = [part if isinstance(part, str) else (self.in_text(part, target),) for part in expression.parts]
            names = [text[0] for text in texts if isinstance(text, tuple)]
            filled = "".join(escaped(each) if isinstance(each, str) else f"{{{each[0]}}}" for each in texts)
            return target.define(("text", expression), unless_none(names, f"f'{filled}'"), "x")
        value = self.value(expression, target)
        if isinstance(expression, Position):
            return "'1'" if value == "1" else f"str{value}"
        return target.define(
            ("text", expression), f"{value} if {value}.__class__ is str or {value} is None else lexical({value})", "x"
        )

    def in_text(self, part: Expression, scope: Scope) -> str:
        """What stands in the place of a template: the text, or a number that needs no more."""
        return self.value(part, scope) if isinstance(part, Position) else self.text(part, scope)

    def key(self, inputs: list[Input], scope: Scope) -> Key:
        """What results that depend on these fields are remembered by."""
        parts: dict[str, bool] = {}
        for each in inputs:
            value = self.value(each.leaf, scope)
            parts[f"({value} is None)" if each.null_only else value] = each.null_only
        source = next(iter(parts)) if len(parts) == 1 else f"({', '.join(parts)})"
        return Key(source, tuple(part for part, null_only in parts.items() if not null_only))

    def _path(self, reference: Reference, length: int, scope: Scope) -> str:
        if length == 0:
            return "d" if reference.origin == "article" else "e"
        path = Reference(reference.steps[:length], reference.origin)
        target = scope.outward(fixed=is_fixed(path))
        known = target.find(path)
        if known is not None:
            return known
        around = self._path(reference, length - 1, scope)
        at = "i" if scope.outward(fixed=False).kind == "record" else "0"
        return target.define(path, self._step(around, reference.steps[length - 1], at))

    def _step(self, around: str, step: Step, at: str) -> str:
        if isinstance(step, Name):
            if around == "d" and self.closures.lenient:
                return f"d.get({step.key!r})"
            inside = f"{around}.get({step.key!r}) if {around}.__class__ is dict"
            return f"{inside} else bail() if {around}.__class__ is list else None"
        if isinstance(step, Decode):
            return f"decoded({around})"
        assert isinstance(step, Index | CurrentIndex), "a path with a wildcard is a list"
        position = step.position if isinstance(step, Index) else at
        if isinstance(position, int) and position < 0:
            found = f"element({around}, {position})"
        else:
            found = f"{around}[{position}] if {around}.__class__ is list and len({around}) > {position} else "
            return f"{found}element({around}, {position})" if self.closures.lenient else f"{found}None"
        return found if self.closures.lenient else f"{found} if {around}.__class__ is list else None"

    def _is_plain_call(self, call: FunctionCall) -> bool:
        return is_single(call, self.functions) and self._takes_singles(call)

    def _takes_singles(self, call: FunctionCall) -> bool:
        """Whether the call can be written out: one single value for each parameter that takes one."""
        function = self.functions[call.function]
        if function.needs == "article" and not self.closures.lenient:
            return False
        for parameter in function.parameters:
            given = [each for each in call.arguments if each.parameter in parameter.names]
            if parameter.kind in {"list", "lists"}:
                continue
            if len(given) > 1 or not all(is_single(each.value, self.functions) for each in given):
                return False
        return True

    def _call(self, call: FunctionCall, scope: Scope) -> str:
        target = scope.hoisted(fixed=fixed(call))
        known = target.find(("call", call))
        if known is not None:
            return known
        function = self.functions[call.function]
        applied = self._applied(call, target)
        wraps = function.multiplicity in {"same", "element"} and not is_element(self, function, call)
        return target.define(("call", call), f"one_of({applied})" if wraps else applied)

    def _applied(self, call: FunctionCall, scope: Scope) -> str:
        function = self.functions[call.function]
        written = intrinsic(self, function, call, scope)
        if written is not None:
            return written
        needed: list[str] = []
        arguments = [self._argument(parameter, call, scope, needed) for parameter in function.parameters]
        applied = f"{scope.names.bind(function.call, 'F')}({', '.join([*self._before(function, scope), *arguments])})"
        return unless_none(needed, applied)

    def is_truth(self, expression: Expression) -> bool:
        """Whether the value is surely True, False or None, and not a text."""
        if not isinstance(expression, FunctionCall):
            return False
        return self.functions[expression.function].call in (
            *NULL_TESTS,
            equal,
            not_equal,
            contains,
            negate,
            contains_other,
        )

    def _before(self, function: Function, scope: Scope) -> list[str]:
        if function.needs == "labels":
            return [scope.names.bind(self.closures.labels)]
        return ["art"] if function.needs == "article" else []

    def _argument(self, parameter: Parameter, call: FunctionCall, scope: Scope, needed: list[str]) -> str:
        given = [each.value for each in call.arguments if each.parameter in parameter.names]
        if parameter.kind == "list" and len(given) == 1 and self.is_flat(given[0]):
            return self.many(given[0], scope)
        if parameter.kind == "list":
            return f"flat(({''.join(self.listed(each, scope) + ', ' for each in given)}))"
        if parameter.kind == "lists":
            return f"[{', '.join(f'flat(({self.listed(each, scope)},))' for each in given)}]"
        if not given:
            if parameter.kind == "one":
                needed.append("None")
            return "None"
        value = self.value(given[0], scope)
        if parameter.kind == "one" and not isinstance(given[0], Constant | Position):
            needed.append(value)
        if parameter.kind != "any" and isinstance(given[0], Reference):
            return f"{value} if {value}.__class__ is str else single({value})"
        return value

    def is_flat(self, expression: Expression) -> bool:
        """Whether the values are surely a list of texts that no function changes."""
        return isinstance(expression, FunctionCall) and self.functions[expression.function].call in (split, partition)

    def listed(self, expression: Expression, scope: Scope) -> str:
        """The values as they stand inside of a tuple."""
        if is_single(expression, self.functions):
            return self.value(expression, scope)
        return f"*{self.many(expression, scope)}"


def fixed(expression: Expression | None) -> bool:
    """Whether the expression has the same values for all records of an article."""
    return all(is_fixed(leaf) for leaf in leaves_of(expression))


def environment(scope: Scope) -> str:
    """The variable of the `Env` that closures take."""
    target = scope.outward(fixed=False)
    record, at = ("d", "0") if target.kind == "root" else ("e", "i")
    return target.define(("env", target.kind), f"Env(d, {record}, {at}, art, name)", "n")
