"""A whole report: workbook, Word document, PDF, page, or the office's own document with its blanks filled."""
