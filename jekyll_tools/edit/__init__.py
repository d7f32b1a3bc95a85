"""Byte-minimal edits of front matter and data files by key path, and writes of all files or none.

`formats.format_of(path)` gives the functions for a file, `write.write_files` puts texts on the
disk. Nothing is imported here: most commands need one module only, and quickly.
"""
