"""Time of the reader over a generated corpus as a ratio to `fast_yaml` alone on the same bytes: at most 1.4.

Both sides read from memory, in turns, and the best of many rounds counts, so that a busy machine disturbs both
alike. A second line adds opening and reading the files.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from fast_yaml import safe_load

from publisher.content.files import read_articles
from publisher.content.read import ReadOptions, read_article
from publisher.content.walk import WalkOptions

LARGEST_RATIO = 1.4
CHUNK = 20
TOPICS = [
    f"{scheme}: {name}"
    for scheme in ("Medigy", "HIMSS", "Symplur")
    for name in ("Interoperability", "EHR (Electronic Health Record)", "Barriers & Guidelines")
]
WORDS = [
    "prior",
    "authorization",
    "is",
    "a",
    "process",
    "in",
    "which",
    "providers",
    "have",
    "to",
    "go",
    "through",
    "on",
    "behalf",
    "of",
    "their",
    "patients",
]


def article(number: int, chance: random.Random) -> str:
    """One article in the form that the content system writes."""
    title = " ".join(chance.choices(WORDS, k=8)).capitalize()
    topics = chance.sample(TOPICS, k=4)
    listed = "\n".join(f"- '{topic}'" for topic in topics)
    inside = ",".join(f'"{topic}"' for topic in topics).replace(" ", "\n    ", 1)
    text = "\n  ".join(" ".join(chance.choices(WORDS, k=14)) for _ in range(3))
    body = "".join(f"<p>{' '.join(chance.choices(WORDS, k=40))}</p>" for _ in range(5))
    uuid = f"{chance.getrandbits(128):032x}"
    return f"""---
aliases: /news/{title.lower().replace(" ", "-")}
archetype: curate-content
author:
- Vinit @maxinovip.com
basePath: /communities/chronic-care-management/curated-content/
breadcrumbLinks:
- /
- /communities/
- /communities/chronic-care-management/
- '#'
breadcrumbs:
- Home
- Communities
- Chronic Care Management (CCM)
- {title}
categories: []
communityTopics:
{listed}
date: '2021-01-{number % 28 + 1:02}T09:00:40.981639Z'
description: {text}
featuredImage:
  alt: {title}
  format: JPEG
  href: {uuid}-featuredImage.jpeg
  size:
  - 590
  - {chance.randrange(200, 900)}
  valid: true
  workPackage: {number + 1}
  wpAttachment:
    fileName: Curated_Featured_Image.png
    link: /api/v3/attachments/{number}/content
id: {number + 1}
identifier: Chronic Care Management (CCM)
lastMod: '2021-01-20T09:00:45.419273Z'
link:
  brand: physicianspractice.com
  href: https://www.physicianspractice.com/view/{number}
  original: https://www.physicianspractice.com/view/{number}
mdName: {uuid}
openProjectCustomFields:
  cleanUrl: https://www.physicianspractice.com/view/{number}
  medigyTopics: '[{inside}]'
owlType: Medigy Communities
slug: physicianspractice-{number}
status: ''
tags:
- news
title: {title}
type: communities/medigy-chronic-care-management
---

{body}
"""


def fastest(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The shortest time of each piece of work over all rounds, the collector of garbage kept out."""
    best = [float("inf")] * len(works)
    gc.disable()
    for _ in range(rounds):
        for number, work in enumerate(works):
            start = time.perf_counter()
            work()
            best[number] = min(best[number], time.perf_counter() - start)
        gc.collect()
    gc.enable()
    return best


def ratios(sources: list[bytes], rounds: int) -> tuple[float, float]:
    """What the reader takes, from memory and from files, for one unit of the parser's time.

    In turns over small chunks: what disturbs the machine for a moment falls out with the slower rounds.
    """
    options = ReadOptions()
    works: list[Callable[[], object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(sources), CHUNK):
            chunk = sources[first : first + CHUNK]
            texts = [source[4 : source.index(b"\n---", 3) + 1] for source in chunk]
            place = Path(folder, str(first))
            place.mkdir()
            for number, source in enumerate(chunk):
                (place / f"{number:03}.md").write_bytes(source)
            works.append(lambda texts=texts: [safe_load(text) for text in texts])  # type: ignore[misc]
            works.append(lambda chunk=chunk: [read_article(source, "x.md", options) for source in chunk])  # type: ignore[misc]
            works.append(lambda place=place: list(read_articles([str(place)], WalkOptions(), options)))  # type: ignore[misc]
        # What the reader remembers of an article is gone when it comes again: all others lie between.
        best = fastest([*works[0::3], *works[1::3], *works[2::3]], rounds)
    third = len(best) // 3
    parser, reader, files = (sum(best[kind * third : (kind + 1) * third]) for kind in range(3))
    return reader / parser, files / parser


def main() -> int:
    """Prints the ratios; the exit code is 1 where the first is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    chance = random.Random(1)
    in_memory, from_files = ratios(
        [article(number, chance).encode() for number in range(arguments.articles)], arguments.rounds
    )
    print(f"reader / fast_yaml, the same bytes in memory: {in_memory:.2f} (at most {LARGEST_RATIO})")
    print(f"reader with finding and reading the files / fast_yaml: {from_files:.2f}")
    return int(in_memory > LARGEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
