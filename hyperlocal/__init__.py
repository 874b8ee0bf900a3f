"""hyperlocal: a folder of text files becomes a neighbourhood's website."""

__version__ = "0.1.0"
