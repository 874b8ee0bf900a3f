"""The pure parts of the benchmarks: the corpus, the numbers, the tables. Nothing here is timed."""
