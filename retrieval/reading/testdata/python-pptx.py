# Makes files/python-pptx.pptx, with python-pptx 1.0.
from datetime import datetime

from pptx import Presentation
from pptx.util import Inches

p = Presentation()
p.core_properties.title = "Stone Bridge, a year on"
p.core_properties.created = datetime(2025, 3, 10)

s = p.slides.add_slide(p.slide_layouts[0])
s.shapes.title.text = "Stone Bridge, a year on"
s.placeholders[1].text = "Annual meeting, 12 March 2025"

s = p.slides.add_slide(p.slide_layouts[1])
s.shapes.title.text = "What the repair cost"
body = s.placeholders[1].text_frame
body.text = "The five arches were cleaned for 84,000 yuan."
body.add_paragraph().text = "New railings came to 31,500 yuan."
s.notes_slide.notes_text_frame.text = "Say here that the county paid two thirds of it."

s = p.slides.add_slide(p.slide_layouts[5])
s.shapes.title.text = "通行规定"
t = s.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(8), Inches(2)).table
for r, row in enumerate([["车辆", "限重", "时间"], ["小汽车", "2 吨", "6:00–22:00"], ["货车", "", "不准通行"]]):
    for c, cell in enumerate(row):
        t.cell(r, c).text = cell

hidden = p.slides.add_slide(p.slide_layouts[1])
hidden.shapes.title.text = "Draft"
hidden.placeholders[1].text = "Nobody should see this slide."
hidden._element.set("show", "0")

s = p.slides.add_slide(p.slide_layouts[6])
box = s.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(1))
box.text_frame.text = "The next inspection is in March 2026."

p.save("files/python-pptx.pptx")
