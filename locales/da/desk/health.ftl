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

## Prøven på de seneste beslutninger
desk-trial-try = Prøv på de seneste beslutninger
desk-trial-about = Prøven gemmer ikke noget. Den bedømmer de kommentarer igen, som I sidst har godkendt eller markeret som spam.
desk-trial = Prøvet på de seneste beslutninger
desk-trial-looked = { $n ->
    [one] Den ene kommentar, I har besluttet noget om, er bedømt igen efter det, der står i felterne.
   *[other] De seneste { $n } kommentarer, I har besluttet noget om, er bedømt igen efter det, der står i felterne.
}
desk-trial-none = I har hverken godkendt en kommentar eller markeret en som spam endnu, så der er ikke noget at prøve på.
desk-trial-now = Som nu
desk-trial-then = Med dette
desk-trial-right = Afgjort rigtigt uden jer
desk-trial-held = Venter på jer
desk-trial-leaked = Spam, der bliver vist
desk-trial-lost = Gode kommentarer i spam
desk-trial-rules = Det gælder, hvem der venter, links, ordlister, hvad filteret ser efter, og dets grænser. Filteret går efter det, det fandt, da de kom. Et tjek, der var slået fra, fandt ikke noget.
desk-trial-differs = { $n ->
    [0] Ingen af dem ville få en anden skæbne.
    [one] 1 ville få en anden skæbne.
   *[other] { $n } ville få en anden skæbne. De, der ville gå galt, står først.
}
desk-trial-fate = { $now } → { $then }
desk-trial-people = I besluttede: { $people }
desk-trial-more = { $n ->
    [one] Og 1 til.
   *[other] Og { $n } til.
}
