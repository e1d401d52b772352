"""torch, whose coordinates for float tensors the program follows."""
import torch
import torch.nn.functional as F

CASES = [{"side": 4}, {"side": 32}, {"side": 160}, {"side": 1}]
TOLERANCE = 2e-6


def reference(image, side):
    side = int(side)
    height, width = image.shape
    picture = torch.from_numpy(image).float()[None, None]
    small = F.interpolate(picture, (min(side, height), min(side, width)), mode="bilinear", align_corners=False, antialias=True)
    return F.interpolate(small, (height, width), mode="bilinear", align_corners=False)[0, 0].double().numpy()
