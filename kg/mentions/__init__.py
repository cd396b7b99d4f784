"""Finds who and what a sentence speaks of: names, offices, bodies and pronouns."""

from kg.mentions.finding import SentenceMentions, find_mentions
from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.office_reading import OfficeReading, Owner

__all__ = ["Mention", "OfficePhrase", "OfficeReading", "Owner", "SentenceMentions", "find_mentions"]
