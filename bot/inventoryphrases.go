package bot

import "cmp"

// InventoryPhrases are what the bot says of itself and of the collection as such, in one language. Verbs of fmt stand where a
// comment names them.
type InventoryPhrases struct {
	About        string // what the bot does, from %d texts
	OneText      string
	Texts        string // %d texts
	InLanguage   string // of a language %s there are %d
	InYear       string // of a year %s there are %d
	FromTo       string // texts are dated from %s to %s
	Undated      string // a further %d are without date
	NoDate       string // none of them has a date
	Some         string // %d of the %d texts
	None         string // none of the %d texts is such
	NoNumber     string // there is no text %d; there are %d
	Text         string // text %d
	Named        string // text %d, its title %s
	Newest       string // the text %s
	Oldest       string // the text %s
	Longest      string // the text %s
	Shortest     string // the text %s
	Mentions     string // what %s is mentioned, how often %d, in %d of the %d texts
	NoMention    string // %s is mentioned nowhere
	Times        string // %d times, behind a title
	Parts        string // the text %s has %d parts
	NoParts      string // the text %s has no headings, and so many paragraphs %s
	Articles     string // the text %s has %d numbered articles
	Dated        string // the text %s is of the date %s
	NotDated     string // the text %s has no date
	OneParagraph string
	Paragraphs   string // %d of them
	Characters   string // %d of them
	Written      string // the text %s is in the language %s
	Several      string // %d texts are meant by that
	First        string // only the first %d follow
	AllTexts     string // how all of them are seen: %s
	Quoted       string // a word %s as such
	Try          string // what to ask next: %s
	TryGist      string // a question for the gist of text %d
	Fine         string // to ok
	NoMore       string // of the last answer there is nothing that was not shown
	Farther      string // of the last answer only sources were not shown that hardly speak of the matter
	WhichQuote   string // what is asked if nothing was said whose place could be wanted
	Placed       string // a quotation stands in the text %s, on line %d
	Differs      string // how many characters %d a quotation has otherwise than the text
	AsWritten    string // a quote is in another language than is wanted
	OneSentence  string // the last answer can't be shorter
	NotLiterally string // no text has a quotation; what follows is nearest
	TryPlace     string // a question for the place of a quotation %s

	Chinese, English, Japanese, OtherLanguage string

	Comma, And, Besides, Colon, Stop, Open, Close string // marks
}

// Inventory returns the bot's words of the collection in the language; English if it speaks no other.
func (l Language) Inventory() InventoryPhrases {
	return cmp.Or(inventoryCatalogue[l], inventoryCatalogue[English])
}

