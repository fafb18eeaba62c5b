"""Findings that the configuration or a comment sets aside, and what is to be said of those that set nothing aside."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from publisher.content.files import SourceFile
from publisher.content.globs import Globs
from publisher.core.configuration_ignores import IgnoredRule
from publisher.core.findings import Finding, RelatedPlace, Severity, distinct
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.validation.control.comments import IgnoringComment, ignoring_comments
from publisher.validation.control.rules import (
    IGNORE_OF_LOSS,
    UNKNOWN_IGNORED_RULE,
    UNNEEDED_IGNORE,
    UNREADABLE_IGNORE,
)


class Ignores:
    """What is ignored in one run. ``folder`` is that of the configuration, which its patterns are relative to.

    ``codes`` gives the codes that there are, and is asked only where something is ignored. ``counts`` tells how many
    findings of each code were ignored so far.
    """

    def __init__(self, rules: Sequence[IgnoredRule], folder: Path, codes: Callable[[], Iterable[str]]) -> None:
        self._folder = str(folder)
        self._codes = codes
        self._rules = [(rule, Globs((), rule.patterns)) for rule in rules]
        self._comments: dict[str, list[IgnoringComment]] = {}
        self._needed: set[SourceSpan] = set()
        self._unsure: set[str] = set()
        self._refused: dict[SourceSpan, Finding] = {}
        self.counts = Counter[str]()

    def look_at(self, file: SourceFile) -> None:
        """Reads the comments of one file, before its findings are asked about."""
        comments = ignoring_comments(file.path, file.source) if file.source else []
        if comments:
            self._comments[file.path] = comments

    def leave(self, path: str) -> None:
        """Says nothing of what ignores nothing in a file that was not checked to the end."""
        self._unsure.add(path)

    def kept(self, findings: Iterable[Finding], left_out: Collection[str] = ()) -> list[Finding]:
        """The findings that are not ignored. No error is, of a file whose article is left out: the loss would be silent."""
        if not self._rules and not self._comments:
            return list(findings)
        kept: list[Finding] = []
        ignored: list[Finding] = []
        for each in findings:
            (ignored if self._is_ignored(each, left_out) else kept).append(each)
        self.counts.update(each.code for each in distinct(ignored))
        return kept

    def closing(self, *, is_whole: bool) -> list[Finding]:
        """What ignores nothing, or names no rule; of the configuration's only where the whole corpus was looked at."""
        said = [
            finding
            for each in self._comments.values()
            for comment in each
            for finding in self._said(comment.code, comment.place)
        ]
        if is_whole:
            said += [finding for rule, _ in self._rules for finding in self._said(rule.code, rule.place)]
        said += [_refusal(place, finding) for place, finding in self._refused.items()]
        return sorted(said, key=Finding.sort_key)

    def _is_ignored(self, finding: Finding, left_out: Collection[str]) -> bool:
        places = [
            comment.place
            for comment in self._comments.get(finding.span.path, ())
            if comment.code == finding.code and comment.line in {None, finding.span.line}
        ]
        places += [
            rule.place for rule, globs in self._rules if rule.code == finding.code and self._matches(globs, finding)
        ]
        self._needed.update(places)
        if finding.severity is Severity.ERROR and finding.span.path in left_out:
            for place in places:
                self._refused.setdefault(place, finding)
            return False
        return bool(places)

    def _matches(self, globs: Globs, finding: Finding) -> bool:
        """Whether a pattern names the file, or a folder that it is in."""
        path = os.path.relpath(finding.span.path, self._folder).replace(os.sep, "/")
        segments = path.split("/")
        return any(globs.names("/".join(segments[:length])) for length in range(1, len(segments) + 1))

    def _said(self, code: str, place: SourceSpan) -> Iterator[Finding]:
        if not code:
            yield UNREADABLE_IGNORE.at(place, "this ignores nothing: write 'publisher: ignore CODE', with its blanks")
        elif code not in self._known:
            hint = did_you_mean(code, self._known)
            yield UNKNOWN_IGNORED_RULE.at(place, f"there is no rule {code!r} to ignore.{hint}", value=code)
        elif place not in self._needed and place.path not in self._unsure:
            yield UNNEEDED_IGNORE.at(place, f"nothing is reported here by {code}, which is ignored", value=code)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._codes())


def _refusal(place: SourceSpan, finding: Finding) -> Finding:
    return IGNORE_OF_LOSS.at(
        place,
        f"{finding.code} cannot be ignored in {finding.span.path}: the article is left out of the release; "
        "mend it, or leave the file out on purpose with content.ignore",
        value=finding.code,
        related=(RelatedPlace(finding.span, "what is not ignored"),),
    )
