package screen

import (
	"strings"
	"testing"

	"chuchu/bot"
	"chuchu/retrieval"
)

// TestPlace: a place is named by what people know of its file, in each language.
func TestPlace(t *testing.T) {
	var got []string
	for _, language := range bot.Languages() {
		v := Viewer{Language: language}
		for _, at := range []retrieval.Place{{First: 3, Last: 9, Page: 2}, {First: 3, Last: 3, Slide: 4}, {First: 3, Last: 9, At: "00:01:12"}, {First: 3, Last: 9, Page: 2, At: "offer.pdf"}} {
			got = append(got, v.place(at))
		}
	}
	const want = "第 2 页|第 4 张幻灯片|00:01:12|offer.pdf 第 2 页|" +
		"第 2 頁|第 4 張投影片|00:01:12|offer.pdf 第 2 頁|" +
		"p. 2|slide 4|00:01:12|offer.pdf p. 2"
	if got := strings.Join(got, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
