"""What expressions give for a record: ordered lists of values, with the fields that each was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import TypeVar

from publisher.core.spans import FieldPath, format_field_path
from publisher.core.terms import encode_template_value
from publisher.mapping.context import MappingContext
from publisher.mapping.data_rules import FUNCTION_FAILED, NO_TRUTH, NOT_SINGLE
from publisher.mapping.functions.coercion import as_text, as_truth
from publisher.mapping.functions.model import Function, FunctionError, NotSingleError, Parameter
from publisher.mapping.interpreter.advice import fix_of, path_to
from publisher.mapping.interpreter.failures import Failures, are_truths, is_decided, message_of, name_of, rule_of
from publisher.mapping.interpreter.memo import Memo
from publisher.mapping.interpreter.records import Record, Report, Value, values_of
from publisher.mapping.plan import Constant, Expression, FunctionCall, Position, Reference, Template

Encode = Callable[[str], str]
T = TypeVar("T")


def plain(text: str) -> str:
    """The text as it is."""
    return text


_COMMON = (plain, encode_template_value)


def _all_paths(values: Iterable[Value]) -> tuple[FieldPath, ...]:
    return tuple(dict.fromkeys(path for value in values for path in value.paths))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates expressions of one plan for one record after the other; data errors go to the memo's ``report``."""

    functions: Mapping[str, Function]
    context: MappingContext
    memo: Memo

    @property
    def report(self) -> Report:
        """Takes data errors."""
        return self.memo.say

    def _telling(self, report: Report) -> Evaluator:
        """The same, but telling its data errors elsewhere."""
        return replace(self, memo=Memo(self.memo.numbers, report))

    def evaluate(self, expression: Expression, record: Record, encode: Encode = plain) -> list[Value]:
        """The values; ``encode`` is applied to what stands in the places of a template, and to nothing else."""
        if isinstance(expression, Constant):
            return [Value(expression.value)]
        known = self.memo.numbers.get(expression)
        if known is None or encode not in _COMMON:
            return self._evaluate(expression, record, encode)
        encoded = encode is not plain
        return self.memo.recall(known, record, lambda: self._evaluate(expression, record, encode), encoded=encoded)

    def _evaluate(self, expression: Expression, record: Record, encode: Encode) -> list[Value]:
        if isinstance(expression, Position):
            return [Value(record.index + 1)]
        if isinstance(expression, Reference):
            return list(values_of(record, expression, self.report))
        if isinstance(expression, Template):
            return self._fill(expression, record, encode)
        if isinstance(expression, FunctionCall):
            return self._call(expression, record)
        raise TypeError(f"{type(expression).__name__} has no values")

    def text_of(self, value: Value) -> str | None:
        """The value's natural lexical form; None, reported, where it has none."""
        try:
            return as_text(value.value)
        except NotSingleError:
            where = f"`{format_field_path(_first(value))}`" if value.reference else "what the function gives"
            kind = "array" if isinstance(value.value, list) else "object"
            fix = f": {fix_of(value, value.reference)}" if value.reference else ""
            message = f"{where} is an {kind} where a single value is needed{fix}"
            self.report(NOT_SINGLE, message, _first(value))
        except FunctionError as error:
            self.report(rule_of(error), str(error), _first(value))
        return None

    def holds(self, condition: FunctionCall | None, record: Record) -> list[bool] | None:
        """The answers of a condition, None where there is none to ask."""
        if condition is None:
            return None
        answers: list[bool] = []
        for value in self.evaluate(condition, record):
            try:
                answers.append(as_truth(value.value))
            except FunctionError as error:
                kind = "an array" if isinstance(value.value, list) else "an object"
                said = f"{kind}, neither true nor false" if isinstance(error, NotSingleError) else str(error)
                self.report(NO_TRUTH, f"the condition gives {said}", _first(value))
                answers.append(False)
        return answers

    def together(self, makers: Sequence[Callable[[], list[T]]]) -> list[list[T]]:
        """What each maker gives, for a product of them all: where one gives nothing, the others are not needed.

        So they cannot fail either, whichever is asked first.
        """
        if len(makers) < 2:
            return [make() for make in makers]
        made = [self.memo.held(make) for make in makers]
        if all(found or said for found, said in made):
            for what in (what for _, said in made for what in said):
                self.memo.say(*what)
        return [found for found, _ in made]

    def texts(self, expression: Expression, record: Record, encode: Encode = plain) -> list[tuple[str, Value]]:
        """The texts of an expression, each with the value that it is of."""
        found = [(self.text_of(value), value) for value in self.evaluate(expression, record, encode)]
        return [(text, value) for text, value in found if text is not None]

    def _fill(self, template: Template, record: Record, encode: Encode) -> list[Value]:
        asked = self.together(
            [partial(self.texts, part, record) for part in template.parts if not isinstance(part, str)]
        )
        found = iter(asked)
        columns = [
            [(part, Value(part))] if isinstance(part, str) else [(encode(text), value) for text, value in next(found)]
            for part in template.parts
        ]
        return [
            Value("".join(text for text, _ in row), _all_paths(value for _, value in row)) for row in product(*columns)
        ]

    def _call(self, call: FunctionCall, record: Record) -> list[Value]:
        function = self.functions[call.function]
        columns = self._columns(function, call, record)
        results: list[Value] = []
        for row in product(*columns):
            paths = _all_paths(each for each, _ in row)
            try:
                given = function.call(*self._needs(function, record), *(argument for _, argument in row))
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's function may raise whatever it likes
                message = message_of(error, call)
                self.report(rule_of(error), message, self._blamed(error, call, record) or _first_of(paths))
                continue
            results += [Value(each, paths) for each in (given if isinstance(given, list) else [given])]
        return [result for result in results if result.value is not None and self._is_value(result, call)]

    def _is_value(self, result: Value, call: FunctionCall) -> bool:
        """Whether a function gave what a document of JSON could hold; a user's may give anything."""
        if isinstance(result.value, (str, int, float, list, dict)):
            return True
        message = f"gives a {type(result.value).__name__}; a text, a number, true or false, or a list is wanted"
        self.report(FUNCTION_FAILED, f"{name_of(call)} {message}", _first(result))
        return False

    def _blamed(self, error: BaseException, call: FunctionCall, record: Record) -> FieldPath:
        """The field that holds the value which the error names; empty where it names none."""
        wanted = getattr(error, "value", None)
        quiet = self._telling(Failures())
        for argument in call.arguments if wanted is not None else ():
            for value in quiet.evaluate(argument.value, record):
                found = path_to(wanted, value, record.document.root)
                if found:
                    return found
        return ()

    def _needs(self, function: Function, record: Record) -> tuple[object, ...]:
        if function.needs == "labels":
            return (self.context.labels,)
        if function.needs == "article":
            if record.document.article is None:
                raise FunctionError("there is no article to take it from")
            return (record.document.article,)
        return ()

    def _columns(self, function: Function, call: FunctionCall, record: Record) -> list[list[tuple[Value, object]]]:
        """What each parameter takes in turn; an argument that a lazy function has no need of is not evaluated."""
        if function.lazy == "first":
            return [self._first_column(function.parameters[0], call, record)]
        if function.lazy == "branch":
            return self._branch_columns(function, call, record)
        if function.lazy in {"all", "any"}:
            return [self._truth_column(function, call, record)]
        return self.together([partial(self._column, parameter, call, record) for parameter in function.parameters])

    def _first_column(self, parameter: Parameter, call: FunctionCall, record: Record) -> list[tuple[Value, object]]:
        arguments = [each for each in call.arguments if each.parameter in parameter.names]
        for argument in arguments:
            [(value, lists)] = self._column(parameter, replace(call, arguments=(argument,)), record)
            if isinstance(lists, list) and lists[0]:
                return [(value, lists if len(arguments) == 1 else [*lists, []])]
        return [(Value([]), [[] for _ in arguments])]

    def _branch_columns(
        self, function: Function, call: FunctionCall, record: Record
    ) -> list[list[tuple[Value, object]]]:
        condition, *branches = function.parameters
        asked = self._column(condition, call, record)
        truths = asked[0][1]
        needed = self._needed_branches(truths if isinstance(truths, list) else [])
        nothing: list[tuple[Value, object]] = [(Value([]), [])]
        columns = (
            self._column(branch, call, record) if position in needed else nothing
            for position, branch in enumerate(branches)
        )
        return [asked, *columns]

    def _truth_column(self, function: Function, call: FunctionCall, record: Record) -> list[tuple[Value, object]]:
        """The truths of each argument; one that fails behind those that decide already counts as none."""
        [parameter] = function.parameters
        lists: list[list[object]] = []
        paths: list[FieldPath] = []
        for argument in call.arguments:
            one = replace(call, arguments=(argument,))
            if lists and is_decided(function, lists):
                failures = Failures()
                [(value, truths)] = self._telling(failures)._column(  # noqa: SLF001 - of this class
                    parameter, one, record
                )
                if failures.told or not are_truths(truths):
                    lists.append([])
                    continue
            else:
                [(value, truths)] = self._column(parameter, one, record)
            paths += value.paths
            lists += truths if isinstance(truths, list) else []
        return [(Value(lists, tuple(dict.fromkeys(paths))), lists)]

    @staticmethod
    def _needed_branches(truths: list[object]) -> frozenset[int]:
        """0 for what is given where the condition holds, 1 for what is given where it does not."""
        try:
            return frozenset(0 if as_truth(each) else 1 for each in truths or [False])
        except FunctionError:
            # The function itself will say what is wrong with the condition.
            return frozenset()

    def _column(self, parameter: Parameter, call: FunctionCall, record: Record) -> list[tuple[Value, object]]:
        """What the parameter takes in turn, each with the fields it comes of."""
        groups = [self.evaluate(each.value, record) for each in call.arguments if each.parameter in parameter.names]
        values = [value for group in groups for value in group]
        if parameter.kind in ("list", "lists"):
            lists = [[element for value in group for element in _elements(value.value)] for group in groups]
            whole = lists if parameter.kind == "lists" else [element for each in lists for element in each]
            return [(Value(whole, _all_paths(values)), whole)]
        if parameter.kind != "any":
            values = [value for value in values if not self._is_compound(value)]
        if not values and parameter.kind in {"any", "optional"}:
            return [(Value(""), None)]
        return [(value, value.value) for value in values]

    def _is_compound(self, value: Value) -> bool:
        return isinstance(value.value, (list, dict)) and self.text_of(value) is None


def _first_of(paths: tuple[FieldPath, ...]) -> FieldPath:
    return paths[0] if paths else ()


def _elements(value: object) -> list[object]:
    return [each for each in value if each is not None] if isinstance(value, list) else [value]


def _first(value: Value) -> FieldPath:
    return value.paths[0] if value.paths else ()
