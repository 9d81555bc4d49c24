"""Being at home in SSH: what a Textual program needs on somebody else's server.

An app derives from `home.AtHome` and is started with `session.run`; docs/terminal.md shows it whole.

- Without Textual, so a command line may use it too: `session` (prepare, check, run, leave), `environment`
  and `charset` (what TERM and the locale say), `guard` (losing the terminal), `programs` and `editor`
  (others in the terminal), `carry` (a file home), `crash` (the report), `doctor` and `widths`.
- With Textual: `home` (the app), `driver` over `outlet` and `paste` (bytes out and in), `typeahead`.
- The frame diff: `frames` over `cells`, `looks`, `drawing`, `scrolling`, `sliding` and `pen`.
"""
