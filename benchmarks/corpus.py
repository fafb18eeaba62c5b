"""A corpus of made-up articles in the form and of the size of the content system's (3 KB each), always the same."""

from __future__ import annotations

import json
import random
from pathlib import Path
from uuid import UUID

WORDS = [
    "care",
    "clinic",
    "patient",
    "record",
    "exchange",
    "telehealth",
    "payment",
    "reform",
    "monitor",
    "nurse",
    "device",
    "privacy",
    "insurer",
    "quality",
    "market",
    "policy",
    "adoption",
    "workflow",
    "network",
    "hospital",
    "data",
    "consent",
    "trial",
    "evidence",
    "cost",
    "remote",
    "chronic",
    "access",
    "reporting",
    "system",
    "integration",
    "network",
    "physician",
    "pharmacy",
    "outcome",
    "measure",
    "standard",
    "interoperable",
    "schedule",
    "claim",
    "denial",
    "registry",
]
ROOT = Path(__file__).resolve().parent.parent
COMMUNITIES = (
    ("chronic-care-management", "Chronic Care Management (CCM)"),
    ("remote-patient-monitoring", "Remote Patient Monitoring (RPM)"),
    ("telehealth", "Telehealth & Telemedicine"),
    ("digital-therapeutics", "Digital Therapeutics (DTx)"),
    ("behavioral-health", "Behavioral Health"),
)
SCHEMES = ("Medigy", "HIMSS", "Symplur")
AUTHORS = 40
BRANDS = 300
TOPICS = 200


def title_case(random_words: list[str]) -> str:
    """The words as a title."""
    return " ".join(word.capitalize() for word in random_words)


class Corpus:
    """Makes articles one by one; topics, authors and brands come from pools, so that they repeat."""

    def __init__(self, seed: int = 20210120) -> None:
        self.random = random.Random(seed)
        pick = self.random.choices
        self.topics = [f"{pick(SCHEMES)[0]}: {title_case(pick(WORDS, k=3))}" for _ in range(TOPICS)]
        self.brands = [f"{''.join(pick(WORDS, k=2))}{n}.com" for n in range(BRANDS)]
        self.authors = [f"{title_case(pick(WORDS, k=1))} @{brand}" for brand in self.brands[:AUTHORS]]

    def article(self, number: int) -> tuple[str, str]:
        """The name and the text of one article."""
        random, pick = self.random, self.random.choices
        key = UUID(int=random.getrandbits(128), version=4)
        words = pick(WORDS, k=random.randint(4, 10))
        title = title_case(words)
        path, community = random.choice(COMMUNITIES)
        brand = random.choice(self.brands)
        slug = f"{brand.partition('.')[0]}-{'-'.join(words)}-{number}"
        address = f"https://www.{brand}/view/{'-'.join(words)}-{number}"
        topics = random.sample(self.topics, random.randint(2, 6))
        stamp = f"20{random.randint(15, 24)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}T09:00:4"
        lines = [
            f"aliases: /news/{slug}",
            "archetype: curate-content",
            "author:",
            f"- {random.choice(self.authors)}",
            f"basePath: /communities/{path}/curated-content/",
            "breadcrumbLinks:",
            "- /",
            "- /communities/",
            f"- /communities/{path}/",
            f"- /communities/{path}/curated-content",
            "- '#'",
            "breadcrumbs:",
            "- Home",
            "- Communities",
            f"- {community}",
            "- Curated Content",
            f"- {title}",
            "categories: []",
            "communityTopics:",
            *(f"- '{topic}'" for topic in topics),
            f"contentCategories: medigy-{path}-curated-content",
            f"date: '{stamp}0.{random.randint(0, 999999):06}Z'",
            f"description: {' '.join(pick(WORDS, k=18))}",
            f"  {' '.join(pick(WORDS, k=12))}",
            "featuredImage:",
            f"  alt: {title}",
            "  format: JPEG",
            f"  href: {key}-featuredImage.jpeg",
            "  size:",
            f"  - {random.randint(300, 900)}",
            f"  - {random.randint(200, 600)}",
            "  valid: true",
            f"  workPackage: {number}",
            "  wpAttachment:",
            "    fileName: Curated_Featured_Image.png",
            f"    link: /api/v3/attachments/{number}/content",
            f"id: {number}",
            f"identifier: {community}",
            f"lastMod: '{stamp}5.{random.randint(0, 999999):06}Z'",
            "link:",
            f"  brand: {brand}",
            f"  href: {address}",
            f"  original: {address}",
            f"mastHead: {community} CoP",
            f"mdName: {key}",
            "openProjectCustomFields:",
            f"  cleanUrl: {address}",
            f"  medigyTopics: '{json.dumps(topics)}'",
            f"  sourceUrl: {address}",
            "openProjectWorkPackageType: Curated Content",
            "owlType: Medigy Communities",
            "searchCategory: News",
            f"slug: {slug}",
            "source: open-project-curations",
            "status: ''",
            "sub: brief",
            "tags:",
            "- news",
            f"title: {title}",
            f"type: communities/medigy-{path}",
        ]
        front = "\n".join(lines)
        body = "".join(f"<p>{' '.join(pick(WORDS, k=60)).capitalize()}.</p>" for _ in range(2))
        return f"{key}.md", f"---\n{front}\n---\n\n{body}"


def write_corpus(folder: Path, count: int) -> None:
    """Write so many articles, in sub-folders of a thousand."""
    corpus = Corpus()
    for number in range(count):
        name, text = corpus.article(number + 1)
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / name).write_text(text, "utf-8")
