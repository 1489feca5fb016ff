"""What changed between two snapshots of a story, word by word, for people to read."""

from articles.comparison.changes import BlockChange, FieldChange, Marks, Segment, Voice
from articles.comparison.snapshots import compare, unchanged

__all__ = ["BlockChange", "FieldChange", "Marks", "Segment", "Voice", "compare", "unchanged"]
