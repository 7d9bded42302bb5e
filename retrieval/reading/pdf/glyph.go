package pdf

import (
	"maps"
	"strconv"
	"strings"
)

// glyphNames are the names that fonts give to the characters of Latin-1 from 0x20 on, the controls between left out.
const glyphNames = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma " +
	"hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at " +
	"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave " +
	"a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde " +
	"nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot " +
	"softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla " +
	"onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde " +
	"Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve " +
	"Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave " +
	"aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex " +
	"idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis " +
	"yacute thorn ydieresis"

// moreGlyphs are the names of other characters that prose has.
var moreGlyphs = map[string]string{
	"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„",
	"guilsinglleft": "‹", "guilsinglright": "›", "endash": "–", "emdash": "—", "ellipsis": "…", "bullet": "•", "dagger": "†",
	"daggerdbl": "‡", "perthousand": "‰", "fraction": "⁄", "minus": "−", "trademark": "™", "Euro": "€", "florin": "ƒ",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "dotlessi": "ı", "dotlessj": "ȷ", "OE": "Œ", "oe": "œ",
	"Scaron": "Š", "scaron": "š", "Zcaron": "Ž", "zcaron": "ž", "Ydieresis": "Ÿ", "Lslash": "Ł", "lslash": "ł",
	"circumflex": "ˆ", "tilde": "˜", "caron": "ˇ", "breve": "˘", "ring": "˚", "ogonek": "˛", "hungarumlaut": "˝", "dotaccent": "˙",
	"visiblespace": " ", "hyphenminus": "-", "sfthyphen": "\u00ad", "middot": "·", "periodinferior": ".", "asteriskmath": "∗",
	"openbullet": "◦", "Delta": "Δ", "Omega": "Ω", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
	"lambda": "λ", "pi": "π", "sigma": "σ", "omega": "ω", "lessequal": "≤", "greaterequal": "≥", "notequal": "≠",
	"infinity": "∞", "arrowright": "→", "arrowleft": "←", "summation": "∑", "radical": "√", "approxequal": "≈",
}

var glyphs = glyphTable()

func glyphTable() map[string]string {
	table := map[string]string{}
	r := ' '
	for name := range strings.FieldsSeq(glyphNames) {
		table[name] = string(r)
		if r++; r == 0x7f {
			r = 0xa0
		}
	}
	maps.Copy(table, moreGlyphs)
	return table
}

// glyphLetters are the letters that a glyph is named after; "" if the name says none.
func glyphLetters(name string) string {
	base, _, _ := strings.Cut(name, ".") // a.sc is a small capital
	if s, ok := glyphs[base]; ok {
		return s
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(base, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
				return string(rune(n))
			}
		}
	}
	if head, tail, ok := strings.Cut(base, "_"); ok && head != "" { // f_f_i
		return glyphLetters(head) + glyphLetters(tail)
	}
	return ""
}
