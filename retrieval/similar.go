package retrieval

import (
	"math"

	"chuchu/retrieval/language"
)

// similar is how similar a paragraph is to a question in meaning, as a share of what ordinary questions
// have with their answers, never below 0.
type similar struct {
	known     bool // the question has a vector, and so has the paragraph
	passage   float64
	sentence  float64   // the most of its sentences
	sentences []float64 // each
	open      float64   // how far the words leave open what answers, 0 to 1
}

// weigh has similarity count as far as the words leave open what answers, and scores the candidates anew. Those that have no vectors
// are given the mean of the others, so that they stand or fall by their words.
//
// In a collection of a few texts about one thing everything is similar to a question, and more so in its own language; a passage that
// holds all of the question is more surely meant. Found on short questions to the texts that come with chuchu, of which .875 were
// answered at a glance by their words and .775 with similarity throughout; on xquad, whose questions are long, it changes passage@1 by
// less than .005. TestMeaning notices a change.
func (c *Collection) weigh(judged []judgement) {
	var mean similar
	held, known := 0.0, 0.0
	for _, j := range judged {
		held = max(held, j.situated)
		if j.similar.known {
			mean.passage += j.similar.passage
			mean.sentence += j.similar.sentence
			known++
		}
	}
	if known == 0 {
		return
	}
	mean = similar{passage: mean.passage / known, sentence: mean.sentence / known}
	for i := range judged {
		j := &judged[i]
		if !j.similar.known {
			j.similar = mean
		}
		j.similar.open = 1 - math.Pow(held, heldPower)
		j.score = j.sum() * j.view.share(c.prior(j.view.script))
	}
}

// heldPower is of how much of a question a passage holds for the words to decide: with .7 of it, nearly all is open still. 4 is as good
// within two of 73 short questions.
const heldPower = 8

// atLeast makes it that of a question and its answer where list is 1: a paragraph that lists what is asked for answers.
func (s *similar) atLeast(list float64) {
	if s.known {
		s.passage, s.sentence = max(s.passage, list), max(s.sentence, list)
	}
}

// What similarity counts for a sentence to be quoted, as much of it as a question has with its answer. Found on xquad-en and tried on xquad-zh: of the questions
// whose passage comes first, quote@1 goes from .922 and .935 to .931 and .939, and of those in the other language from .881
// and .902 to .898 and .932. Twice or half as much is as good within .005.
const (
	similarQuoteShare = 0.4 // of what the best sentence scores by its words
	similarQuoteLeast = 2.2 // also if no word is held
)

// addSimilarity adds to what sentences score for quoting how similar each is to the question: a share of the best score, and
// something if no word is held. similar is nil without embeddings.
func addSimilarity(scores, similar []float64) {
	top := 0.0
	for _, s := range scores {
		top = max(top, s)
	}
	for i := range similar {
		scores[i] += (similarQuoteLeast + similarQuoteShare*top) * similar[i]
	}
}

// What similarity changes of the evidence: words count less beside it. Fitted as the other weights were, on one of the half sets
// and tried on the other; the weights here lie halfway between that fit and the words alone. Similarity is fitted to long
// questions, and a short one has less of it with what answers. The area under the ROC curve goes from .950 (zh)
// and .957 (en) to .962 and .969, of questions put to the texts of the other language from .803 and .852 to .889 and .904;
// the whole fit has .002 and .006 more. The biases are set so that of what the half sets do not answer as much is answered as by words
// alone (.20 and .19, of the other language .33 and .39); of what they do, .056 and .035 is refused then in place of .079 and .056, of the
// other language .11 and .10 in place of .17 and .20.
type similarFit struct {
	bias, words, gap, sentence float64 // words scales all the other weights
}

func fitFor(foreign bool) similarFit {
	if foreign {
		return similarFit{bias: -3.4, words: 0.54, gap: 2.2, sentence: 2.3}
	}
	return similarFit{bias: -5.7, words: 0.9, gap: 2.4, sentence: 2.4}
}

// withSimilarity returns the evidence where the similarity of the best passage is known.
func (c *Collection) withSimilarity(evidence addends, best judgement) addends {
	fit := fitFor(best.view.foreign)
	for i := range evidence {
		switch e := &evidence[i]; i {
		case biasEvidence:
			e.Weight = fit.bias
		case gapEvidence:
			e.Weight = fit.gap
		default:
			e.Weight *= fit.words
		}
	}
	evidence = append(evidence, Addend{"similarity of its most similar sentence", best.similar.sentence, fit.sentence})
	if best.view.foreign {
		evidence = append(evidence, c.fewTexts(best.view))
	}
	return evidence
}

// Where the words of a question cannot stand in a passage, that they don't tells nothing, and only the meaning is left: an English
// question and a Russian paragraph. Fitted on English questions to the half sets of xquad in Russian and Vietnamese and Chinese ones to
// the Russian, and rounded towards refusing. The area under the ROC curve is .875, .846 and .834; by the words too it is .69, .77 and
// .65, and nearly all is refused.
const (
	unreadBias     = -4.6
	unreadGap      = 2.5
	unreadSentence = 6.5
	// unreadMissing is the share of the question's words that must be missing at least: where they are held, they can be.
	unreadMissing = 0.5
)

func bySimilarity(evidence addends, best judgement) addends {
	return addends{
		{"intercept", 1, unreadBias},
		{"gap to the next passage", evidence[gapEvidence].Value, unreadGap},
		{"similarity of its most similar sentence", best.similar.sentence, unreadSentence},
	}
}

// beyondWords reports whether the question is in a language whose words are known, and the passage, in a text of lang, in none.
func (q question) beyondWords(best judgement, lang string) bool {
	return lang == undetermined && best.missing >= unreadMissing && language.Detect(q.text) != undetermined
}

// undetermined is the tag of no language that is known.
const undetermined = "und"
