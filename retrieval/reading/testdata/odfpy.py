# Makes files/odfpy.odp and files/odfpy.ods, with odfpy 1.4.
from odf.draw import Frame, Page, TextBox
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet
from odf.presentation import Notes
from odf.style import MasterPage, PageLayout
from odf.table import Table, TableCell, TableRow
from odf.text import List, ListItem, P

p = OpenDocumentPresentation()
layout = PageLayout(name="l")
p.automaticstyles.addElement(layout)
master = MasterPage(name="m", pagelayoutname=layout)
p.masterstyles.addElement(master)
for title, lines, note in [
    ("The lighthouse", ["It was lit in 1871."], ""),
    ("Visitors", ["The stairs have 212 steps.", "灯塔周一不开放。"], "Say that the lamp is electric since 1962."),
    ("", ["The keeper's house is let in summer."], ""),
]:
    page = Page(masterpagename=master)
    body = TextBox()
    items = List()
    for line in lines:
        item = ListItem()
        item.addElement(P(text=line))
        items.addElement(item)
    body.addElement(items)
    if title:
        frame, box = Frame(width="9cm", height="2cm"), TextBox()
        frame.setAttrNS("urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "class", "title")
        box.addElement(P(text=title))
        frame.addElement(box)
        page.addElement(frame)
    frame = Frame(width="9cm", height="9cm")
    frame.addElement(body)
    page.addElement(frame)
    if note:
        notes, frame, box = Notes(), Frame(width="9cm", height="2cm"), TextBox()
        box.addElement(P(text=note))
        frame.addElement(box)
        notes.addElement(frame)
        page.addElement(notes)
    p.presentation.addElement(page)
p.save("files/odfpy.odp")

s = OpenDocumentSpreadsheet()
for name, rows in {"门票": [["票种", "价格", "说明"], ["成人", "30", ""], ["学生", "15", "凭学生证"]],
                   "Keepers": [["Name", "From", "To"], ["Ann Vale", "1950", "1961"], ["Tom Reed", "1961", "1990"]]}.items():
    t = Table(name=name)
    for row in rows:
        r = TableRow()
        for cell in row:
            c = TableCell()
            if cell:
                c.addElement(P(text=cell))
            r.addElement(c)
        r.addElement(TableCell(numbercolumnsrepeated=16381))
        t.addElement(r)
    r = TableRow(numberrowsrepeated=1048573)
    r.addElement(TableCell(numbercolumnsrepeated=16384))
    t.addElement(r)
    s.spreadsheet.addElement(t)
s.save("files/odfpy.ods")
