// Chuchu (出处, "the place that words come from") answers questions about a collection of texts: it quotes the sentences
// that answer, letter for letter, shows where each one stands, and says so if the texts don't hold the answer.
//
// docs/design.md has the design and its reasons. This is the tour of the rooms.
//
// # The way of the data
//
//	seeds ──▶ Text ──▶ Paragraph ──▶ Index ──▶ Passage ──▶ (prompt) ──▶ Answer ──▶ chat
//	(files)   └───────────── retrieval ─────────────────┘  └prompts┘  └─────── bot ──────┘
//
// # The rooms, bottom-up
//
// Package retrieval/reading turns files into texts, and their prose into the paragraphs that a person would see. Below it,
// packages pdf, word, web, markdown, epub, sheet, record, slides, odf and subtitles read one format each, and hand over a manuscript: words in
// lines, what the format says of each line, and where they stand. Package table lays out the tables of all formats, charset
// decodes files, archive opens the zip files of Office documents and books, and line knows what one line shows by itself: its
// width, its number, its date.
//
// Package retrieval/language holds what is known of language: words, names, numbers, dates, question words, each list once, as
// text. It turns characters into terms, by one function for questions and paragraphs alike. Its lexicon knows Chinese and
// English words and how Chinese is read, so that a question in one language, or in pinyin, finds a text in the other.
//
// Package retrieval/index says what a collection needs of an index: terms in, some dozens of candidates out, by BM25. Below
// it, package memory does that in memory, on bleve; package disk in a file, for collections that take too long to read at
// every start; package cluster in Weaviate, for those that outgrow one machine. Beside the terms, package paragraphs keeps
// the paragraphs with their places, snapshot the folder of all files, which is replaced whole or not at all, and vectors what
// an embedding model makes of paragraphs and sentences. Such a model, in the process, is package retrieval/encoder: it turns text
// into vectors, or reads a question with a passage, and knows nothing of texts otherwise; package retrieval/reader has the weights of
// both, and how they were made. The suite indextest holds the engines to the same promises,
// and conformance_test.go in retrieval whole collections to the same answers; retrievaltest opens collections for the tests of
// other rooms.
//
// Package retrieval judges the candidates: it ranks them, has the best ones read, chooses the sentences to quote, marks the words that answer, names
// near copies together, and makes of what the best passage shows a confidence. Each score is a sum of named parts, which
// `chuchu why` prints.
//
// Package retrieval/outline picks the sentences that carry a text, for its gist.
//
// Package retrieval/watching reports that the texts have changed.
//
// Package prompts holds what a model is told, as text files.
//
// Package bot takes a question in and gives an Answer with numbered sources, in the language of the question. A
// Conversation remembers the last turns, and bot/followup restates a question that leans on them (那安徽呢？); bot/several
// takes a message that asks several things apart (租金多少？租期多长？). If there is a model, an Author lets it put the quotes into
// words; the quotes come first and stand in for it. What the bot says in its own words stands in one catalogue (phrases.go), the contract for programs in json.go.
//
// Package bot/llm is that model, behind any endpoint of OpenAI's API: servers fail in every way, and it makes an answer of
// them or an error that holds no secret. Package bot/spending counts what it costs and refuses a call that is over budget.
//
// Package bot/checking reads what a model writes, sentence by sentence as it comes, and holds each against the passages that it
// cites. Texts and questions that would make a model lie, and models that obey them, are played in bot/testdata/injection.
//
// Package bot/evaluation asks the bot questions whose answers are known, and measures answers and refusals: as a table, as
// JSON, and as a page with every miss. Its tests measure the checker.
//
// Package bot/examples finds questions that a collection answers, for people who don't know yet what to ask.
//
// Package bot/act decides what a message wants before anything is searched: something about the bot or the collection, the
// gist of a text, the place of a quotation, more, or nothing; else it is a question, without the words around it that are said
// to the bot. It works from lists of forms that anybody can extend. Package bot/record knows the texts as such: which ones
// somebody means (第二篇, "the English report"), how they are divided, which mention something.
//
// Package bot/terminal shows answers on a terminal or a pipe: one answer, a stream of JSON, or a chat.
//
// Package bot/telegram is the bot in Telegram: a dispatcher has each update handled once, a router decides what it wants, an
// answerer answers questions, a sender brings what is said to people. It joins rooms that know nothing of each other: api calls
// the Bot API; inbox takes updates in, by polling or by a webhook; state keeps what must not be forgotten; outbox sends in
// order and at Telegram's pace; markup is formatted text, cut to size before it is written; screen makes of answers and
// passages what a phone shows, in three languages. Its telegramtest is the Telegram that tests talk to: a strict server of the
// Bot API, and a player of conversations written as text.
//
// Package bot/metrics counts for Prometheus; bot/web reports over HTTP whether the bot is alive and ready, and takes what
// Telegram delivers.
//
// Package bot/command has the commands and settings, and joins the rooms: environment.go says what can be set, commandline.go
// which commands there are, serve.go what lives in a service. This package only starts it. imports_test.go holds which room may import
// which.
//
// # Working on it
//
//	go test ./...                                everything, with the real index and the real program
//	go test . -update                            rewrite what testdata/*.txtar expect, then read the diff;
//	                                             other packages with goldens take -update as well
//	go test ./bot/telegram -page /tmp/page.html  write the conversations on phones as chat bubbles, to be looked at
//	go generate ./retrieval/language/...         make the tables of characters and words anew (needs npm)
//	docs/pictures                                make the pictures of the README anew (needs Chromium)
//
// CONTRIBUTING.md says where the test of a fix begins.
package main
