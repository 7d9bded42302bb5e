package retrieval

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// answersKind reports whether a quote or paragraph of a text of that date holds the kind of thing that is asked for, a date or a
// number, other than the ones that the question names itself. Persons, places and reasons may look like anything: see looksLike.
func (q question) answersKind(quoted, date string) bool {
	kind := kinds[q.asks]
	return kind.answer == nil || kind.open || q.holds(q.form, quoted) || q.reckons(quoted, date)
}

// ofYear reports whether the year that is asked for is that in the title of a candidate's text: where the candidate itself holds a
// number of the question, which is then of that year.
func (c *Collection) ofYear(q question, j judgement) bool {
	return q.asks == year && q.holds(kinds[year].answer, c.textOf(j.ordinal).Title) &&
		slices.ContainsFunc(j.view.exact, func(e exact) bool { return e.number && e.held(&j.match.all) })
}

// looksLike reports whether a text holds something that looks like the person, the place or the reason that is asked for.
func (q question) looksLike(text string) bool {
	switch q.asks {
	case name, person, place, reason:
		return q.kindIn(text, "") > 0
	}
	return true
}

// lacksKind reports whether a passage holds nothing of the kind that is asked for, as what answers has to. What something is called has to
// be in the sentences quoted, if they are English, where names have capitals.
func (q question) lacksKind(p Passage) bool {
	switch {
	case q.asks == place && asksWhereItIs.MatchString(q.folded):
		return !q.looksLike(p.Text)
	case q.asks == name && language.ScriptOf(p.Text) == latin:
		return !q.looksLike(p.Quoted())
	}
	return !q.answersKind(p.Text, p.Date)
}

var asksWhereItIs = language.NewPattern(`<asks where it is>`)

// kindIn returns how surely s, of a text of that date, holds the kind of thing that is asked for: 1, or byAndLarge for a time that
// neither is a date nor can be reckoned; 0 if it does not, or only what the question says itself.
func (q question) kindIn(s, date string) float64 {
	kind := kinds[q.asks]
	switch {
	case kind.answer == nil:
		return 0
	case q.reckons(s, date):
		return 1
	case q.labels(s):
		return plainly
	case !q.holds(q.form, s):
		return 0
	case q.asks == number && q.onlyShares(s):
		return 0
	case q.saysPlainly(s):
		return plainly
	case q.asks != time:
		return 1
	case vagueTime.MatchString(s):
		return 0
	case q.form == clockTime:
		return 1
	case !q.dated(s):
		return byAndLarge
	}
	return 1
}

// labels reports whether s tells what is asked for as a line of a form does, or says plainly where something is.
func (q question) labels(s string) bool {
	switch q.asks {
	case time:
		return labelsTime.MatchString(s)
	case place:
		return labelsPlace.MatchString(s) || saysWhere.MatchString(s)
	}
	return false
}

// saysPlainly reports whether s, which holds the kind of thing asked for, says of it that it is a price, or a number of people.
func (q question) saysPlainly(s string) bool {
	return q.asks == money && saysPrice.MatchString(s) || q.asks == number && countsPeople.MatchString(q.folded) && people.MatchString(s)
}

var (
	saysPrice    = language.NewPattern(`<says a price>`)
	countsPeople = language.NewPattern(`<counts people>`)
	people       = language.NewPattern(`<so many people>`)
)

var (
	labelsTime  = language.NewPattern(`<labels a time>`)
	labelsPlace = language.NewPattern(`<labels a place>`)
	saysWhere   = language.NewPattern(`<says where it is>`)
)

// reckons reports whether the date of its text makes a date of a word of s, as the question wants it.
func (q question) reckons(s, date string) bool { return len(q.relatives(s, date)) > 0 }

