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
KEY_IS_NO_NAME = Rule(
    "X106",
    "article-key-is-no-name",
    Severity.ERROR,
    "An article's key is empty, or a dot or two dots, which in an address mean the folder itself and the one above: "
    "whatever resolves the article's IRI comes to something else.",
    "Give the article a key that is a name.",
)
PAGE_TWICE = Rule(
    "X107",
    "page-of-two-articles",
    Severity.ERROR,
    "Two articles have one page: the site would show one of them, and their graphs would speak of one page. "
    "The second one is left out.",
    "Give one of the two another address.",
)
OLD_ADDRESS_IS_PAGE = Rule(
    "X108",
    "old-address-is-a-page",
    Severity.ERROR,
    "An old address of one article is the page of another: who asks for it would be led away from the page that is there.",
    "Remove the old address from the first, or give the other article another address.",
)
OLD_ADDRESS_TWICE = Rule(
    "X109",
    "old-address-twice",
    Severity.WARNING,
    "Two articles name the same old address; it can lead to one page only.",
    "Keep it with the article that once had it.",
)
WORK_TWICE = Rule(
    "X110",
    "source-work-twice",
    Severity.WARNING,
    "Two articles for the same community are based on the same source work: most often one was curated twice.",
    "Keep one of the two, or leave both if they tell different things of the work.",
)
WORK_ELSEWHERE = Rule(
    "X111",
    "source-work-elsewhere",
    Severity.INFO,
    "Articles for two communities are based on the same source work.",
    "Nothing has to change; the curators may wish to know of each other's article.",
)
RESERVED_GRAPH = Rule(
    "X112",
    "graph-of-the-publication",
    Severity.ERROR,
    "The data would stand in a graph in which the publisher itself tells of the release or of a store: "
    "the next release or load would overwrite it.",
    "Give the graph another name in the mapping or the configuration.",
)
NO_ARTICLES = Rule(
    "X113",
    "no-articles",
    Severity.ERROR,
    "No file of the configured folder is an article, by its name: nothing would be published, and what was published before "
    "would be gone.",
    "Correct content.folder, or content.include and content.ignore; `build --allow-findings` publishes an empty release.",
)
NOT_PUBLISHED = Rule(
    "X114",
    "mapping-is-not-published",
    Severity.ERROR,
    "A triples map over a JSON file makes triples with `publisher map` alone: a release holds what articles and "
    "vocabularies say, so those triples would be missing from it.",
    "Put the map into a mapping file of its own, write its triples by `publisher map --mapping FILE --format turtle`, and "
    "name the result under vocabularies.",
)

CORPUS_RULES: tuple[Rule, ...] = (
    NO_ARTICLE_KEY,
    DUPLICATE_ARTICLE,
    UNMAPPED_KEY,
    UNUSED_REFERENCE,
    TRIPLE_IN_TWO_GRAPHS,
    KEY_IS_NO_NAME,
    PAGE_TWICE,
    OLD_ADDRESS_IS_PAGE,
    OLD_ADDRESS_TWICE,
    WORK_TWICE,
    WORK_ELSEWHERE,
    RESERVED_GRAPH,
    NO_ARTICLES,
    NOT_PUBLISHED,
)
