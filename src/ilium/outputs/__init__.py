"""Analysis to the files of the output folder."""
