package telegramtest

// Recording is a conversation that was played: what people did, and what their phones showed then.
type Recording struct {
	Title  string
	bot    User
	scenes []act
}

type act struct {
	step  *step
	who   string // as the phone calls the person
	here  string
	scene scene
}

func (r *Recording) add(st *step, on *stage, sc scene, here string) {
	who := on.people[on.first]
	if p := on.people[st.do.who]; p != nil {
		who = p
	}
	r.scenes = append(r.scenes, act{st, who.Name, here, sc})
}

// lines returns what each step showed, as a script writes it.
func (r *Recording) lines() [][]string {
	var all [][]string
	for _, p := range r.scenes {
		all = append(all, p.scene.lines(p.here))
	}
	return all
}
