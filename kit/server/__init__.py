"""What serves the pages: Voila with the kit's own template, limits and headers."""
