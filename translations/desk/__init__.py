"""The desk: one item's passages, saved one by one, each with its checks and its history."""
