package retrieval
import ("testing";"os";"fmt";"chuchu/retrieval/reading";"chuchu/retrieval/embedded";"chuchu/retrieval/engine";"math/rand/v2";clock "time";"strconv";"chuchu/retrieval/weaviate")
func BenchmarkDbg(b *testing.B){
 n,_:=strconv.Atoi(os.Getenv("N"))
 clauses:=clausesOf(b)
 dir:=b.TempDir(); writeTexts(b,dir,clauses,n)
 var files []reading.File
 for f,err:=range reading.Files(b.Context(),os.DirFS(dir)){ if err!=nil{b.Fatal(err)}; files=append(files,f)}
 cl,_:=NewCluster(ClusterSettings{URL:"weaviate://127.0.0.1:8080/syn"+os.Getenv("N")})
 t0:=clock.Now()
 c,err:=OpenFiles(b.Context(),files,Settings{Cluster:cl}); if err!=nil{b.Fatal(err)}
 defer c.Close()
 fmt.Println("opened",clock.Since(t0))
 e,_:=embedded.Build(b.Context(),c.Size(),wordsOf(c.paragraphs),nil)
 qs:=append([]string{},benchQuestions...)
 r:=rand.New(rand.NewPCG(3,4))
 for range 300 { qs=append(qs,clauses[r.IntN(len(clauses))]+"？") }
 for range 100 { qs=append(qs,clauses[r.IntN(len(clauses))]+clauses[r.IntN(len(clauses))]+"？") }
 var te,tw clock.Duration
 views,bad,lost:=0,0,0; worst:=map[int]int{}
 for _,text:=range qs{
 q,_:=c.analyse(b.Context(),text)
 for _,v:=range q.views{
  w:=v.weighted(); views++
  t0:=clock.Now(); a,_:=e.Search(b.Context(),w,30); te+=clock.Since(t0)
  t0=clock.Now(); g,err:=c.index.Search(b.Context(),w,30); tw+=clock.Since(t0)
  if err!=nil{b.Fatal(err)}
  has:=map[int]engine.Hit{}; for _,h:=range g{has[h.Ordinal]=h}
  l:=0
  for i,h:=range a{ if _,ok:=has[h.Ordinal];!ok && h.Score>a[len(a)-1].Score*1.0001{l++; worst[i]++}}
  if l>0{bad++;lost+=l}
 }}
 fmt.Println(weaviate.Retries,"views",views,"bad",bad,"lost",lost,worst,"emb",te/clock.Duration(views),"wv",tw/clock.Duration(views))
}
