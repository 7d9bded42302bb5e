package screen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"chuchu/bot"
)

// Data is what a button carries back when it is tapped. Telegram keeps at most 64 bytes of it, and it may come from a
// keyboard of years ago or from a forged client: it names things, and whether they are there, and whether the person may
// touch them, is for the reader to see.
type Data struct {
	Verb    Verb
	Answer  string // the id of a saved answer, at most 16 of A-Za-z0-9_-
	Passage string // the id of a passage
	N       int    // which passage of an answer, which of its choices, or which page of the list of texts
	Page    int    // of a text that is open, from 1; 0 for the page on which the passage stands
	Word    string // the verdict, the reason, the language, the example's key, or yes and no
}

// Verb says what a button does. Its letter is part of buttons in old messages: letters are added, never given another
// meaning.
type Verb string

const (
	Turn    Verb = "p" // to passage N of an answer; 1 is the answer itself
	Open    Verb = "o" // a passage in its text; behind it stands passage N of the answer, or page N of the list, if any
	Vote    Verb = "v" // for an answer or against it, while its passage N is shown
	Explain Verb = "r" // why one voted against an answer, while its passage N is shown
	List    Verb = "s" // page N of the texts
	Speak   Verb = "l" // a language of the interface
	Forget  Verb = "f" // all that is stored of the person: yes or no
	Choose  Verb = "c" // one of the things that the question of an answer may be about, by its number
	Ask     Verb = "e" // an example, by its key
	Resume  Verb = "i" // answer the question of a saved answer that may not have arrived
	Stop    Verb = "h" // the model that writes an answer
)

// version stands before all data. Data of another version is refused, and the person told to ask again.
const version = "1"

// maxData is how many bytes of data Telegram keeps with a button.
const maxData = 64

// fields are what data of a verb consists of, in order.
var fields = map[Verb][]field{
	Turn:    {answerField, numberField},
	Open:    {passageField, pageField, answerOrNone, numberField},
	Vote:    {answerField, words(Up, Down), numberField},
	Explain: {answerField, words(Reasons()...), numberField},
	List:    {numberField},
	Speak:   {words(append(bot.Languages(), PhoneLanguage)...)},
	Forget:  {words(Yes, No)},
	Choose:  {answerField, numberField},
	Ask:     {keyField},
	Resume:  {answerField},
	Stop:    {answerField},
}

// The words of [Forget].
const (
	Yes = "yes"
	No  = "no"
)

// field is one part of data: where it is kept, a string or an int, and what it may be.
type field struct {
	of   func(*Data) any
	form *regexp.Regexp
}

const numberForm = `0|[1-9]\d{0,11}`

var (
	answerField  = newField(func(d *Data) any { return &d.Answer }, `[\w-]{1,16}`)
	answerOrNone = newField(func(d *Data) any { return &d.Answer }, `[\w-]{0,16}`)
	passageField = newField(func(d *Data) any { return &d.Passage }, `[a-z2-7]{12}`)
	keyField     = newField(func(d *Data) any { return &d.Word }, `[0-9a-f]{8}`)
	numberField  = newField(func(d *Data) any { return &d.N }, numberForm)
	pageField    = newField(func(d *Data) any { return &d.Page }, numberForm)
)

func newField(of func(*Data) any, form string) field {
	return field{of, regexp.MustCompile(`^(?:` + form + `)$`)}
}

// words is a field that holds one of these.
func words[W ~string](all ...W) field {
	var forms []string
	for _, w := range all {
		forms = append(forms, regexp.QuoteMeta(string(w)))
	}
	return newField(func(d *Data) any { return &d.Word }, strings.Join(forms, "|"))
}

// String returns the data as a button carries it: "1|o|q4mtgo6coyg6|0|a1b2c3|1".
func (d Data) String() string {
	parts := []string{version, string(d.Verb)}
	for _, f := range fields[d.Verb] {
		switch v := f.of(&d).(type) {
		case *string:
			parts = append(parts, *v)
		case *int:
			parts = append(parts, strconv.Itoa(*v))
		}
	}
	return strings.Join(parts, "|")
}

// ParseData reads what a button carried back. An error says what is wrong with it; to the person it always means the same:
// the button is no longer good.
func ParseData(s string) (Data, error) {
	parts := strings.Split(s, "|")
	if len(s) > maxData || len(parts) < 2 || parts[0] != version {
		return Data{}, fmt.Errorf("data of a button: %q is not of version %s", s, version)
	}
	d := Data{Verb: Verb(parts[1])}
	wanted, ok := fields[d.Verb]
	if values := parts[2:]; !ok || len(values) != len(wanted) {
		return Data{}, fmt.Errorf("data of a button: %q with %d values is not known", d.Verb, len(values))
	}
	for i, f := range wanted {
		value := parts[2+i]
		if !f.form.MatchString(value) {
			return Data{}, fmt.Errorf("data of a button: value %d of %q is not valid: %q", i+1, d.Verb, value)
		}
		switch v := f.of(&d).(type) {
		case *string:
			*v = value
		case *int:
			*v, _ = strconv.Atoi(value) // of its form by then
		}
	}
	return d, nil
}
