"""Questions and passages as rows for training: (ids, the sentence of each token, how many sentences, the right ones)."""
import gzip
import json
import random
import re
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from weights import BEGIN, END, UNKNOWN

# How many pieces are read in all, of the question and of the heading; crossencoder.go has the same.
POSITIONS, QUESTION, HEADING = 256, 48, 24
HELD = 6  # in a hundred written texts, never trained on

HERE = Path(__file__).parent
SENTENCE_END = re.compile(r'[。！？!?；।؟۔\n]+[”’」』）)"]*|(?<=[\w\])%”"]{2})\.["”)]*\s+(?=[^\W\d_]|["“(\[\d])')


def tokenizer(weights):
    t = Tokenizer(models.Unigram([(p.decode("utf8", "replace"), float(s)) for p, s in zip(weights.pieces, weights.scores)], unk_id=UNKNOWN))
    t.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\n", " ")])
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    return t


def sentences(text, least=6):
    out, last = [], 0
    for m in SENTENCE_END.finditer(text):
        if m.end() - last >= least and not (m.end() < len(text) and text[m.end()].islower()):
            out.append((last, m.end()))
            last = m.end()
    if last < len(text):
        if out and len(text) - last < least:
            out[-1] = (out[-1][0], len(text))
        else:
            out.append((last, len(text)))
    return out


def asked(t, question):
    """What was asked: of a conversation, which is a list, as many of the last messages as there is room for."""
    if isinstance(question, str):
        return question
    while len(question) > 1 and len(t.encode("query: " + " ".join(question)).ids) > QUESTION:
        question = question[1:]
    return " ".join(question)


def row(t, question, passage, right, heading=""):
    """passage is a list of sentences, right the numbers of those that answer. Of one too long a window is taken that holds a right one."""
    ids = [BEGIN] + t.encode("query: " + asked(t, question)).ids[:QUESTION] + [END]
    if heading:
        ids += t.encode(heading).ids[:HEADING] + [END]
    of, room = [-1] * len(ids), POSITIONS - 1 - len(ids)
    read = [t.encode(s).ids for s in passage]
    first, last = 0, len(read)
    if sum(map(len, read)) > room:
        first = random.choice(sorted(right)) if right else random.randrange(len(read))
        last, used = first + 1, len(read[first])
        while beside := [i for i in (first - 1, last) if 0 <= i < len(read) and used + len(read[i]) <= room]:
            i = random.choice(beside)
            used += len(read[i])
            first, last = min(first, i), max(last, i + 1)
    for k, pieces in enumerate(read[first:last]):
        pieces = pieces[: max(0, POSITIONS - 1 - len(ids))]
        ids += pieces
        of += [k] * len(pieces)
    return ids + [END], of + [-1], last - first, sorted(r - first for r in right if first <= r < last)


def alike(question, passage):
    pairs = lambda s: {s[i : i + 2].lower() for i in range(len(s) - 1)}
    return len(pairs(question if isinstance(question, str) else question[-1]) & pairs("".join(passage)))


def public(t, other_languages=0.15):
    """Rows of the public sets; of languages other than Chinese and English a share."""
    read = lambda name: [json.loads(l) for l in gzip.open(HERE / name, "rt", encoding="utf-8")]
    contexts, of = read("contexts.jsonl.gz"), {}
    for c in contexts:
        c["spans"] = sentences(c["text"])
        c["sentences"] = [c["text"][a:b].strip() for a, b in c["spans"]]
        of.setdefault((c["group"], c["lang"]), []).append(c)
    rows, main = [], {"zh", "zh-Hant", "en"}
    for q in read("questions.jsonl.gz"):
        c = contexts[q["context"]]
        if not {q["lang"], c["lang"]} <= main and random.random() > other_languages:
            continue
        right = {k for a in q["answers"] for k, (x, y) in enumerate(c["spans"]) if x <= a["start"] + len(a["text"]) / 2 < y}
        if q["answers"] and not right:
            continue
        rows.append(row(t, q["question"], c["sentences"], right))
        others = [o for o in of[c["group"], c["lang"]] if o["id"] != c["id"] and not any(a["text"] in o["text"] for a in q["answers"])]
        if q["answers"] and others and random.random() < 0.5:
            other = max(random.sample(others, min(5, len(others))), key=lambda o: alike(q["question"], o["text"]))
            rows.append(row(t, q["question"], other["sentences"], set()))
    return rows


def texts(files):
    """Texts that were written for this, with their questions, of the files whose names begin so: those to train on, and those held out."""
    all = [json.loads(l) for f in sorted((HERE / "written").glob(files + "-*.jsonl")) for l in open(f, encoding="utf-8")]
    held = set(range(0, len(all), 100 // HELD))
    return [d for i, d in enumerate(all) if i not in held], [d for i, d in enumerate(all) if i in held]


def written(t, texts):
    """Rows of written texts: each question with the paragraph that answers, or that comes nearest, and with others of the text."""
    rows = []
    for d in texts:
        paragraphs = d["p"]
        for question, *at in d["q"]:
            heading = d["title"] if random.random() < 0.6 else ""
            nearest = sorted(paragraphs, key=lambda p: -alike(question, p))
            if at == [-1]:
                beside = nearest[1] if len(nearest) > 1 and random.random() < 0.35 else []
                rows.append(row(t, question, nearest[0] + beside, set(), heading))
                if len(nearest) > 1 and random.random() < 0.4:
                    rows.append(row(t, question, random.choice(nearest[1:]), set(), heading))
                other = random.choice(texts)
                if other is not d and random.random() < 0.1:
                    rows.append(row(t, question, random.choice(other["p"]), set(), other["title"]))
                continue
            here, right = at
            passage = list(paragraphs[here])
            if random.random() < 0.35 and len(paragraphs) > 1:
                if here + 1 < len(paragraphs) and (here == 0 or random.random() < 0.5):
                    passage += paragraphs[here + 1]
                else:
                    right += len(paragraphs[here - 1])
                    passage = paragraphs[here - 1] + passage
            rows.append(row(t, question, passage, {right}, heading))
            others = [p for p in nearest if p is not paragraphs[here]]
            if others and random.random() < 0.6:
                rows.append(row(t, question, others[0] if random.random() < 0.6 else random.choice(others), set(), heading))
    return rows


def batches(rows, most=2048):
    """Rows of like length together, at most so many pieces a batch, in random order."""
    out, now = [], []
    for r in sorted(rows, key=lambda r: len(r[0]) + random.random() * 16):
        if now and max(len(r[0]), len(now[-1][0])) * (len(now) + 1) > most:
            out.append(now)
            now = []
        now.append(r)
    out.append(now)
    random.shuffle(out)
    return out
