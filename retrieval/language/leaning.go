package language

// Leans reports whether a question shows by its words that it leans on what was said before: "How does it work?" 还有呢？
func Leans(question string) bool { return leans.MatchString(FoldString(question)) }

var leans = NewPattern(`<leans>`)

// WhatAbout returns the question that asks in Chinese for a part of a thing, and leans on what was asked before: 安徽的人口呢？
func WhatAbout(thing, part string) string {
	return thing + "的" + part + "呢？"
}
