"""publisher.yaml: what it gives, and that every problem is told at its place in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.core.configuration import Configuration
from publisher.core.configuration_reader import read_configuration
from publisher.core.errors import ConfigurationError

MINIMAL = "site: https://www.example.org/\n"


def read(folder: Path, text: str) -> Configuration:
    (folder / "publisher.yaml").write_text(text, "utf-8")
    return read_configuration(folder)


def problems(folder: Path, text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(ConfigurationError) as raised:
        read(folder, text)
    return [(each.span.line, each.span.column, each.code) for each in raised.value.findings]


def test_a_site_is_all_that_a_project_must_say(tmp_path: Path) -> None:
    configuration = read(tmp_path, MINIMAL)
    assert configuration.base == "https://www.example.org/id/"
    assert configuration.content.folder == tmp_path / "content"
    assert configuration.release.folder == tmp_path / "build"
    assert configuration.mapping.is_file(), "the built-in profile's mapping serves"
    assert all(each.graph.startswith("https://www.example.org/id/graph/") for each in configuration.vocabularies)
    assert configuration.article_graph.startswith("https://www.example.org/id/graph/article/$(")


def test_paths_are_relative_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("mappings: {}\n")
    configuration = read(tmp_path, MINIMAL + "mapping: m.yaml\ncontent: {folder: articles}\n")
    assert configuration.mapping == tmp_path / "m.yaml"
    assert configuration.content.folder == tmp_path / "articles"


def test_externals_are_given_and_can_be_overridden(tmp_path: Path) -> None:
    (tmp_path / "publisher.yaml").write_text(MINIMAL + "external: {team: blue, color: red}\n")
    externals = read_configuration(tmp_path, {"color": "green"}).externals
    assert externals["site"] == "https://www.example.org/"
    assert externals["ontology"] == "https://www.example.org/ontology#"
    assert (externals["team"], externals["color"]) == ("blue", "green")


def test_the_language_is_cased_as_vocabularies_are(tmp_path: Path) -> None:
    configuration = read(tmp_path, MINIMAL + "language: EN-us\n")
    assert (configuration.language, configuration.externals["language"]) == ("en-US", "en-US")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(1, 1, "G103")]),
        ("- site\n", [(1, 1, "G102")]),
        ("language: en\n", [(1, 1, "G103")]),
        ("site: example.org\n", [(1, 7, "G102")]),
        ("site: https://www.example.org\n", [(1, 7, "G102")]),
        (MINIMAL + "langauge: en\n", [(2, 1, "G101")]),
        (MINIMAL + "language: english language\n", [(2, 11, "G102")]),
        (MINIMAL + "content: {foldr: x}\n", [(2, 11, "G101")]),
        (MINIMAL + "content: here\n", [(2, 10, "G102")]),
        (MINIMAL + "content: {lenient: maybe}\n", [(2, 20, "G102")]),
        (MINIMAL + "content: {max_file_size: 0}\n", [(2, 26, "G102")]),
        (MINIMAL + "mapping: none.yaml\n", [(2, 10, "G104")]),
        (MINIMAL + "shapes: [none.ttl]\n", [(2, 10, "G104")]),
        (MINIMAL + "article: {key: $(id)}\n", [(2, 10, "G103")]),
        (MINIMAL + "article: {key: $(id), graph: $(_bas)x/$(id)}\n", [(2, 30, "G105")]),
        (MINIMAL + "article: {key: $(id), graph: $(_base)x/$(name)}\n", [(2, 30, "G102")]),
        (MINIMAL + "vocabularies:\n  - {file: none.ttl, graph: relative}\n", [(3, 29, "G102"), (3, 12, "G104")]),
        (MINIMAL + "ignored: {status: [x]}\n", [(2, 19, "G102")]),
        ("site: 1\nbase: 2\nnonsense: 3\n", [(3, 1, "G101"), (1, 7, "G102"), (2, 7, "G102")]),
    ],
)
def test_every_problem_has_its_place(tmp_path: Path, text: str, places: list[tuple[int, int, str]]) -> None:
    assert problems(tmp_path, text) == places


def test_broken_yaml_has_its_place(tmp_path: Path) -> None:
    [(line, _, code)] = problems(tmp_path, MINIMAL + "content: [\n")
    assert line in {2, 3}
    assert code.startswith("C")


def test_a_misspelt_key_is_told_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read(tmp_path, MINIMAL + "langauge: en\n")
    assert "Did you mean 'language'?" in raised.value.findings[0].message


def test_a_folder_without_configuration_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="name it with -C"):
        read_configuration(tmp_path)


def test_what_is_wrong_in_the_section_on_the_dataset_stands_at_its_value(tmp_path: Path) -> None:
    text = MINIMAL + (
        "dataset:\n"
        "  titel: A\n"
        "  publisher: {type: x y}\n"
        "  contact: {name: Me, email: a b@c}\n"
        "  themes: {health: Health, https://e/x: ''}\n"
        "  spatial: [https://e/earth, earth]\n"
        "  issued: 2021-02-30\n"
        "  downloads: https://e/releases\n"
    )
    found = problems(tmp_path, text)
    assert sorted(found) == [
        (3, 3, "G101"),
        (4, 14, "G103"),
        (4, 21, "G102"),
        (5, 30, "G102"),
        (6, 20, "G102"),
        (6, 41, "G102"),
        (7, 30, "G102"),
        (8, 11, "G102"),
        (9, 14, "G102"),
    ]


def test_a_dataset_is_described_by_the_site_where_the_configuration_says_nothing(tmp_path: Path) -> None:
    dataset = read(tmp_path, MINIMAL).dataset
    assert (dataset.title, dataset.publisher.name, dataset.is_given) == (
        "Articles of www.example.org",
        "www.example.org",
        False,
    )
    assert dataset.files == "https://www.example.org/id/file/"
    assert dataset.missing_mandatory == ("title", "description", "publisher")
