"""Forms that a person explained, forms of ours that come back, and the plain words both are written in."""
