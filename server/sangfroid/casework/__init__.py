"""The course of a dispute: which route it takes, its steps, and what has a last day."""
