"""Regularization Lab in Jupyter and marimo: a regression that trains in the page, with its state in Python."""

from importlib.metadata import version

from .lab import RegularizationLab

__all__ = ["RegularizationLab"]
__version__ = version("regularization-lab")
