package telegramtest

func (s *Server) getChat(r *request) (any, *failure) {
	c, f := s.target(r)
	if f != nil {
		return nil, f
	}
	return c.wire(), nil
}

func (s *Server) getChatMember(r *request) (any, *failure) {
	c, f := s.target(r)
	if f != nil {
		return nil, f
	}
	id := r.int64("user_id")
	if id == s.Bot.ID {
		status := "member"
		if c.isAdmin {
			status = "administrator"
		}
		return map[string]any{"user": s.Bot, "status": status}, nil
	}
	p, ok := s.people[id]
	if !ok || !c.members[id] && c.id != id {
		return nil, badRequest("user not found")
	}
	return map[string]any{"user": p.user(), "status": "member"}, nil
}

func (s *Server) leaveChat(r *request) (any, *failure) {
	c, f := s.target(r)
	if f != nil {
		return nil, f
	}
	if c.kind == "private" {
		return nil, badRequest("chat member status can't be changed in private chats")
	}
	c.isIn = false
	return true, nil
}
