"""Every command that writes files, with an old output and a new one."""

from __future__ import annotations

from rough_commands import ANALYSES
from rough_exports import EXPORTS
from rough_papers import PAPERS

COMMANDS = (*ANALYSES, *EXPORTS, *PAPERS)
