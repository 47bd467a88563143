"""Traits and messages, with no page and no kernel."""

import asyncio
import unittest
from unittest import mock

import numpy
from regularization_lab import RegularizationLab, names
from regularization_lab.lab import PARAMETERS
from traitlets import TraitError


class Traits(unittest.TestCase):
    def test_what_is_given_is_sent_to_the_page_and_the_rest_is_left_to_the_lab(self):
        lab = RegularizationLab(penalty="l1", lambda_=2, panels="path")
        state = lab.get_state()
        self.assertEqual((state["penalty"], state["lambda_"], state["panels"]), ("l1", 2, "path"))
        self.assertIsNone(state["data"])

    def test_the_module_carries_the_lab(self):
        module = RegularizationLab()._esm
        self.assertGreater(len(str(module)), 100_000)
        self.assertNotIn("regularization-lab/standalone", str(module))

    def test_values_out_of_range_are_refused(self):
        lab = RegularizationLab(lambda_=1)
        for name, value in [
            ("lambda_", -1),
            ("lambda_", float("nan")),
            ("l1_ratio", 1.5),
            ("learning_rate", 0),
            ("penalty", "l3"),
            ("theme", "pink"),
        ]:
            with self.subTest(name=name, value=value), self.assertRaises(TraitError):
                setattr(lab, name, value)
        self.assertEqual(lab.lambda_, 1)

    def test_names_that_the_lab_does_not_have_are_refused(self):
        lab = RegularizationLab()
        for name, value, accepted in [
            ("data", "titanic", "stress"),
            ("panels", "path nonsense", "trajectories"),
            ("panels", "", "trajectories"),
            ("controls", "knob", "lambda"),
            ("class_weight", "heavy", "balanced"),
        ]:
            with self.subTest(name=name), self.assertRaisesRegex(TraitError, accepted):
                setattr(lab, name, value)
        lab.controls = ""
        lab.panels = "path geometry"

    def test_every_parameter_of_the_lab_is_a_trait_with_its_names(self):
        lab = RegularizationLab()
        for name in [*names.CHOICES, *names.RANGES, *names.FLAGS]:
            self.assertIn(name if name != "lambda" else "lambda_", PARAMETERS)
        for name, values in names.CHOICES.items():
            self.assertEqual(tuple(lab.traits()[name].values), values)
        self.assertTrue(all(lab.has_trait(name) for name in PARAMETERS))

    def test_penalty_factors_are_numbers_from_0_to_infinity(self):
        lab = RegularizationLab(penalty_factor=numpy.array([0.0, 2.5, numpy.inf]))
        self.assertEqual(lab.penalty_factor, [0, 2.5, float("inf")])
        self.assertEqual(lab.get_state()["penalty_factor"], [0, 2.5, None])
        lab.set_state({"penalty_factor": [None, 1]})
        self.assertEqual(lab.penalty_factor, [float("inf"), 1])
        with self.assertRaises(TraitError):
            lab.penalty_factor = [-1]

    def test_results_are_read_only(self):
        read_only = ["n_iter", "status", "scores", "coef", "intercept", "feature_names", "state", "permalink", "poster"]
        for name in read_only:
            with self.subTest(name=name), self.assertRaises(TraitError):
                setattr(RegularizationLab(), name, getattr(RegularizationLab(), name))

    def test_a_wrong_name_is_an_error(self):
        with self.assertRaisesRegex(TypeError, "lambda_"):
            RegularizationLab(lamda=1)

    def test_what_the_page_sends_is_in_the_traits(self):
        lab = RegularizationLab(lambda_=1)
        seen = []
        lab.observe(lambda change: seen.append(change["new"]), "lambda_")
        lab.set_state({"lambda_": 4.5, "n_iter": 120, "status": "running", "scores": {"norm2": 3.8}, "coef": [0, 1.5]})
        self.assertEqual((lab.lambda_, seen), (4.5, [4.5]))
        self.assertEqual((lab.n_iter, lab.status, lab.scores, lab.coef), (120, "running", {"norm2": 3.8}, [0, 1.5]))


