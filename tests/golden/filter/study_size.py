"""The size at which the study filtered frequencies."""
import torch
import torch.nn.functional as F


def squashed(image, side=224):
    picture = torch.from_numpy(image).float()[None, None]
    return F.interpolate(picture, (side, side), mode="bilinear", align_corners=False, antialias=True)[0, 0].double().numpy()
