"""Minutes that others wrote: who was there, what was decided, who does what, what is open, needed, feared.

Only what the text says in so many words is proposed: under a heading or label such as `Action items`,
`会议结论：`, `遗留问题`, behind a word such as `AI:` or `决议：`, in a table with an owner column, at a
checkbox, and in a sentence that says so: `we agreed to …`, `最终决定…`, `Kim will …`, `the client would
like …`, `客户希望…`, `worried about …`. A proposal is nothing yet: a person accepts it.
"""

from presales_tui.imports.minutes.found import KINDS, Found, Proposal
from presales_tui.imports.minutes.reader import recognise

__all__ = ["KINDS", "Found", "Proposal", "recognise"]
