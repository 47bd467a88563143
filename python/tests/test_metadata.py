"""The wheel says what Cargo.toml says about the project."""

import tomllib
import unittest
from importlib.metadata import metadata
from pathlib import Path

CARGO = tomllib.loads((Path(__file__).parents[2] / "Cargo.toml").read_text(encoding="utf-8"))


class Metadata(unittest.TestCase):
    def test_addresses_and_authors_are_those_of_cargo_toml(self):
        said, package = metadata("regularization-lab"), CARGO["workspace"]["package"]
        urls = dict(url.split(", ") for url in said.get_all("Project-URL"))
        self.assertEqual(
            urls,
            {
                "Homepage": package["homepage"],
                "Repository": package["repository"],
                "Issues": f"{package['repository']}/issues",
            },
        )
        self.assertEqual([said["Author"]], package["authors"])
        self.assertEqual(said["Version"], CARGO["package"]["version"])


if __name__ == "__main__":
    unittest.main()
