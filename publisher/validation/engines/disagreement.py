"""Why one of two engines alone reports a result."""

from __future__ import annotations

from publisher.validation.protocol import SH, ShaclResult

UNEXPLAINED = "unexplained"
_DATATYPE = SH + "DatatypeConstraintComponent"
_COMPARISONS = frozenset(
    f"{SH}{name}ConstraintComponent"
    for name in (
        "LessThan",
        "LessThanOrEquals",
        "MinExclusive",
        "MinInclusive",
        "MaxExclusive",
        "MaxInclusive",
    )
)
_LOGICAL = frozenset(f"{SH}{name}ConstraintComponent" for name in ("Node", "And", "Or", "Xone", "Not"))


def disagreement_class(result: ShaclResult) -> str | None:
    """Why one engine alone reports the result: a known class by name, or ``unexplained``; None where both report it.

    ``lexical form``: rdflib reads a literal's value by Python's rules, so pySHACL takes some ill-formed literals.
    ``comparison``: values that cannot be ordered, such as a date with a zone and one without, are reported by one alone.
    ``follows``: a constraint over other shapes inherits the disagreement of these.
    """
    if len(result.found_by) != 1:
        return None
    if result.component == _DATATYPE:
        return "lexical form"
    if result.component in _COMPARISONS:
        return "comparison"
    return "follows" if result.component in _LOGICAL else UNEXPLAINED
