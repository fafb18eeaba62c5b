"""All functions that a mapping may call, by each of their IRIs.

`standard_functions` are those of the publisher; `known_functions` adds what installed distributions
bring by the entry-point group ``kg_publisher.functions``, and is what readers and the engine ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from types import MappingProxyType

from publisher.core.errors import UsageError
from publisher.mapping.functions.grel import GREL_FUNCTIONS
from publisher.mapping.functions.idlab import IDLAB_FUNCTIONS
from publisher.mapping.functions.model import Function, FunctionError, Kind, Needs, Parameter
from publisher.mapping.functions.own import OWN_FUNCTIONS

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
    known = dict(standard_functions())
    for entry in entry_points(group=ENTRY_POINT_GROUP):
        loaded = entry.load()
        added = (loaded,) if isinstance(loaded, Function) else tuple(loaded)
        for iri, function in _by_iri(added).items():
            if iri in known:
                raise UsageError(f"The function <{iri}> of entry point {entry.name!r} is known already.")
            known[iri] = function
    return MappingProxyType(known)


def _by_iri(functions: Iterable[Function]) -> dict[str, Function]:
    return {iri: function for function in functions for iri in (function.iri, *function.aliases)}
