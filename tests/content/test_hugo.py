"""What is read is what Hugo reads, key by key, and the body begins where Hugo lets it begin."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hugo_site import comparable, read_with_hugo

from publisher.content.read import ReadOptions, read_article

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "content"

# Where front matter begins and ends.
DELIMITED = {
    "plain": b"---\na: 1\n---\nbody",
    "blanks-behind": b"---  \na: 1\n---  \nbody",
    "tab-behind": b"---\na: 1\n---\t\nbody",
    "mark": b"\xef\xbb\xbf---\na: 1\n---\nbody",
    "mark-and-lines": b"\xef\xbb\xbf\n\n  ---\na: 1\n---\nbody",
    "blank-lines": b"\n \n---\na: 1\n---\nbody",
    "form-feed": b"\x0c---\na: 1\n---\nbody",
    "comment-behind": b"--- # c\na: 1\n---\nbody",
    "crlf": b"---\r\na: 1\r\nb: |\r\n  x\r\n  y\r\n---\r\n\r\nbody\r\n",
    "cr": b"---\ra: 1\r---\rbody",
    "no-line-end": b"---\na: 1\n---",
    "text-behind-closing": b"---\na: 1\n---body\nx",
    "four-hyphens-close": b"---\na: 1\n----\nbody",
    "empty": b"---\n---\nbody",
    "empty-crlf": b"---\r\n---\r\nbody",
    "blank": b"---\n\n---\nbody",
    "comment-only": b"---\n# c\n---\nbody",
    "two-blank-lines": b"---\na: 1\n---\n\n\nbody",
    "delimiter-in-block": b"---\na: |\n  x\n  ---\n  y\n---\nbody",
    "rule-in-body": b"---\na: 1\n---\nx\n\n---\n\ny",
    "document-end": b"---\na: 1\n...\n---\nbody",
    "none": b"text",
    "none-mark": b"\xef\xbb\xbftext",
    "none-lines": b"\n\ntext",
    "none-heading": b"# h\n---\na: 1\n---\n",
    "none-comment": b"<!--\n---\na: 1\n---\n-->\nbody",
    "none-nbsp": b"\xc2\xa0---\na: 1\n---\n",
    "nothing": b"",
    "mark-only": b"\xef\xbb\xbf",
    "toml": b"+++\na = 1\nb = [1, 2]\n[c]\nd = 'x'\n+++\n\nbody",
    "toml-dates": b"+++\na = 1979-05-27T07:32:00Z\nb = 07:32:00\nc = 1979-05-27T07:32:00\nd = 1979-05-27\n"
    b"e = 1979-05-27 00:32:00.999-07:00\nf = 1979-05-27T00:32:00.500000Z\n+++\nbody",
    "toml-crlf": b"+++\r\na = 'x'\r\nb = 1\r\n+++\r\nbody",
    "toml-empty": b"+++\n+++\nbody",
    "toml-text-behind": b"+++\na = 1\n+++ x\nbody",
    "json": b'{"a": 1, "b": {"c": "}"}}\nbody',
    "json-lines": b'\n{\n  "a": "\\"x",\n  "b": [1.5, true, null]\n}\n\nbody',
    "json-touching": b'{"a": 1}body',
    "json-empty": b"{}\r\nbody",
}
# Front matter that real sites hold in many forms.
WRITTEN = {
    "dates": "a: 2020-01-01\nb: 2020-01-01T10:00:00Z\nc: 2021-03-04 05:06:07 +0100\nd: '2020-01-01'\ne: 16:00:00\nf: 2020-1-1",
    "words": "a: yes\nb: No\nc: on\nd: TRUE\ne: false\nf: null\ng: ~\nh:\ni: Null\nj: nUll",
    "numbers": "a: 1\nb: -5\nc: 3.14\nd: 1.10\ne: .5\nf: 6.\ng: 0x1F\nh: 0o17\ni: 1,000\nj: 1.2.3\nk: +1\nl: 12345678901",
    "quotes": "a: 'it''s'\nb: \"x\\ty\\u00e9\\/\"\nc: ''\nd: \"a \\\n  b\"\ne: 'x\n\n  y'",
    "column-0": "a: 'x\ny'\nb: [x,\ny]\nc:\n  d: \"x\n  y\"",
    "blocks": "a: |\n  x\n   y\n\n\nb: >\n  x\n  y\n\n  z\nc: |-\n  x\nd: >+\n  x\n\ne: |2\n    x",
    "flow": "a: [x, 'y, z', 1, [2]]\nb: {c: 1, d: [x]}\ne: []\nf: {}\ng: [\n  x,\n  y\n]",
    "lists": "a:\n- x\n- y\nb:\n  - c: 1\n    d: 2\n  - c: 3\nc:\n- - x\n  - y",
    "anchors": "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  y: 2",
    "comments": "# x: y\na: b # c\nb: c#d # e: f\n# end",
    "links": "a: x:y\nb: http://x.y/z?q#f\nc: x, y\nd: -x\ne: ?x\nf: :x\ng: x y\n  z\nh: a%b!c*d&e",
    "letters": "a: é日本😀\nb: x\u2028y\nc: '\u00a0'\nd: x\x85y\né: 1",
    "keys": "'a b': 1\n\"c\": 2\n2020: 3\nx.y: 4",
    "control": "a: x\x08y\nb: x\x92y\nc: x\x7fy",
    "end-of-block": "a: |",
    "tags": "a: ! '12'\nb: !!str 12\nc: !!int '12'",
}


def read_here(source: bytes) -> tuple[dict[str, object], str]:
    article, findings = read_article(source, "x.md", ReadOptions())
    assert article is not None, findings
    return comparable(article.front_matter), article.body.decode()


def generated(count: int) -> Iterator[tuple[str, bytes]]:
    """Articles of pieces that real ones are made of."""
    chance = random.Random(20210120)
    words = [
        "quick",
        "brown:",
        "fox",
        "it's",
        "café",
        "日本",
        "C++",
        "a&b",
        "50%",
        "x*y",
        "#tag",
        "key:value",
        "(see",
        "below)",
        "12:30",
        "$5",
    ]
    styles = [
        "'{}'",
        '"{}"',
        "|\n  {}\n  end",
        ">-\n  {}\n  end",
        "'{}\n  end'",
        "[x, '{}']",
        "\n- '{}'\n- end",
        "\n  c: '{}'",
    ]
    plain = [
        "2020-01-01",
        "1",
        "1.5",
        "true",
        "yes",
        "null",
        "",
        "16:00:00",
        "1.2.3",
        "x y z",
        "https://example.org/a?b=c#d",
        "v1.0",
        "-1",
    ]
    for number in range(count):
        lines = []
        for key in range(chance.randrange(1, 9)):
            text = " ".join(chance.choices(words, k=chance.randrange(1, 7)))
            value = (
                chance.choice(styles).format(text.replace("'", "")) if chance.random() < 0.7 else chance.choice(plain)
            )
            lines.append(f"key{key}: {value}")
        text = "---\n" + "\n".join(lines) + "\n---\n" + chance.choice(["", "\n", "\n\n"]) + "body\n"
        yield f"generated/{number}.md", text.encode()


FILES = {f"delimited/{name}.md": source for name, source in DELIMITED.items()}
FILES |= {f"written/{name}.md": f"---\n{text}\n---\nbody".encode() for name, text in WRITTEN.items()}
FILES |= dict(generated(300))


@pytest.fixture(scope="module")
def by_hugo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, object], str]]:
    return read_with_hugo(FILES, tmp_path_factory.mktemp("odd"))


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("generated")])
def test_an_odd_file_is_read_as_hugo_reads_it(name: str, by_hugo: dict[str, tuple[dict[str, object], str]]) -> None:
    assert read_here(FILES[name]) == by_hugo[name]


def test_generated_files_are_read_as_hugo_reads_them(by_hugo: dict[str, tuple[dict[str, object], str]]) -> None:
    different = {
        name: (read_here(FILES[name]), by_hugo[name]) for name in FILES if read_here(FILES[name]) != by_hugo[name]
    }
    assert different == {}


def test_the_examples_are_read_as_hugo_reads_them(tmp_path: Path) -> None:
    files = {file.relative_to(EXAMPLES).as_posix(): file.read_bytes() for file in sorted(EXAMPLES.rglob("*.md"))}
    assert files, "there are no examples"
    hugo = read_with_hugo(files, tmp_path)
    assert hugo.keys() == files.keys()
    for name, source in files.items():
        assert read_here(source) == hugo[name], name
