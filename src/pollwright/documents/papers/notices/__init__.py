"""The public notices of polls (handbook, elections 4).

Each notice is one typed description. `paper_of` gives it as a paper to be set as PDF, `web_page.as_html` as accessible
HTML, `twins.as_json` as data; all three come from the same fields and the same blocks.
"""
