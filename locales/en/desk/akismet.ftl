# Akismet: when it is asked, what it says of the account, and the queue that it is asked about again.

## When
desk-set-akismet-ask = When Akismet is asked
desk-set-akismet-ask-about = Never about what your own word lists and bans settle.
desk-set-akismet-ask-auto = As needed
desk-set-akismet-ask-auto-example = About every comment until our own filter has learnt enough from you. After that only about those it doubts.
desk-set-akismet-ask-never = Never
desk-set-akismet-ask-never-example = Nothing is sent, not even when you correct the filter.
desk-set-akismet-ask-unsure = Only in doubt
desk-set-akismet-ask-unsure-example = The rest stays in the house: what our own filter is sure of does not leave it.
desk-set-akismet-ask-always = Always
desk-set-akismet-ask-always-example = About each new comment.

## Key, usage and trouble
desk-akismet-account = Key and usage
desk-akismet-used = { $calls } of { $limit } calls are used this month (as of { $time }).
desk-akismet-used-unlimited = { $calls } calls are used this month. There is no limit (as of { $time }).
desk-akismet-throttled = The limit is reached, and Akismet answers more slowly.
desk-akismet-last-trouble = The last time there was no answer: { $time } ({ $why }).
desk-akismet-trouble-timeout = the answer took too long
desk-akismet-trouble-unreachable = there was no connection
desk-akismet-trouble-too-many = Akismet asked us to wait
desk-akismet-trouble-status = Akismet reported an error
desk-akismet-trouble-garbage = the answer made no sense
desk-akismet-trouble-invalid-key = Akismet did not know the key
desk-akismet-trouble-account = something is wrong with the account
desk-akismet-trouble-breaker-open = Akismet does not answer at present

## Ask about the queue again
desk-recheck = Ask Akismet about the queue again
desk-recheck-about = Akismet is asked once more about each comment that waits. Spam is moved, and the rest follows your rules. What you have decided yourselves is not touched.
desk-recheck-off = Akismet is not used here.
desk-recheck-begin = Ask Akismet again
desk-recheck-stop = Stop
desk-recheck-running = Akismet is being asked about the queue: { $done } of { $total }.
desk-recheck-waits = Akismet is being asked about the queue: { $done } of { $total }. Just now we wait, because { $why }.
desk-recheck-done = Akismet was asked again on { $time }: { $done } of { $total }.
desk-recheck-stopped = Stopped on { $time } after { $done } of { $total }.
desk-recheck-failed = Given up on { $time } after { $done } of { $total }, because { $why }.
desk-recheck-spam = { $n ->
    [one] 1 is moved to spam.
   *[other] { $n } are moved to spam.
}
desk-recheck-approved = { $n ->
    [one] 1 is approved.
   *[other] { $n } are approved.
}
desk-recheck-not-asked = { $n ->
    [one] 1 is not for Akismet to be asked about.
   *[other] { $n } are not for Akismet to be asked about.
}
desk-recheck-not-kept = { $n ->
    [one] 1 cannot be asked about: what would be sent is kept for 15 days only.
   *[other] { $n } cannot be asked about: what would be sent is kept for 15 days only.
}
desk-said-recheck-begun = Akismet is now being asked about the queue.
desk-said-recheck-runs = Akismet is already being asked about the queue.
desk-said-recheck-nothing = Nothing waits that could be asked about.
desk-said-recheck-off = Akismet is not used here.
desk-said-recheck-stopped = Stopped. What was done so far stays.
desk-said-recheck-not-running = It had ended already.
desk-job-recheck = Ask Akismet about the queue
desk-job-akismet-account = Ask Akismet about the key
desk-action-recheck-begin = asked Akismet about the queue
desk-action-recheck-stop = stopped the questions about the queue
desk-action-webhook = Akismet changed its mind
