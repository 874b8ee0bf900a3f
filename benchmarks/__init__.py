"""How fast hyperlocal is beside its peers: the same made-up site, built by each of them. README.md says how to run it."""
