"""Reports for people: differences, statistics, progress, a page of edits."""
