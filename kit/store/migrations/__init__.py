"""How the store's tables came to be, one step a file; Alembic walks them forward."""
