"""Say in a person's own language why the computer could not open or write a file."""

from __future__ import annotations

import errno
from typing import Final

from kit.language import msgid, say

_NO_RIGHTS: Final = msgid("you do not have the right to do that there")
_FULL: Final = msgid("the disk is full")
_NONE_SUCH: Final = msgid("there is no such file or folder")
_REASONS: Final = {
    errno.ENOENT: _NONE_SUCH,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: msgid("nothing may be written on that disk"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EEXIST: msgid("a file or folder with that name is in the way"),
    errno.ENOTDIR: msgid("a part of the path is a file and no folder"),
    errno.EISDIR: msgid("it is a folder"),
    errno.ENAMETOOLONG: msgid("the name is too long"),
    errno.ELOOP: msgid("the links on the way there lead in a circle"),
}


def reason(error: Exception, language: str) -> str:
    """Return the reason without a capital or a full stop, to stand within a sentence.

    For what is rare the computer's own words follow, which are in English.
    """
    known = _REASONS.get(error.errno or 0) if isinstance(error, OSError) else None
    if known:
        return say(language, known)
    own = getattr(error, "strerror", None) or type(error).__name__
    return say(language, "the computer says “{words}”", words=own)
