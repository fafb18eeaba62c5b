"""Findings set aside by the configuration and by comments, in `validate` and `build` alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import project, run
from hypothesis import given
from hypothesis import strategies as st

from publisher.validation.control.comments import ignoring_comments


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The one article of a project; its title is empty, which is an error."""
    folder = project(tmp_path, 1)
    [file] = (folder / "examples" / "content").iterdir()
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join("title: ''" if line.startswith("title: ") else line for line in lines), "utf-8")
    return file


def found(article: Path, *arguments: str) -> list[tuple[str, int]]:
    done = run("validate", "--format", "json", *arguments, cwd=article.parents[2])
    return [(each["code"], each["line"]) for each in json.loads(done.stdout)]


def edit(article: Path, old: str, new: str) -> None:
    text = article.read_text("utf-8")
    assert text.count(old) == 1
    article.write_text(text.replace(old, new), "utf-8")


def codes(article: Path) -> set[str]:
    return {code for code, _ in found(article)}


@pytest.mark.parametrize(
    "new",
    [
        "title: '' # publisher: ignore article-headline",
        "title: ''  # publisher: ignore article-headline -- there is none yet",
        "# publisher: ignore article-headline\ntitle: ''",
        "#publisher: ignore article-headline\n\n# another comment\ntitle: ''",
        "# publisher: ignore article-headline # there is none yet\ntitle: ''",
        "# publisher: ignore-file article-headline\nstray: x\ntitle: ''",
    ],
)
def test_a_comment_sets_aside_what_is_found_in_its_line_or_the_next(article: Path, new: str) -> None:
    assert "article-headline" in codes(article)
    edit(article, "title: ''", new)
    assert not codes(article) & {"article-headline", "V302", "V303"}


@pytest.mark.parametrize(
    "new",
    [
        "# publisher: ignore article-headline\nstray: x\ntitle: ''",
        "title: ''\n# publisher: ignore article-headline\nstray: x",
        "title: '' # publisher: ignore article-description",
        "stray: 'a # publisher: ignore-file article-headline'\ntitle: ''",
        "stray: |\n  # publisher: ignore-file article-headline\ntitle: ''",
        "title: ''# publisher: ignore article-headline".replace("''#", "'' #").replace("publisher: ", "publisher "),
    ],
)
def test_what_is_no_such_comment_sets_nothing_aside(article: Path, new: str) -> None:
    edit(article, "title: ''", new)
    assert "article-headline" in codes(article)


def test_what_is_missing_is_ignored_at_the_opening_line(article: Path) -> None:
    edit(article, "title: ''\n", "")
    article.write_text(
        article.read_text("utf-8").replace("---\n", "--- # publisher: ignore article-headline\n", 1), "utf-8"
    )
    assert not codes(article) & {"article-headline", "V302"}


def test_a_comment_in_the_body_counts_for_the_file(article: Path) -> None:
    article.write_text(article.read_text("utf-8") + "\n<!-- publisher: ignore-file article-headline -->\n", "utf-8")
    assert not codes(article) & {"article-headline", "V302"}


def test_a_comment_that_is_not_needed_is_a_note_and_an_unknown_code_a_warning(article: Path) -> None:
    edit(article, "title: ''", "title: Good # publisher: ignore article-headline, article-hedline")
    done = run("validate", "--format", "json", cwd=article.parents[2])
    said = {each["code"]: each for each in json.loads(done.stdout) if each["code"].startswith("V30")}
    assert said["V302"]["severity"] == "info"
    assert said["V303"]["severity"] == "warning"
    assert "article-headline" in said["V303"]["message"]
    assert said["V303"]["column"] - said["V302"]["column"] == len("article-headline, ")


def test_the_configuration_sets_aside_by_pattern_and_rule(article: Path) -> None:
    configuration = article.parents[2] / "publisher.yaml"
    before = configuration.read_text("utf-8")
    for pattern in ("examples/content/**", "examples/content", article.name, "*.md", f"examples/*/{article.name}"):
        configuration.write_text(
            f"{before}\nvalidation:\n  ignore:\n  - paths: '{pattern}'\n    rules: article-headline\n    reason: later\n"
        )
        assert not codes(article) & {"article-headline", "V302"}, pattern
    configuration.write_text(
        f"{before}\nvalidation: {{ignore: [{{paths: [other/**], rules: [article-headline, nothing-such]}}]}}\n"
    )
    assert codes(article) >= {"article-headline", "V302", "V303"}
    assert not {code for code, _ in found(article, str(article))} & {"V302", "V303"}, "of a part it is not known"


