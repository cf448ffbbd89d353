"""How Sphinx builds the documentation; what can be generated is generated first."""

from __future__ import annotations

import sys
from pathlib import Path

import ilium

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402  it lies beside this file

project = "ilium"
author = "the ilium project"
version = release = ilium.__version__
extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx_gallery.gen_gallery",
]
sphinx_gallery_conf = {
    "examples_dirs": str(HERE.parent / "examples"),
    "gallery_dirs": "gallery",
    "within_subsection_order": "FileNameSortKey",
    "download_all_examples": False,
    "write_computation_times": False,
    "abort_on_example_error": True,
    "show_signature": False,
    "default_thumb_file": str(HERE / "before-after.png"),
    "copyfile_regex": r".*\.rst$",
    "ignore_repr_types": r"matplotlib\.figure\.Figure",
}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
numpydoc_show_class_members = False
autosummary_generate = True
autodoc_typehints = "description"
exclude_patterns = ["_build"]
default_role = "code"
html_theme = "alabaster"
html_theme_options = {
    "description": "Pelvic stability, measured",
    "fixed_sidebar": False,
    "show_relbars": False,
}
templates_path = ["_templates"]
html_sidebars = {
    "**": ["anchor.html", "about.html", "searchfield.html", "navigation.html"]
}
html_static_path = ["_static"]
html_css_files = ["ilium.css"]
html_copy_source = False
html_show_sphinx = False
nitpicky = False

generate.write_all(HERE / "reference" / "generated")
