"""What a person reads about a run: differences, numbers, progress, a page of edits."""
