"""What commands import, loaded once in the process that the others are forked from."""

import ilium.cli.analyse
import ilium.cli.convert
import ilium.cli.programme
import ilium.exchange.writing
import ilium.outputs.folder
import ilium.outputs.simulation
import ilium.outputs.video
import ilium.pipeline
import ilium.report.page
import ilium.samples
import ilium.store
import ilium.variability  # noqa: F401
