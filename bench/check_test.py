"""check.py must let a run like the committed one pass and stop one that costs more than 15 % more."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
COMMITTED = HERE / "ratios.json"


class Check(unittest.TestCase):
    def run_check(self, change):
        """The outcome for the committed run after `change` has been at its paths."""
        run = json.loads(COMMITTED.read_text())
        change(run["paths"])
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "run.json"
            file.write_text(json.dumps(run))
            return subprocess.run([sys.executable, HERE / "check.py", file], capture_output=True, text=True)

    @staticmethod
    def cost(name, factor):
        def change(paths):
            row = next(row for row in paths if row["name"] == name)
            row["ratio_to_cvode"] /= factor

        return change

    def test_the_committed_run_passes(self):
        outcome = self.run_check(lambda paths: None)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)

    def test_every_path_is_watched(self):
        names = [row["name"] for row in json.loads(COMMITTED.read_text())["paths"] if not row["name"].startswith("CVODE")]
        self.assertGreaterEqual(len(names), 6)
        for name in names:
            self.assertEqual(self.run_check(self.cost(name, 1.14)).returncode, 0, name)
            slower = self.run_check(self.cost(name, 1.16))
            self.assertEqual(slower.returncode, 1, name)
            self.assertIn(name, slower.stderr)

    def test_faster_is_welcome(self):
        self.assertEqual(self.run_check(self.cost("plain path, daily steps", 0.3)).returncode, 0)

    def test_what_can_not_be_compared_is_refused(self):
        self.assertEqual(self.run_check(lambda paths: paths.clear()).returncode, 2)
        missing = subprocess.run([sys.executable, HERE / "check.py", "nowhere.json"], capture_output=True, text=True)
        self.assertEqual(missing.returncode, 2)


if __name__ == "__main__":
    unittest.main()
