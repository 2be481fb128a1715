"""Whose return a file is, about when, and which unit each row means. (reading.md "Reading names and dates")"""
