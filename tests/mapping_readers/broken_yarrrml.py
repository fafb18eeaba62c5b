"""Broken YARRRML mappings: the code, and the text with `⟦` before the very place of the finding."""

HEAD = """\
prefixes:
  ex: http://example.org/
mappings:
  one:
    sources: articles
    subjects: ex:$(id)
    po:
"""


def entry(text: str) -> str:
    """A mapping that is sound but for one entry."""
    return f"{HEAD}      - {text}\n"


def mapping(text: str) -> str:
    """A document with one mapping, whose lines are given without indentation."""
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    return (
        f"prefixes:\n  ex: http://example.org/\n  xsd: http://www.w3.org/2001/XMLSchema#\nmappings:\n  ⟪one⟫:\n{lines}"
    )


SUBJECT = "sources: articles\nsubjects: ⟦{}\npo: [[ex:p, $(a)]]"
SOURCE = "sources: {}\nsubjects: ex:$(id)\npo: [[ex:p, $(a)]]"

BROKEN: dict[str, tuple[str, str]] = {
    # YAML and its nodes
    "yaml syntax": ("C101", "mappings:\n  one: [a, b\n⟦"),
    "duplicate key": (
        "C102",
        "mappings:\n  one:\n    sources: articles\n    s: http://e/$(id)\n    ⟦sources: articles\n",
    ),
    "duplicate mapping": (
        "C102",
        "mappings:\n  a: {sources: articles, s: null, po: [[a, ex:C]]}\n  ⟦a: {sources: articles, s: null, po: []}\n",
    ),
    "a long key and its short form": (
        "M104",
        mapping("sources: articles\nsubjects: ex:$(id)\n⟦s: ex:b\npo: [[a, ex:C]]"),
    ),
    "document is a list": ("M102", "⟦- mappings\n"),
    "empty file": ("M100", "⟦"),
    "mappings is a list": ("M102", "mappings:\n  ⟦- one\n"),
    "mapping is a text": ("M102", "mappings:\n  one: ⟦text\n"),
    "no mappings": ("M120", "⟦prefixes: {ex: 'http://example.org/'}\n"),
    "prefixes is a list": ("M102", "prefixes: ⟦[ex]\nmappings: {a: {sources: articles, s: null, po: []}}\n"),
    "po is a text": ("M102", mapping("sources: articles\nsubjects: ex:$(id)\npo: ⟦text")),
    "po is a flat list": ("M102", mapping("sources: articles\nsubjects: ex:$(id)\npo: ⟦[ex:p, $(a)]")),
    "entry is a text": ("M102", entry("⟦ex:p\n      - [ex:q, $(a)]")),
    "entry with four elements": ("M102", entry("⟦[ex:p, $(a), xsd:string, more]")),
    "entry with one element": ("M120", entry("⟦[ex:p]")),
    "value is a list": ("M102", entry("{p: ex:p, o: {value: ⟦[a, b]}}")),
    "condition is a text": ("M102", entry("{p: ex:p, o: $(a), condition: ⟦isNull}")),
    "parameters is a text": ("M102", entry("[ex:p, {function: grel:toLowerCase, parameters: ⟦text}]")),
    # keys
    "unknown key of the document": ("M103", "⟦prefix_es: {}\nmappings: {a: {sources: articles, s: null, po: []}}\n"),
    "unknown key of a mapping": (
        "M103",
        mapping("sources: articles\n⟦subjets: ex:a\nsubjects: ex:$(id)\npo: [[a, ex:C]]"),
    ),
    "unknown key of an entry": ("M103", entry("{p: ex:p, o: $(a), ⟦lang: en}")),
    "unknown key of an object": ("M103", entry("{p: ex:p, o: {value: $(a), ⟦dataype: xsd:date}}")),
    "short key of another place": ("M103", entry("{p: ex:p, o: $(a), ⟦s: ex:b}")),
    # prefixes and IRIs
    "undeclared prefix of a predicate": ("M105", entry("[⟦exx:p, $(a)]")),
    "undeclared prefix of a class": ("M105", entry("[a, ⟦nope:Class]")),
    "undeclared prefix in quotes": ("M105", entry('[a, "⟦nope:Class"]')),
    "undeclared prefix of an object": ("M105", entry("[ex:p, ⟦nope:b$(a)~iri]")),
    "undeclared prefix of a subject": ("M105", mapping(SUBJECT.format("nope:$(id)"))),
    "undeclared prefix of a datatype": ("M105", entry("[ex:p, $(a), ⟦nope:date]")),
    "undeclared prefix of a function": ("M105", entry("[ex:p, {function: ⟦nope:f}]")),
    "undeclared prefix of a graph": (
        "M105",
        mapping("sources: articles\ng: ⟦nope:g\nsubjects: ex:$(id)\npo: [[a, ex:C]]"),
    ),
    "predicate without prefix": ("M125", entry("[⟦name, $(a)]")),
    "predicate with a space": ("M125", entry("['⟦http://example.org/a b', $(a)]").replace("'⟦", "⟦'")),
    "namespace that is no IRI": (
        "M125",
        "prefixes:\n  ex: ⟦example\nmappings: {a: {sources: articles, s: 'ex:a', po: []}}\n",
    ),
    "base that is no IRI": ("M125", f"base: ⟦here\n{entry('[ex:p, $(a)]')}"),
    # references and paths
    "unclosed reference": ("M107", entry("[ex:p, text ⟦$(a]")),
    "unclosed reference in quotes": ("M107", entry('[ex:p, "text ⟦$(a"]')),
    "unclosed reference of a subject": ("M107", mapping("sources: articles\nsubjects: ex:⟦$(id\npo: [[ex:p, $(a)]]")),
    "empty reference": ("M107", entry("[ex:p, ⟦$()]")),
    "empty reference inside a text": ("M107", entry("[ex:p, 'a ⟦$() b']")),
    "blank reference": ("M107", entry("[ex:p, '⟦$( )']")),
    "reference that ends with a dot": ("M108", entry("[ex:p, $(a⟦.)]")),
    "reference with two dots": ("M109", entry("[ex:p, $(a⟦..b)]")),
    "reference with a filter": ("M109", entry("[ex:p, '$(a⟦[?(@.b)])']")),
    "reference with a slice": ("M109", entry("[ex:p, '$(a⟦[1:2])']")),
    "reference with a union": ("M109", entry("[ex:p, \"$(a⟦['b','c'])\"]")),
    "reference with an open bracket": ("M108", entry("[ex:p, '$(a⟦[0)']")),
    "reference with an unquoted name": ("M108", entry("[ex:p, '$(a[⟦b])']")),
    "reference with empty brackets": ("M108", entry("[ex:p, '$(a[⟦])']")),
    "reference with a space": ("M108", entry("[ex:p, $(a⟦ b)]")),
    "reference with an unknown suffix": ("M118", entry("[ex:p, $(a⟦~jsn)]")),
    "second reference of a template": ("M108", entry("[ex:p, '$(a) $(b⟦.)']")),
    "reference in an escaped text": ("M107", entry('[ex:p, "\\t\\u0041 ⟦$()"]')),
    "reference after a doubled quote": ("M107", entry("[ex:p, 'it''s ⟦$()']")),
    "reference on a folded line": (
        "M107",
        f"{HEAD}      - predicates: ex:p\n        objects: >-\n          a\n          b ⟦$()\n",
    ),
    "reference on the second line of a text": (
        "M107",
        f"{HEAD}      - p: ex:p\n        o: |\n          ä\n          b ⟦$() c\n",
    ),
    "reference on the second line of a plain text": (
        "M107",
        f"{HEAD}      - p: ex:p\n        o: a\n          b ⟦$() c\n",
    ),
    "unresolved external": ("M122", entry("[ex:p, 'x ⟦$(_nothing)']")),
    "external that refers to itself": ("M122", f"external: {{a: $(_a)}}\n{entry('[ex:p, ⟦$(_a)]')}"),
    "position without iteration": ("M127", entry("[ex:p, ⟦$(#)]")),
    "current index without iteration": ("M127", entry("[ex:p, '⟦$(^a[#])']")),
    # functions
    "unknown function": ("M111", entry("[ex:p, {function: ⟦grel:toLower, parameters: [[grel:valueParameter, $(a)]]}]")),
    "function without prefix": (
        "M111",
        entry("[ex:p, {function: ⟦toLowerCase, parameters: [[grel:valueParameter, $(a)]]}]"),
    ),
    "unknown parameter": (
        "M112",
        entry("[ex:p, {function: grel:toLowerCase, parameters: [[grel:valueParameter, $(a)], [⟦grel:value, $(b)]]}]"),
    ),
    "missing parameter": ("M113", entry("[ex:p, {function: ⟦grel:toLowerCase}]")),
    "parameter given twice": (
        "M104",
        entry("[ex:p, {fn: grel:toLowerCase, pms: [[grel:valueParameter, $(a)], [⟦grel:valueParam, $(b)]]}]"),
    ),
    "parameter without value": (
        "M120",
        entry("[ex:p, {fn: grel:toLowerCase, pms: [⟦{parameter: grel:valueParameter}]}]"),
    ),
    "unknown function in one line": ("M111", entry("[ex:p, {function: '⟦grel:lower(grel:valueParameter = $(a))'}]")),
    "unknown parameter in one line": (
        "M112",
        entry("[ex:p, {function: 'grel:toLowerCase(grel:valueParameter = $(a), ⟦other = $(b))'}]"),
    ),
    "unclosed function in one line": (
        "M107",
        entry("[ex:p, {function: 'grel:toLowerCase⟦(grel:valueParameter = $(a)'}]"),
    ),
    "bad reference in one line": ("M107", entry("[ex:p, {function: 'grel:toLowerCase(grel:valueParameter = ⟦$())'}]")),
    "parameter that is a text": (
        "M102",
        entry("[ex:p, {fn: grel:toLowerCase, pms: [⟦text, [grel:valueParam, $(a)]]}]"),
    ),
    "misspelt parameters": (
        "M103",
        entry("[ex:p, {fn: grel:toLowerCase, ⟦paramters: [[grel:valueParam, $(a)]]}]"),
    ),
    "empty list of conditions": ("M120", entry("{p: ex:p, o: $(a), condition: ⟦[]}")),
    "unknown function of a condition": ("M111", entry("{p: ex:p, o: $(a), condition: {function: ⟦ex:isValid}}")),
    "unknown nested function": (
        "M111",
        entry("[ex:p, {fn: grel:toLowerCase, pms: [[grel:valueParameter, {fn: ⟦grel:nope}]]}]"),
    ),
    "function and value": ("M126", entry("[ex:p, {value: $(a), ⟦function: grel:toLowerCase}]")),
    # sources
    "unknown source": ("M115", mapping(SOURCE.format("⟦artcles"))),
    "unknown source in a list": ("M115", mapping(SOURCE.format("[articles, ⟦others]"))),
    "missing source": ("M120", mapping("subjects: ex:$(id)\npo: [[ex:p, $(a)]]").replace("⟪one⟫", "⟦one")),
    "missing file": ("M121", mapping(SOURCE.format("[[⟦missing.json~jsonpath, '$.a[*]']]"))),
    "missing file of a declared source": (
        "M121",
        f"sources:\n  s: [⟦missing.json~jsonpath, $]\n{entry('[ex:p, $(a)]').replace('articles', 's')}",
    ),
    "file without its kind": ("M115", mapping(SOURCE.format("[[⟦there.json, '$.a[*]']]"))),
    "unknown kind of file": ("M118", mapping(SOURCE.format("[[there.json⟦~jsonpth, '$.a[*]']]"))),
    "csv source": ("M124", mapping(SOURCE.format("[[there.json⟦~csv, $]]"))),
    "xpath source": ("M124", mapping(SOURCE.format("[[there.json⟦~xpath, /a]]"))),
    "remote source": ("M124", mapping(SOURCE.format("[[⟦http://e/a.json~jsonpath, $]]"))),
    "database source": ("M124", mapping(SOURCE.format("{access: x, type: ⟦mysql}"))),
    "file without iterator": ("M123", mapping(SOURCE.format("[[⟦there.json~jsonpath]]"))),
    "bad iterator": ("M123", mapping(SOURCE.format("[[there.json~jsonpath, '$.a[*]⟦]']]"))),
    "bad iterator of articles": ("M123", mapping(SOURCE.format("[[articles, '$.topics⟦[']]"))),
    "iterator with a current index": ("M123", mapping(SOURCE.format("[[articles, '$.topics⟦[#]']]"))),
    "source without access": ("M120", mapping(SOURCE.format("⟦{iterator: $}"))),
    # subjects and terms
    "missing subject": ("M120", mapping("sources: articles\npo: [[ex:p, $(a)]]").replace("⟪one⟫", "⟦one")),
    "empty subject": ("M120", mapping("sources: articles\n⟦subjects:\npo: [[ex:p, $(a)]]")),
    "subject that is a literal": (
        "M119",
        mapping(
            SUBJECT.replace("⟦", "").format("{{value: $(id), type: ⟦literal}}").replace("{{", "{").replace("}}", "}")
        ),
    ),
    "subject with a datatype": (
        "M103",
        mapping("sources: articles\nsubjects: {value: $(id), ⟦datatype: xsd:string}\npo: [[ex:p, $(a)]]"),
    ),
    "subject with a space": ("M125", mapping(SUBJECT.format("http://example.org/a b/$(id)"))),
    "graph that is blank": (
        "M119",
        mapping("sources: articles\nsubjects: ex:$(id)\ngraphs: {value: $(g), type: ⟦blank}\npo: [[a, ex:C]]"),
    ),
    "unknown type": ("M119", entry("[ex:p, {value: $(a), type: ⟦uri}]")),
    "class that is a literal": ("M119", entry("[a, {value: $(a), type: ⟦literal}]")),
    "missing predicate": ("M120", entry("⟦{objects: $(a)}")),
    "missing object": ("M120", entry("⟦{predicates: ex:p}")),
    "object that is nothing": ("M102", entry("{p: ex:p, ⟦o: }").replace("⟦o: }", "o: ⟦}")),
    "empty list of objects": ("M120", entry("[ex:p, ⟦[]]")),
    "object without a value": ("M120", entry("[ex:p, ⟦{type: iri}]")),
    # datatypes, languages, suffixes
    "bad language": ("M116", entry("[ex:p, $(a), ⟦englisch_de~lang]")),
    "bad language by key": ("M116", entry("[ex:p, {value: $(a), language: ⟦'e n'}]")),
    "datatype that is no IRI": ("M117", entry("[ex:p, $(a), ⟦date]")),
    "datatype by key that is no IRI": ("M117", entry("[ex:p, {value: $(a), datatype: ⟦integer}]")),
    "datatype and language": ("M126", entry("[ex:p, {value: $(a), datatype: 'ex:d', ⟦language: en}]")),
    "datatype of an IRI": ("M126", entry("[ex:p, ⟦$(a)~iri, ex:d]")),
    "wrong suffix": ("M118", entry("[ex:p, $(a)⟦~irri]")),
    "language suffix behind a value": ("M118", entry("[ex:p, $(a)⟦~lang]")),
    "wrong suffix of a language": ("M118", entry("[ex:p, {value: $(a), language: en⟦~lng}]")),
    # mappings
    "unknown mapping": ("M114", entry("[ex:p, {mapping: ⟦on}]")),
    "mapping and value": ("M126", entry("[ex:p, {mapping: one, ⟦value: $(a)}]")),
    "join without parameters": ("M113", entry("{p: ex:p, o: {mapping: one, condition: ⟦{function: equal}}}")),
    "join with an unknown parameter": (
        "M102",
        entry("{p: ex:p, o: {mapping: one, condition: {function: equal, parameters: [[⟦left, $(a)], [str2, $(b)]]}}}"),
    ),
    "inverse predicate of a literal": ("M119", entry("{p: ex:p, ⟦inversepredicates: ex:q, o: $(a)}")),
    # not supported
    "targets": ("M124", f"⟦targets: {{}}\n{entry('[ex:p, $(a)]')}"),
    "targets of a mapping": ("M124", mapping("sources: articles\nsubjects: ex:$(id)\n⟦targets: x\npo: [[a, ex:C]]")),
    "RML-star": ("M124", entry("[ex:p, {⟦quoted: one}]")),
    "credentials": ("M124", mapping(SOURCE.format("{access: there.json~jsonpath, iterator: $, ⟦credentials: {}}"))),
    # seen in mappings of people
    "index with a leading zero": ("M108", entry("[ex:p, '$(a[⟦01])']")),
    "index of minus zero": ("M108", entry("[ex:p, '$(a[⟦-0])']")),
    "index that is too large": ("M108", entry("[ex:p, '$(a[⟦9999999999999999])']")),
    "index in other digits": ("M108", entry("[ex:p, '$(a[⟦٣])']")),
    "iterator that is a number": ("M123", mapping(SOURCE.format("[[articles, ⟦5]]"))),
    "suffix given twice": ("M118", entry("[ex:p, $(a)⟦~iri~iri]")),
    "suffix of a language before that of an IRI": ("M118", entry("[ex:p, $(a)⟦~lang~iri]")),
    "second document": ("C109", entry("[ex:p, $(a)]") + "⟦---\nmappings: {}\n"),
    "quoted reference with brackets missing its quotes": ("C101", entry("[ex:p, $(a[*⟦])]")),
    "missing file in quotes": ("M121", mapping(SOURCE.format("[[⟦'none.json~jsonpath', $]]"))),
    "IRI in quotes with a suffix": ("M125", entry("[ex:p, ⟦'http://example.org/a b~iri']")),
    "path with a function": ("M109", entry("[ex:p, $(a.⟦length())]")),
    "bracket behind a dot": ("M108", entry("[ex:p, '$(a.⟦[0])']")),
    "iterator with a bracket behind a dot": ("M123", mapping(SOURCE.format("[[articles, '$.⟦[*]']]"))),
    "unclosed reference with parentheses": ("M107", entry("[ex:p, ⟦$(a(b)]")),
    "other encoding": ("M124", mapping(SOURCE.format("{access: there.json~jsonpath, iterator: $, encoding: ⟦utf-16}"))),
    "table of a database": ("M124", mapping(SOURCE.format("{access: there.json~jsonpath, iterator: $, ⟦table: t}"))),
    "join over what is no equality": (
        "M124",
        entry(
            "{p: ex:p, o: {mapping: one, condition: {function: notEqual, parameters: [[str1, $(a)], [str2, $(b), ⟦o]]}}}"
        ),
    ),
    "misspelt function": ("M103", entry("[ex:p, {⟦functon: grel:toLowerCase, pms: [[grel:valueParameter, $(a)]]}]")),
    "misspelt parameter": (
        "M112",
        entry("[ex:p, {fn: grel:toLowerCase, pms: [[⟦grel:valueParmeter, $(a)]]}]"),
    ),
    "parameter without a value in one line": (
        "M120",
        entry("[ex:p, {function: 'grel:toLowerCase(valueParameter =⟦ )'}]"),
    ),
    "predicate that is blank": ("M119", entry("[⟦_:b, $(a)]")),
    "path with an expression": ("M109", entry("[ex:p, '$(a⟦[(@.length-1)])']")),
    "unclosed reference with a suffix": ("M107", entry("[ex:p, ⟦$(a~json]")),
    "entry that is a mapping of predicates": ("M103", entry("{⟦ex:p: $(a)}")),
    "misspelt mappings": ("M103", "⟦mapings:\n  one: {sources: articles, s: null, po: []}\n"),
    "tab": ("C101", "mappings:\n  one:\n⟦\tsources: articles\n"),
    "deep functions in one line": (
        "M124",
        entry("{p: ex:p, o: {function: '" + "grel:toLowerCase(valueParameter = " * 51 + "⟦grel:toLowerCase(x = 1)'}}"),
    ),
}
