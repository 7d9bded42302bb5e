package spending

// Usage is how many tokens a call of a model took.
type Usage struct {
	In, Out   int  // of the prompt, and of what the model wrote, its thoughts included
	Estimated bool // in part at least: the endpoint did not count
}

// Plus returns both together.
func (u Usage) Plus(v Usage) Usage {
	return Usage{u.In + v.In, u.Out + v.Out, u.Estimated || v.Estimated}
}

// Tally is what was spent.
type Tally struct {
	Answers int   `json:"answers"` // that the model was asked for, and rewordings of questions
	In      int   `json:"in"`      // tokens
	Out     int   `json:"out"`
	Cost    Money `json:"cost"` // in billionths
}

func (t Tally) plus(u Tally) Tally {
	return Tally{t.Answers + u.Answers, t.In + u.In, t.Out + u.Out, t.Cost + u.Cost}
}

func (t Tally) minus(u Tally) Tally {
	return Tally{t.Answers - u.Answers, t.In - u.In, t.Out - u.Out, t.Cost - u.Cost}
}
