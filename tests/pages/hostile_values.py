"""Values that break pages which write them as they are, and quads that carry them."""

from __future__ import annotations

from hypothesis import strategies as st

from publisher.core.terms import XSD, literal

SCHEMA = "http://schema.org/"
ARTICLE = "https://www.medigy.com/id/article/a"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ALERT = "<script>alert(1)</script>"

HOSTILE = (
    f"</script>{ALERT}",
    f"</script >{ALERT}",
    f"</script/x>{ALERT}",
    f"</SCRIPT\t>{ALERT}",
    f"</script\n>{ALERT}",
    f"<!--<script>{ALERT}",
    "<!-- --><script>alert(1)</script><!-- <script",
    f"]]>{ALERT}",
    f"<![CDATA[ {ALERT}",
    "--></script><img src=x onerror=alert(1)>",
    "\u2028alert(1)\u2029",
    '"}];alert(1);[{"a":"',
    '\\"}];alert(1)//',
    "\\u003c/script\\u003e<\\/script>",
    "\\",
    '\\\\\\"\\',
    "&lt;/script&gt;&amp;&quot;&#60;script&#62;alert(1)&#60;/script&#62;",
    "javascript:alert(1)",
    "{{ alert(1) }}{% raw %}{{<script>}}",
    "👩🏽‍⚕️ 🩺 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "\u202eevil\u202c \u2066left\u2069 \u200f\u200e",
    "\x01\x02\x1f\x7f\x85\xa0\ufeff\ufffd",
    "a\tb\nc\rd\x0b\x0c",
    "'`\"´${alert(1)}",
    "null",
    "@id",
    "@graph",
    "漢方薬 Zoë \u0301e",
    f"{ALERT}</script>" * 3000,
)

HOSTILE_ADDRESSES = (
    "https://example.org/?q=&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://example.org/?a=1&b=2&copy;=3&#60;/script",
    "https://example.org/--%3E/--!%3E/!--/%5D%5D%3E/",
    "https://example.org/'+alert(1)+'/*;//",
    "https://example.org/%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "https://example.org/%7B%7B%20alert(1)%20%7D%7D",
    "https://example.org/漢字/é/👩🏽\u200d⚕",
    "https://example.org/a\u0301/\u200f\u00ad",
    "https://xn--exmple-cua.org:8443/a/./b/../c//d?x#y?z",
    "javascript:alert(1)",
    "data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;",
    "urn:x:" + "&amp;" * 20_000,
)
"""IRIs as RFC 3987 has them: without blanks, quotes, brackets and braces, but with everything else that HTML reads."""


def article_lines(graph: str, value: str, address: str | None = None) -> list[str]:
    """An article whose title, description, author's name and keyword are the value, as a release holds it.

    Its page, its source work and its image are the address.
    """
    term = literal(value)
    person = "https://www.medigy.com/id/person/p"
    triples = [
        f"<{ARTICLE}> <{TYPE}> <{SCHEMA}Article>",
        f"<{ARTICLE}> <{SCHEMA}author> <{person}>",
        f"<{ARTICLE}> <{SCHEMA}description> {term}",
        f"<{ARTICLE}> <{SCHEMA}headline> {term}",
        f"<{ARTICLE}> <{SCHEMA}keywords> {term}",
        f"<{person}> <{TYPE}> <{SCHEMA}Person>",
        f"<{person}> <{SCHEMA}name> {term}",
    ]
    if address is not None:
        triples.append(f"<{ARTICLE}> <{SCHEMA}url> <{address}>")
        triples += [f"<{ARTICLE}> <{SCHEMA}isBasedOn> <{address}>", f"<{address}> <{TYPE}> <{SCHEMA}CreativeWork>"]
    return [f"{triple} <{graph}> ." for triple in triples]


def texts() -> st.SearchStrategy[str]:
    """Any text that a literal can hold, and pieces of markup among them."""
    pieces = st.sampled_from(
        ["</script>", "<!--", "{{", "{%", "{#", "<script>", "]]>", "\\u003c", "\u2028", "&", '"', "\\", "\r\n"]
    )
    letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return st.lists(st.one_of(pieces, letters), max_size=6).map("".join)


def literals() -> st.SearchStrategy[str]:
    """Literals as N-Quads has them: plain, with languages, with datatypes in odd lexical forms.

    Doubles in their canonical form only, as mappings make them: PyLD writes any other anew, against
    JSON-LD 1.1 API, "Object to RDF Conversion".
    """
    numbers = st.sampled_from(["0", "-0", "007", "+1", "20", "-12", "9" * 15, "9" * 16, "9" * 30])
    dates = st.sampled_from(["2021-01-20T09:00:40.900000Z", "2021-01-20T09:00:40+00:00", "0001-01-01T00:00:00Z"])
    return st.one_of(
        texts().map(literal),
        texts().map(lambda text: literal(text, language="en")),
        texts().map(lambda text: literal(text, language="pt-BR")),
        texts().map(lambda text: literal(text, "https://example.org/a&b#kind")),
        numbers.map(lambda text: literal(text, XSD + "integer")),
        dates.map(lambda text: literal(text, XSD + "dateTime")),
        st.sampled_from(["true", "false", "1", "0"]).map(lambda text: literal(text, XSD + "boolean")),
        st.sampled_from(["1.0", "01.50", "-.5"]).map(lambda text: literal(text, XSD + "decimal")),
        st.sampled_from(["1.0E3", "1.5E-7"]).map(lambda text: literal(text, XSD + "double")),
    )


def addresses() -> st.SearchStrategy[str]:
    """Absolute IRIs, some with letters that HTML gives a meaning to."""
    parts = st.text(st.sampled_from("abz09-._~!$&'()*+,;=:@/?%éß漢"), max_size=12).map(
        lambda part: part.replace("%", "%26")
    )
    return st.builds("{}{}".format, st.sampled_from(["https://example.org/", "http://a/?b=", "urn:x:"]), parts)
