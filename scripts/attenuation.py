"""Writes src/phantom/attenuation.inc: linear attenuation of tissues under a diagnostic tube, kVp by kVp.

Mass attenuation coefficients and densities of the NIST compounds are xraylib's (T. Schoonjans et al., The xraylib
library for X-ray-matter interactions, Spectrochimica Acta B 66 (2011) 776). The spectrum is Kramers'
(photons of energy E from a thick tungsten target: proportional to kVp / E - 1), behind 2.5 mm of
aluminium and hardened by 12 cm of soft tissue, as it reaches the film; characteristic lines are left out. The mean is
taken over what a detector absorbs: photons times energy.

    /usr/bin/python3 scripts/attenuation.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import xraylib

OUT = Path(__file__).resolve().parents[1] / "src" / "phantom" / "attenuation.inc"
KVP = range(50, 155, 5)
FILTER_CM, HARDENING_CM = 0.25, 12.0

SOFT, FAT = "Tissue, Soft (ICRP)", "Adipose Tissue (ICRP)"
BONE, LUNG = "Bone, Cortical (ICRP)", "Lung (ICRP)"
INFLATED = 0.26  # g/cm3 of lung with its air


def coefficient(name: str, energies: np.ndarray, density: float | None = None) -> np.ndarray:
    """Linear attenuation, 1/cm."""
    rho = xraylib.GetCompoundDataNISTByName(name)["density"] if density is None else density
    return np.array([xraylib.CS_Total_CP(name, float(e)) for e in energies]) * rho


def element(symbol: str, energies: np.ndarray) -> np.ndarray:
    number = xraylib.SymbolToAtomicNumber(symbol)
    return np.array([xraylib.CS_Total(number, float(e)) for e in energies]) * xraylib.ElementDensity(number)


def row(kvp: int) -> str:
    energies = np.arange(15.0, kvp, 1.0)
    soft = coefficient(SOFT, energies)
    photons = (kvp / energies - 1) * np.exp(-element("Al", energies) * FILTER_CM - soft * HARDENING_CM)
    weights = photons * energies
    tissues = (
        soft,
        coefficient(FAT, energies),
        coefficient(LUNG, energies, INFLATED),
        coefficient(BONE, energies),
        element("Fe", energies),
    )
    values = ", ".join(f"{float(np.average(t, weights=weights)):.5f}F" for t in tissues)
    return f"{{{kvp}.0F, {values}}},"


def text() -> str:
    head = [
        "// Made by scripts/attenuation.py from xraylib; do not edit. kVp; 1/cm of soft tissue, fat, inflated lung, cortical",
        "// bone, steel (iron).",
    ]
    return "\n".join([*head, *(row(kvp) for kvp in KVP)]) + "\n"


def main() -> None:
    if "--check" in sys.argv[1:]:
        if OUT.read_text(encoding="utf-8") != text():
            raise SystemExit(f"{OUT.name} is not what scripts/attenuation.py makes")
    else:
        OUT.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