class Order(unittest.TestCase):
    """Messages of the page that Python reads after a cell has set something."""

    def report(self, lab, revision, **values):
        lab.set_state({**values, "_reported": {"revision": revision, "values": values}})

    def test_a_report_that_is_older_than_a_value_of_python_does_not_undo_it(self):
        lab = RegularizationLab()
        lab.lambda_ = 3
        self.report(lab, 0, lambda_=1, penalty="l1")
        self.assertEqual((lab.lambda_, lab.penalty), (3, "l1"))
        self.report(lab, lab._revision, lambda_=5)
        self.assertEqual(lab.lambda_, 5)

    def test_a_value_that_is_set_again_after_other_data_is_a_change(self):
        lab = RegularizationLab(data="stress", penalty="l1")
        lab.data = "diabetes"
        seen = []
        lab.observe(lambda change: seen.append(change["new"]), "penalty")
        lab.penalty = "l1"
        self.assertEqual(seen, ["l1"])

    def test_a_value_that_an_observer_sets_is_one_of_python(self):
        lab = RegularizationLab(lambda_=1)

        def at_most_10(change):
            lab.lambda_ = min(change["new"], 10)

        lab.observe(at_most_10, "lambda_")
        self.report(lab, lab._revision, lambda_=50)
        self.report(lab, lab._revision - 1, lambda_=50)
        self.assertEqual(lab.lambda_, 10)

    def test_what_the_page_reports_is_not_sent_back(self):
        lab = RegularizationLab(lambda_=1)
        revision = lab._revision
        with mock.patch.object(RegularizationLab, "send_state") as send_state:
            self.report(lab, revision, lambda_=2, penalty_factor=[1, None], data="twins")
        self.assertEqual((lab.lambda_, lab._revision), (2, revision))
        send_state.assert_not_called()

    def test_a_saved_state_reopens_a_lab_with_what_is_given_besides(self):
        lab = RegularizationLab(state={"lambda": 3, "nIter": 50}, penalty="l2")
        self.assertEqual((lab.state, lab.penalty), ({"lambda": 3, "nIter": 50}, "l2"))


class Pictures(unittest.TestCase):
    def test_an_svg_is_awaited_and_arrives_under_its_id(self):
        lab = RegularizationLab()
        lab.set_state({"status": "running"})
        with mock.patch.object(RegularizationLab, "send") as send:
            good, bad = lab.svg("path"), lab.svg("sweep")
        first, second = (call.args[0] for call in send.call_args_list)
        self.assertEqual((first["type"], first["panel"]), ("svg", "path"))
        lab._handle_custom_msg({"type": "svg", "id": second["id"], "error": "too wide"}, [])
        lab._handle_custom_msg({"type": "svg", "id": first["id"], "svg": "<svg/>"}, [])

        async def wait():
            self.assertEqual(await good, "<svg/>")
            with self.assertRaisesRegex(RuntimeError, "too wide"):
                await bad

        asyncio.run(wait())

    def test_without_an_answer_the_error_says_what_to_do(self):
        async def wait():
            await RegularizationLab().svg("path")

        with mock.patch("regularization_lab.lab.TIMEOUT", 0), self.assertRaisesRegex(TimeoutError, "display it first"):
            asyncio.run(wait())
        with self.assertRaisesRegex(ValueError, "panel must be one of trajectories.*'violin'"):
            RegularizationLab().svg("violin")

    def test_the_poster_is_an_output_of_its_own_that_is_updated(self):
        lab = RegularizationLab(panels="path", penalty="l1", lambda_=1)
        with mock.patch("IPython.display.display") as display, mock.patch("IPython.display.update_display") as update:
            lab.set_state({"poster": "<svg>0</svg>", "permalink": "#lambda=1&v=1"})
            update.assert_not_called()
            lab._ipython_display_()
            widget, poster = (call.args[0] for call in display.call_args_list)
            self.assertIn("application/vnd.jupyter.widget-view+json", widget)
            self.assertIn('src="data:image/svg+xml;base64,', poster["text/html"])
            self.assertIn('alt="Regularization Lab: path, #lambda=1&amp;v=1"', poster["text/html"])
            lab.set_state({"poster": "<svg>1</svg>"})
            self.assertEqual(update.call_args.kwargs["display_id"], display.call_args.kwargs["display_id"])


class Commands(unittest.TestCase):
    def setUp(self):
        self.lab = RegularizationLab()
        self.send = mock.Mock()
        patched = mock.patch.object(RegularizationLab, "send", self.send)
        patched.start()
        self.addCleanup(patched.stop)

    def sent(self):
        return [call.args[0] for call in self.send.call_args_list]

    def test_commands_wait_until_the_lab_is_displayed(self):
        self.lab.step(100)
        self.lab.play()
        self.assertEqual(self.sent(), [])
        self.lab._handle_custom_msg({"type": "ready"}, [])
        self.assertEqual(self.sent(), [{"type": "step", "n": 100}, {"type": "play"}])

    def test_commands_of_a_displayed_lab_are_sent_at_once(self):
        self.lab.set_state({"status": "running"})
        for command in ["play", "pause", "reset", "converge"]:
            getattr(self.lab, command)()
        self.assertEqual(self.sent(), [{"type": name} for name in ["play", "pause", "reset", "converge"]])

    def test_a_number_of_steps_is_checked(self):
        for n in [-1, 1.5, "many", True, 10_000_000]:
            with self.subTest(n=n), self.assertRaises(ValueError):
                self.lab.step(n)


if __name__ == "__main__":
    unittest.main()
