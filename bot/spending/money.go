package spending

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Money is an amount in billionths of whatever currency the prices are in. Whole numbers add up to the same in any order,
// and a reservation that is given back leaves nothing behind.
type Money int64

// Unit is one of the currency.
const Unit Money = 1_000_000_000

// maxMoney bounds what can be set, in units of the currency: no sum of a day comes near what an int64 holds.
const maxMoney = 1_000_000

// ParseMoney reads an amount: a number, not negative, with up to nine decimals, without a sign of its currency.
func ParseMoney(text string) (Money, error) {
	amount, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(amount) || amount < 0 || amount > maxMoney {
		return 0, fmt.Errorf("%q is not an amount such as 0.15", text)
	}
	return Money(math.Round(amount * float64(Unit))), nil
}

// Float returns the amount in units of the currency.
func (m Money) Float() float64 { return float64(m) / float64(Unit) }

// String writes the amount with four decimals: an answer costs some thousandths.
func (m Money) String() string { return strconv.FormatFloat(m.Float(), 'f', 4, 64) }

// Prices are those of a million tokens. Zero prices are those of a model that costs nothing, or nothing known.
type Prices struct{ In, Out Money }

// ParsePrices reads the prices of tokens in and out, "0.15/0.60"; "" is none.
func ParsePrices(text string) (Prices, error) {
	if text == "" {
		return Prices{}, nil
	}
	in, out, both := strings.Cut(text, "/")
	if !both {
		return Prices{}, fmt.Errorf("%q must be two prices, such as 0.15/0.60", text)
	}
	var p Prices
	var first, second error
	p.In, first = ParseMoney(in)
	p.Out, second = ParseMoney(out)
	return p, errors.Join(first, second)
}

// Of returns what a call cost, rounded up to a billionth. More tokens never cost less.
func (p Prices) Of(u Usage) Money {
	const million = 1_000_000
	cost := float64(u.In)*float64(p.In) + float64(u.Out)*float64(p.Out)
	return Money(math.Ceil(cost / million))
}

// known reports whether tokens have a price.
func (p Prices) known() bool { return p.In > 0 || p.Out > 0 }
