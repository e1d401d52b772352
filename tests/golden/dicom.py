"""What pydicom makes of DICOM files: python3 dicom.py OUT FILE… writes OUT/0.f32, OUT/1.f32 … (the first frame as shown, [0,1],
little endian) and prints a JSON list of {height, width, lossy} or {refused}. A film without a window is shown from its least value
to its largest, or as 8 bits."""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pydicom
from pydicom.pixel_data_handlers import numpy_handler, pillow_handler, rle_handler
from pydicom.pixel_data_handlers.util import apply_color_lut, apply_modality_lut, apply_voi_lut, convert_color_space

from reference import luma

LOSSY = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.203"}


def grey(data, values):
    values = apply_modality_lut(values, data).astype(float)
    stated = data.get("VOILUTSequence") or data.get("WindowCenter") not in (None, "", [])
    if stated:
        # The ends of the range are what values far outside become.
        ends = apply_voi_lut(np.array([-1e9, 1e9]), data, prefer_lut=True) if not data.get("VOILUTSequence") else None
        shown = apply_voi_lut(values if ends is not None else values.astype(int), data, prefer_lut=True).astype(float)
        if ends is None:
            low, high = 0, 2.0 ** int(data.VOILUTSequence[0].LUTDescriptor[2]) - 1
        else:
            low, high = ends
    else:
        shown = values
        plain = data.BitsStored <= 8 and data.PixelRepresentation == 0 and "RescaleSlope" not in data
        low, high = (0, 2.0 ** data.BitsStored - 1) if plain else (values.min(), values.max())
    shown = np.clip((shown - low) / max(high - low, 1e-300), 0, 1)
    return 1 - shown if data.PhotometricInterpretation == "MONOCHROME1" else shown


def first_frame(path):
    data = pydicom.dcmread(path, force=True)
    values = data.pixel_array
    if int(data.get("NumberOfFrames") or 1) > 1:
        values = values[0]
    if data.SamplesPerPixel == 1 and data.PhotometricInterpretation != "PALETTE COLOR":
        return grey(data, values), data
    if data.PhotometricInterpretation == "PALETTE COLOR":
        values = apply_color_lut(values, data)
    elif data.PhotometricInterpretation.startswith("YBR_FULL"):
        values = convert_color_space(values, data.PhotometricInterpretation, "RGB")
    while values.max() > 65535:
        values = values >> 16
    return luma(values) / (255.0 if values.dtype.itemsize == 1 else 65535.0), data


def main(out, *paths):
    warnings.simplefilter("ignore")
    # Whatever else a machine has, the answers are the same.
    pydicom.config.pixel_data_handlers = [numpy_handler, rle_handler, pillow_handler]
    told = []
    for index, path in enumerate(paths):
        try:
            shown, data = first_frame(path)
        except Exception as error:
            told.append({"refused": type(error).__name__})
            continue
        shown.astype("<f4").tofile(Path(out) / f"{index}.f32")
        told.append({"height": shown.shape[0], "width": shown.shape[1], "lossy": str(data.file_meta.get("TransferSyntaxUID", "")) in LOSSY, "bits": int(data.BitsStored)})
    print(json.dumps(told))


main(*sys.argv[1:])