@pytest.mark.parametrize("rest", ["rules: [X]", "paths: [x]", "paths: [x]\n    rule: [X]", "paths: 5\n    rules: [X]"])
def test_a_broken_entry_is_an_error_with_its_place(article: Path, rest: str) -> None:
    configuration = article.parents[2] / "publisher.yaml"
    configuration.write_text(f"{configuration.read_text('utf-8')}\nvalidation:\n  ignore:\n  - {rest}\n", "utf-8")
    done = run("validate", cwd=article.parents[2])
    assert done.returncode == 2
    assert "publisher.yaml:" in done.stderr


def test_a_build_honours_what_is_ignored(article: Path) -> None:
    folder = article.parents[2]
    assert run("build", cwd=folder).returncode == 1
    edit(article, "title: ''", "title: '' # publisher: ignore article-headline")
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert run("build", cwd=folder).returncode == 0, "out of the cache too"


LOSSES = {
    "C102": lambda text: text.replace("title: ''", "title: A\ntitle: B # publisher: ignore C102"),
    "C101": lambda text: text.replace("title: ''", "title: [x\n# publisher: ignore-file C101"),
    "X106": lambda text: re.sub(r"mdName: .*", "mdName: '..' # publisher: ignore X106", text),
    "D110": lambda text: re.sub(r"mdName: .*\n", "", text) + "\n<!-- publisher: ignore-file D110 -->\n",
    "C003": lambda text: text.replace("title: ''", "title: Caf\udce9 # publisher: ignore C003"),
}


@pytest.mark.parametrize("code", LOSSES)
def test_an_article_is_never_lost_by_an_ignored_error(article: Path, code: str) -> None:
    text = article.read_text("utf-8")
    article.write_bytes(LOSSES[code](text).encode("utf-8", "surrogateescape"))
    assert codes(article) >= {code, "V304"}
    edit_bytes = article.read_bytes().replace(b"publisher: ignore", b"published: ignore")
    article.write_bytes(edit_bytes)
    configuration = article.parents[2] / "publisher.yaml"
    ignore = f"validation: {{ignore: [{{paths: ['*.md'], rules: [{code}], reason: later}}]}}\n"
    configuration.write_text(configuration.read_text("utf-8") + ignore, "utf-8")
    for _ in range(2):  # the second time out of the cache
        assert codes(article) >= {code, "V304"}
        done = run("build", cwd=article.parents[2])
        assert done.returncode == 1, done.stdout
        assert "0 articles, 1 article left out, " in done.stdout


def test_a_second_file_of_an_article_is_told_though_it_is_ignored(article: Path) -> None:
    edit(article, "title: ''", "title: Good")
    text = article.read_text("utf-8")
    (article.parent / "zz.md").write_text(re.sub(r"(mdName: .*)", r"\1 # publisher: ignore X102", text), "utf-8")
    assert codes(article) >= {"X102", "V304"}
    done = run("build", "--allow-findings", cwd=article.parents[2])
    assert done.returncode == 0
    assert "1 articles, 1 article left out, " in done.stdout


@pytest.mark.parametrize(
    "new",
    [
        "title: '' # publisher:ignore article-headline",
        "title: '' # publisher: ignore",
        "# publisher: ignore-file\ntitle: ''",
        "# publisher: ignore: article-headline\ntitle: ''",
    ],
)
def test_a_comment_that_almost_ignores_is_told(article: Path, new: str) -> None:
    edit(article, "title: ''", new)
    [line] = [line for code, line in found(article) if code == "V305"]
    assert "publisher:" in article.read_text("utf-8").split("\n")[line - 1]
    assert "article-headline" in codes(article)
    article.write_text(article.read_text("utf-8") + "\n<!-- publisher:ignore article-headline -->\n", "utf-8")
    assert [code for code, _ in found(article)].count("V305") == 2


def test_other_comments_and_texts_of_a_publisher_are_not_told(article: Path) -> None:
    edit(article, "title: ''", "title: '# publisher:ignore x' # the publisher: ignored it; publisher:ignored")
    assert "V305" not in codes(article)


@given(st.text(alphabet="#-! \n<>publishergnoe:,'\"|x", max_size=60))
def test_no_text_breaks_the_reading_of_comments(text: str) -> None:
    source = f"---\na: x # publisher: ignore {text}\nb: {text}\n---\n<!-- publisher: ignore A {text}".encode()
    for comment in ignoring_comments("a.md", source):
        lines = source.decode().split("\n")
        assert lines[comment.place.line - 1][comment.place.column - 1 :].startswith(comment.code)


def test_how_many_are_ignored_is_told(article: Path) -> None:
    edit(article, "title: ''", "title: '' # publisher: ignore article-headline")
    for _ in range(2):  # from nothing, and with the cache
        done = run("validate", cwd=article.parents[2])
        assert "1 ignored by publisher.yaml or a comment and not shown: 1 article-headline" in done.stderr
    edit(article, " # publisher: ignore article-headline", "")
    assert "ignored" not in run("validate", cwd=article.parents[2]).stderr
