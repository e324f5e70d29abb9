"""What a page tells programs: schema.org's terms, Highwire and Dublin Core of ours, COinS of a work."""
