# Hvor godt filteret rammer, og prøven på de seneste beslutninger.

## Tal
desk-health = Hvor godt filteret rammer
desk-health-about = Det, filteret mente om en kommentar, holdt op mod det, der blev af den. Det, filteret kalder spam, regnes for spam, så længe ingen tager det ud. Resten tæller først, når I har besluttet noget.
desk-health-none = Der er for få beslutninger til at sige noget.
desk-health-few = for få
desk-health-period = Kom i dagene
desk-health-span = { $first } – { $last }
desk-health-called = Kaldt spam
desk-health-precision = Med rette
desk-health-spam = Spam i alt
desk-health-recall = Fundet af filteret
desk-health-missed = Slap forbi

## Når det går ned ad bakke
desk-alarm = Filteret rammer dårligere end før
desk-alarm-week = Den seneste uge
desk-alarm-weeks = De seneste fire uger
desk-alarm-precision = Det kalder oftere noget spam, som ikke er det. { $when } havde det ret { $now } af gangene, mod { $before } i de fire uger før.
desk-alarm-recall = Det finder mindre af spammen. { $when } fandt det { $now }, mod { $before } i de fire uger før.
desk-alarm-drift = Spammen ligner mindre det, filteret kender. { $when } var det i snit { $now } sikkert på det, der var spam, mod { $before } i de fire uger før.
desk-alarm-why = Måske skriver de anderledes, måske har I ændret indstillingerne. Filteret lærer af hver kommentar, I markerer eller godkender.
desk-alarm-figures = Se tallene
desk-alarm-try = Prøv andre grænser
