"""What a run makes of its findings: known ones set aside, counted, weighed."""