var inventoryCatalogue = map[Language]InventoryPhrases{
	English: {
		About:        "Ask me anything about these %d texts. I quote the sentence that answers, word for word, and show where it comes from. If the texts don't say, I tell you so.",
		OneText:      "1 text",
		Texts:        "%d texts",
		InLanguage:   "%[2]d in %[1]s",
		InYear:       "%[2]d of %[1]s",
		FromTo:       "dated %s to %s",
		Undated:      "%d undated",
		NoDate:       "undated",
		Some:         "%d of the %d texts",
		None:         "None of the %d texts.",
		NoNumber:     "There is no text %d; there are %d.",
		Text:         "text %d",
		Named:        "text %d, “%s”",
		Newest:       "The newest is %s",
		Oldest:       "The oldest is %s",
		Longest:      "The longest is %s",
		Shortest:     "The shortest is %s",
		Mentions:     "%s occurs %d×, in %d of the %d texts",
		NoMention:    "No text has “%s” in these words.",
		Times:        "%d×",
		Parts:        "Parts of %s: %d",
		NoParts:      "No headings in %s; %s.",
		Articles:     "Numbered articles of %s: %d.",
		Dated:        "The date of %s is %s.",
		NotDated:     "No date is given for %s.",
		OneParagraph: "1 paragraph",
		Paragraphs:   "%d paragraphs",
		Characters:   "%d characters",
		Written:      "The language of %s is %s.",
		Several:      "%d texts fit",
		First:        "the first %d",
		AllTexts:     "All of them: %s",
		Quoted:       "“%s”",
		Try:          "You can ask: %s",
		TryGist:      "summarize text %d",
		Fine:         "All right. Ask whenever you like.",
		NoMore:       "There is no more to this.",
		Farther:      "What else was found has little to do with it.",
		WhichQuote:   "Which sentence? Send it to me, and I'll look for it.",
		Placed:       "In %s, line %d",
		Differs:      "Not quite the wording of the text; characters that differ: %d",
		AsWritten:    "I quote word for word, and don't translate:",
		OneSentence:  "That is one sentence of the text; I quote it word for word, and can't make it shorter.",
		NotLiterally: "No text says exactly that. The nearest:",
		TryPlace:     "where is this from: “%s”",
		Chinese:      "Chinese", English: "English", Japanese: "Japanese", OtherLanguage: "another language",
		Comma: ", ", And: ", ", Besides: "; ", Colon: ": ", Stop: ".", Open: " (", Close: ")",
	},
	Simplified: {
		About:        "这里有 %d 篇文章，里面写了什么，都可以问我。我逐字引用能回答的那句话，并标明出处；文章里没有的，我会直说没有。",
		OneText:      "1 篇文章",
		Texts:        "%d 篇文章",
		InLanguage:   "%[1]s %[2]d 篇",
		InYear:       "%[1]s 年 %[2]d 篇",
		FromTo:       "%s 至 %s",
		Undated:      "%d 篇日期不详",
		NoDate:       "日期不详",
		Some:         "%d 篇（共 %d 篇）",
		None:         "这 %d 篇文章里没有。",
		NoNumber:     "没有第 %d 篇；一共 %d 篇。",
		Text:         "第 %d 篇",
		Named:        "第 %d 篇《%s》",
		Newest:       "最新的是%s",
		Oldest:       "最早的是%s",
		Longest:      "最长的是%s",
		Shortest:     "最短的是%s",
		Mentions:     "%s共提到 %d 次，见于 %d 篇（共 %d 篇）",
		NoMention:    "没有文章写有“%s”这几个字。",
		Times:        "%d 次",
		Parts:        "%s有 %d 个部分",
		NoParts:      "%s没有小标题，共 %s。",
		Articles:     "%s共 %d 条。",
		Dated:        "%s的日期是 %s。",
		NotDated:     "%s没有标明日期。",
		OneParagraph: "1 段",
		Paragraphs:   "%d 段",
		Characters:   "%d 字",
		Written:      "%s是%s的。",
		Several:      "符合的有 %d 篇",
		First:        "前 %d 篇",
		AllTexts:     "全部：%s",
		Quoted:       "“%s”",
		Try:          "可以问：%s",
		TryGist:      "总结第 %d 篇",
		Fine:         "好的，想问随时问。",
		NoMore:       "没有更多了。",
		Farther:      "找到的其他段落和这个问题关系不大。",
		WhichQuote:   "哪一句？把那句话发给我，我来找它的出处。",
		Placed:       "出自%s，第 %d 行",
		Differs:      "与原文有 %d 字不同，原文是：",
		AsWritten:    "我逐字引用原文，不翻译：",
		OneSentence:  "这已经是原文的一句话了。我逐字引用，不能再短。",
		NotLiterally: "没有一模一样的原文，最接近的是：",
		TryPlace:     "“%s”出自哪里",
		Chinese:      "中文", English: "英文", Japanese: "日文", OtherLanguage: "其他语言",
		Comma: "，", And: "、", Besides: "；", Colon: "：", Stop: "。", Open: "（", Close: "）",
	},
	Traditional: {
		About:        "這裡有 %d 篇文章，裡面寫了什麼，都可以問我。我逐字引用能回答的那句話，並標明出處；文章裡沒有的，我會直說沒有。",
		OneText:      "1 篇文章",
		Texts:        "%d 篇文章",
		InLanguage:   "%[1]s %[2]d 篇",
		InYear:       "%[1]s 年 %[2]d 篇",
		FromTo:       "%s 至 %s",
		Undated:      "%d 篇日期不詳",
		NoDate:       "日期不詳",
		Some:         "%d 篇（共 %d 篇）",
		None:         "這 %d 篇文章裡沒有。",
		NoNumber:     "沒有第 %d 篇；一共 %d 篇。",
		Text:         "第 %d 篇",
		Named:        "第 %d 篇《%s》",
		Newest:       "最新的是%s",
		Oldest:       "最早的是%s",
		Longest:      "最長的是%s",
		Shortest:     "最短的是%s",
		Mentions:     "%s共提到 %d 次，見於 %d 篇（共 %d 篇）",
		NoMention:    "沒有文章寫有「%s」這幾個字。",
		Times:        "%d 次",
		Parts:        "%s有 %d 個部分",
		NoParts:      "%s沒有小標題，共 %s。",
		Articles:     "%s共 %d 條。",
		Dated:        "%s的日期是 %s。",
		NotDated:     "%s沒有標明日期。",
		OneParagraph: "1 段",
		Paragraphs:   "%d 段",
		Characters:   "%d 字",
		Written:      "%s是%s的。",
		Several:      "符合的有 %d 篇",
		First:        "前 %d 篇",
		AllTexts:     "全部：%s",
		Quoted:       "「%s」",
		Try:          "可以問：%s",
		TryGist:      "總結第 %d 篇",
		Fine:         "好的，想問隨時問。",
		NoMore:       "沒有更多了。",
		Farther:      "找到的其他段落和這個問題關係不大。",
		WhichQuote:   "哪一句？把那句話傳給我，我來找它的出處。",
		Placed:       "出自%s，第 %d 行",
		Differs:      "與原文有 %d 字不同，原文是：",
		AsWritten:    "我逐字引用原文，不翻譯：",
		OneSentence:  "這已經是原文的一句話了。我逐字引用，不能再短。",
		NotLiterally: "沒有一模一樣的原文，最接近的是：",
		TryPlace:     "「%s」出自哪裡",
		Chinese:      "中文", English: "英文", Japanese: "日文", OtherLanguage: "其他語言",
		Comma: "，", And: "、", Besides: "；", Colon: "：", Stop: "。", Open: "（", Close: "）",
	},
}
