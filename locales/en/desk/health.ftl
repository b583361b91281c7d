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
