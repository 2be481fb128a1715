"""The commands: parse, call, emit."""
