"""The rules that hold over the whole corpus, and those of releases."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

NO_ARTICLE_KEY = Rule(
    "X101",
    "article-without-key",
    Severity.ERROR,
    "An article's graph is named after its key, so an article without a key cannot be published.",
    "Give the front matter the key that the configuration names under article.",
)
DUPLICATE_ARTICLE = Rule(
    "X102",
    "duplicate-article",
    Severity.ERROR,
    "Two files claim the same article: what one says would be lost, or mixed with what the other says.",
    "Give one of the files a key of its own, or remove it.",
)
UNMAPPED_KEY = Rule(
    "X103",
    "unmapped-key",
    Severity.WARNING,
    "A front-matter key is neither mapped nor named as ignored, so what authors write there is not published.",
    "Map the key, or name it under ignored in the configuration, with the reason.",
)
UNUSED_REFERENCE = Rule(
    "X104",
    "reference-to-no-field",
    Severity.WARNING,
    "The mapping refers to a field that occurs in no article, so it never gives anything.",
    "Correct the reference, or remove it.",
)
TRIPLE_IN_TWO_GRAPHS = Rule(
    "X105",
    "triple-in-two-graphs",
    Severity.ERROR,
    "A triple stands in two graphs of the release: some stores count it twice, and removing one graph would not remove it.",
    "Write the triple to one graph only: give the node that several articles mention a graph of its own.",
)

CORPUS_RULES: tuple[Rule, ...] = (
    NO_ARTICLE_KEY,
    DUPLICATE_ARTICLE,
    UNMAPPED_KEY,
    UNUSED_REFERENCE,
    TRIPLE_IN_TWO_GRAPHS,
)
