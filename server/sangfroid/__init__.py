"""Sangfroid, a reply assistant for public reviews."""

__version__ = "0.1.0"
