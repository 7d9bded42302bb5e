// Chuchu (出处, "the place that words come from") answers questions about a collection of texts: it quotes the sentences
// that answer, letter for letter, shows where each stands, and says so when the texts do not hold the answer.
//
// # The way of the data
//
//	seeds ──▶ Text ──▶ Paragraph ──▶ Index ──▶ Passage ──▶ (prompt) ──▶ Answer ──▶ chat
//	(files)   └───────────── retrieval ─────────────────┘  └prompts┘  └─────── bot ──────┘
//
// # A tour of the house, bottom-up
//
// Package retrieval/reading turns files into texts. A file is decoded, its layout guessed from its lines, and its
// prose re-flowed into the paragraphs that a person would see, however it was wrapped, paged or set in columns. Every
// character ends up in exactly one block: paragraph, heading or boilerplate. A paragraph knows its lines and headings.
//
// Package retrieval/language turns characters into terms, the units of comparison. Full and half width, capitals,
// traditional and simplified characters are folded together, one rune for one rune, so that places stay valid. Chinese
// becomes single characters and pairs of neighbours, for which no dictionary is needed; English words are stemmed.
// Question and paragraph go through the same function: that is why they meet.
//
// Package retrieval/language/lexicon knows Chinese and English words (CC-CEDICT) and how Chinese is read: enough for a
// question in one language, or in pinyin, to find a text in the other. It lies in one file that is searched in place.
//
// Package retrieval/index says what a collection needs of an index: terms in, some dozens of candidates out, by BM25. Below
// it, package memory fulfils that in memory, on bleve, and is the only room that knows it; package disk with a file, for
// collections that are too large to read at every start; package cluster with a Weaviate, for those that are too large for
// one machine. One test suite, indextest, holds all to the same promises, and another, retrieval/conformance, to the same
// answers.
//
// Beside the terms, package index/paragraphs keeps the paragraphs with their places, in memory or in a file, and
// index/snapshot the folder of the files: whole or not at all, whatever happens while they are written.
//
// Package index/vectors keeps what an embedding model, where one is set, makes of each paragraph and its sentences, and
// finds those nearest to a question. It knows nothing of the model but the vectors.
//
// Package retrieval judges the candidates. A question becomes a view for each script that there are paragraphs in: in its
// own words, or in those that the lexicon and the operator's glossary have for them (foreign.go), and a foreign name by how
// it sounds (sounding.go). How much of the question, weighted by how rare its terms are, does a paragraph hold, and its best
// sentence, and its best two (rank.go)? The sentences to quote are chosen by how rare the terms are among the sentences of
// their own paragraph, since the topic is in all of them and tells nothing (quote.go); who asks when or how many wants a
// date or a number in them (kind.go), and the words that answer are marked where they are sure (span.go).
// With vectors, what is near in meaning is a candidate too, and similarity counts beside the words (sense.go, similar.go).
// Passages that say the same in nearly the same words are named together (near.go). What the best passage shows becomes a
// confidence, by a fit on questions with and without an answer, and below the bar the answer is a refusal (confidence.go).
// Each sum is made of named addends, so `chuchu why` shows what decided.
//
// Package prompts holds what a model is told, as text files.
//
// Package bot is the conversation: a question is cleaned, put to the collection, and comes back as an Answer with
// numbered sources, in the language of the question. A Conversation remembers the last turns and says what it understood of
// a question that leans on them (那安徽呢？). What the bot says in its own words stands in one catalogue (phrases.go), and
// the contract for programs in json.go. Where there is a model, an Author lets it put the quotes into words (author.go);
// whatever becomes of that, the quotes are there first and stand in for it.
//
// Package bot/followup restates a question that leans on the turns before it as one that stands alone.
//
// Package bot/terminal shows that conversation on a terminal or a pipe: one answer, a stream of JSON, or a chat.
//
// Package bot/llm is that model, behind any endpoint of OpenAI's API, and the only room that knows its client: what it makes
// of servers that fail in every way is an answer or a fault that holds no secret.
//
// Package bot/spending keeps account of what that model costs, and says no before a call that there is nothing left for.
//
// Package bot/checking reads what a model writes, sentence by sentence as it comes, and holds each against the passages
// that it cites: what they do not bear out is marked or left out, and no link, picture or token of a model gets through.
// Texts and questions that would make a model lie, and models that obey them, are played in bot/testdata/injection.
//
// Package bot/evaluation measures that conversation. It puts questions whose answers are known to the bot, the way a user
// does, and tells how often the right passage came first, how often the quote held the answer, and how well confidence
// parts what the texts hold from what they do not: as a table, as JSON, and as a page with every miss to learn from. Its tests
// measure the checker by statements, true and false, that they make of such questions.
//
// Package bot/examples finds questions that a collection answers, for whoever does not know yet what to ask: made of the
// texts' own sentences, and each put to the bot before it is shown.
//
// Package bot/telegram is the same conversation in Telegram, joined of rooms that know nothing of each other. api calls the
// Bot API; inbox brings updates in, by polling or by a webhook; state keeps what must not be forgotten; outbox lets out
// what is sent, in order and at Telegram's pace; markup is formatted text, cut before it is written; and screen makes of
// answers, passages and texts what a phone shows, with its buttons and the words of the interface in three languages. Where a
// model writes, a private chat sees its checked sentences while they come, and can stop it. Its
// testdata shows each screen as a narrow phone would; that of bot/telegram shows whole conversations.
//
// Package bot/telegram/telegramtest is the Telegram that tests talk to: a strict server of the Bot API on this machine,
// and a player of conversations that are written as text. No program that people use imports it.
//
// Package bot/metrics counts what the bot does, for Prometheus; bot/web tells over HTTP whether it is alive and ready, and
// takes what Telegram delivers; retrieval/watching tells when the texts have changed. With them `chuchu serve` runs by itself:
// serve.go joins everything that lives in such a process, reload.go exchanges the texts under it.
//
// Package bot/command wires them: config.go says what can be set, command.go what each command does, texts.go how the texts are
// opened. This package only starts it. imports_test.go holds who may know whom; an import against the flow fails the tests.
//
// # Working on it
//
//	go test ./...                              everything, with the real index and the real program
//	go test . -update                          rewrite what testdata/*.txtar expect, then read the diff
//	go test ./retrieval/reading -update        the same for the goldens of the reader
//	go test ./bot/evaluation -update           the same for the figures of small cases
//	go test ./bot/telegram/screen -update      the same for what a phone shows
//	go test ./bot/telegram -update             the same for conversations on phones
//	go test ./bot/telegram -page /tmp/page.html  writes these conversations as chat bubbles, to be looked at
//	go test ./bot/telegram/telegramtest -update  the same for conversations, and for the description of the Bot API
//	go test ./retrieval -update                the same for the rankings of testdata/rank, and the version of an index
//	go generate ./retrieval/language/...          make fold.bin, lexicon.bin and sounds.txt anew (needs npm)
//
// A fault is mended by first adding a line to a file in a testdata folder that shows it.
package main
