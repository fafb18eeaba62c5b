"""All functions that a mapping may call, by each of their IRIs.

`standard_functions` are those of the publisher; `known_functions` adds what installed distributions
bring by the entry-point group ``kg_publisher.functions``, and is what readers and the engine ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.core.errors import UsageError
from publisher.mapping.functions.brought import is_brought
from publisher.mapping.functions.grel import GREL_FUNCTIONS
from publisher.mapping.functions.idlab import IDLAB_FUNCTIONS
from publisher.mapping.functions.model import Function, FunctionError, Kind, Needs, Parameter
from publisher.mapping.functions.own import OWN_FUNCTIONS

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Function", "FunctionError", "Kind", "Needs", "Parameter", "known_functions", "standard_functions"]

ENTRY_POINT_GROUP = "kg_publisher.functions"


@lru_cache(maxsize=1)
def standard_functions() -> Mapping[str, Function]:
    """The publisher's own library, by IRI and by every alias."""
    return MappingProxyType(_by_iri((*GREL_FUNCTIONS, *IDLAB_FUNCTIONS, *OWN_FUNCTIONS)))


def known_functions() -> Mapping[str, Function]:
    """The library and what installed distributions add. An IRI that is taken already is an error.

    An entry point names a `Function`, or a tuple of them.
    """
    if not is_brought(ENTRY_POINT_GROUP):
        return standard_functions()
    from importlib.metadata import entry_points  # noqa: PLC0415 - 25 ms, only where a distribution brings something

    known = dict(standard_functions())
    for entry in entry_points(group=ENTRY_POINT_GROUP):
        for iri, function in _by_iri(_loaded(entry)).items():
            if iri in known:
                raise UsageError(f"The function <{iri}> of entry point {entry.name!r} is known already.")
            known[iri] = function
    return MappingProxyType(known)


def _loaded(entry: EntryPoint) -> tuple[Function, ...]:
    """What an entry point names. Raises UsageError where it is broken, which is not the publisher's fault."""
    brought = f"the entry point {entry.name!r} ({entry.value}) of {entry.dist.name if entry.dist else 'a distribution'}"
    try:
        loaded = entry.load()
    except Exception as error:
        raise UsageError(f"{brought} cannot be loaded: {type(error).__name__}: {error}") from error
    functions = tuple(loaded) if isinstance(loaded, (tuple, list)) else (loaded,)
    wrong = next((each for each in functions if not isinstance(each, Function)), None)
    if wrong is not None or not functions:
        raise UsageError(f"{brought} names {loaded!r:.80}; a Function or a tuple of them is expected")
    return functions


def _by_iri(functions: Iterable[Function]) -> dict[str, Function]:
    return {iri: function for function in functions for iri in (function.iri, *function.aliases)}
