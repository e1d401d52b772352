"""The attenuation of tissues that films are simulated with is what xraylib says."""
import importlib.util
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Attenuation(unittest.TestCase):
    @unittest.skipUnless(importlib.util.find_spec("xraylib"), "xraylib is not installed (python3-xraylib)")
    def test_the_committed_table_is_what_the_script_makes(self):
        ended = subprocess.run(
            [sys.executable, ROOT / "scripts/attenuation.py", "--check"], capture_output=True, text=True, check=False
        )
        self.assertEqual(ended.returncode, 0, ended.stderr)
