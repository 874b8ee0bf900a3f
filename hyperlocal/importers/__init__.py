"""What others keep in a spreadsheet -> the files of a site. A further source is one module here and one command.

Nothing is written before somebody has seen what will be: `survey` reads the sheet and guesses its columns, `draft` says
what would become of each row, `save` writes that and nothing else.
"""

from __future__ import annotations

from hyperlocal.importers.columns import Column, NoSuchColumn, corrected
from hyperlocal.importers.existing import there
from hyperlocal.importers.organisations import Change, Draft, Survey, draft, survey
from hyperlocal.importers.saving import save

__all__ = ["Change", "Column", "Draft", "NoSuchColumn", "Survey", "corrected", "draft", "save", "survey", "there"]
