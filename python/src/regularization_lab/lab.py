"""The widget: traits are the lab's state, messages are commands."""

import asyncio
import base64
import html
from concurrent.futures import Future
from math import isinf, isnan
from pathlib import Path
from uuid import uuid4

import anywidget
from traitlets import Bool, Bytes, Dict, Enum, Float, Int, List, TraitError, Unicode, observe, validate

from .names import CHOICES, CONTROLS, LAST_ITERATION, PANELS, PRESETS, RANGES, THEMES
from .table import csv_of

#: Seconds to wait for an answer of the page.
TIMEOUT = 10

#: Traits that Python and the page both set. Other data reset all but the last three.
PARAMETERS = (
    "data",
    "recipe",
    "penalty",
    "lambda_",
    "l1_ratio",
    "optimizer",
    "learning_rate",
    "fit_intercept",
    "penalty_factor",
    "class_weight",
    "standardize",
    "panels",
    "controls",
    "theme",
)
OF_DATA = PARAMETERS[1:-3]


def _number(name, **options):
    """A parameter with the lab's range; None leaves it to the lab."""
    low, high, _ = RANGES[name]
    return Float(None, allow_none=True, min=low, max=high, **options).tag(sync=True)


def _choice(values):
    return Enum(values, None, allow_none=True).tag(sync=True)


def _flag():
    return Bool(None, allow_none=True).tag(sync=True)


def _text(**options):
    return Unicode(None, allow_none=True, **options).tag(sync=True)


class _Factors(List):
    """Numbers ≥ 0, also as an array; ∞ is null in JSON."""

    def validate(self, obj, value):
        return super().validate(obj, value.tolist() if hasattr(value, "tolist") else value)


def _factors_to_json(factors, _widget):
    return factors and [None if isinf(factor) else factor for factor in factors]


def _factors_from_json(factors, _widget):
    return factors and [float("inf") if factor is None else factor for factor in factors]


