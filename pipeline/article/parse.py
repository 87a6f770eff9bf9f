"""Parse: a source text becomes an article with all its records, mentions and cross-references; concepts come later."""

import re

from pipeline.article.assemble import assemble
from pipeline.errors import SourceError
from pipeline.mentions.link import link_mentions
from pipeline.page.blocks import split_blocks
from pipeline.page.pieces import Cut
from schemas.article import Article
from schemas.source import SourceText

_LOGIN = re.compile(
    r"sorry,? (?:the page|we (?:could|can)(?:not|n't))|page (?:could )?not (?:be )?found|access denied|404 not found"
    r"|(?:sign|log) ?in to (?:your|continue)|forgot(?:ten)? (?:your )?password|enable (?:javascript|cookies)"
    r"|(?:are|you're) (?:not )?a (?:human|robot)|captcha|session (?:has )?(?:expired|timed out)|service unavailable",
    re.IGNORECASE,
)
_FIRST_WORDS = 4000
_HEAD_KINDS = frozenset(("date_line", "doi_line", "subject_title"))


def parse_article(source: SourceText) -> Article:
    """Return the article in ``source``.

    Raises:
        SourceError: The text is no article: it is empty, a login or error page, or shows neither the head of an
            article nor a single citation.
    """
    cut = split_blocks(source.text)
    _require_article(source, cut)
    return link_mentions(assemble(source, cut), source.text)


def _require_article(source: SourceText, cut: Cut) -> None:
    kinds = {piece.kind for piece in cut.pieces}
    if kinds & _HEAD_KINDS or "citation" in kinds or {"contents_title", "contents_entry"} <= kinds:
        return
    if not kinds:
        raise _error(source, "source-empty", "The text is empty.", "Offer the text of an article.")
    if _LOGIN.search(source.text[:_FIRST_WORDS]):
        raise _error(
            source,
            "login-page",
            "The text is a login or error page, not an article.",
            "Open the article in a browser, sign in if needed, and save its text again.",
        )
    raise _error(
        source,
        "no-article",
        "The text shows neither the head of an article nor a citation.",
        "Check that the file is the text of an annotated bibliography.",
    )


def _error(source: SourceText, code: str, reason: str, remedy: str) -> SourceError:
    return SourceError(
        code, reason, remedy, path=source.path, part=source.part, line=source.first_line, sha256=source.sha256
    )
