"""What goes out. A deck is planned first (`planning`, pure data) and then drawn (`drawing`).

    Book            what a deck is made of: records of one opportunity
    plan_deck       Book -> Plan: slides, where every block stands, in which size
    deck_bytes      Plan -> PPTX, to be written by `data.fsio.write_atomic`
    outlines        the outline as one Markdown file or OPML

Everything up to the plan knows nothing of PPTX; the preview in the terminal draws the same plan.
"""
