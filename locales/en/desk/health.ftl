# How well the filter does, and the trial on the last decisions.

## Figures
desk-health = How well the filter does
desk-health-about = What the filter thought of a comment, against what became of it. What it calls spam counts as spam as long as nobody takes it out. The rest counts once you have decided.
desk-health-none = There are too few decisions to say anything.
desk-health-few = too few
desk-health-period = Came in the days
desk-health-span = { $first } – { $last }
desk-health-called = Called spam
desk-health-precision = Rightly
desk-health-spam = All spam
desk-health-recall = Found by the filter
desk-health-missed = Slipped past

## When it goes downhill
desk-alarm = The filter does worse than before
desk-alarm-week = In the last week
desk-alarm-weeks = In the last four weeks
desk-alarm-precision = More often it calls something spam that is not. { $when } it was right { $now } of the time, against { $before } in the four weeks before.
desk-alarm-recall = It finds less of the spam. { $when } it found { $now }, against { $before } in the four weeks before.
desk-alarm-drift = Spam looks less like what the filter knows. { $when } it was on average { $now } sure of what was spam, against { $before } in the four weeks before.
desk-alarm-why = Perhaps they write differently, perhaps you have changed the settings. The filter learns from every comment that you mark or approve.
desk-alarm-figures = See the figures
desk-alarm-try = Try other limits

## The trial on the last decisions
desk-trial-try = Try on the last decisions
desk-trial-about = A trial saves nothing. It judges again the comments that you approved or marked as spam last.
desk-trial = Tried on the last decisions
desk-trial-looked = { $n ->
    [one] The one comment that you decided about was judged again by what stands in the fields.
   *[other] The last { $n } comments that you decided about were judged again by what stands in the fields.
}
desk-trial-none = You have neither approved a comment nor marked one as spam yet, so there is nothing to try on.
desk-trial-now = As it is
desk-trial-then = With this
desk-trial-right = Settled rightly without you
desk-trial-held = Waits for you
desk-trial-leaked = Spam that is shown
desk-trial-lost = Good comments in spam
desk-trial-rules = This is about who waits, links, word lists, what the filter looks at, and its limits. The filter goes by what it found when they came. A check that was turned off found nothing.
desk-trial-differs = { $n ->
    [0] None of them would fare otherwise.
    [one] 1 would fare otherwise.
   *[other] { $n } would fare otherwise. Those that would go wrong come first.
}
desk-trial-fate = { $now } → { $then }
desk-trial-people = You decided: { $people }
desk-trial-more = { $n ->
    [one] And 1 more.
   *[other] And { $n } more.
}
