"""Works from files of reference managers: read, compared with the catalogue, shown, and only then made."""
