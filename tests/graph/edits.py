"""Random edits of a small project: what authors, editors and git do to a folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from small_project import CONFIGURATION, MAPPING, SHAPES, WORDS, article

CLASHES = ("page: here/\n", "page: there/\n", "mood: good\npage: here\n", "work: https://example.org/w\n")
"""What only one article can have; a clash is told with the place in the other file."""


class Editor:
    """Makes one edit after the other, the same ones for the same seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.content = folder / "content"
        self.folder = folder
        self.chance = random.Random(seed)
        self.made = 0

    def edit(self) -> str:
        """Changes something; gives its name."""
        self.made += 1
        often: list[Callable[[], object]] = [self.rewrite, self.add, self.disagree, self.agree, self.remove, self.move]
        seldom = [
            self.break_it,
            self.claim_twice,
            self.odd_key,
            self.unknown_key,
            self.long_title,
            self.no_key,
            self.undo,
        ]
        rarely = [self.change_mapping, self.change_shapes, self.change_words, self.change_configuration]
        act = self.chance.choice([*often * 3, *seldom * 2, *rarely])
        act()
        return act.__name__

    def some(self) -> Path:
        files = sorted(self.content.rglob("*.md"))
        return self.chance.choice(files) if files else self.add()

    def write(self, file: Path, text: str) -> Path:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def key(self, file: Path) -> str:
        return f"k-{file.stem}"

    def rewrite(self) -> None:
        file = self.some()
        self.write(file, article(self.key(file), f"Title {self.made}", f"t{self.chance.randrange(6)}"))

    def add(self) -> Path:
        name = f"{self.chance.choice(['', 'below/'])}n{self.made}.md"
        return self.write(self.content / name, article(f"k-n{self.made}", topic=f"t{self.chance.randrange(6)}"))

    def disagree(self) -> None:
        file = self.some()
        self.write(file, article(self.key(file), topic=f"t{self.chance.randrange(3)}", label=f"Label {self.made}"))

    def agree(self) -> None:
        for file in sorted(self.content.rglob("*.md")):
            text = file.read_bytes()
            if b"label: Label" in text:
                file.write_bytes(
                    b"\n".join(b"label: Care" if b"label: " in line else line for line in text.split(b"\n"))
                )
                return

    def remove(self) -> None:
        self.some().unlink()

    def move(self) -> None:
        file = self.some()
        file.rename(file.with_name(f"moved{self.made}-{file.name}"))

    def break_it(self) -> None:
        self.some().write_bytes(
            self.chance.choice([b"---\na: [\n---\n", b"\xff\xfe", b"", b"---\nkey: x", b"no matter"])
        )

    def claim_twice(self) -> None:
        self.write(self.some(), article(self.key(self.some()), "Another of that name"))

    def odd_key(self) -> None:
        file = self.some()
        self.write(file, article(self.key(file)).replace("title:", self.chance.choice(["Title:", "TITLE:"])))

    def unknown_key(self) -> None:
        file = self.some()
        more = self.chance.choice(
            ["mood: good\n", "draft: true\n", "tags: [a, b]\n", "tags:\n- x: 1\n", "title2: a\n", *CLASHES]
        )
        self.write(file, article(self.key(file), more=more))

    def long_title(self) -> None:
        file = self.some()
        self.write(
            file, article(self.key(file), "A title that is far too long to be of any use to anybody at all " * 2)
        )

    def no_key(self) -> None:
        self.write(self.some(), article("''", topic="t1", label=f"Label {self.made}"))

    def push_down(self) -> None:
        """Every place in a file moves, and nothing else changes."""
        file = self.some()
        file.write_bytes(file.read_bytes().replace(b"---\n", b"---\n# a remark\n", 1))

    def undo(self) -> None:
        """What stood there at first stands there again, and may be known from long ago."""
        for number, file in enumerate(sorted(self.content.rglob("*.md"))[:5]):
            self.write(file, article(f"k-{number}"))

    def change_mapping(self) -> None:
        more = self.chance.choice(["", "      - [schema:name, $(title)]\n"])
        at = "      - [schema:headline, $(title)]\n"
        (self.folder / "mapping.yaml").write_text(MAPPING.replace(at, at + more), "utf-8")

    def change_shapes(self) -> None:
        longest = self.chance.choice(["60", "8", "200"])
        (self.folder / "shapes.ttl").write_text(SHAPES.replace("maxLength 60", f"maxLength {longest}"), "utf-8")

    def change_words(self) -> None:
        label = self.chance.choice(["Topic", "Subject"])
        more = self.chance.choice(["", 'ex:more rdfs:label "More"@en .\n'])
        (self.folder / "words.ttl").write_text(WORDS.replace('"Topic"', f'"{label}"') + more, "utf-8")

    def change_configuration(self) -> None:
        more = self.chance.choice(["{draft: of no use to readers}", "{draft: of no use, mood: none of ours}"])
        text = CONFIGURATION.replace("{draft: of no use to readers}", more)
        (self.folder / "publisher.yaml").write_text(text, "utf-8")
