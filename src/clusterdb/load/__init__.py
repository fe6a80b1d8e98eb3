"""Facts -> PostgreSQL: reference data, documents with their claims, the ledger, the runs and who works on what."""
