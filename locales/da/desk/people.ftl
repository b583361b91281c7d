# People: notes, trust, bans.
desk-people = Personer
desk-people-name = Navn
desk-people-find = Find
desk-people-only-trusted = Betroede
desk-people-only-banned = Spærrede
desk-people-only-noted = Med noter
desk-people-none = Ingen har skrevet endnu.
desk-people-not-found = Ingen passer til det, du søger efter.
desk-record-pending = { $n } afventer
desk-person-span = Har skrevet fra { $first } til { $last }
desk-person-others = Har også skrevet som
desk-person-also = Har også skrevet som { $names }
desk-person-trusted = Betroet
desk-person-trusted-by = Betroet af { $name } { $date }
desk-person-trusted-since = Betroet siden { $date }
desk-person-banned = Spærret
desk-person-banned-until = Spærret til { $time }
desk-person-ban = { $kind }: { $does } ({ $until })
desk-person-notes = { $n ->
    [one] 1 note
   *[other] { $n } noter
}
desk-person-comments = Kommentarer
desk-person-reports = Anmeldelser
desk-trust = Betro personen
desk-distrust = Ikke længere betroet
desk-trust-about = En betroet persons kommentarer venter ikke, fordi det er den første. Det gælder kun, når adressen er bekræftet, eller browseren kendes. Spamfilter, ordlister og links gælder stadig.
desk-notes = Noter
desk-note = Note …
desk-note-label = Note til holdet
desk-note-add = Gem noten
desk-note-delete = Slet
desk-note-empty = Skriv en note.
desk-note-too-long = { $n ->
    [one] Forkort noten med 1 tegn.
   *[other] Forkort noten med { $n } tegn.
}
desk-email = E-mailadresse
desk-email-show = Vis e-mailadressen
desk-email-back = Til personen
desk-email-about = At du har set adressen, står i historikken. Brug den kun til det, personen kan forvente.
desk-ban-panel = Spær …
desk-ban-person = Spær efter
desk-ban-name = Navn
desk-ban-range = Netområde
desk-ban-domain = Websted, der linkes til
desk-ban-pattern = Mønster
desk-ban-what = Hvad
desk-ban-help = Ord og vendinger rammer hele ord. Et mønster bruger * for hvad som helst og ? for ét tegn. Et websted rammer også alt under det. Et netområde skrives som 192.0.2.0/24 eller 2001:db8::/48.
desk-ban-does = Hvad der sker
desk-ban-does-usual = Det sædvanlige for slagsen
desk-ban-does-refuse = Afvises straks
desk-ban-does-hold = Venter på en moderator
desk-ban-does-spam = Er spam
desk-ban-reason = Begrundelse (kun for holdet)
desk-ban-too = Også det, der venter nu
desk-ban-try = Se hvad den rammer
desk-ban-try-title = Det rammer den
desk-ban-try-what = { $kind }: { $label }
desk-ban-try-none = Den havde ikke ramt nogen af de seneste { $looked } kommentarer.
desk-ban-try-some = Den havde ramt { $caught } af de seneste { $looked } kommentarer.
desk-ban-try-alarm = { $n ->
    [one] En af dem er godkendt. Rammer den for bredt?
   *[other] { $n } af dem er godkendt. Rammer den for bredt?
}
desk-ban-try-more = { $n ->
    [one] Og 1 til.
   *[other] Og { $n } til.
}
desk-ban-save = Spær
desk-ban-mend = Ret den først
desk-ban-wrong-empty = Skriv, hvad der skal spærres.
desk-ban-wrong-too-long = Det er for langt. Der er plads til 200 tegn, og til 500 i begrundelsen.
desk-ban-wrong-no-letters = Der skal være mindst ét bogstav eller tal.
desk-ban-wrong-not-a-range = Skriv et netområde som 203.0.113.0/24. Det kan være /24 eller /16, og for IPv6 /48 eller /32.
desk-ban-wrong-not-a-domain = Skriv et domæne som spam.example.
desk-ban-wrong-too-wide = Det ville ramme næsten alt. Et mønster skal have mindst tre bogstaver eller tal, og et domæne mindst ét punktum.
desk-ban-wrong-gone = Der er ikke noget at spærre efter: adressen gemmes ikke længere.
desk-said-trusted = Personen er betroet.
desk-said-distrusted = Personen er ikke længere betroet.
desk-said-noted = Noten er gemt.
desk-said-note-deleted = Noten er slettet.
desk-step-ban = Spærret.
desk-step-lift = En spærring er ophævet.
desk-step-trust = En person er betroet.
desk-step-distrust = En person er ikke længere betroet.
desk-step-note = En note er gemt.
desk-step-unnote = En note er slettet.
desk-action-ban = spærrede
desk-action-lift = ophævede spærringen
desk-action-trust = betroede personen
desk-action-distrust = betror ikke længere personen
desk-action-note = skrev en note
desk-action-unnote = slettede en note
desk-action-email-shown = så e-mailadressen
signal-ban-spam = Rammes af en spærring: »{ $detail }«.
signal-ban-spam-person = Den, der skriver, er spærret.
signal-ban-hold = Rammes af en spærring, der lader den vente: »{ $detail }«.
signal-ban-hold-person = Den, der skriver, skal vente på en moderator.
