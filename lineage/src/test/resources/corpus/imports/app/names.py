STARRED = "starred"
ALIASED = "aliased"
_HIDDEN = "hidden"
