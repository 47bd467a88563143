"""Traits and messages, with no page and no kernel."""

import unittest
from unittest import mock

from regularization_lab import RegularizationLab
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

    def test_what_the_lab_tells_cannot_be_set(self):
        for name, value in [("n_iter", 3), ("status", "converged"), ("scores", {}), ("coef", [])]:
            with self.subTest(name=name), self.assertRaises(TraitError):
                setattr(RegularizationLab(), name, value)

    def test_a_wrong_name_is_told(self):
        with self.assertRaisesRegex(TypeError, "lambda_"):
            RegularizationLab(lamda=1)

    def test_what_the_page_sends_is_in_the_traits(self):
        lab = RegularizationLab(lambda_=1)
        seen = []
        lab.observe(lambda change: seen.append(change["new"]), "lambda_")
        lab.set_state({"lambda_": 4.5, "n_iter": 120, "status": "running", "scores": {"norm2": 3.8}, "coef": [0, 1.5]})
        self.assertEqual((lab.lambda_, seen), (4.5, [4.5]))
        self.assertEqual((lab.n_iter, lab.status, lab.scores, lab.coef), (120, "running", {"norm2": 3.8}, [0, 1.5]))


class Commands(unittest.TestCase):
    def setUp(self):
        self.lab = RegularizationLab()
        self.send = mock.Mock()
        patched = mock.patch.object(RegularizationLab, "send", self.send)
        patched.start()
        self.addCleanup(patched.stop)

    def sent(self):
        return [call.args[0] for call in self.send.call_args_list]

    def test_commands_wait_until_the_lab_is_on_show(self):
        self.lab.step(100)
        self.lab.play()
        self.assertEqual(self.sent(), [])
        self.lab._handle_custom_msg({"type": "ready"}, [])
        self.assertEqual(self.sent(), [{"type": "step", "n": 100}, {"type": "play"}])

    def test_then_they_go_out_at_once(self):
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
