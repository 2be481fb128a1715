"""Declared reports and other papers that left: asked, answered, known again, marked where figures changed since."""
