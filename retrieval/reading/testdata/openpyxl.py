import openpyxl, datetime
wb=openpyxl.Workbook(); ws=wb.active; ws.title="价目"
ws["A1"]="2024年价目表"; ws.merge_cells("A1:D1")
for r in (["商品","零售价","批发价","折扣"],["松木椅",320,None,0.85],["竹凳",None,45,0.9],["藤筐",88,60,None]): ws.append(r)
for c in "D4","D5": ws[c].number_format="0%"
ws["D3"].number_format="0.0%"
ws2=wb.create_sheet("Staff")
ws2.append(["Name","Department","Start date","Phone"])
ws2.append(["Ann Vale","Sales",datetime.date(2021,3,15),None])
ws2.append(["Tom Reed","",datetime.date(2019,11,2),5512])
ws2.append(["Eva Holt","",datetime.date(2020,1,20),5513])
ws2.merge_cells("B2:B4")
h=wb.create_sheet("hidden"); h.append(["secret"]); h.sheet_state="hidden"
wb.save("files/openpyxl.xlsx")
