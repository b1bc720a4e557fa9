"""Walk the steps on the connection that ``kit.store.migrating`` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
