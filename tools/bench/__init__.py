"""`make bench`: what pages, the queue of translations and a crowd cost, as ratios within one run."""
