"""The web app: thin routes over what the command line calls, everything local."""

from ilium.app.create import create_app
from ilium.app.hosting import Hosting

__all__ = ["Hosting", "create_app"]
