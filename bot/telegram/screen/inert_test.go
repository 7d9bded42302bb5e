package screen

import (
	"regexp"
	"strings"
	"testing"
)

// tapped are what Telegram makes something of that can be tapped, as tdlib finds it (MessageEntity.cpp).
var tapped = map[string]*regexp.Regexp{
	"mention": regexp.MustCompile(`(?:^|[^\pL\pN_])@[A-Za-z0-9_]{2,32}`),
	"command": regexp.MustCompile(`(?:^|[^\pL\pN_/<>])/[A-Za-z0-9_]{1,64}`),
	"hashtag": regexp.MustCompile(`#[\pL\pN_]+`),
	"cashtag": regexp.MustCompile(`\$(?:1INCH|[A-Z]{1,8})`),
	"email":   regexp.MustCompile(`[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]+`),
	"address": regexp.MustCompile(`[A-Za-z]+://|[\pL\pN_-]+\.\pL[\pL\pN-]*|\d+\.\d+\.\d+\.\d+`),
}

// TestInert: in a model's words nothing is left to tap, and nothing is changed that is seen, or that is no such thing.
func TestInert(t *testing.T) {
	for _, test := range []struct{ words, kind string }{
		{"@evil_bot", "mention"},
		{"请找 @evil_bot。", "mention"},
		{"/start", "command"},
		{"发 /start@evil_bot x", "command"},
		{"（/start）", "command"},
		{"#长三角", "hashtag"},
		{"$TON", "cashtag"},
		{"write to a.b@evil.example", "email"},
		{"evil.example", "address"},
		{"a.b.c.museum/path?x=1", "address"},
		{"上海.中国", "address"},
		{"https://evil.example", "address"},
		{"tg://resolve?domain=evil", "address"},
		{"10.0.0.1", "address"},
	} {
		if !tapped[test.kind].MatchString(test.words) {
			t.Errorf("%q has no %s at all", test.words, test.kind)
		}
		got := inert(test.words)
		for kind, pattern := range tapped {
			if found := pattern.FindString(got); found != "" {
				t.Errorf("%q: a %s is left in %q: %q", test.words, kind, got, found)
			}
		}
		if strings.ReplaceAll(got, wordJoiner, "") != test.words {
			t.Errorf("%q is shown as %q", test.words, got)
		}
	}
	for _, words := range []string{"增长 3.5%，至 1.2 万亿元", "和/或", "1/2", "2024.", "第 3 条 # 4", "5 @ 6", "科技创新。", "a & b < c > d"} {
		if got := inert(words); got != words {
			t.Errorf("%q is changed to %q", words, got)
		}
	}
}
