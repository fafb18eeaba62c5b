"""The keys of YARRRML and their short forms, by where they stand (https://w3id.org/yarrrml/spec/, "Shortcuts")."""

from __future__ import annotations

_TERM = {
    "value": ("v",),
    "type": (),
    "function": ("f", "fn"),
    "parameters": ("pms",),
}
_CONDITION = {"condition": ("c", "conditions")}
_GRAPHS = {"graphs": ("g", "graph")}

KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "document": {
        "prefixes": ("prefix",),
        "base": (),
        "external": ("externals",),
        "sources": ("source",),
        "authors": ("author", "a"),
        "mappings": ("mapping", "m"),
    },
    "mapping": {
        "sources": ("source",),
        "subjects": ("subject", "s"),
        "predicateobjects": ("predicateobject", "po"),
        **_GRAPHS,
        **_CONDITION,
    },
    "predicate and object": {
        "predicates": ("predicate", "p"),
        "objects": ("object", "o"),
        "inversepredicates": ("inversepredicate", "i", "iv"),
        "type": (),
        "datatype": (),
        "language": (),
        **_GRAPHS,
        **_CONDITION,
    },
    "object": {**_TERM, "datatype": (), "language": (), "mapping": ("m",), **_CONDITION},
    "subject": {**_TERM, **_CONDITION},
    "graph": {**_TERM, **_CONDITION},
    "predicate": {**_TERM, **_CONDITION},
    "parameter": {"parameter": ("pm",), **_TERM},
    "function": {"function": ("f", "fn"), "parameters": ("pms",)},
    "source": {"access": (), "type": (), "referenceFormulation": (), "iterator": (), "encoding": ()},
}
"""For each place its keys, each with its short forms."""

NOT_SUPPORTED: dict[str, str] = {
    "targets": "targets",
    "target": "targets",
    "t": "targets",
    "quoted": "RML-star",
    "quotedNonAsserted": "RML-star",
    "quotednonasserted": "RML-star",
    "credentials": "credentials",
    "query": "database and SPARQL sources",
    "queryFormulation": "database and SPARQL sources",
    "driver": "database sources",
    "table": "database sources",
    "authentications": "targets",
    "changeDetection": "incremental mapping",
    "delimiter": "CSV sources",
    "contentType": "Web of Things sources",
    "operationType": "Web of Things sources",
    "security": "Web of Things sources",
}
"""Keys of the specification that are refused, with what they ask for."""


def canonical_key(place: str, key: str) -> str | None:
    """The long form of a key at a place, or None where it means nothing there.

    >>> canonical_key("mapping", "s"), canonical_key("object", "m"), canonical_key("object", "s")
    ('subjects', 'mapping', None)
    """
    for name, short in KEYS[place].items():
        if key == name or key in short:
            return name
    return None


def all_keys(place: str) -> list[str]:
    """Every key that means something at a place, long forms first."""
    return [*KEYS[place], *(short for forms in KEYS[place].values() for short in forms if len(short) > 2)]
