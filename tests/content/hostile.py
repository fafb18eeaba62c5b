"""Inputs that mean harm, or that went wrong: each with the code of the finding it must give, or None for a value."""

from __future__ import annotations

from typing import NamedTuple


class Hostile(NamedTuple):
    """One input; ``code`` is that of one finding which must be there, ``value`` what the key ``a`` must hold."""

    source: bytes
    code: str | None = None
    value: object = None


def yaml(text: str | bytes) -> bytes:
    """A file with this front matter."""
    inner = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return b"---\n" + inner + b"\n---\nbody\n"


def bomb(levels: int, width: int) -> str:
    """Aliases of aliases: width to the power of levels."""
    lines = ["a0: &a0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines)


def merge_bomb(levels: int, width: int) -> str:
    """Merges of merges."""
    lines = ["a0: &a0 {k0: 1}"]
    lines += [f"a{n}: &a{n}\n  <<: [" + ", ".join([f"*a{n - 1}"] * width) + f"]\n  k{n}: 1" for n in range(1, levels)]
    return "\n".join(lines)


def nested(levels: int) -> str:
    """Block mappings inside each other."""
    return "\n".join(" " * n + "a:" for n in range(levels))


MANY = 100_000
HOSTILE: dict[str, Hostile] = {
    "alias bomb 9 by 9": Hostile(yaml(bomb(9, 9)), "C104"),
    "alias bomb 25 by 2": Hostile(yaml(bomb(25, 2)), "C104"),
    "alias bomb of long text": Hostile(yaml(f"a: &a {'x' * 100_000}\nb: [" + ", ".join(["*a"] * 1000) + "]"), "C104"),
    "merge bomb 9 by 9": Hostile(yaml(merge_bomb(9, 9)), "C104"),
    "merge bomb 25 by 2": Hostile(yaml(merge_bomb(25, 2)), "C104"),
    "merge of many keys": Hostile(
        yaml(
            "x: &x {"
            + ", ".join(f"k{n}: 1" for n in range(5000))
            + "}\n"
            + "\n".join(f"m{n}: {{<<: *x}}" for n in range(5000))
        ),
        "C104",
    ),
    "brackets": Hostile(yaml("a: " + "[" * MANY), "C103"),
    "brackets closed": Hostile(yaml("a: " + "[" * MANY + "]" * MANY), "C103"),
    "braces": Hostile(yaml("a: " + "{a:" * MANY), "C101"),
    "braces with blanks": Hostile(yaml("a: " + "{a: " * MANY), "C103"),
    "dashes": Hostile(yaml("a:\n" + "- " * MANY), "C103"),
    "question marks": Hostile(yaml("? " * MANY), "C105"),
    "mixed brackets": Hostile(yaml("a: " + "[{a: " * MANY), "C103"),
    "colons": Hostile(yaml("a: " + ": " * MANY), "C101"),
    "ampersands": Hostile(yaml("a: " + "&x " * MANY), "C101"),
    "exclamation marks": Hostile(yaml("a: " + "! " * MANY), "C101"),
    "block mappings 3,000 deep": Hostile(yaml(nested(1400)), "C103"),
    "block mappings 3,000 deep, too large": Hostile(yaml(nested(3000)), "C002"),
    "block mappings 129 deep": Hostile(yaml(nested(130)), "C103"),
    "block mappings 100 deep": Hostile(yaml(nested(100))),
    "recursive anchor in a list": Hostile(yaml("a: &a [*a]"), "C107"),
    "recursive anchor in a mapping": Hostile(yaml("a: &a {b: *a}"), "C107"),
    "recursive merge": Hostile(yaml("a: &a\n  <<: *a\n"), "C107"),
    "recursive anchor at the root": Hostile(yaml("&a\na: *a"), "C107"),
    "unknown alias": Hostile(yaml("a: *nothing"), "C107"),
    "scalar of 50 MB": Hostile(yaml("a: " + "x" * 50_000_000), "C002"),
    "scalar of 10 MB": Hostile(yaml("a: " + "x" * 10_000_000), "C002"),
    "scalar of 1 MB": Hostile(yaml("a: " + "x" * 1_000_000), None, "x" * 1_000_000),
    "quoted scalar of 1 MB in lines": Hostile(yaml("a: '" + "xxxxxxx\n  " * 100_000 + "'")),
    "body of 15 MB": Hostile(yaml("a: 1") + b"x" * 15_000_000, None, 1),
    "a million keys": Hostile(yaml("\n".join(f"k{n}: 1" for n in range(1_000_000))), "C002"),
    "50,000 keys": Hostile(yaml("\n".join(f"k{n}: 1" for n in range(50_000)))),
    "a list of 400,000": Hostile(yaml("a: [" + "1," * 400_000 + "1]"), "C103"),
    "NUL in front matter": Hostile(yaml("a: x\0y"), "C004"),
    "NUL in the body": Hostile(yaml("a: 1") + b"\0", "C004"),
    "control character": Hostile(yaml("a: x\x08y"), "C115", "x\x08y"),
    "escape character": Hostile(yaml("a: \x1b[31mred"), "C115", "\x1b[31mred"),
    "delete": Hostile(yaml("a: x\x7fy"), "C115", "x\x7fy"),
    "C1 character": Hostile(yaml("a: x\x92y"), "C115", "x\x92y"),
    "noncharacter": Hostile(yaml("a: x\ufffey"), "C115", "x\ufffey"),
    "U+2028 in plain text": Hostile(yaml("a: x\u2028y"), None, "x\u2028y"),
    "U+2028 in plain text, slow": Hostile(yaml("a: x\u2028y\nb: yes"), "C111", "x\u2028y"),
    "U+0085 in plain text": Hostile(yaml("a: x\x85y"), None, "x\x85y"),
    "U+0085 in plain text, slow": Hostile(yaml("a: x\x85y\nb: yes"), "C111", "x\x85y"),
    "U+2029 in quotes, slow": Hostile(yaml("a: 'x\u2029y'\nb: yes"), "C111", "x\u2029y"),
    "byte order mark inside": Hostile(yaml("a: x\ufeffy\nb: yes"), "C111", "x\ufeffy"),
    "every letter of private use": Hostile(
        yaml("a: '" + "".join(map(chr, range(0xE000, 0xF900))) + '\'\nb: "x\u2028\\ud83d\\ude00"'), "C106"
    ),
    "invalid UTF-8 in front matter": Hostile(yaml(b"a: \xff"), "C003"),
    "invalid UTF-8 in the body": Hostile(yaml("a: 1") + b"\xc3\x28", "C003"),
    "overlong UTF-8": Hostile(yaml(b"a: \xc0\xaf"), "C003"),
    "a surrogate in UTF-8": Hostile(yaml(b"a: \xed\xa0\x80"), "C003"),
    "UTF-8 cut short": Hostile(b"---\na: 1\n---\n\xf0\x9f", "C003"),
    "UTF-16 with a mark": Hostile("---\na: 1\n---\n".encode("utf-16"), "C003"),
    "UTF-16 without a mark": Hostile("---\na: 1\n---\n".encode("utf-16-le"), "C004"),
    "lone surrogate as escape": Hostile(yaml('a: "\\ud83d"'), "C106"),
    "low surrogate as escape": Hostile(yaml('a: "x\\ude00y"'), "C106"),
    "surrogates the wrong way round": Hostile(yaml('a: "\\ude00\\ud83d"'), "C106"),
    "a pair of surrogates": Hostile(yaml('a: "\\ud83d\\ude00"'), None, "\U0001f600"),
    "a pair of surrogates with capitals": Hostile(yaml('a: "\\uD83D\\uDE00"'), None, "\U0001f600"),
    "a surrogate behind an escaped backslash": Hostile(yaml('a: "\\\\ud83d"\nb: yes'), "C111", "\\ud83d"),
    "a surrogate escape in single quotes": Hostile(yaml("a: '\\ud83D'\nb: yes"), "C111", "\\ud83D"),
    "an escape beyond Unicode": Hostile(yaml('a: "\\U00110000"'), "C101"),
    "an escape of NUL": Hostile(yaml('a: "\\0"'), "C115", "\0"),
    "an unknown escape": Hostile(yaml('a: "\\q"'), "C101"),
    "integer of 100,000 digits": Hostile(yaml("a: " + "9" * 100_000), "C103"),
    "integer of 4,000 digits": Hostile(yaml("a: " + "9" * 4000), "C112", int("9" * 4000)),
    "hexadecimal of 100,000 digits": Hostile(yaml("a: 0x" + "f" * 100_000), None, "0x" + "f" * 100_000),
    "1e400": Hostile(yaml("a: 1e400"), "C112", float("inf")),
    "exponent of 100,000 digits": Hostile(yaml("a: 1e" + "9" * 100_000), "C112", float("inf")),
    ".nan": Hostile(yaml("a: .nan")),
    ".inf": Hostile(yaml("a: -.inf"), None, float("-inf")),
    "duplicate key": Hostile(yaml("a: 1\na: 2"), "C102"),
    "duplicate key, nested": Hostile(yaml("x:\n  a: 1\n  b: 2\n  a: 3"), "C102"),
    "duplicate key in a flow mapping": Hostile(yaml("x: {a: 1, a: 2}"), "C102"),
    "duplicate key, quoted": Hostile(yaml("a: 1\n'a': 2"), "C102"),
    "duplicate key, escaped": Hostile(yaml('a: 1\n"\\x61": 2'), "C102"),
    "duplicate key behind a hidden colon": Hostile(yaml('b: "\\x3a"\na: 1\na: 2'), "C102"),
    "duplicate key behind an alias": Hostile(yaml("b: &b {c: 1}\nd: *b\na: 1\na: 2"), "C102"),
    "duplicate key without colon": Hostile(yaml("? a\n? a\n"), "C102"),
    "duplicate merge key": Hostile(yaml("a: {<<: {b: 1}, <<: {c: 1}}"), "C108"),
    "merge of a text": Hostile(yaml("<<: text"), "C108"),
    "!!python/object/apply": Hostile(
        yaml("a: !!python/object/apply:os.system ['touch pwned']"), "C110", ["touch pwned"]
    ),
    "!!python/name": Hostile(yaml("a: !!python/name:os.system x"), "C110", "x"),
    "unknown tag": Hostile(yaml("a: !vault secret"), "C110", "secret"),
    "unknown tag on a number": Hostile(yaml("a: !n 12"), "C110", 12),
    "non-specific tag": Hostile(yaml("a: ! '12'"), None, "12"),
    "tag of 100,000 letters": Hostile(yaml("a: !" + "x" * MANY + " 1"), "C110", 1),
    "set": Hostile(yaml("a: !!set {b, c}"), None, {"b": None, "c": None}),
    "CR line ends": Hostile(b"---\ra: 1\rb: 2\r---\rbody", None, 1),
    "CR line ends, broken": Hostile(b"---\ra: 1\rb: [\r---\rbody", "C101"),
    "delimiter inside a block scalar": Hostile(yaml("a: |\n  x\n  ---\n  y"), None, "x\n---\ny\n"),
    "several documents": Hostile(yaml("a: 1\n...\nb: 2"), "C109", 1),
    "tab as indentation": Hostile(yaml("a:\n\tb: 1"), "C101"),
    "tab behind a colon": Hostile(yaml("a:\tb"), None, "b"),
    "tab inside a value": Hostile(yaml("a: b\tc"), None, "b\tc"),
    "complex key": Hostile(yaml("? [a, b]\n: 1"), "C105"),
    "mapping as key": Hostile(yaml("{a: 1}: 2"), "C105"),
    "alias of a list as key": Hostile(yaml("x: &x [1]\n*x : 2"), "C105"),
    "template braces": Hostile(yaml("a: {{ title }}"), "C105"),
    "template braces in quotes": Hostile(yaml("a: '{{ title }}'"), None, "{{ title }}"),
    "key of 2,000 characters": Hostile(yaml("k" * 2000 + ": 1"), "C101"),
    "explicit key of 2,000 characters": Hostile(yaml("? " + "k" * 2000 + "\n: 1")),
    "quoted text at column 0": Hostile(yaml("a: 'x\ny'"), "C114", "x y"),
    "flow list at column 0": Hostile(yaml("a: [x,\ny]"), "C114", ["x", "y"]),
    "front matter never closed": Hostile(b"---\na: 1\nbody", "C012"),
    "delimiter with text": Hostile(b"--- x\na: 1\n---\n", "C011"),
    "a list as root": Hostile(yaml("- a"), "C014"),
    "a text as root": Hostile(yaml("a"), "C014"),
    "JSON brackets": Hostile(b'{"a": ' + b"[" * MANY, "C016"),
    "JSON objects": Hostile(b'{"a":' * MANY, "C016"),
    "JSON that ends early": Hostile(b'{"a": "x', "C016"),
    "JSON with a lone surrogate": Hostile(b'{"a": "\\ud83d"}', "C016"),
    "JSON with a pair of surrogates": Hostile(b'{"a": "\\ud83d\\ude00"}', None, "\U0001f600"),
    "JSON with a duplicate key": Hostile(b'{"a": 1, "b": {"c": 1, "c": 2}}', "C017"),
    "JSON with 1e400": Hostile(b'{"a": 1e400}', "C016"),
    "JSON with NaN": Hostile(b'{"a": NaN}', "C016"),
    "JSON with 100,000 digits": Hostile(b'{"a": ' + b"9" * MANY + b"}", "C016"),
    "JSON of 2 MB": Hostile(b'{"a": "' + b"x" * 2_000_000 + b'"}', "C002"),
    "TOML brackets": Hostile(b"+++\na = " + b"[" * MANY + b"\n+++\n", "C015"),
    "TOML dotted key": Hostile(b"+++\n" + b".".join([b"a"] * MANY) + b" = 1\n+++\n", "C015"),
    "TOML long word": Hostile(b"+++\na = '" + b"x-" * 400_000 + b"'\n+++\n"),
    "TOML duplicate key": Hostile(b"+++\na = 1\na = 2\n+++\n", "C015"),
    "TOML many tables": Hostile(b"+++\n" + b"".join(b"[t%d]\n" % n for n in range(20_000)) + b"+++\n"),
    "TOML with 100,000 digits": Hostile(b"+++\na = " + b"9" * MANY + b"\n+++\n", "C015"),
    "TOML with a bad date": Hostile(b"+++\na = 2021-13-45\n+++\n", "C015"),
}
