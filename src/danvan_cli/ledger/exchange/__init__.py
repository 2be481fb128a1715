"""Between offices: a ledger sent as a bundle, and a bundle received."""
