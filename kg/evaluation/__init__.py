"""How well the pipeline reads: against gold, and against sentences with what they say."""
