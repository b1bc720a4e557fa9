"""Windows: they show and emit; they neither store nor score."""
