package archive

import (
	"encoding/xml"
	"path"
	"slices"
	"strings"
)

// Relation is what an entry of an Office document is related to.
type Relation struct {
	ID, Kind string // the kind is the last word of its type
	Entry    string
}

// Relations returns what an entry, or "" for the archive, is related to within the archive, in the order of the file.
func (a *Reader) Relations(entry string) []Relation {
	var all []Relation
	folder, file := path.Split(entry)
	_ = a.Elements(folder+"_rels/"+file+".rels", func(e xml.StartElement, _ string) { // damaged or missing, it relates to nothing
		if e.Name.Local != "Relationship" || Attribute(e, "TargetMode") == "External" {
			return
		}
		kind := Attribute(e, "Type")
		r := Relation{Attribute(e, "Id"), kind[strings.LastIndexByte(kind, '/')+1:], Resolve(entry, Attribute(e, "Target"))}
		if a.Has(r.Entry) {
			all = append(all, r)
		}
	})
	return all
}

// Related returns the entries of one kind that an entry is related to, sorted by name.
func (a *Reader) Related(entry, kind string) []string {
	var names []string
	for _, r := range a.Relations(entry) {
		if r.Kind == kind {
			names = append(names, r.Entry)
		}
	}
	slices.Sort(names)
	return names
}

// RelationOf returns the id of the relation that an element names; "" if it names none.
func RelationOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}