// onlyShares reports whether the numbers of s are shares of what the question names, and it does not ask for a share: a third of
// the revenue is not the revenue.
func (q question) onlyShares(s string) bool {
	of := language.SharesOf(s)
	if len(of) == 0 || language.AsksShare(q.folded) {
		return false
	}
	asked := termsOf(q.text)
	return !slices.ContainsFunc(of, func(what string) bool {
		return !slices.ContainsFunc(language.Of(what), func(t language.Term) bool { return !t.Weak() && asked[t.Text] })
	})
}

// dated reports whether s has a date that the question does not name.
func (q question) dated(s string) bool {
	return slices.ContainsFunc(language.Dates(s, language.ScriptOf(s)), func(d language.Span) bool {
		return !strings.Contains(q.text, s[d.Start:d.End])
	})
}

// formOf returns what an answer to a folded question looks like; nil if it may look like anything. The time of day is told by a clock.
func formOf(asks asked, folded string) *language.Pattern {
	if asks == time && asksClock.MatchString(folded) {
		return clockTime
	}
	return kinds[asks].answer
}

// What asks for the time of day, and what tells it.
var (
	asksClock = language.NewPattern(`<asks time of day>`)
	clockTime = language.NewPattern(`<clock time>`)
)

var vagueTime = language.NewPattern(`<vague time>`)

// byAndLarge is what "in the afternoon", or "yesterday" in a text without a date, counts as an answer to "when", beside a date.
const byAndLarge = 0.5

// plainly is what a line of a form counts that names the kind of what it tells, or a sentence that says where something is or what it costs.
const plainly = 1.5

// holds reports whether s holds something that the pattern matches and the question does not say.
func (q question) holds(pattern *language.Pattern, s string) bool {
	for range q.matches(pattern, s) {
		return true
	}
	return false
}

// valuesIn returns where s has the kind of thing asked for, but for what the question says.
func (q question) valuesIn(s string) []reading.Span {
	return slices.Collect(q.matches(q.form, s))
}

// matches yields where s holds something that the pattern matches and the question does not say.
func (q question) matches(pattern *language.Pattern, s string) iter.Seq[reading.Span] {
	return func(yield func(reading.Span) bool) {
		for end := 0; ; {
			rest := s[end:]
			at := pattern.FindStringIndex(rest)
			if at == nil {
				return
			}
			span := reading.Span{Start: end + at[0], End: end + at[1]}
			found := rest[at[0]:at[1]]
			if at := strings.IndexFunc(found, unicode.IsUpper); at > 0 && q.asks == name {
				found = found[at:]
			}
			if q.asks == place { // 在上海 is no new place where the question says 上海
				found = strings.TrimSpace(intoPlace.ReplaceAllString(found, ""))
			}
			end = span.End
			if !q.says(found) && !(q.asks == number && (ofDate.MatchString(found) || q.isOfNoThing(s[end:]))) &&
				!(q.asks == time && onlyDays.MatchString(found) && language.BoundedBefore(s[:span.Start])) && !yield(span) {
				return
			}
		}
	}
}

// onlyDays matches what is a date or a number of days.
var onlyDays = language.NewPattern(`^<Chinese day>$`)

// says reports whether the question says what was found itself. What leads in a reason is no news only if it is a whole word: 因 stands
// in names too.
func (q question) says(found string) bool {
	return strings.Contains(q.text, found) && !(q.asks == reason && utf8.RuneCountInString(found) == 1)
}

// intoPlace matches what leads to the name of a place.
var intoPlace = language.NewPattern(`^<into a place>`)

// isOfNoThing reports whether a question asks how many there are, and what follows a number makes it none of things.
func (q question) isOfNoThing(behind string) bool {
	unit := ofNoThing.FindString(behind)
	return unit != "" && countsThings.MatchString(q.folded) && !strings.Contains(q.folded, strings.TrimSpace(unit))
}

var (
	countsThings = language.NewPattern(`<counts things>`)
	ofNoThing    = language.NewPattern(`<unit of no thing>`)
)

// ofDate matches a number that is of a date: nobody asks for it by "how many".
var ofDate = language.NewPattern(`<number of a date>`)

