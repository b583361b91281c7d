# The queue: cards, keys, waves.

## My decisions, and what can be done to a comment
desk-mine = My decisions
desk-mine-about = Everything you have done here, the latest first. You can undo in any order. Where somebody has decided otherwise since, that stays.
desk-mine-none = You have not decided anything yet.
desk-mine-what = What
desk-mine-when = When
desk-step-undone = Undone { $time }
desk-step-restore = { $n ->
    [one] 1 comment restored.
   *[other] { $n } comments restored.
}
desk-step-rewrite = The comment is changed.
desk-step-reply = The comment is answered.
desk-step-pick = Picked by the editors.
desk-step-unpick = No longer an editors’ pick.
desk-step-pin = Pinned to the top.
desk-step-unpin = No longer pinned.
desk-said-rewritten = The comment is changed.
desk-said-replied = The reply is published and the comment approved.
desk-said-picked = The comment is an editors’ pick.
desk-said-unpicked = The comment is no longer an editors’ pick.
desk-said-pinned = The comment stands at the top.
desk-said-unpinned = The comment is back in its place.
desk-said-deleted = The comment is deleted for good.
desk-said-undone = { $n ->
    [0] Undone.
    [one] Undone: 1 comment is as it was.
   *[other] Undone: { $n } comments are as they were.
}
desk-said-nothing-to-undo = There is nothing to undo.
desk-refused-not-found = The comment exists no more.
desk-refused-withdrawn = Whoever wrote the comment has deleted it.
desk-refused-pinned-reply = Only a comment that is no reply can stand at the top.
desk-refused-pinned-most = Three comments stand at the top already. Unpin one of them first.
desk-notice-not-done = It was not done
desk-delete = Delete for good
desk-delete-about = The text, the name and everything kept about the comment are deleted. It cannot be undone. If anybody has replied, its place stays, empty.
desk-delete-not = Keep it
desk-action-rewrite = changed the text
desk-action-undo = undid it
desk-action-undo-rewrite = undid the change
desk-action-undo-mark = undid the mark
desk-action-reply = replied
desk-action-pick = picked it
desk-action-unpick = took the pick off
desk-action-pin = pinned it to the top
desk-action-unpin = unpinned it
desk-action-delete = deleted it for good
desk-reply = Reply
desk-reply-label = Your reply, signed with your name as the editors’
desk-reply-send = Post reply
desk-reply-approve = Approve and reply
desk-edit = Edit
desk-edit-label = The text
desk-edit-about = Readers see that the editors changed it. The original text stays in the history.
desk-edit-save = Save the change
desk-marks = Highlight
desk-pick = Editors’ pick
desk-unpick = No longer an editors’ pick
desk-pin = Pin to the top
desk-unpin = Unpin
desk-wave-size = { $n } comments nearly alike:
desk-wave-text = the text is almost the same.
desk-wave-link = they all lead to { $host }.
desk-wave-sender = they come from the same person.
desk-wave-others = Show the others
desk-wave-approve = Approve them all
desk-wave-reject = Reject them all
desk-wave-spam = All are spam
desk-wave-about = The same happens to those that come within a day. It can be undone as one.
desk-step-wave = { $n } comments nearly alike are decided.
desk-said-wave-approved = { $n ->
    [one] 1 comment approved, and so are its like for a day.
   *[other] { $n } comments approved, and so are their like for a day.
}
desk-said-wave-spam = { $n ->
    [one] 1 comment is spam, and so are its like for a day.
   *[other] { $n } comments are spam, and so are their like for a day.
}
desk-said-wave-trash = { $n ->
    [one] 1 comment rejected, and so are its like for a day.
   *[other] { $n } comments rejected, and so are their like for a day.
}
desk-action-wave-arrival = followed a decision about many
