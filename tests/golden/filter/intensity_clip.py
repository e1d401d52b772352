"""The study's code: min(x, 0.6) after ImageNet normalisation of one channel, brought back to [0,1]."""
import numpy as np

CASES = [{"ceiling": 0.622}, {"ceiling": 0.3}]
TOLERANCE = 5e-4  # 0.6 × 0.229 + 0.485 is 0.6224


def reference(image, ceiling):
    threshold = 0.6 if ceiling == 0.622 else (ceiling - 0.485) / 0.229
    return np.minimum((image - 0.485) / 0.229, threshold) * 0.229 + 0.485
