"""The network: the first layers of multilingual-e5-small, a head that scores sentences, and a score for "none of them"."""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def linear(weight, bias):
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data, layer.bias.data = torch.tensor(weight), torch.tensor(bias)
    return layer


def norm(of, name):
    layer = nn.LayerNorm(of.width, eps=of.epsilon)
    layer.weight.data, layer.bias.data = torch.tensor(of.numbers(name + ".w")), torch.tensor(of.numbers(name + ".b"))
    return layer


class Layer(nn.Module):
    def __init__(self, of, l, drop):
        super().__init__()
        weight = lambda part, width=of.width: of.matrix(f"{l}.{part}.w", width)
        bias = lambda part: of.numbers(f"{l}.{part}.b")
        self.heads = of.heads
        self.attend = linear(np.concatenate([weight(p) for p in "qkv"]), np.concatenate([bias(p) for p in "qkv"]))
        self.gather = linear(weight("ao"), bias("ao"))
        self.widen = linear(weight("fi"), bias("fi"))
        self.narrow = linear(weight("fo", of.inner), bias("fo"))
        self.attended, self.narrowed_norm = norm(of, l + ".aln"), norm(of, l + ".oln")
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        rows, length, width = x.shape
        q, k, v = self.attend(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(x.shape)
        x = self.attended(x + self.drop(self.gather(a)))
        return self.narrowed_norm(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class Reader(nn.Module):
    def __init__(self, of, layers, drop=0.1):
        super().__init__()
        self.register_buffer("words", torch.tensor(of.matrix("emb.word", of.width)), persistent=False)  # they stay as they are
        self.positions = nn.Parameter(torch.tensor(of.numbers("emb.pos").reshape(-1, of.width)))
        self.kind = nn.Parameter(torch.tensor(of.numbers("emb.type")[: of.width]))
        self.first = norm(of, "emb.ln")
        self.layers = nn.ModuleList(Layer(of, f"l{l}", drop) for l in range(layers))
        self.head, self.score, self.none = nn.Linear(of.width, of.width), nn.Linear(of.width, 1, bias=False), nn.Linear(of.width, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        for p in (self.head.bias, self.score.weight, self.none.weight, self.none.bias):
            nn.init.zeros_(p)
        self.drop = nn.Dropout(drop)

    def forward(self, ids, mask, sentence, sentences):
        """Logits of "none" and of each sentence; sentence says for each token of which it is, -1 of none."""
        length = ids.shape[1]
        x = self.drop(self.first(self.words[ids] + self.positions[:length] + self.kind))
        mask = torch.zeros(len(ids), 1, 1, length).masked_fill(~mask[:, None, None], -1e9)
        for layer in self.layers:
            x = layer(x, mask)
        of = (sentence[:, None] == torch.arange(sentences)[None, :, None]).float()
        tokens = of.sum(-1)
        scores = self.score(torch.tanh(self.head(of @ x / (tokens[..., None] + 1e-6))))[..., 0]
        return torch.cat([self.none(x[:, 0]), scores.masked_fill(tokens == 0, -1e9)], 1)


def batch(rows):
    length, sentences = max(len(r[0]) for r in rows), max(r[2] for r in rows)
    ids = torch.ones(len(rows), length, dtype=torch.long)
    sentence = torch.full((len(rows), length), -1)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    right = torch.zeros(len(rows), sentences + 1, dtype=torch.bool)
    for i, (a, s, _, gold) in enumerate(rows):
        ids[i, : len(a)], sentence[i, : len(a)], mask[i, : len(a)] = torch.tensor(a), torch.tensor(s), True
        right[i, [j + 1 for j in gold] or [0]] = True
    return ids, mask, sentence, sentences, right


def loss(network, rows):
    *read, right = batch(rows)
    return -torch.logsumexp(F.log_softmax(network(*read), -1).masked_fill(~right, -1e9), -1).mean()
