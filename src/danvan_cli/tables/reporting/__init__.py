"""Who reports: the roster, what came from whom and when, and what is aimed at."""
