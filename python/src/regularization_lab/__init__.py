"""Regularization Lab in Jupyter and marimo: a regression that trains in the page, with its state in Python."""

from importlib.metadata import version
from math import isnan
from pathlib import Path

import anywidget
from traitlets import Bool, Dict, Enum, Float, Int, List, TraitError, Unicode, validate

__all__ = ["RegularizationLab"]
__version__ = version("regularization-lab")


def _number(low, high, **options):
    """A number of a range that the lab takes; None leaves it to the lab."""
    return Float(None, allow_none=True, min=low, max=high, **options).tag(sync=True)


def _choice(*values):
    return Enum(values, None, allow_none=True).tag(sync=True)


class RegularizationLab(anywidget.AnyWidget):
    """One lab. What is left None the lab chooses itself, and tells as soon as it is on show.

    A value changed in the page is sent a quarter of a second after the last change. `n_iter`, `status`,
    `scores`, `coef`, `intercept` and `error` are set by the lab and are read only.
    """

    _esm = Path(__file__).parent / "widget.js"

    data = Unicode(None, allow_none=True, help="name of a preset, such as 'stress' or 'twins'").tag(sync=True)
    penalty = _choice("none", "l2", "l1", "elasticnet")
    lambda_ = _number(0, 1e100, help="λ; Python keeps the name lambda for itself")
    l1_ratio = _number(0, 1)
    optimizer = _choice("gradient-descent", "proximal-gradient", "accelerated-proximal-gradient", "coordinate-descent")
    learning_rate = _number(0, 1e9)
    fit_intercept = Bool(None, allow_none=True).tag(sync=True)
    standardize = Bool(None, allow_none=True).tag(sync=True)
    panels = Unicode(None, allow_none=True, help="names, separated by spaces").tag(sync=True)
    controls = Unicode(None, allow_none=True, help="names, separated by spaces").tag(sync=True)
    theme = _choice("auto", "light", "dark", "projector")

    n_iter = Int(0, read_only=True).tag(sync=True)
    status = Unicode(None, allow_none=True, read_only=True, help="None until the lab is on show").tag(sync=True)
    scores = Dict(read_only=True).tag(sync=True)
    coef = List(Float(), read_only=True, help="weights, whenever the run rests").tag(sync=True)
    intercept = Float(0.0, read_only=True).tag(sync=True)
    error = Unicode("", read_only=True, help="what the lab could not take last").tag(sync=True)

    def __init__(self, **values):
        # A name that is not there would be kept silently otherwise.
        unknown = [name for name in values if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"RegularizationLab has no {unknown[0]!r}; λ is called lambda_")
        self._waiting = []
        super().__init__(**values)
        self.on_msg(self._hear)

    @validate("lambda_", "l1_ratio", "learning_rate")
    def _a_number(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        if value is not None and isnan(value):
            raise TraitError(f"{name} must be a number; got {value}")
        if name == "learning_rate" and value == 0:
            raise TraitError("learning_rate must be above 0; got 0")
        return value

    def play(self):
        """Trains on, frame by frame."""
        self._ask("play")

    def pause(self):
        """Stops training where it is."""
        self._ask("pause")

    def step(self, n=1):
        """Runs n iterations at once."""
        if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= 1_000_000:
            raise ValueError(f"n must be a whole number between 0 and 1000000; got {n!r}")
        self._ask("step", n=n)

    def reset(self):
        """Returns to the start of the run."""
        self._ask("reset")

    def converge(self):
        """Jumps to the exact optimum; where there is none, `error` says so."""
        self._ask("converge")

    def _ask(self, command, **arguments):
        message = {"type": command, **arguments}
        if self.status is None:
            self._waiting.append(message)
        else:
            self.send(message)

    def _hear(self, _widget, content, _buffers):
        if content.get("type") == "ready":
            waiting, self._waiting = self._waiting, []
            for message in waiting:
                self.send(message)
