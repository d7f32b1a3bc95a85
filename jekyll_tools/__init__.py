"""jt reads, writes, regenerates and lints the content of Jekyll sites."""

__version__ = "0.1.0"
