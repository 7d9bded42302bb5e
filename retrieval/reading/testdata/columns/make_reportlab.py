from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

WIDTH, HEIGHT = 360, 300
BLOCKS = [
    ("h", "The Harbour at Low Water"),
    ("p", "The harbour of the town was built between 1852 and 1861 by the engineer Thomas Aldridge, who had learned his trade on the canals of the north and who brought forty of his own men with him when he came."),
    ("p", "Before that time ships of more than two hundred tons had to lie in the open roads and to be unloaded by lighters, which in the autumn gales could mean a delay of three weeks or more."),
    ("h", "The Stone"),
    ("p", "The stone came from the quarries at Hollin Head. It was cut in winter, when the fields needed no hands, and was carried down to the water on a tramway of nearly four miles that had been laid for the purpose. Twelve horses drew the wagons back up the hill."),
    ("p", "Of the nine thousand blocks that were cut, some four hundred were lost: a barge sank in March 1857 off the northern pier, and her cargo still lies on the bottom, where divers saw it in 1994."),
    ("p", "The largest block, which is said to weigh eleven tons, stands at the corner of the outer basin. A date is cut into it, and the initials of the man who set it."),
    ("h", "The Tide"),
    ("p", "At low water of a spring tide the inner basin falls dry. Fishing boats rest there on their keels, and their crews scrape and paint them in the six hours before the water returns. The harbour master rings a bell when the flood begins, and whoever has not finished by then must wait for another fortnight."),
    ("p", "A gate was to be built in 1870 that would have kept the water in. The drawings are still in the archive of the town, but the company that was to pay for them failed in the same year and nothing came of it."),
    ("p", "Since 2003 the level is measured every ten minutes by an instrument on the outer pier, and the figures are sent to the weather service in the capital. The highest level so far was recorded on 5 December 2013, when the water stood a hand below the threshold of the old customs house and the lower streets were closed for two days."),
    ("p", "Visitors ask most often how long it takes to walk around the basin. The answer is twenty minutes, or forty with children."),
]


def edges(canvas, document):
    canvas.setFont("Times-Roman", 8)
    canvas.drawString(30, HEIGHT - 20, "Annals of the Coast")
    canvas.drawRightString(WIDTH - 30, HEIGHT - 20, "2014")
    canvas.drawCentredString(WIDTH / 2, 14, "- %d -" % document.page)


styles = {
    "p": ParagraphStyle("p", fontName="Times-Roman", fontSize=9, leading=11.5, firstLineIndent=10, alignment=4),
    "h": ParagraphStyle("h", fontName="Times-Bold", fontSize=12, leading=15, spaceBefore=8, spaceAfter=4),
}
document = BaseDocTemplate("columns-reportlab.pdf", pagesize=(WIDTH, HEIGHT), invariant=1)
document.addPageTemplates(PageTemplate(onPage=edges, frames=[
    Frame(x, 28, 144, HEIGHT - 58, leftPadding=0, rightPadding=0) for x in (30, 186)]))
document.build([Paragraph(text, styles[kind]) for kind, text in BLOCKS])
