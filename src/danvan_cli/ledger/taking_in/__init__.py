"""From mail to the store: a run over files, each read, checked, and kept, refused or left waiting."""
