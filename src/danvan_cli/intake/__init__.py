"""From a file to returns: read, recognise, extract, identify, check."""
