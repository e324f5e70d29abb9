"""How well search finds: real questions, asked of real paragraphs, through the surface that readers use."""
