"""What is asked of the ledger: selectors, roll-ups, traces, lists."""