class RegularizationLab(anywidget.AnyWidget):
    """One lab.

    `X` and `y` are data of your own: arrays, a DataFrame, lists; without them `data` is the name of a preset. `task`, `missing`
    and `positive` say how they are read, see `use_data`. `state` reopens what `lab.state` was. Every other keyword is a trait;
    a trait left None has the lab's default as soon as the lab is displayed.
    """

    _esm = Path(__file__).parent / "widget.js"

    data = _text(help="name of a preset, such as 'stress' or 'twins'; 'csv' for X and y")
    recipe = Dict(None, allow_none=True, help="numbers of the data, such as n_samples, rho, test_size").tag(sync=True)
    penalty = _choice(CHOICES["penalty"])
    lambda_ = _number("lambda", help="λ, the regularization strength")
    l1_ratio = _number("l1_ratio")
    optimizer = _choice(CHOICES["optimizer"])
    learning_rate = _number("learning_rate")
    fit_intercept = _flag()
    penalty_factor = _Factors(
        Float(min=0), None, allow_none=True, help="one number a feature that multiplies its penalty; empty for 1 each"
    ).tag(sync=True, to_json=_factors_to_json, from_json=_factors_from_json)
    class_weight = _choice(CHOICES["class_weight"])
    standardize = _flag()
    panels = _text(help="names, separated by spaces")
    controls = _text(help="names, separated by spaces")
    theme = _choice(THEMES)

    n_iter = Int(0, read_only=True).tag(sync=True)
    status = _text(read_only=True, help="None until the lab is displayed")
    scores = Dict(read_only=True).tag(sync=True)
    coef = List(Float(), read_only=True, help="weights of the current iteration").tag(sync=True)
    intercept = Float(0.0, read_only=True).tag(sync=True)
    feature_names = List(Unicode(), read_only=True, help="one name per weight").tag(sync=True)
    state = Dict(read_only=True, help="reopens this lab: RegularizationLab(state=…)").tag(sync=True)
    permalink = Unicode("", read_only=True, help="hash of an address that reopens this lab").tag(sync=True)
    poster = Unicode("", read_only=True, help="the panels as one SVG").tag(sync=True)
    error = Unicode("", read_only=True, help="the last error message of the lab").tag(sync=True)

    # Number of the last change by Python, and what the page has sent with the number of the last change that it knew.
    _revision = Int(0).tag(sync=True)
    _reported = Dict().tag(sync=True, echo_update=False)
    _csv = Bytes(None, allow_none=True).tag(sync=True)
    _csv_options = Dict().tag(sync=True)
    _poster_class = Unicode(read_only=True).tag(sync=True)

    def __init__(self, X=None, y=None, *, task=None, missing="drop", positive=None, state=None, **traits):
        # traitlets would keep an unknown name without a message.
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise TypeError(f"RegularizationLab has no {unknown[0]!r}; λ is called lambda_")
        if X is None and (y, task, missing, positive) != (None, None, "drop", None):
            raise ValueError("y, task, missing and positive are about X; X is missing")
        table = {}
        if X is not None:
            table["_csv"], table["_csv_options"] = csv_of(X, y, task, missing, positive)
            if traits.setdefault("data", "csv") != "csv":
                raise ValueError(f"give X and y, or data; got both, with data={traits['data']!r}")
        self._revisions = {}
        self._is_created = False
        self._waiting = []
        self._replies = {}
        self._is_displayed = False
        self.set_trait("_poster_class", f"regularization-lab-poster-{uuid4().hex}")
        if state is not None:
            self.set_trait("state", state)
        super().__init__(**traits, **table)
        self._is_created = True
        self.on_msg(self._receive)

    def use_data(self, X, y, *, task=None, missing="drop", positive=None):
        """Trains on data of your own; the run starts anew.

        X: array, DataFrame, sparse matrix or lists, of shape (n_samples, n_features); columns of words become 0/1 columns.
        y: n_samples numbers or words; words are names of classes.
        task: 'classification' or 'regression'; default: classification for two distinct values and for words.
        missing: 'drop' leaves out rows with a missing value, 'mean' gives features their mean.
        positive: the value of y that counts as class 1; default: the larger of two.
        """
        text, options = csv_of(X, y, task, missing, positive)
        with self.hold_sync():
            self._csv, self._csv_options, self.data = text, options, "csv"

    def set_state(self, sync_data):
        """Takes what the page sends, except for parameters that Python has set since and that the page does not know yet.

        While a cell runs, messages of the page wait; they must not undo what the cell sets.
        """
        reported = sync_data.get("_reported")
        if reported:
            known = reported["revision"]
            values = {
                name: value for name, value in reported["values"].items() if self._revisions.get(name, 0) <= known
            }
            sync_data = {name: value for name, value in sync_data.items() if name not in PARAMETERS} | values
        super().set_state(sync_data)

    @observe(*PARAMETERS, "_csv", "_csv_options")
    def _note_change(self, change):
        name, value = change["name"], change["new"]
        value = _factors_to_json(value, self) if name == "penalty_factor" else value
        # ipywidgets keeps in here what it is receiving; an observer may set something else meanwhile.
        if name in self._property_lock and self._property_lock[name] == value:
            return
        self._revisions[name] = self._revision + 1
        if self._is_created and name in ("data", "_csv"):
            # Other data bring their own values; None, so that a value set next is a change also if it is the old one.
            with self.hold_sync():
                for other in OF_DATA:
                    setattr(self, other, None)
        self._revision += 1

    @validate("lambda_", "l1_ratio", "learning_rate")
    def _check_number(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        if value is not None and isnan(value):
            raise TraitError(f"{name} must be a number; got {value}")
        low, _, excludes_low = RANGES[name.rstrip("_")]
        if excludes_low and value == low:
            raise TraitError(f"{name} must be above {low:g}; got {value:g}")
        return value

    @validate("data")
    def _check_data(self, proposal):
        value = proposal["value"]
        if value is not None and value not in (*PRESETS, "csv"):
            raise TraitError(f"data must be one of {', '.join(PRESETS)}, or X and y be given; got {value!r}")
        return value

    @validate("panels", "controls")
    def _check_names(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        known, names = {"panels": PANELS, "controls": CONTROLS}[name], (value or "").split()
        unknown = [item for item in names if item not in known]
        if unknown or (name == "panels" and value is not None and not names):
            raise TraitError(f"{name} must be names of {', '.join(known)}; got {unknown[0] if unknown else value!r}")
        return value

    def play(self):
        """Trains, frame by frame, from the current iteration."""
        self._request("play")

    def pause(self):
        """Pauses training."""
        self._request("pause")

    def step(self, n=1):
        """Runs n iterations."""
        if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n <= LAST_ITERATION:
            raise ValueError(f"n must be a whole number between 0 and {LAST_ITERATION}; got {n!r}")
        self._request("step", n=n)

    def reset(self):
        """Returns to the start of the run."""
        self._request("reset")

    def converge(self):
        """Jumps to the exact optimum; if there is none, `error` has the reason."""
        self._request("converge")

    def svg(self, panel):
        """Returns an awaitable SVG of a panel: `await lab.svg("path")`.

        The page is asked at once. A kernel that receives nothing while a cell runs needs two cells: `picture = lab.svg("path")`, and
        `await picture` in the next.
        """
        if panel not in PANELS:
            raise ValueError(f"panel must be one of {', '.join(PANELS)}; got {panel!r}")
        key, reply = uuid4().hex, _Reply()
        self._replies[key] = reply
        self._request("svg", panel=panel, id=key)
        return reply

    def _request(self, command, **arguments):
        message = {"type": command, **arguments}
        if self.status is None:
            self._waiting.append(message)
        else:
            self.send(message)

    def _receive(self, _widget, content, _buffers):
        if content.get("type") == "ready":
            waiting, self._waiting = self._waiting, []
            for message in waiting:
                self.send(message)
        elif content.get("type") == "svg":
            reply = self._replies.pop(content.get("id"), None)
            if reply:
                reply.receive(content)

    def _ipython_display_(self, **_options):
        """Displays the widget, and below it the poster, which the page hides while the widget is alive."""
        from IPython.display import display

        bundle = self._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        display(data, metadata=metadata, raw=True)
        display(self._poster_bundle(), raw=True, display_id=self._poster_class)
        self._is_displayed = True

    @observe("poster")
    def _update_poster(self, _change):
        if self._is_displayed:
            from IPython.display import update_display

            update_display(self._poster_bundle(), raw=True, display_id=self._poster_class)

    def _poster_bundle(self):
        text = "Regularization Lab: run this notebook to open it."
        if self.poster:
            source = base64.b64encode(self.poster.encode()).decode()
            alt = html.escape(f"Regularization Lab: {self.panels}, {self.permalink}")
            shown = f'<img src="data:image/svg+xml;base64,{source}" alt="{alt}" style="max-width: 100%">'
        else:
            shown = f"<p>{text}</p>"
        return {"text/html": f'<div class="{self._poster_class}">{shown}</div>', "text/plain": text}


class _Reply:
    """An answer of the page, which may arrive in another thread."""

    def __init__(self):
        self._future = Future()

    def receive(self, content):
        if "error" in content:
            self._future.set_exception(RuntimeError(content["error"]))
        else:
            self._future.set_result(content["svg"])

    def __await__(self):
        return self._wait().__await__()

    async def _wait(self):
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._future)), TIMEOUT)
        except asyncio.TimeoutError:
            raise TimeoutError(
                f"the lab has not answered within {TIMEOUT} s: display it first; if the kernel receives nothing while a cell runs, "
                "keep what svg() returns and await it in the next cell"
            ) from None
