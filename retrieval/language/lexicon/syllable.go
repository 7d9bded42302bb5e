package lexicon

import (
	"cmp"
	"slices"
	"strings"
)

// syllables are those of standard Chinese without tones, "v" for ü. The few that are
// interjections only ("m", "hng") are not among them: they would read half of English as pinyin.
const syllables = ` a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu
 ca cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chuai chuan chuang chui
 chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei deng di dia dian diao die ding diu dong dou du
 duan dui dun duo e ei en er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua
 guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia
 jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang
 kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv lve
 ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni
 nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie
 pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou
 ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua
 shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting
 tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan
 xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan
 zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun
 zuo `

const longestSyllable = len("zhuang")

// syllable returns the syllable that letters write, in the one form that the lexicon knows: "lue" is "lve".
func syllable(letters string) (string, bool) {
	if letters == "lue" || letters == "nue" {
		letters = letters[:1] + "ve"
	}
	return letters, holds(syllables, letters)
}

// split cuts letters into syllables in the likeliest way: into the fewest, and of equally few so that the fewest begin with
// a vowel after the first, for those are written with an apostrophe. So "fangan" is fan gan rather than fang an, and "xian"
// is one syllable. It returns nil if the letters are no syllables.
func split(letters string) []string {
	best := make([][]string, len(letters)+1) // up to each letter
	for end := 1; end <= len(letters); end++ {
		for start := max(0, end-longestSyllable); start < end; start++ {
			s, ok := syllable(letters[start:end])
			if !ok || start > 0 && best[start] == nil {
				continue
			}
			way := append(slices.Clip(best[start]), s)
			if best[end] == nil || cmp.Or(cmp.Compare(len(way), len(best[end])), cmp.Compare(vowels(way), vowels(best[end]))) < 0 {
				best[end] = way
			}
		}
	}
	return best[len(letters)]
}

// vowels counts the syllables after the first that begin with a vowel.
func vowels(syllables []string) int {
	n := 0
	for i, s := range syllables {
		if i > 0 && strings.ContainsRune("aeo", rune(s[0])) {
			n++
		}
	}
	return n
}
