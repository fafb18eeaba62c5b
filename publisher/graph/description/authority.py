"""Names that others have given to formats, languages and the like, as DCAT-AP asks for them.

DCAT-AP 3.0.1, "Controlled vocabularies to be used".
"""

from __future__ import annotations

from publisher.core.terms import iri

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
NQUADS_FORMAT = iri(f"{_AUTHORITY}file-type/RDF_N_QUADS")
SPARQL_RESULTS_FORMAT = iri(f"{_AUTHORITY}file-type/SPARQLQRES")
AVAILABLE = iri(f"{_AUTHORITY}planned-availability/AVAILABLE")
NQUADS = iri(f"{_MEDIA_TYPES}application/n-quads")
GZIP = iri(f"{_MEDIA_TYPES}application/gzip")
SPARQL_PROTOCOL = iri("https://www.w3.org/TR/sparql11-protocol/")
_LANGUAGES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST",
    "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV",
    "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
"""Those of the European Union by their tags."""


def language_iri(tag: str) -> str:
    """The language of the tag, in brackets: by the Publications Office, or where that lists none, the Library of Congress.

    >>> language_iri("de-AT"), language_iri("ja")
    ('<http://publications.europa.eu/resource/authority/language/DEU>', '<http://id.loc.gov/vocabulary/iso639-1/ja>')
    """
    primary = tag.partition("-")[0].lower()
    if primary in _LANGUAGES:
        return iri(f"{_AUTHORITY}language/{_LANGUAGES[primary]}")
    return iri(f"http://id.loc.gov/vocabulary/iso639-{1 if len(primary) == 2 else 2}/{primary}")
