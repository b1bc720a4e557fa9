"""Documents to keep and to send on: a plan and a region's report, as files that others can open.

``blocks``       what a document is made of, whatever it becomes
``settled``      what people wrote, made fit for any file
``written``      how figures and days stand on paper, and how wide columns are
``docx_page`` ``docx_parts`` ``docx_file``     for Word and the archive
``html_page``    one page that prints to A4
``xlsx_file``    for Excel; no cell is a formula
``csv_file``     for any spreadsheet
``ics_file``     days for a calendar
``formats``      which of them there are, and what each needs
``plan_words`` ``plan_tables`` ``plan_weighing`` ``plan``   what a plan says
``region``       what a region's report says
"""
