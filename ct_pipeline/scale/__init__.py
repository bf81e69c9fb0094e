"""Where the per-article stages run: in this process, or in a pool of processes. The result is the same."""
