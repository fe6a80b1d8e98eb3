"""The database: where it runs (binaries, server), how it is reached (connection, engine), what it holds (tables)."""
