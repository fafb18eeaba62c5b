"""What the library says of a function: its IRI, its parameters, and the Python that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["one", "optional", "any", "list", "lists"]
"""How a parameter takes its values.

``one``: a single value; the function maps over a list, and gives nothing where there is no value.
``optional``: the same, but None is passed where there is no value.
``any``: whatever stands there, arrays and objects included; None where there is nothing.
``list``: all values at once, as a list; an array counts as its elements.
``lists``: the same, but a list of lists: one for each time that the call names the parameter.
"""

Lazy = Literal["first", "branch", "all", "any"]
"""Which arguments are not asked for, so that they cannot fail either.

``first``: those behind the first one with a value. ``branch``: of the second and third parameter the one that the
truth in the first does not choose. ``all`` and ``any``: those behind the ones that decide whether all, or any, hold.
"""

Needs = Literal["nothing", "labels", "article"]
"""What is passed before the arguments: nothing, the `Labels` of the context, or the `Article`."""


Gives = Literal["one", "many", "element", "same"]
"""How many values a function gives for single ones: at most one; any number; one unless its last parameter is
given; as many as its lists have, one for one. It only helps to make fast code: a wrong answer costs time."""


class FunctionError(ValueError):
    """A function cannot do its work on these values; the text says why, and becomes a data error.

    ``value`` is the argument, or the element of one, that is at fault, so that the author is shown where it stands.
    """

    def __init__(self, message: str, value: object = None) -> None:
        super().__init__(message)
        self.value = value


class NotSingleError(FunctionError):
    """An array or an object stands where a single value is needed."""


class NotFiniteError(FunctionError):
    """A number is infinite or not a number."""


class InvalidJsonError(FunctionError):
    """A text that should be JSON is not."""


class UnknownLabelError(FunctionError):
    """No known thing bears the label. ``hint``, which takes a millisecond, is asked for what to write when the text is."""

    def __init__(self, message: str, label: object, hint: Callable[[], str]) -> None:
        super().__init__(message, label)
        self._hint = hint

    def __str__(self) -> str:
        return super().__str__() + self._hint()


class AmbiguousLabelError(FunctionError):
    """Two known things bear the label alike. The message speaks for itself."""


class AddressError(FunctionError):
    """A value would lead an address away from where it belongs. The message speaks for itself."""


class TakenIriError(FunctionError):
    """An IRI belongs to what a vocabulary calls otherwise. The message speaks for itself."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: the IRI that a plan uses (its predicate), and every IRI that a mapping may write."""

    iri: str
    names: tuple[str, ...]
    required: bool = True
    kind: Kind = "one"


@dataclass(frozen=True, slots=True)
class Function:
    """One function. ``call`` takes its values in the order of ``parameters``, behind what it ``needs``.

    It must give the same for the same values. A list that it gives are several values, None is none;
    text, bool, int and float are values with their natural datatypes. ``returns`` is the IRI of a datatype,
    or of ``rdf:List``; ``portable`` tells whether other engines know the function.
    """

    iri: str
    aliases: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    returns: str
    portable: bool
    call: Callable[..., object]
    needs: Needs = "nothing"
    gives: Gives | None = None
    lazy: Lazy | None = None

    @property
    def multiplicity(self) -> Gives:
        """``gives``, or what ``returns`` lets expect."""
        return self.gives or ("many" if self.returns.endswith(("#List", "#any")) else "one")

    def parameter(self, name: str) -> Parameter | None:
        """The parameter that a mapping calls by this IRI, or None."""
        for each in self.parameters:
            if name in each.names:
                return each
        return None
