"""What texts in cells mean: headings, numbering, counts, amounts, titles, the words of the movement. The words are data."""
