"""Visits and questionnaires to change, judged against measurement error."""
