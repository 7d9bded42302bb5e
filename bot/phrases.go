package bot

// catalogue holds what the bot says. A test sees to it that no phrase is missing in any language.
var catalogue = map[Language]Phrases{
	English: {
		NotInTexts:  "The texts don't say.",
		Nearest:     "Nearest passages (not an answer):",
		Vague:       "What would you like to know about it? These passages mention it:",
		Greeting:    "Hello! Ask me anything about the texts.",
		Welcome:     "You're welcome.",
		Goodbye:     "Goodbye!",
		Unsure:      "Possibly related:",
		Understood:  "Understood as: %s",
		Which:       "%s or %s?",
		Still:       "Still about %s. Instead: %s?",
		Differ:      "The texts differ: %s",
		Repealed:    "repealed",
		Replaced:    "replaced",
		Reckoned:    "%s (%s, reckoned from the date of the text)",
		Also:        "also in",
		More:        "%d more: %s",
		Undated:     "undated",
		Slide:       "slide %d",
		Paragraphs:  "paragraphs: %d",
		Empty:       "there is no question in this; try for example: 五个中心是哪五个？",
		TooLong:     "the question is %d characters long, the limit is %d; please ask one thing at a time",
		NoSource:    "there is no source %d; the last answer has %d",
		NoPassage:   "there is no passage %q; an answer shows the ids of its passages",
		NoAnswer:    "nothing has been asked yet",
		NoCommand:   "unknown command %q; /help lists them",
		Unreachable: "The index of the texts is unreachable right now. Please try again in a minute.",
		Forgotten:   "new conversation",
		Unverified:  " (not verified)",
		Otherwise:   " (not verified; the text: %s)",
		Dropped:     "[left out: %d more of the model's sentences that nothing in the texts supports]",
		ModelAway:   "The model is unavailable; here is what the texts say.",
		ModelEmpty:  "The texts support nothing that the model said; here is what they say.",
		OnlyThought: "The model thought and came to no answer; here is what the texts say.",
		Truncated:   "The model's answer was cut off here.",
		BudgetUsed:  "Today's budget for the model is used up; here is what the texts say.",
		QuotaUsed:   "You have used all of your model answers for today; here is what the texts say.",
		Stopped:     "Stopped; here is what the texts say.",
		Help: `Ask anything about the texts, in Chinese or English.

/sources    the texts I answer from
/more       more passages for the last question
/open 1     source [1] of the last answer in context
/new        start a new conversation
/help       this
/quit       leave (or Ctrl-D)`,
	},
	Simplified: {
		NotInTexts:  "这些文章里没有。",
		Nearest:     "最接近的段落（不是答案）：",
		Vague:       "不确定你想问什么。这些文章里提到它的主要段落有：",
		Greeting:    "你好！可以问这些文章里的任何事情。",
		Welcome:     "不客气。",
		Goodbye:     "再见！",
		Unsure:      "可能相关：",
		Understood:  "理解为：%s",
		Which:       "%s还是%s？",
		Still:       "仍按%s。改看：%s？",
		Differ:      "说法不同：%s",
		Repealed:    "已废止",
		Replaced:    "已被取代",
		Reckoned:    "%s（%s，据文章日期推算）",
		Also:        "也见：",
		More:        "还有 %d 段：%s",
		Undated:     "日期不详",
		Slide:       "第 %d 张幻灯片",
		Paragraphs:  "%d 段",
		Empty:       "这里没有问题。可以试试：五个中心是哪五个？",
		TooLong:     "问题有 %d 个字符，最多 %d 个；请一次只问一件事",
		NoSource:    "没有来源 %d；上一个回答有 %d 个来源",
		NoPassage:   "没有段落 %q；回答里会列出各段的编号",
		NoAnswer:    "还没有提过问题",
		NoCommand:   "没有命令 %q；/help 列出全部命令",
		Unreachable: "现在连不上文章的索引，请过一分钟再问一次。",
		Forgotten:   "已开始新的对话",
		Unverified:  "（未能核实）",
		Otherwise:   "（未能核实，原文：%s）",
		Dropped:     "〔模型另有 %d 句在原文中找不到依据，已略去〕",
		ModelAway:   "模型暂时不可用，以下为原文。",
		ModelEmpty:  "模型的回答在原文中找不到依据，以下为原文。",
		OnlyThought: "模型只作了思考，没有写出回答，以下为原文。",
		Truncated:   "模型的回答到此中断。",
		BudgetUsed:  "今天的模型额度已用完，以下为原文。",
		QuotaUsed:   "你今天的模型回答次数已用完，以下为原文。",
		Stopped:     "已停止，以下为原文。",
		Help: `可以用中文或英文问这些文章里的任何事情。

/sources    我所依据的文章
/more       上一个回答的其他段落
/open 1     打开上一个回答的来源 [1] 及其上下文
/new        开始新的对话
/help       本说明
/quit       退出（或 Ctrl-D）`,
	},
	Traditional: {
		NotInTexts:  "這些文章裡沒有。",
		Nearest:     "最接近的段落（不是答案）：",
		Vague:       "不確定你想問什麼。這些文章裡提到它的主要段落有：",
		Greeting:    "你好！可以問這些文章裡的任何事情。",
		Welcome:     "不客氣。",
		Goodbye:     "再見！",
		Unsure:      "可能相關：",
		Understood:  "理解為：%s",
		Which:       "%s還是%s？",
		Still:       "仍按%s。改看：%s？",
		Differ:      "說法不同：%s",
		Repealed:    "已廢止",
		Replaced:    "已被取代",
		Reckoned:    "%s（%s，據文章日期推算）",
		Also:        "也見：",
		More:        "還有 %d 段：%s",
		Undated:     "日期不詳",
		Slide:       "第 %d 張投影片",
		Paragraphs:  "%d 段",
		Empty:       "這裡沒有問題。可以試試：五個中心是哪五個？",
		TooLong:     "問題有 %d 個字元，最多 %d 個；請一次只問一件事",
		NoSource:    "沒有來源 %d；上一個回答有 %d 個來源",
		NoPassage:   "沒有段落 %q；回答裡會列出各段的編號",
		NoAnswer:    "還沒有提過問題",
		NoCommand:   "沒有命令 %q；/help 列出全部命令",
		Unreachable: "現在連不上文章的索引，請過一分鐘再問一次。",
		Forgotten:   "已開始新的對話",
		Unverified:  "（未能核實）",
		Otherwise:   "（未能核實，原文：%s）",
		Dropped:     "〔模型另有 %d 句在原文中找不到依據，已略去〕",
		ModelAway:   "模型暫時不可用，以下為原文。",
		ModelEmpty:  "模型的回答在原文中找不到依據，以下為原文。",
		OnlyThought: "模型只作了思考，沒有寫出回答，以下為原文。",
		Truncated:   "模型的回答到此中斷。",
		BudgetUsed:  "今天的模型額度已用完，以下為原文。",
		QuotaUsed:   "你今天的模型回答次數已用完，以下為原文。",
		Stopped:     "已停止，以下為原文。",
		Help: `可以用中文或英文問這些文章裡的任何事情。

/sources    我所依據的文章
/more       上一個回答的其他段落
/open 1     打開上一個回答的來源 [1] 及其上下文
/new        開始新的對話
/help       本說明
/quit       退出（或 Ctrl-D）`,
	},
}
