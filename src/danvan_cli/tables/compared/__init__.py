"""Periods and questions side by side: what changed, and which returns changed it."""