// kindCoverage returns how much of the question a sentence says, with title, headings and date, that has the kind of thing
// asked for, as surely as it has it: the most of the paragraph's, 0 if none has it.
func (q question) kindCoverage(j *judgement) float64 {
	best := 0.0
	for i := range j.match.sentences {
		said := j.match.held[i].union(&j.context)
		if c := j.view.coverage(&said); c > best {
			best = max(best, c*j.match.kindOf(q, j.block.Text, j.date, i))
		}
	}
	return best
}

// kind is what a question of some kind is answered with.
type kind struct {
	answer *language.Pattern // wide: what it misses counts against an answer that is there
	open   bool              // an answer may also look otherwise
	bonus  float64           // for a sentence that holds it, as a share of the best sentence's score
}

// The bonuses were fitted by conditional logistic regression on the sentences of paragraphs that hold the answer (DRCD, CMRC 2018,
// a part of SQuAD 2.0, half of XQuAD's articles) and rounded: a date tells most, a name least, for names are everywhere. Held-out
// sets gain .005 to .01 of right sentences each.
var kinds = map[asked]kind{
	year:     {answer: language.NewPattern(`<answers year>`), bonus: 0.4},
	time:     {answer: language.NewPattern(`<answers time>`), bonus: 0.5},
	duration: {answer: language.NewPattern(`<answers duration>`), bonus: 0.4},
	number:   {answer: language.NewPattern(`<answers number>`), bonus: 0.3},
	contact:  {answer: language.NewPattern(`<answers contact>`), bonus: 0.5},
	money:    {answer: language.NewPattern(`<answers money>`), bonus: 0.3},
	age:      {answer: language.NewPattern(`<answers age>`), bonus: 0.3},
	name:     {answer: language.NewPattern(`<answers name>`), bonus: 0.2, open: true},
	origin:   {answer: language.NewPattern(`<answers origin>`), bonus: 0.2},
	person:   {answer: language.NewPattern(`<answers person>`), bonus: 0.15, open: true},
	place:    {answer: language.NewPattern(`<answers place>`), bonus: 0.25, open: true},
	manner:   {answer: language.NewPattern(`<answers manner>`), bonus: 0.1, open: true},
	reason:   {answer: language.NewPattern(`<answers reason>`), bonus: 0.15, open: true},
}

// absentMatter returns which share of the question the word is that says what is wanted of what it names, if no paragraph has it: the
// noun behind "which" or "how many", the verb behind "who", the last of "whose nationality", a word of what is to be explained.
func (v *view) absentMatter(question string) float64 {
	for _, asked := range []*language.Pattern{wordAskedFor, thingAskedFor} {
		found := asked.FindStringSubmatch(fold(question))
		for _, word := range found[min(1, len(found)):] {
			if share := v.absentShare(word); share > 0 {
				return share
			}
		}
	}
	return 0
}

// absentShare returns which share of the question a word of it is, if no paragraph has it or, in another language, what it may mean.
func (v *view) absentShare(word string) float64 {
	if v.foreign {
		i := slices.IndexFunc(v.units, func(u unit) bool { return len(u.ways) == 0 && word != "" && fold(u.source) == word })
		if i < 0 {
			return 0
		}
		return v.units[i].weight / v.total
	}
	for _, t := range language.Of(word) {
		if i, ok := v.byText[t.Text]; ok && t.Kind != language.Unigram && v.terms[i].absent() && v.isWord(i) {
			return v.terms[i].gain / v.total
		}
	}
	return 0
}

// isWord reports whether a term is a word of the question.
func (v *view) isWord(term int) bool {
	return slices.ContainsFunc(v.words, func(word []int) bool { return len(word) == 1 && word[0] == term })
}

var (
	wordAskedFor  = language.NewPattern(`<word asked for>`)
	thingAskedFor = language.NewPattern(`<thing asked for>`)
)
