"""Where the fault of a value is to be sought, and what to write instead."""

from __future__ import annotations

from contextlib import suppress
from types import NoneType

from publisher.core.spans import FieldPath
from publisher.mapping.functions.model import InvalidJsonError
from publisher.mapping.functions.own import decode_json
from publisher.mapping.interpreter.records import Value
from publisher.mapping.paths import format_reference
from publisher.mapping.plan import Name, Reference, Wildcard


def fix_of(value: Value, reference: Reference) -> str:
    """What to write where an array or object stands for a single value."""
    if isinstance(value.value, list):
        several = format_reference(reference, (*reference.steps, Wildcard()))
        return f"give one value; where several are meant, let the mapping write {several}"
    entries = list(value.value.items()) if isinstance(value.value, dict) else []
    fix = f"let the mapping write {format_reference(reference, (*reference.steps, Name('NAME')))}"
    if len(entries) != 1 or not isinstance(entries[0][1], (str, NoneType)):
        return f"give one value; if a member is meant, {fix}"
    # An unquoted text with a colon and a space in it is what this mostly is.
    quoted = "'" + f"{entries[0][0]}: {entries[0][1] or ''}".rstrip().replace("'", "''") + "'"
    return f"if it is meant as one text, put it between quotes: {quoted}; if a member is meant, {fix}"


def path_to(wanted: object, value: Value, root: object) -> FieldPath:
    """The path of the value, or of the element of it, that is the one wanted; a text may have been trimmed.

    Of a value that was made of several fields the last is meant whose own text stands in it as it was written.
    """
    if not value.paths:
        return ()
    if _is_same(wanted, value.value):
        whole = value.value if isinstance(value.value, str) else ""
        within = [path for path in value.paths if len(text := text_at(root, path)) > 0 and text in whole]
        return within[-1] if len(value.paths) > 1 and within else value.paths[0]
    elements = value.value if isinstance(value.value, list) else []
    found = next((index for index, each in enumerate(elements) if _is_same(wanted, each)), None)
    return () if found is None else (*value.paths[0], found)


def text_at(root: object, path: FieldPath) -> str:
    """The text at a path, the strings of JSON on the way read as such; empty where no text is there."""
    value = root
    for step in path:
        if isinstance(value, str):
            with suppress(InvalidJsonError):
                value = decode_json(value)
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
    return value.strip() if isinstance(value, str) else ""


def _is_same(wanted: object, value: object) -> bool:
    if isinstance(wanted, str) and isinstance(value, str):
        return wanted.strip() == value.strip()
    return wanted is value or (type(wanted) is type(value) and wanted == value)
