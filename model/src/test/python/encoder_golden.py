"""Writes the golden file of the encoder: an implementation in PyTorch, independent of the Java code.

Made with Python 3.11, torch 2.7.1, numpy 2.4.6:

    python model/src/test/python/encoder_golden.py \
        > model/src/test/resources/dev/rubato/model/graph/encoder-golden.json

Everything is computed for a whole recording at once with full matrices and masks, in double
precision, following docs/architecture.md.
"""

import json
import sys

import torch
import torch.nn.functional as F

CONFIG = dict(
    melBins=4, stack=5, stride=2, frontDim=6, dim=8, layers=2, heads=4, keyValueHeads=2,
    ffnDim=12, positionKernel=4, convolutionKernel=3, chunk=3, leftContext=3, vocabulary=5)
FRAMES = 29

torch.manual_seed(20240229)
torch.set_default_dtype(torch.float64)
c = CONFIG
weights = {}


def make(name, shape, center=0.0, spread=0.2):
    # Rounded, so that the decimal numbers in the file are exactly what was used here.
    values = torch.round(1e5 * (center + spread * torch.randn(shape))) / 1e5
    weights[name] = values.float().double()


def make_linear(name, inputs, outputs):
    make(name + ".weight", (inputs, outputs), spread=1.5 / inputs**0.5)
    make(name + ".bias", (outputs,))


def make_depthwise(name, taps):
    make(name + ".weight", (taps, c["dim"]), spread=1.5 / taps**0.5)
    make(name + ".bias", (c["dim"],))


def make_norm(name):
    make(name + ".weight", (c["dim"],), center=1.0)
    make(name + ".bias", (c["dim"],))


def make_weights():
    d = c["dim"]
    kv = d // c["heads"] * c["keyValueHeads"]
    make("features.mean", (c["melBins"],))
    make("features.scale", (c["melBins"],), center=1.0)
    make_linear("front.hidden", c["stack"] * c["melBins"], c["frontDim"])
    make_linear("front.output", c["frontDim"], d)
    make_depthwise("position", c["positionKernel"])
    for i in range(c["layers"]):
        p = f"layers.{i}."
        make_norm(p + "attention.norm")
        make_linear(p + "attention.query", d, d)
        make_linear(p + "attention.key", d, kv)
        make_linear(p + "attention.value", d, kv)
        make_linear(p + "attention.output", d, d)
        make_norm(p + "convolution.norm")
        make_linear(p + "convolution.expand", d, 2 * d)
        make_depthwise(p + "convolution.depthwise", c["convolutionKernel"])
        make_linear(p + "convolution.contract", d, d)
        make_norm(p + "ffn.norm")
        make_linear(p + "ffn.hidden", d, c["ffnDim"])
        make_linear(p + "ffn.output", c["ffnDim"], d)
    make_norm("final.norm")
    make_linear("head", d, c["vocabulary"])


def linear(x, name):
    return F.linear(x, weights[name + ".weight"].T, weights[name + ".bias"])


def norm(x, name):
    return F.layer_norm(
        x, (c["dim"],), weights[name + ".weight"], weights[name + ".bias"], eps=1e-5)


def depthwise(x, name):
    weight = weights[name + ".weight"]
    padded = F.pad(x.T[None], (weight.shape[0] - 1, 0))
    kernel = weight.T[:, None, :]
    return F.conv1d(padded, kernel, weights[name + ".bias"], groups=c["dim"])[0].T


def attention(x, p):
    frames = x.shape[0]
    width = c["dim"] // c["heads"]
    query = linear(x, p + "query").view(frames, c["heads"], width).transpose(0, 1)
    repeat = c["heads"] // c["keyValueHeads"]

    def shared(name):
        heads = linear(x, p + name).view(frames, c["keyValueHeads"], width).transpose(0, 1)
        return heads.repeat_interleave(repeat, dim=0)

    chunk = torch.arange(frames) // c["chunk"]
    start = chunk * c["chunk"]
    key_time = torch.arange(frames)[None, :]
    seen = (chunk[None, :] <= chunk[:, None]) & (key_time >= start[:, None] - c["leftContext"])
    mixed = F.scaled_dot_product_attention(query, shared("key"), shared("value"), attn_mask=seen)
    return linear(mixed.transpose(0, 1).reshape(frames, c["dim"]), p + "output")


def encoder(features):
    x = (features - weights["features.mean"]) * weights["features.scale"]
    frames = -(-x.shape[0] // c["stride"])
    context = c["stack"] - c["stride"]
    x = F.pad(x, (0, 0, context, frames * c["stride"] - x.shape[0]))
    stacked = x.unfold(0, c["stack"], c["stride"]).transpose(1, 2).reshape(frames, -1)
    h = linear(F.gelu(linear(stacked, "front.hidden")), "front.output")
    h = h + F.gelu(depthwise(h, "position"))
    for i in range(c["layers"]):
        p = f"layers.{i}."
        h = h + attention(norm(h, p + "attention.norm"), p + "attention.")
        n = norm(h, p + "convolution.norm")
        gated = F.glu(linear(n, p + "convolution.expand"), dim=-1)
        mixed = F.gelu(depthwise(gated, p + "convolution.depthwise"))
        h = h + linear(mixed, p + "convolution.contract")
        n = norm(h, p + "ffn.norm")
        h = h + linear(F.gelu(linear(n, p + "ffn.hidden")), p + "ffn.output")
    return F.log_softmax(linear(norm(h, "final.norm"), "head"), dim=-1)


def rounded(tensor, digits):
    return [round(value, digits) for value in tensor.flatten().tolist()]


make_weights()
features = torch.round(1e5 * torch.randn(FRAMES, c["melBins"])) / 1e5
json.dump(
    dict(
        config=CONFIG,
        frames=FRAMES,
        features=rounded(features, 5),
        weights={name: rounded(value, 5) for name, value in weights.items()},
        logProbs=rounded(encoder(features), 7)),
    sys.stdout, separators=(",", ":"))
print()
