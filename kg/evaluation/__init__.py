"""How well documents are read: gold beside what was read of it, in numbers and error by error."""

from kg.evaluation.evaluation_json import to_json
from kg.evaluation.gold import Gold, read_gold
from kg.evaluation.scores import Evaluation, Score, evaluate
from kg.evaluation.sheets import read_predictions

__all__ = ["Evaluation", "Gold", "Score", "evaluate", "read_gold", "read_predictions", "to_json"]
