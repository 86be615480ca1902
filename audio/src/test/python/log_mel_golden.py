"""Log-mel features in float64 with NumPy only, written from the definition in the HTK book.

Writes the golden files of LogMelGoldenTest:
    python3 audio/src/test/python/log_mel_golden.py audio/src/test/resources/golden

log-mel.s16: input, 16-bit samples; log-mel.f32: frames, row-major [F, 80]; both little-endian.
"""

import pathlib
import sys

import numpy as np

RATE, WINDOW, HOP, FFT, MELS = 16000, 400, 160, 512, 80
LOW_HZ, HIGH_HZ, FLOOR = 20.0, 7600.0, 1e-6


def signal():
    """A rising tone, a vowel-like pulse train, noise, digital silence."""
    t = np.arange(3200) / RATE
    chirp = 0.4 * np.sin(2 * np.pi * (50 * t + 0.5 * 38000 * t * t))
    pulses = np.zeros(1600)
    pulses[::133] = 0.9
    vowel = np.convolve(pulses, 0.9 ** np.arange(40) * np.cos(0.25 * np.arange(40)))[:1600]
    state, noise = 12345, np.empty(2400)
    for i in range(noise.size):
        state = (1103515245 * state + 12345) % 2**31
        noise[i] = state / 2**31 - 0.5
    whole = np.concatenate([chirp, 0.5 * vowel, 0.02 * noise, np.zeros(800)])
    return np.round(whole * 32767).astype("<i2")


def mel(hz):
    return 1127 * np.log(1 + hz / 700)


def filter_bank():
    """Rows of triangles that are linear in mel; neighbours meet at each other's centres."""
    edges = np.linspace(mel(LOW_HZ), mel(HIGH_HZ), MELS + 2)
    bins = mel(np.arange(FFT // 2 + 1) * RATE / FFT)
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rise = (bins - left) / (centre - left)
    fall = (right - bins) / (right - centre)
    return np.maximum(0, np.minimum(rise, fall))


def log_mel(samples):
    frames = 1 + (samples.size - WINDOW) // HOP
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    windows = np.stack([samples[i * HOP : i * HOP + WINDOW] for i in range(frames)]) * hann
    power = np.abs(np.fft.rfft(windows, FFT)) ** 2
    return np.log(np.maximum(power @ filter_bank().T, FLOOR))


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    samples = signal()
    (folder / "log-mel.s16").write_bytes(samples.tobytes())
    features = log_mel(samples / 32768.0)
    (folder / "log-mel.f32").write_bytes(features.astype("<f4").tobytes())
    print(samples.size, "samples,", features.shape, "features from", features.min(), "to", features.max())
