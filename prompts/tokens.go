package prompts

// Tokens returns how many tokens a text is at most, as a rule: half as many as it has bytes.
func Tokens(text string) int { return (len(text) + 1) / 2 }
