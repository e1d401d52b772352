"""The architectures in plain torch, with torchvision's names for their parameters: what the skeletons are held against."""

from collections import OrderedDict

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, given, wide, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(given, wide, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(wide)
        self.conv2 = nn.Conv2d(wide, wide, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(wide)
        self.downsample = None
        if stride != 1 or given != wide:
            self.downsample = nn.Sequential(nn.Conv2d(given, wide, 1, stride, bias=False), nn.BatchNorm2d(wide))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet34(nn.Module):
    """`log_softmax`: the study's last layer, a linear layer called fc.0 and a LogSoftmax after it."""

    def __init__(self, labels, log_softmax):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        given = 64
        for stage, count in enumerate((3, 4, 6, 3), 1):
            wide = 32 * 2**stage
            blocks = [Block(given if i == 0 else wide, wide, 2 if i == 0 and stage > 1 else 1) for i in range(count)]
            self.add_module(f"layer{stage}", nn.Sequential(*blocks))
            given = wide
        linear = nn.Linear(512, labels)
        self.fc = nn.Sequential(linear, nn.LogSoftmax(dim=1)) if log_softmax else linear

    def head(self):
        return self.fc[0] if isinstance(self.fc, nn.Sequential) else self.fc

    def features(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        return self.layer4(self.layer3(self.layer2(self.layer1(x))))


class Layer(nn.Module):
    def __init__(self, given):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(given), nn.Conv2d(given, 128, 1, bias=False)
        self.norm2, self.conv2 = nn.BatchNorm2d(128), nn.Conv2d(128, 32, 3, padding=1, bias=False)

    def forward(self, x):
        y = self.conv1(torch.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(torch.relu(self.norm2(y)))], 1)


class DenseNet121(nn.Module):
    def __init__(self, labels, channels):
        super().__init__()
        first = [("conv0", nn.Conv2d(channels, 64, 7, 2, 3, bias=False)), ("norm0", nn.BatchNorm2d(64))]
        parts = OrderedDict([*first, ("relu0", nn.ReLU()), ("pool0", nn.MaxPool2d(3, 2, 1))])
        wide = 64
        for stage, count in enumerate((6, 12, 24, 16), 1):
            layers = OrderedDict((f"denselayer{i + 1}", Layer(wide + 32 * i)) for i in range(count))
            parts[f"denseblock{stage}"] = nn.Sequential(layers)
            wide += 32 * count
            if stage < 4:
                conv = nn.Conv2d(wide, wide // 2, 1, bias=False)
                step = [("norm", nn.BatchNorm2d(wide)), ("relu", nn.ReLU()), ("conv", conv), ("pool", nn.AvgPool2d(2))]
                parts[f"transition{stage}"] = nn.Sequential(OrderedDict(step))
                wide //= 2
        parts["norm5"] = nn.BatchNorm2d(wide)
        self.layers = nn.Sequential(parts)
        self.classifier = nn.Linear(wide, labels)

    def head(self):
        return self.classifier

    def features(self, x):
        return torch.relu(self.layers(x))


MAKERS = {
    "resnet34-320-3": lambda: ResNet34(3, True),
    "resnet34-224-2": lambda: ResNet34(2, False),
    "densenet121-1-18": lambda: DenseNet121(18, 1),
    "densenet121-3-3": lambda: DenseNet121(3, 3),
    "densenet121-3-2": lambda: DenseNet121(2, 3),
    "densenet121-3-14": lambda: DenseNet121(14, 3),
}


# What the card of each makes of full scale: a trained network's first layer is used to that.
SCALES = {"resnet34-320-3": 1, "densenet121-1-18": 1024}


def scale(kind):
    return SCALES.get(kind, 255)


def network(kind, seed):
    """Random weights; means and variances as after training, so that a mistake in any of them shows in the logits."""
    torch.manual_seed(seed)
    net = MAKERS[kind]()
    with torch.no_grad():
        for part in net.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.weight.uniform_(0.5, 1)
                part.bias.uniform_(-0.2, 0.2)
                part.running_mean.uniform_(-0.2, 0.2)
                part.running_var.uniform_(0.7, 1.5)
                part.num_batches_tracked.fill_(1000)
            elif isinstance(part, nn.Conv2d):
                nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
        net.head().weight.normal_(0, 0.2)
        next(net.parameters()).div_(scale(kind))
    return net.eval()


def state_dict(net):
    """As torchvision names it: what DenseNet121 calls `layers` here is `features` there."""
    return OrderedDict((key.replace("layers.", "features."), value) for key, value in net.state_dict().items())


def answer(net, x):
    """Logits, the map before the mean, and the class activation map of every label."""
    with torch.no_grad():
        features = net.features(x)
        linear = net.head()
        logits = linear(features.mean((2, 3)))
        cam = torch.einsum("kc,nchw->nkhw", linear.weight, features)
    return logits, features, cam
