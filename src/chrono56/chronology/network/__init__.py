"""What follows for dates from what claims say of time, each bound with its proof.

`constraints` turns claims into orderings and distances, `narrowing` is the door.
"""
