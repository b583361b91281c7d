# Loggen og tallene.

desk-action-export = loggen hentet som fil
desk-log = Log
desk-log-search = Søg i loggen
desk-log-who = Hvem
desk-log-anybody = Alle
desk-log-action = Hvad
desk-log-anything = Alt
desk-log-comment-field = Kommentar nr.
desk-log-thread-field = Artikel nr.
desk-log-person-field = Personen bag kommentar nr.
desk-log-from-field = Fra og med
desk-log-until-field = Til og med
desk-log-site-only = Kun det, der gælder hele webstedet
desk-log-show = Vis
desk-log-all = Vis hele loggen
desk-log-lines = Det, der er gjort
desk-log-none = Der er ikke noget i loggen, der passer.
desk-log-newest = Vis de nyeste
desk-log-older = Vis de ældre
desk-log-wrong-who = Vælg en fra listen.
desk-log-wrong-comment = Skriv kommentarens nummer.
desk-log-wrong-thread = Skriv artiklens nummer.
desk-log-wrong-person = Der er ingen e-mailadresse at slå op efter ved den kommentar.
desk-log-wrong-about = Vælg kun én: en kommentar, en artikel, en person eller webstedet.
desk-log-wrong-from = Skriv en dag, for eksempel 2026-11-28.
desk-log-wrong-until = Skriv en dag, for eksempel 2026-11-28.
desk-log-export = Tag loggen med
desk-log-export-about = Filen indeholder det, du har søgt frem, uden e-mailadresser. Hvad der stod i kommentarer, er kun med i JSON. Det bliver skrevet i loggen, at du har hentet den.
desk-log-export-csv = Hent som CSV
desk-log-export-jsonl = Hent som JSON-linjer
desk-log-comment = Kommentar fra { $name } om »{ $title }«
desk-log-comment-gone = Kommentar nr. { $id }, som er slettet
desk-log-thread = »{ $title }«
desk-log-person = En person
desk-log-before = Før
desk-log-after = Efter
desk-log-removed = fjernet
desk-log-yes = ja
desk-log-no = nej

## Navne på det, der kan ændres
desk-log-key-text = Tekst
desk-log-key-source = Tekst
desk-log-key-body = Tekst
desk-log-key-note = Note
desk-log-key-name = Navn
desk-log-key-title = Titel
desk-log-key-status = Status
desk-log-key-picked = Redaktionens valg
desk-log-key-pinned = Fastgjort
desk-log-key-closed = Lukket
desk-log-key-close_at = Lukker
desk-log-key-expires = Udløber
desk-log-key-until = Indtil
desk-log-key-label = Betegnelse
desk-log-key-word = Ord
desk-log-key-kind = Slags
desk-log-key-host = Domæne
desk-log-key-pattern = Mønster
desk-log-key-role = Rolle
desk-log-key-trusted = Betroet
desk-log-key-thread = Artikel nr.
desk-log-key-comment = Kommentar nr.
desk-log-key-person = Personen bag kommentar nr.
desk-log-key-format = Format
desk-log-key-who = Hvem
desk-log-key-action = Hvad
desk-log-key-about = Om
desk-log-key-from = Fra og med

## Tal for holdet
desk-figures = Tal
desk-figures-spans = Hvor mange dage
desk-figures-last = { $n ->
    [one] Sidste dag
   *[other] Sidste { $n } dage
}
desk-figures-waiting = Venter nu
desk-figures-waiting-about = Kommentarer i køen »Afventer« i dette øjeblik.
desk-figures-oldest = Ældste i køen
desk-figures-oldest-about = Så længe siden kom den ældste af dem, der venter.
desk-figures-median = Halvdelen ventede højst
desk-figures-median-about = Fra en kommentar kom, til et menneske første gang afgjorde den. Gælder kommentarer, der ventede og første gang blev afgjort i perioden.
desk-figures-p95 = 95 af 100 ventede højst
desk-figures-p95-about = Det samme: Kun 5 af 100 måtte vente længere.
desk-figures-decisions = Afgørelser
desk-figures-decisions-about = Kommentarer, som moderatorerne har afgjort i perioden. En kommentar, der er afgjort to gange, tæller to gange.
desk-figures-undone = Fortrudt
desk-figures-undone-about = Så mange af afgørelserne i perioden er siden taget tilbage.
desk-figures-percent = { $n } %
desk-figures-below-one = under 1 %
desk-figures-statuses = Kommentarer pr. dag
desk-figures-statuses-about = Efter den dag, de kom, og det, der er blevet af dem. Det, som siden er slettet, tæller med.
desk-figures-chart = { $what }, dag for dag: { $sum } i alt
desk-figures-wait = Ventetid pr. dag
desk-figures-wait-about = Så længe ventede halvdelen højst, efter den dag, de blev afgjort første gang.
desk-figures-wait-none = Ingen, der ventede, er afgjort i perioden.
desk-figures-signals = Hvad der afslørede spam
desk-figures-signals-about = Spam, der kom i perioden, efter de tegn, der talte for det. Én kommentar kan have flere tegn.
desk-figures-signals-none = Der kom ikke spam i perioden.
desk-figures-signal = Tegn
desk-figures-comments = Kommentarer
desk-figures-table = Dag for dag
desk-figures-table-show = Vis tallene som tabel
desk-figures-zone = Dagene følger webstedets tidszone, { $zone }.
desk-figures-day = Dag
desk-figures-came = Kom
desk-figures-decided = Afgjort første gang
desk-figures-seconds = { $n ->
    [one] 1 sekund
   *[other] { $n } sekunder
}
desk-figures-minutes = { $n ->
    [one] 1 minut
   *[other] { $n } minutter
}
desk-figures-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
desk-figures-days = { $n ->
    [one] 1 dag
   *[other] { $n } dage
}
desk-signal-honeypot = Det skjulte felt var udfyldt
desk-signal-token-missing = Formularens mærke manglede
desk-signal-token-forged = Formularens mærke var ikke ægte
desk-signal-token-young = Sendt for hurtigt
desk-signal-token-old = Formularen var for gammel
desk-signal-spam-word = Ord fra listen over spamord
desk-signal-hold-word = Ord, der skal ses på
desk-signal-links = For mange links
desk-signal-address-spam = Netadressen er kendt for spam
desk-signal-email-spam = E-mailen er kendt for spam
desk-signal-sender-busy = Mange på én time fra samme afsender
desk-signal-sender-busy-day = Mange på ét døgn fra samme afsender
desk-signal-host-spam = Fører til et domæne, der er kendt for spam
desk-signal-copy-spam = Ligner det, I har markeret som spam
desk-signal-model = Vores eget filter
desk-signal-article-old = Gammel artikel, hvor ingen har skrevet længe
desk-signal-akismet-spam = Akismet
desk-signal-akismet-discard = Akismet, helt sikker
desk-signal-person = Kun et menneske
