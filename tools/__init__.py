"""What `make` calls; none of it runs on a server."""
