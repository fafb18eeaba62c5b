"""The datatypes of XML Schema that a literal can have."""

from __future__ import annotations

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.core.terms import XSD
from publisher.mapping.rules import UNKNOWN_DATATYPE

XSD_TYPES = frozenset(
    {
        *(
            "anyURI",
            "base64Binary",
            "boolean",
            "byte",
            "date",
            "dateTime",
            "dateTimeStamp",
            "dayTimeDuration",
            "decimal",
            "double",
            "duration",
            "float",
        ),
        *(
            "gDay",
            "gMonth",
            "gMonthDay",
            "gYear",
            "gYearMonth",
            "hexBinary",
            "int",
            "integer",
            "language",
            "long",
            "Name",
            "NCName",
            "negativeInteger",
            "NMTOKEN",
        ),
        *(
            "nonNegativeInteger",
            "nonPositiveInteger",
            "normalizedString",
            "positiveInteger",
            "short",
            "string",
            "time",
            "token",
            "unsignedByte",
        ),
        *("unsignedInt", "unsignedLong", "unsignedShort", "yearMonthDuration"),
    }
)


def unknown_datatype(iri: str, written: str, place: SourceSpan) -> list[Finding]:
    """A warning where XML Schema has no datatype with the IRI, which stands in its namespace."""
    name = iri.removeprefix(XSD)
    if name == iri or name in XSD_TYPES:
        return []
    hint = did_you_mean(name, XSD_TYPES)
    return [UNKNOWN_DATATYPE.at(place, f"XML Schema has no datatype {written!r}.{hint}")]
