"""Reconcile: every figure that can be checked against another, by one module per kind of check."""
