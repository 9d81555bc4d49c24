"""What goes out. A deck is planned first (`planner`, pure data) and then drawn (`draw`).

    Book            what a deck is made of: records of one opportunity
    plan_deck       Book -> Plan: slides, where every block stands, in which size
    deck_bytes      Plan -> PPTX, to be written by `data.fsio.write_atomic`
    outline_text    the outline as one Markdown file

Everything up to the plan knows nothing of PPTX; the preview in the terminal draws the same plan.
"""
