"""Mappings and articles by chance, of everything that can be said: for both readings of a plan to be compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

PATHS = [
    "a",
    "b",
    "c",
    "list[*]",
    "list[0]",
    "list[-1]",
    "list",
    "o.x",
    "objs[*].k",
    "objs[*].l[*]",
    "o.*",
    "o[*]",
    "json~json[*]",
    "json~json.k",
    "missing",
    "objs[1].k",
    "mm[*][*]",
    "mm.*.x",
]
INNER = ["@", "#", "k", "l[*]", "^a", "^list[#]", "^list[*]", "^b", "x", "@[*]", "^objs[#].k"]
TEXTS = ["", "x", "ex:c", "a b", "http://x.org/y", "é", "5", "true", "2020-01-01", "en", "%", "}", "'q'"]
ITERATORS = ["$.list[*]", "$.objs[*]", "$.objs[*].l[*]", "$.o", "$.list", "$.json~json[*]", "$.mm[*]", "$.o.*"]
VALUES: list[object] = [
    *(None, "", "a", "b", "a b", "é/ü", "http://x.org/z", "2020-01-01", "2020-13-01", 5, -1, 1.5, 1e20, True, False),
    *(
        "true",
        "false",
        "[1,2]",
        '["a",null,{"k":"v"}]',
        '{"k":[1]}',
        "[",
        "en",
        "de-DE",
        "x y",
        '"',
        "\\",
        "1",
        "0",
        "<",
    ),
    float("inf"),
]
TRUTHS = {
    "grel:boolean_and": "grel:param_rep_b grel:param_rep_b",
    "grel:boolean_or": "grel:param_rep_b grel:param_rep_b",
    "grel:boolean_not": "grel:bool_b",
    "grel:string_contains": "grel:valueParameter grel:string_sub",
    "idlab-fn:equal": "grel:valueParameter grel:valueParameter2",
    "idlab-fn:notEqual": "grel:valueParameter grel:valueParameter2",
    "idlab-fn:isNull": "idlab-fn:str",
    "idlab-fn:isNotNull": "idlab-fn:str",
    "idlab-fn:stringContainsOtherString": "idlab-fn:str idlab-fn:otherStr idlab-fn:delimiter",
}
FUNCTIONS = TRUTHS | {
    "grel:toLowerCase": "grel:valueParameter",
    "grel:string_split": "grel:valueParameter grel:p_string_sep",
    "grel:string_partition": "grel:valueParameter grel:param_fragment",
    "grel:array_get": "grel:p_array_a grel:p_int_i_from grel:p_int_i_opt_to",
    "grel:array_join": "grel:p_array_a grel:p_string_sep",
    "grel:array_length": "grel:p_array_a",
    "grel:string_replace": "grel:valueParameter grel:p_string_find grel:p_string_replace",
    "grel:string_match": "grel:valueParameter grel:p_string_regex",
    "grel:string_substring": "grel:valueParameter grel:p_int_i_from grel:p_int_i_opt_to",
    "grel:other_coalesce": "grel:p_any_rep_e grel:p_any_rep_e",
    "grel:controls_if": "grel:bool_b grel:any_true grel:any_false",
    "grel:date_toDate": "grel:valueParameter",
    "idlab-fn:slugify": "idlab-fn:str",
    "idlab-fn:trueCondition": "idlab-fn:strBoolean idlab-fn:str",
    "idlab-fn:normalizeDate": "idlab-fn:strDate idlab-fn:pattern",
    "pub:parseJson": "pub:text",
    "pub:wordCount": "pub:text",
    "pub:bodyText": "",
    "pub:resolveUrl": "pub:base pub:reference",
    "pub:normalizeUrl": "pub:url",
}
DATATYPES = ["xsd:integer", "xsd:date", "xsd:string", "xsd:decimal", "xsd:boolean", "xsd:dateTime"]
Map = dict[str, object]


class Writer:
    """Writes by the random numbers that it is given; ``inside`` tells that a map walks below an article."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.inside = False

    def _one(self, choices: Sequence[str]) -> str:
        return self.random.choice(choices)

    def _often(self, chance: float) -> bool:
        return self.random.random() < chance

    def reference(self) -> str:
        if self.inside and self._often(0.7):
            return f"$({self._one(INNER)})"
        return f"$({'^' if self.inside else ''}{self._one(PATHS)})"

    def text(self) -> str:
        if self._often(0.5):
            return self.reference()
        parts = [self._one([self.reference(), self._one(TEXTS)]) for _ in range(self.random.randint(1, 3))]
        return "".join(parts)

    def call(self, functions: dict[str, str], depth: int = 0) -> Map:
        name = self._one(list(functions))
        parameters = functions[name].split()
        return {
            "function": name,
            "parameters": [{"parameter": each, "value": self._argument(each, depth)} for each in parameters],
        }

    def _argument(self, parameter: str, depth: int) -> object:
        if parameter.startswith("grel:p_int") and self._often(0.8):
            return self._one(["0", "1", "-1", "2"])
        if parameter == "idlab-fn:pattern":
            return self._one(["uuuu-MM-dd", "dd"])
        if parameter in {"grel:bool_b", "grel:param_rep_b", "idlab-fn:strBoolean"} and depth < 3 and self._often(0.85):
            return self.call(TRUTHS, depth + 1)
        return self.call(FUNCTIONS, depth + 1) if depth < 2 and self._often(0.3) else self.text()

    def object(self, names: list[str]) -> Map:
        if self._often(0.08):
            equal = [["str1", self.text(), "s"], ["str2", self._outside_text(), "o"]]
            return {"mapping": self._one(names), "condition": {"function": "equal", "parameters": equal}}
        if self._often(0.04):
            return {"type": "blank"}
        made: Map = self.call(FUNCTIONS) if self._often(0.35) else {"value": self.text()}
        kind = self.random.random()
        if kind < 0.3:
            made["type"] = self._one(["iri", "iri", "iri", "blank"])
        elif kind < 0.4:
            made["language"] = self._one(["en", self.reference()])
        elif kind < 0.6:
            made["datatype"] = self._one([*DATATYPES, self.reference(), f"http://x/{self.reference()}"])
        return made | ({"condition": self.call(TRUTHS)} if self._often(0.25) else {})

    def _outside_text(self) -> str:
        inside, self.inside = self.inside, False
        text = self.text()
        self.inside = inside
        return text

    def subject(self) -> object:
        ways: list[object] = ["ex:s", f"ex:s/{self.reference()}", f"ex:s/{self.reference()}/{self.reference()}", None]
        ways += [{"value": self.text(), "type": "blank"}, ["ex:t", f"ex:{self.reference()}"], self.reference()]
        return self.call(FUNCTIONS) if self._often(0.1) else self.random.choice(ways)

    def entry(self, names: list[str]) -> Map:
        predicates = [self._one(["ex:p", "ex:q", f"ex:{self.reference()}"]) for _ in range(self.random.randint(1, 2))]
        entry: Map = {"p": predicates, "o": [self.object(names) for _ in range(self.random.randint(1, 2))]}
        if self._often(0.15):
            entry["condition"] = self.call(TRUTHS)
        return entry | ({"graphs": f"ex:g/{self.reference()}"} if self._often(0.1) else {})

    def mapping(self) -> str:
        """A YARRRML document without prefixes."""
        names = [f"m{number}" for number in range(self.random.randint(1, 3))]
        made: dict[str, Map] = {}
        for name in names:
            self.inside = self._often(0.4)
            source = [["articles", self._one(ITERATORS)]] if self.inside else "articles"
            entries = [self.entry(names) for _ in range(self.random.randint(1, 3))]
            made[name] = {"sources": source, "subjects": self.subject(), "po": entries}
            if self._often(0.15):
                made[name]["condition"] = self.call(TRUTHS)
            if self._often(0.2):
                made[name]["graphs"] = self.random.choice(["ex:g", ["ex:g", f"ex:h/{self.reference()}"]])
        return f"mappings: {json.dumps(made, ensure_ascii=False)}\n"

    def value(self, depth: int = 0) -> object:
        """Any value of a front matter."""
        if self._often(0.6) or depth > 2:
            return self.random.choice(VALUES)
        if self._often(0.6):
            return [self.value(depth + 1) for _ in range(self.random.randint(0, 3))]
        return {self._one("kxly"): self.value(depth + 1) for _ in range(self.random.randint(0, 3))}

    def front_matter(self) -> dict[str, object]:
        """What the paths look for, mostly in the form that they take it to have."""
        scalar = lambda: self.random.choice(VALUES)  # noqa: E731 - many are wanted below
        several = lambda: [scalar() for _ in range(self.random.randint(0, 3))]  # noqa: E731 - the same
        usual = {
            **{name: scalar() for name in "abc"},
            "list": several(),
            "objs": [{"k": scalar(), "l": several()} for _ in range(self.random.randint(0, 3))],
            "o": {"x": scalar(), "k": scalar()},
            "json": scalar(),
            "mm": [[scalar()], [{"x": 1}]],
        }
        return {key: value if self._often(0.75) else self.value() for key, value in usual.items() if self._often(0.85)}
