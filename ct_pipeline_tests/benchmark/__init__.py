"""``make bench``: how fast, how much memory, and what grows how. A benchmark, not a test: machines are noisy, so that what counts are ratios within one run."""
