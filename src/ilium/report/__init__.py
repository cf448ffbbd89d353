"""The report of an analysis: one HTML file, or the same numbers as PDF."""

from ilium.report.page import render_report, write_report

__all__ = ["render_report", "write_report"]
