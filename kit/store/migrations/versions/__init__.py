"""The steps, numbered from the first; a step that has been released is never changed."""
