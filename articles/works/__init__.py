"""Works in the admin: found by their facts, entered once, and where a summary is begun."""
