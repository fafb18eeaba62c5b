"""YARRRML: every written form gives the plan that it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.core.errors import MappingError
from publisher.core.findings import Severity
from publisher.mapping.check import check_mapping
from publisher.mapping.plan import (
    ArticleSource,
    Constant,
    CurrentIndex,
    Decode,
    FunctionCall,
    Index,
    Join,
    JsonSource,
    Name,
    ObjectReference,
    Plan,
    Position,
    RecordNode,
    Reference,
    Template,
    TermMap,
    TermType,
    TriplesMap,
    Wildcard,
)
from publisher.mapping.read import ReaderOptions, read_mapping

GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
IDLAB = "https://w3id.org/imec/idlab/function#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = Constant("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
HEAD = f"prefixes:\n  ex: http://example.org/\n  xsd: {XSD}\n  grel: {GREL}\n  idlab-fn: {IDLAB}\n"


def read(text: str, folder: Path, options: ReaderOptions | None = None) -> Plan:
    file = folder / "m.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    (folder / "a.json").write_text("{}", encoding="utf-8")
    return read_mapping(file, "m.yaml", options or ReaderOptions()).plan


def one_map(lines: str, folder: Path, options: ReaderOptions | None = None) -> TriplesMap:
    text = "mappings:\n  one:\n" + "".join(f"    {line}\n" for line in lines.split("\n"))
    (found,) = read(text, folder, options).triples_maps
    return found


def entries(po: str, folder: Path) -> list[tuple[list[object], list[object]]]:
    found = one_map(f"sources: articles\ns: ex:$(id)\npo:\n{po}", folder)
    return [([each.expression for each in entry.predicates], list(entry.objects)) for entry in found.predicate_objects]


def only_object(written: str, folder: Path, predicate: str = "ex:p") -> TermMap | ObjectReference:
    ((_, (found,)),) = entries(f"  - p: {predicate}\n    o: {written}", folder)
    assert isinstance(found, (TermMap, ObjectReference))
    return found


def ref(*keys: str) -> Reference:
    return Reference(tuple(Name(key) for key in keys))


EX_P = Constant("http://example.org/p")
SAME_ENTRY = [
    "  - [ex:p, $(a)]",
    "  - predicates: ex:p\n    objects: $(a)",
    "  - {predicate: ex:p, object: $(a)}",
    "  - {p: ex:p, o: $(a)}",
    "  - {p: [ex:p], o: [$(a)]}",
    "  - {p: ex:p, o: {value: $(a)}}",
    "  - {p: ex:p, o: [{v: $(a)}]}",
    "  - [[ex:p], [$(a)]]",
    "  - [http://example.org/p, '$($.a)']",
    '  - ["ex:p", "$([\'a\'])"]',
]


@pytest.mark.parametrize("written", SAME_ENTRY)
def test_one_predicate_and_one_object_in_all_forms(written: str, tmp_path: Path) -> None:
    assert [(p, [o.expression for o in os]) for p, os in entries(written, tmp_path)] == [([EX_P], [ref("a")])]


@pytest.mark.parametrize(
    "written",
    [
        "mappings:\n  one:\n    sources: articles\n    subjects: ex:$(id)\n    predicateobjects: [[a, ex:C]]\n",
        "mapping: {one: {source: articles, subject: 'ex:$(id)', predicateobject: [[a, ex:C]]}}\n",
        "m: {one: {sources: [articles], s: 'ex:$(id)', po: [[a, ex:C]]}}\n",
        "m: {one: {sources: [[articles]], s: ['ex:$(id)'], po: {p: 'rdf:type', o: 'ex:C'}}}\n",
        "sources: {all: articles}\nm: {one: {sources: all, s: 'http://example.org/$(id)', po: [[a, 'ex:C~iri']]}}\n",
        "sources: {all: [articles, $]}\nm: {one: {sources: [all], s: {value: 'ex:$(id)'}, po: [[a, [ex:C]]]}}\n",
    ],
)
def test_long_and_short_keys_say_the_same(written: str, tmp_path: Path) -> None:
    (found,) = read(written, tmp_path).triples_maps
    (entry,) = found.predicate_objects
    assert (found.name, found.source, found.iterator.steps) == ("one", ArticleSource(), ())
    assert [each.expression for each in found.subjects] == [Template(("http://example.org/", ref("id")))]
    assert [each.expression for each in entry.predicates] == [TYPE]
    assert [(each.expression, each.term_type) for each in entry.objects if isinstance(each, TermMap)] == [
        (Constant("http://example.org/C"), TermType.IRI)
    ]


def test_short_keys_are_plain_names_inside_prefixes_and_values(tmp_path: Path) -> None:
    plan = read(
        "  s: http://s/\n  p: http://p/\n  a: http://a/\nmappings:\n  s: {sources: articles, s: 's:$(s)', po: [[p:o, a:b~iri]]}\n",
        tmp_path,
    )
    (found,) = plan.triples_maps
    assert found.name == "s"
    assert found.subjects[0].expression == Template(("http://s/", ref("s")))
    (entry,) = found.predicate_objects
    assert entry.objects == (TermMap(Constant("http://a/b"), TermType.IRI),)


OBJECTS: dict[str, TermMap] = {
    "$(a)": TermMap(ref("a"), TermType.LITERAL),
    "text": TermMap(Constant("text"), TermType.LITERAL),
    "12": TermMap(Constant("12"), TermType.LITERAL),
    "true": TermMap(Constant("true"), TermType.LITERAL),
    '"x $(a) y"': TermMap(Template(("x ", ref("a"), " y")), TermType.LITERAL),
    "$(a)~iri": TermMap(ref("a"), TermType.IRI),
    "ex:$(a)~iri": TermMap(Template(("http://example.org/", ref("a"))), TermType.IRI),
    "{value: $(a), type: iri}": TermMap(ref("a"), TermType.IRI),
    "{value: b$(a), type: blank}": TermMap(Template(("b", ref("a"))), TermType.BLANK_NODE),
    "_:b$(a)": TermMap(Template(("b", ref("a"))), TermType.BLANK_NODE),
    "{value: $(a), type: literal}": TermMap(ref("a"), TermType.LITERAL),
    "{value: $(a), datatype: xsd:date}": TermMap(ref("a"), TermType.LITERAL, Constant(XSD + "date")),
    "{value: $(a), datatype: $(b)}": TermMap(ref("a"), TermType.LITERAL, ref("b")),
    "{value: $(a), datatype: ex:$(b)}": TermMap(
        ref("a"), TermType.LITERAL, Template(("http://example.org/", ref("b")))
    ),
    "{value: $(a), language: en-GB}": TermMap(ref("a"), TermType.LITERAL, None, Constant("en-GB")),
    "{value: $(a), language: en~lang}": TermMap(ref("a"), TermType.LITERAL, None, Constant("en")),
    "{value: $(a), language: $(l)}": TermMap(ref("a"), TermType.LITERAL, None, ref("l")),
    "[[$(a), xsd:date]]": TermMap(ref("a"), TermType.LITERAL, Constant(XSD + "date")),
    "[[$(a), en~lang]]": TermMap(ref("a"), TermType.LITERAL, None, Constant("en")),
    "[[$(a), $(l)~lang]]": TermMap(ref("a"), TermType.LITERAL, None, ref("l")),
    "'\\$(a) \\~iri'": TermMap(Constant("$(a) ~iri"), TermType.LITERAL),
    "'a\\~iri'": TermMap(Constant("a~iri"), TermType.LITERAL),
    "http://users.ugent.be/~me~iri": TermMap(Constant("http://users.ugent.be/~me"), TermType.IRI),
}


@pytest.mark.parametrize("written", OBJECTS)
def test_each_form_of_an_object(written: str, tmp_path: Path) -> None:
    assert only_object(written, tmp_path) == OBJECTS[written]


REFERENCES: dict[str, Reference | Position] = {
    "a.b.c": ref("a", "b", "c"),
    "$.a.b": ref("a", "b"),
    "a[*]": Reference((Name("a"), Wildcard())),
    "a.*": Reference((Name("a"), Wildcard(members=True))),
    "$[*]": Reference((Wildcard(),)),
    "a[0][-1].b": Reference((Name("a"), Index(0), Index(-1), Name("b"))),
    "['a.b'][\"c d\"]": ref("a.b", "c d"),
    "a['it\\'s']": ref("a", "it's"),
    "['Name (x)']": ref("Name (x)"),
    "['x)']": ref("x)"),
    "\\_id": ref("_id"),
    "og:title": ref("og:title"),
    "featured-image": ref("featured-image"),
    "größe": ref("größe"),
    "@": Reference(()),
    "@.name": ref("name"),
    "@id": ref("@id"),
    "^mdName": Reference((Name("mdName"),), "article"),
    "^link.href": Reference((Name("link"), Name("href")), "article"),
    "^$.a[*]": Reference((Name("a"), Wildcard()), "article"),
    "^links[#]": Reference((Name("links"), CurrentIndex()), "article"),
    "a.b~json[*]": Reference((Name("a"), Name("b"), Decode(), Wildcard())),
    "#": Position(),
}


@pytest.mark.parametrize("written", REFERENCES)
def test_each_form_of_a_reference(written: str, tmp_path: Path) -> None:
    quoted = f"$({written})".replace("\\", "\\\\").replace('"', '\\"')
    found = one_map(f"sources: [[articles, '$.list[*]']]\ns: ex:a\npo: [[ex:p, \"{quoted}\"]]", tmp_path)
    assert found.iterator.steps == (Name("list"), Wildcard())
    (entry,) = found.predicate_objects
    (term,) = entry.objects
    assert isinstance(term, TermMap)
    assert term.expression == REFERENCES[written]


def test_subjects_one_several_blank_and_by_function(tmp_path: Path) -> None:
    po = "po: [[a, ex:C]]"
    several = one_map(f"sources: articles\ns: [ex:$(a), $(b)]\n{po}", tmp_path)
    assert [each.expression for each in several.subjects] == [Template(("http://example.org/", ref("a"))), ref("b")]
    blank = one_map(f"sources: articles\ns: null\n{po}", tmp_path)
    assert blank.subjects == (TermMap(RecordNode(), TermType.BLANK_NODE),)
    called = one_map(f"sources: articles\ns: {{fn: 'idlab-fn:slugify(idlab-fn:str = $(a))'}}\n{po}", tmp_path)
    assert isinstance(called.subjects[0].expression, FunctionCall)
    assert called.subjects[0].term_type is TermType.IRI


FUNCTIONS = [
    "{function: grel:toLowerCase, parameters: [[grel:valueParameter, $(a)]]}",
    "{function: grel:toLowerCase, parameters: [[grel:valueParam, $(a)]]}",
    "{f: grel:toLowerCase, pms: [grel:valueParameter, $(a)]}",
    "{fn: grel:toLowerCase, parameters: [{parameter: grel:valueParameter, value: $(a)}]}",
    "{fn: grel:toLowerCase, pms: {pm: grel:valueParameter, v: $(a)}}",
    "{function: grel:toLowerCase(grel:valueParameter = $(a))}",
    "{function: 'grel:toLowerCase( valueParameter=$(a) )'}",
    f"{{function: {GREL}toLowerCase, parameters: [[{GREL}valueParameter, $(a)]]}}",
]


@pytest.mark.parametrize("written", FUNCTIONS)
def test_a_function_in_all_its_forms(written: str, tmp_path: Path) -> None:
    found = only_object(written, tmp_path)
    assert isinstance(found, TermMap)
    assert isinstance(found.expression, FunctionCall)
    assert found.expression.function == GREL + "toLowerCase"
    assert [each.value for each in found.expression.arguments] == [ref("a")]
    assert {each.parameter for each in found.expression.arguments} == {GREL + "valueParam"}


@pytest.mark.parametrize(
    "written",
    [
        "{fn: grel:toUpperCase, pms: [[grel:valueParameter, {fn: idlab-fn:slugify, pms: [[idlab-fn:str, 'a, b) $(a)']]}]]}",
        "{fn: \"grel:toUpperCase(valueParameter = idlab-fn:slugify(str = 'a, b) $(a)'))\"}",
        "{fn: grel:toUpperCase, pms: [{pm: grel:valueParameter, fn: idlab-fn:slugify, pms: [[idlab-fn:str, 'a, b) $(a)']]}]}",
        "{fn: grel:toUpperCase, pms: [{pm: grel:valueParameter, v: {fn: idlab-fn:slugify, pms: [[idlab-fn:str, 'a, b) $(a)']]}}]}",
    ],
)
def test_functions_are_nested(written: str, tmp_path: Path) -> None:
    found = only_object(written, tmp_path)
    assert isinstance(found, TermMap)
    assert isinstance(found.expression, FunctionCall)
    inner = found.expression.arguments[0].value
    assert isinstance(inner, FunctionCall)
    assert inner.function == IDLAB + "slugify"
    assert inner.arguments[0].value == Template(("a, b) ", ref("a")))


def test_conditions_stand_on_mappings_entries_and_objects(tmp_path: Path) -> None:
    condition = "{fn: idlab-fn:isNotNull, pms: [[idlab-fn:str, $(c)]]}"
    found = one_map(
        f"sources: articles\ns: ex:$(a)\ncondition: {condition}\npo:\n"
        f"  - {{p: ex:p, o: {{value: $(a), c: {condition}}}}}\n  - {{p: ex:q, o: $(a), condition: {condition}}}",
        tmp_path,
    )
    first, second = found.predicate_objects
    (term,) = first.objects
    assert found.condition == term.condition == second.condition
    assert isinstance(found.condition, FunctionCall)
    assert found.condition.function == IDLAB + "isNotNull"
    assert first.condition is None


@pytest.mark.parametrize(
    "condition",
    [
        "{function: equal, parameters: [[str1, $(x)], [str2, $(y)]]}",
        "{function: equal, parameters: [[str2, $(y), o], [str1, $(x), s]]}",
        "{function: equal, parameters: [[str1, $(y), o], [str2, $(x), s]]}",
        "{function: idlab-fn:equal, parameters: [[grel:valueParameter, $(x)], [grel:valueParameter2, $(y)]]}",
        "{function: equal, parameters: [{parameter: str1, value: $(x)}, {pm: str2, v: $(y)}]}",
    ],
)
def test_a_join_takes_one_value_from_each_mapping(condition: str, tmp_path: Path) -> None:
    plan = read(
        "mappings:\n  one:\n    sources: [['a.json~jsonpath', '$.a[*]']]\n    s: ex:$(a)\n    po:\n"
        f"      - [ex:p, {{mapping: two, condition: {condition}}}]\n"
        "  two:\n    sources: [['a.json~jsonpath', '$.b[*]']]\n    s: ex:$(b)\n    po: [[a, ex:Two]]\n",
        tmp_path,
    )
    assert plan.triples_maps[0].source == JsonSource("a.json")
    (entry,) = plan.triples_maps[0].predicate_objects
    assert entry.objects == (ObjectReference("two", (Join(ref("x"), ref("y")),)),)


def test_sources_in_all_forms_and_several_of_them(tmp_path: Path) -> None:
    declared = "sources:\n  b: {access: a.json, referenceFormulation: jsonpath, iterator: '$.b[*]'}\n  c: [a.json~jsonpath, '$.c[*]']\n"
    mapping = "mappings: {one: {sources: [b, c, ['a.json~jsonpath', '$.d[*]'], {access: a.json~jsonpath, iterator: $}], s: null, po: [[a, ex:C]]}}\n"
    plan = read(declared + mapping, tmp_path)
    assert [each.name for each in plan.triples_maps] == ["one", "one/2", "one/3", "one/4"]
    steps = [each.iterator.steps for each in plan.triples_maps]
    assert steps == [(Name("b"), Wildcard()), (Name("c"), Wildcard()), (Name("d"), Wildcard()), ()]
    single = read("mappings: {one: {sources: ['a.json~jsonpath', '$'], s: null, po: [[a, ex:C]]}}\n", tmp_path)
    assert single.triples_maps[0].source == JsonSource("a.json")


def test_an_article_map_writes_to_the_graph_of_the_article_unless_it_names_others(tmp_path: Path) -> None:
    options = ReaderOptions(article_graph="$(_base)graph/$(mdName)", externals={"base": "http://b/"})
    own = one_map("sources: [[articles, '$.l[*]']]\ns: ex:a\npo: [[a, ex:C]]", tmp_path, options)
    graph = Template(("http://b/graph/", Reference((Name("mdName"),), "article")))
    assert [each.expression for each in own.graphs] == [graph]
    assert not own.shared
    shared = one_map("sources: articles\ns: ex:a\ng: [ex:g, ex:$(a)]\npo: [[a, ex:C]]", tmp_path, options)
    assert [each.expression for each in shared.graphs] == [
        Constant("http://example.org/g"),
        Template(("http://example.org/", ref("a"))),
    ]
    assert shared.shared
    assert one_map("sources: articles\ns: ex:a\npo: [[a, ex:C]]", tmp_path).graphs == ()


def test_an_entry_with_graphs_of_its_own_stands_apart_from_the_graph_of_the_article(tmp_path: Path) -> None:
    options = ReaderOptions(article_graph="http://b/graph/$(mdName)")
    text = "mappings: {one: {sources: articles, s: 'ex:$(a)', po: [[a, ex:C], {p: ex:p, o: $(b), g: 'ex:g'}]}}\n"
    own, apart = read(text, tmp_path, options).triples_maps
    assert (own.shared, len(own.graphs), len(own.predicate_objects)) == (False, 1, 1)
    assert (apart.shared, apart.graphs, apart.subjects) == (True, (), own.subjects)
    (entry,) = apart.predicate_objects
    assert [each.expression for each in entry.graphs] == [Constant("http://example.org/g")]


def test_externals_come_from_the_mapping_and_are_overridden(tmp_path: Path) -> None:
    text = "external: {site: http://s/, page: '$(_site)$(slug)/'}\nmappings:\n  one: {sources: articles, s: $(_page), po: [[a, ex:C]]}\n"
    (own,) = read(text, tmp_path).triples_maps
    assert own.subjects[0].expression == Template(("http://s/", ref("slug"), "/"))
    (given,) = read(text, tmp_path, ReaderOptions(externals={"site": "http://t/"})).triples_maps
    assert given.subjects[0].expression == Template(("http://t/", ref("slug"), "/"))


def test_an_inverse_predicate_says_the_entry_the_other_way_round(tmp_path: Path) -> None:
    plan = read(
        "mappings: {one: {sources: articles, s: 'ex:$(a)', po: [{p: ex:p, inversepredicates: ex:q, o: 'ex:$(b)~iri'}]}}\n",
        tmp_path,
    )
    forward, back = plan.triples_maps
    assert back.subjects == forward.predicate_objects[0].objects
    assert [each.expression for each in back.predicate_objects[0].predicates] == [Constant("http://example.org/q")]
    assert back.predicate_objects[0].objects == forward.subjects


def warnings(text: str, folder: Path, options: ReaderOptions | None = None) -> list[tuple[str, int, int, str]]:
    file = folder / "m.yaml"
    file.write_text(text, encoding="utf-8")
    found = check_mapping(file, "m.yaml", options or ReaderOptions())
    assert all(each.severity is not Severity.ERROR for each in found)
    return [(each.code, each.span.line, each.span.column, each.message) for each in found]


def test_a_well_known_prefix_is_lent_with_one_warning(tmp_path: Path) -> None:
    text = "mappings:\n  one: {sources: articles, s: 'http://e/$(a)', po: [[schema:name, $(b)], [schema:url, $(c)], [foaf:x, $(d)]]}\n"
    options = ReaderOptions(schema_namespace="https://schema.org/")
    found = warnings(text, tmp_path, options)
    assert [each[:3] for each in found] == [("M106", 2, 54), ("M106", 2, 95)]
    assert "<https://schema.org/>" in found[0][3]
    (tmp_path / "n.yaml").write_text(text, encoding="utf-8")
    (entry, *_) = read_mapping(tmp_path / "n.yaml", "n.yaml", options).plan.triples_maps[0].predicate_objects
    assert entry.predicates[0].expression == Constant("https://schema.org/name")


def test_the_authors_prefix_wins_over_the_usual_one(tmp_path: Path) -> None:
    plan = read(
        "  schema: http://mine/\nmappings: {one: {sources: articles, s: null, po: [[schema:name, $(b)]]}}\n", tmp_path
    )
    assert plan.triples_maps[0].predicate_objects[0].predicates[0].expression == Constant("http://mine/name")


def test_an_object_that_looks_like_an_iri_is_doubted(tmp_path: Path) -> None:
    text = f"{HEAD}mappings:\n  one:\n    sources: articles\n    s: ex:$(a)\n    po:\n      - [ex:p, ex:Thing]\n      - [ex:p, 'http://e/$(a)']\n      - [ex:p, ex:Thing, xsd:string]\n"
    assert [each[:3] for each in warnings(text, tmp_path)] == [("M150", 11, 16), ("M150", 12, 16)]


def test_a_text_that_looks_like_a_function_is_doubted(tmp_path: Path) -> None:
    text = f"{HEAD}mappings:\n  one: {{sources: articles, s: 'ex:$(a)', po: [[ex:p, 'grel:toLowerCase(valueParam = $(a))']]}}\n"
    assert [each[:3] for each in warnings(text, tmp_path)] == [("M153", 7, 54)]


def test_extensions_and_own_functions_are_noted_as_not_portable(tmp_path: Path) -> None:
    text = f"{HEAD}  pub: https://www.medigy.com/function#\nmappings:\n  one:\n    sources: [[articles, '$.l[*]']]\n    s: ex:$(^a)/$(#)\n    po:\n      - [ex:p, {{fn: 'pub:normalizeUrl(url = $(@))'}}]\n"
    assert [each[:3] for each in warnings(text, tmp_path)] == [("M160", 10, 11), ("M160", 10, 17), ("M160", 12, 22)]


def test_what_is_used_nowhere_is_told(tmp_path: Path) -> None:
    text = f"sources:\n  spare: [articles, '$.x[*]']\n{HEAD}mappings:\n  one: {{sources: articles, s: 'ex:$(a)'}}\n"
    assert [each[:3] for each in warnings(text, tmp_path)] == [("M152", 2, 3), ("M152", 9, 3)]


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="there is no mapping file"):
        read_mapping(tmp_path / "none.yaml", "none.yaml", ReaderOptions())
    (tmp_path / "bad.yaml").write_bytes(b"mappings: \xff\n")
    with pytest.raises(MappingError, match="not UTF-8"):
        read_mapping(tmp_path / "bad.yaml", "bad.yaml", ReaderOptions())
