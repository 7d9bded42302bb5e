// Package vectors has paragraphs embedded by a model (embed.go), keeps what it makes of them, and finds those that are
// nearest to a question.
//
// A paragraph gives one vector for all of it and one for each of its sentences. They are kept as bytes, a byte a dimension
// and four for the scale (vector.go), in a file that is only ever added to (cache.go). The vectors of whole paragraphs lie
// in memory as well, in a table that is looked through from end to end (table.go). What a language or a model has in common
// is taken out first, so that a question meets its answer in another language (space.go).
//
// # Why no index of vectors
//
// Measured on two cores of a server, 384 dimensions, vectors around centres of 50 each, the 30 nearest, a question at a time:
//
//	                           1,000     10,000    100,000 paragraphs   memory a paragraph   of the nearest 30
//	table, float32             0.2 ms    2.3 ms    21 ms                1,536 bytes          all
//	table, bytes × float32     0.5 ms    5.2 ms    23 ms                388 bytes            99.7 %
//	table, bytes × bytes       1.2 ms    6.8 ms    34 ms                388 bytes            99.5 %
//	chromem-go v0.7.0          0.5 ms    19 ms     54 ms                2,000 bytes          all
//	coder/hnsw v0.6.1          0.04 ms   0.15 ms   0.14 ms              970 bytes            64 %, 16 %, 0.2 %
//
// chromem-go looks through all vectors too, on every core and with a copy of each, and has no vectors of sentences, of which
// the ranking wants those of a few paragraphs only. The graph (M 16, 100 looked at) is fast, takes 21 s to make, and loses
// what is sought if many paragraphs are of one subject. So it is the second row: a hundred thousand paragraphs are looked
// through in less time than the question's vector takes to come. BenchmarkNearest tells the first two rows.
package vectors
