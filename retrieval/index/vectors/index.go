package vectors

// Index is the vectors of the paragraphs of a collection. It never changes, and is safe for concurrent use.
type Index struct {
	embeddings *Embeddings
	space      *Space
	paragraphs Paragraphs
	keys       []Key
	*Table
}

// fill makes the table of the vectors that are kept.
func (x *Index) fill() error {
	x.Table = NewTable(len(x.keys), x.space.statements[:])
	for i, key := range x.keys {
		vs, ok, err := x.embeddings.cache.Vectors(key)
		if err != nil {
			return err
		}
		if ok && vs[0].Dimensions() == x.space.Dimensions() {
			x.Set(i, uint8(x.paragraphs.Language(i)), vs[0])
		}
	}
	return nil
}

// Similar returns how similar a paragraph is to the vector of a question, and then each of its sentences, if there are
// several: as a share of what ordinary questions have with their answers, never below 0. It is nil if the paragraph has no
// vectors.
func (x *Index) Similar(question []float32, doc int) ([]float64, error) {
	vs, ok, err := x.embeddings.cache.Vectors(x.keys[doc])
	if err != nil || !ok || vs[0].Dimensions() != len(question) {
		return nil, err
	}
	out := make([]float64, len(vs))
	for i, v := range vs {
		out[i] = max(0, Similarity(question, v, x.space.statements[x.paragraphs.Language(doc)])/x.space.unit)
	}
	return out, nil
}
