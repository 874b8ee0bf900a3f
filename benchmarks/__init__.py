"""How fast hyperlocal is beside its peers, which build the same made-up site. README.md says how to run it."""
