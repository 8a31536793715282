"""What the machine says of a file or folder, as one line with what to do."""

import errno

_REMEDIES = {
    errno.ENOSPC: "free space on its disk",
    errno.EDQUOT: "free space, or raise the quota of this account",
    errno.EFBIG: "raise the limit of file sizes",
    errno.EROFS: "its disk is read-only: name another folder with --data, or let it be written to",
    errno.EACCES: "let this account read and write there, or name another folder",
    errno.EPERM: "let this account read and write there, or name another folder",
    errno.ENOTDIR: "a file stands where a folder is needed: name a folder with --data",
    errno.EEXIST: "a file stands where a folder is needed: name a folder with --data",
    errno.ENOENT: "it is not there: is a disk or share not mounted?",
    errno.EIO: "look after its disk",
    errno.EMFILE: "let this account open more files (`ulimit -n`)",
}


def line_of(error: OSError) -> str:
    """Which file, what is wrong with it, and the remedy where one is known."""
    named = f"{str(error.filename)!r}: " if error.filename is not None else ""
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{named}{error.strerror or error}{f' – {remedy}' if remedy else ''}"
