"""What goes back to a sender: its own file with the cells to mend marked, and the letter with it."""
