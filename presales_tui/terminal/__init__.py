"""Being at home in SSH: what a Textual program needs on somebody else's server.

Modules that the command line may use without paying for Textual: `environment`, `charset`, `carry`,
`doctor`, `session`. The Textual side is `home.AtHome`, a base class for the app.
"""
