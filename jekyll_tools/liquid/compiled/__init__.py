"""Loops and templates as Python functions, which take a fraction of the time of their parts.

A loop over all records of a site spends its time on reading variables, comparing numbers and
leaving white space behind. Here those become lines of Python, with what is inside each other in
one function. What has no form in Python, as an include, is called as it is.
"""
