"""Pages for tests: page text becomes an article, as it would from a file."""

from pipeline.article.parse import parse_article
from pipeline.prose import clean_prose
from pipeline.sources.decode import decode
from schemas import Article, SourceText


def source_of(text: str) -> SourceText:
    """Return the source text a file with this text would give."""
    decoded = decode(text.encode("utf-8", "surrogatepass"))
    return SourceText(path="page.txt", sha256="0" * 64, encoding=decoded.encoding, part=0, text=decoded.text)


def article_of(text: str) -> Article:
    """Return the article of this page."""
    return parse_article(source_of(text))


def read_page(text: str) -> list[str]:
    """Return what is read from a page, a line a record: sections, paragraphs, works, and the notes under them.

    Sections without a body end in ``…``; what stands in the text but was not understood begins with ``?``.
    """
    article = article_of(text)
    lines: list[str] = []
    for section in article.sections:
        depth = "#" * (section.level or 1)
        lines.append(f"{depth} {section.heading}" + " …" * (section.availability == "contents_only"))
        lines += [f"¶ {paragraph.text}" for paragraph in section.paragraphs]
        for citation in section.citations:
            lines.append(f"• {clean_prose(citation.raw)}")
            lines += [f"  {row.value or row.raw}" for row in citation.identifiers]
            lines += [f"  – {note.text}" for note in citation.annotations]
    text = source_of(text).text
    return lines + [f"? {text[block.start : block.end]}" for block in article.blocks if block.kind == "unparsed"]


def ids_of(article: Article) -> set[str]:
    """Return the ids of everything read from a page."""
    ids = {article.article_id}
    for section in article.sections:
        ids |= {section.section_id, *(paragraph.paragraph_id for paragraph in section.paragraphs)}
        ids |= {mention.mention_id for paragraph in section.paragraphs for mention in paragraph.mentions}
        for citation in section.citations:
            ids |= {citation.citation_id, citation.work_id, *(note.annotation_id for note in citation.annotations)}
    return ids
