package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"chuchu/retrieval/language"
)

// How much of language may stand in Go outside retrieval/language and the catalogues: Chinese characters, comments included,
// and regular expressions of words. Words belong into retrieval/language/words, so both may only fall.
const (
	maxHan         = 500
	maxExpressions = 10
)

// catalogues hold what is said to people, in Chinese too.
var catalogues = []string{"bot/phrases.go", "bot/inventoryphrases.go", "bot/telegram/screen/catalogue.go"}

// TestLanguage: what is known of language stands in its room, once; and every list and form that other rooms name is there.
func TestLanguage(t *testing.T) {
	han, expressions := 0, 0
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") {
			return err
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			return err
		}
		room := path.Dir(file)
		outside := !strings.HasSuffix(file, "_test.go") && !slices.Contains(onlyTests, room) && !slices.Contains(catalogues, file) &&
			!strings.HasPrefix(room, "retrieval/language")
		for _, call := range literalCalls(parsed) {
			checkName(t, file, call)
			if outside && call.function == "regexp.MustCompile" && ofWords(call.argument) {
				expressions++
			}
		}
		if outside {
			han += len([]rune(strings.Map(onlyHan, string(source))))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ratchet(t, "Chinese characters", han, maxHan)
	ratchet(t, "regular expressions of words", expressions, maxExpressions)
}

func onlyHan(r rune) rune {
	if unicode.Is(unicode.Han, r) {
		return r
	}
	return -1
}

// ratchet reports a count that is over what may be, or so far below that what may be has to fall.
func ratchet(t *testing.T, what string, n, most int) {
	t.Helper()
	if n > most {
		t.Errorf("%d %s stand in Go outside retrieval/language and the catalogues, %d may: put words into retrieval/language/words", n, what, most)
	}
	if n < most/2 {
		t.Errorf("%d %s are left: let the ratchet of %d fall to that", n, what, most)
	}
}

// ofWords reports whether an expression is of words of a language.
func ofWords(expression string) bool {
	return language.IsChinese(expression) || strings.Contains(expression, `\b`) && strings.Contains(expression, "|")
}

// literalCall is a call of a function with a string as one of its arguments.
type literalCall struct{ function, argument string }

// literalCalls returns the calls in a file with their strings.
func literalCalls(file *ast.File) []literalCall {
	var found []literalCall
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		function := ""
		switch f := call.Fun.(type) {
		case *ast.Ident:
			function = file.Name.Name + "." + f.Name
		case *ast.SelectorExpr:
			if room, ok := f.X.(*ast.Ident); ok {
				function = room.Name + "." + f.Sel.Name
			}
		}
		for _, arg := range call.Args {
			ast.Inspect(arg, func(n ast.Node) bool {
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					if argument, err := strconv.Unquote(literal.Value); err == nil {
						found = append(found, literalCall{function, argument})
					}
				}
				_, nested := n.(*ast.CallExpr)
				return !nested
			})
		}
		return true
	})
	return found
}

// checkName reports a list or form that a call names in vain.
func checkName(t *testing.T, file string, call literalCall) {
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%s: %s(%q): %v", file, call.function, call.argument, fault)
		}
	}()
	switch call.function {
	case "language.NewPattern":
		language.NewPattern(call.argument).MatchString("")
	case "language.Words", "language.Set":
		language.Words(call.argument)
	}
}
