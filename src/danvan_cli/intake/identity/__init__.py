"""Whose return a file is, about when, and which unit each row means. (design.md "Reading names and dates")"""
