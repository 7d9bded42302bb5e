package language

// Leans reports whether a question shows by its words that it leans on what was said before: "How does it work?" 还有呢？
func Leans(question string) bool { return leans.MatchString(FoldString(question)) }

var leans = NewPattern(`<leans>`)
