package evaluation

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"time"
)

//go:embed page
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/*.tmpl"))

// Setting is what a page says of the run besides its figures.
type Setting struct {
	Questions, Texts string // names of the file and of the folder
	Time             time.Time
}

// WritePage writes the report as one HTML page that needs nothing else: no script, no picture, no network. What comes
// from the texts and the questions is escaped.
func (r *Report) WritePage(out io.Writer, s Setting) error {
	err := pageTemplate.ExecuteTemplate(out, "page.tmpl", page{
		Setting: s, Report: r, Figures: r.rows(), Bands: bandsOf(r.Outcomes), Groups: groupsOf(r.Outcomes),
	})
	if err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// page is what the template is filled with.
type page struct {
	Setting
	Report  *Report
	Figures []row
	Bands   []band
	Groups  []group
}

// Right returns how many questions were answered, and by their first quote. Quote1 counts those refused in spite of it.
func (p page) Right() int {
	return rate(p.Report.Outcomes, func(o Outcome) bool { return o.Answered && o.Right() }).Hits
}

// Wrong returns how many of the answerable questions were answered with a first quote that does not answer.
func (p page) Wrong() int {
	return p.Report.FalseRefusals.Of - p.Report.FalseRefusals.Hits - p.Right()
}

// Refused returns how many of the unanswerable questions were refused.
func (p page) Refused() int { return p.Report.FalseAnswers.Of - p.Report.FalseAnswers.Hits }
