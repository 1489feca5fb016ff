"""Writing in a story: copies of it, merged where two people wrote at once; who sits at it, and what of theirs waits."""
