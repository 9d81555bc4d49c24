"""Three looks: dark, light, and one of the terminal's own sixteen colours."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

from presales_tui.terminal.environment import palette

DARK = Theme(
    name="presales-dark",
    primary="#5fafd7",
    secondary="#87afaf",
    accent="#d7af5f",
    success="#87d787",
    warning="#d7af5f",
    error="#ff8787",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "primary-foreground": "#121212",
        "surface-lighten-1": "#303030",
        "text-muted": "#a8a8a8",
        "rule": "#767676",
        "input-selection-background": "#005f87",
    },
)
LIGHT = Theme(
    name="presales-light",
    primary="#005f87",
    secondary="#5f8787",
    accent="#875f00",
    success="#005f00",
    warning="#875f00",
    error="#af0000",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={
        "primary-foreground": "#ffffff",
        "surface-lighten-1": "#d7d7d7",
        "text-muted": "#4e4e4e",
        "rule": "#767676",
        "input-selection-background": "#afd7ff",
    },
)
ANSI = Theme(
    name="presales-ansi",
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_yellow",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    dark=True,
    ansi=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "primary-foreground": "ansi_black",
        "surface-lighten-1": "ansi_default",
        "text-muted": "ansi_default",
        "rule": "ansi_default",
        "border": "ansi_default",
    },
)
THEMES = (DARK, LIGHT, ANSI)


def theme_for(env: Mapping[str, str]) -> str:
    """The name of the theme that suits a terminal; PRESALES_THEME (dark, light, ansi) wins."""
    chosen = f"presales-{env.get('PRESALES_THEME', '')}"
    if chosen in {theme.name for theme in THEMES}:
        return chosen
    return DARK.name if palette(env) in ("full", "256") else ANSI.name
