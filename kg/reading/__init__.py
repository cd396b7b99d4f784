"""Files, folders, globs, pages, records, archives and streams -> `Document`.

`Document.text` is the readable text, and every offset counts its characters. Plain text and the
text of JSON records are kept exactly as decoded (a byte order mark goes; CRLF and white space
stay); Markdown is rendered to plain text; of an HTML page the article is kept, a line a paragraph.
Titles stand in `Document.title`; a page's own headline is not repeated in its text.
What cannot be used is given as `Dropped` with its place and the reason, and reading goes on.
"""

from kg.reading.documents import read_documents, read_text
from kg.reading.options import ReadingOptions

__all__ = ["ReadingOptions", "read_documents", "read_text"]
