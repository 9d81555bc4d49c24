"""Mind maps as outlines: FreeMind and Freeplane (`.mm`), XMind (`.xmind`, both of its forms)."""
