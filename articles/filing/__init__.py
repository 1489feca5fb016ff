"""Copy that was written elsewhere, a DOCX or pasted text, as a draft at the desk."""

from articles.filing.copy import Copy, Placed
from articles.filing.docx import read_docx
from articles.filing.drafts import Filed, file_draft
from articles.filing.pasted import read_pasted

__all__ = ["Copy", "Filed", "Placed", "file_draft", "read_docx", "read_pasted"]
