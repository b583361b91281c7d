# People: notes, trust, bans.
signal-ban-spam = Indeholder »{ $detail }«, der er spærret som spam.
signal-ban-spam-person = Afsenderen er spærret som spam.
signal-ban-hold = Indeholder »{ $detail }«, der er spærret, så et menneske ser på det.
signal-ban-hold-person = Afsenderen er spærret, så et menneske ser på det.
desk-ban-range = Netområde
desk-ban-name = Navn
desk-ban-domain = Domæne i links
desk-ban-pattern = Mønster
desk-ban-does = Hvad der sker
desk-ban-does-usual = Det sædvanlige
desk-ban-does-refuse = Afvises
desk-ban-does-hold = Venter i køen
desk-ban-does-spam = Er spam
desk-ban-reason = Hvorfor (kun holdet ser det)
desk-ban-try = Se hvad den rammer
desk-ban-save = Spær
desk-ban-panel = Spær …
desk-ban-too = Afgør også de kommentarer, der venter
desk-ban-mend = Ret den
desk-ban-pattern-about = I et mønster står * for hvad som helst og ? for ét tegn. Domæner rammer også alt under dem. Domæner og mønstre holder kommentarer tilbage, alt andet afviser dem, hvis du ikke vælger andet.
desk-ban-try-title = Hvad spærringen rammer
desk-ban-try-what = { $kind }: { $label }
desk-ban-try-none = Den rammer ingen af de seneste { $looked } kommentarer.
desk-ban-try-some = Den rammer { $caught } af de seneste { $looked } kommentarer.
desk-ban-try-alarm = { $n ->
    [one] 1 af dem er godkendt. Den ville spærringen også have ramt.
   *[other] { $n } af dem er godkendt. Dem ville spærringen også have ramt.
}
desk-ban-try-more = { $n ->
    [one] Og 1 til.
   *[other] Og { $n } til.
}
desk-ban-try-text = Tekst
desk-ban-wrong-empty = Skriv, hvad der skal spærres.
desk-ban-wrong-too-long = Det er for langt. Der er plads til 200 tegn, og til 500 i begrundelsen.
desk-ban-wrong-no-letters = Der skal være mindst ét bogstav eller tal.
desk-ban-wrong-not-a-range = Skriv et netområde som 203.0.113.0/24. Det kan være /24 eller /16, og for IPv6 /48 eller /32.
desk-ban-wrong-not-a-domain = Skriv et domæne som spam.example.
desk-ban-wrong-too-wide = Det ville ramme næsten alt. Et mønster skal have mindst tre bogstaver eller tal, og et domæne mindst ét punktum.
desk-person-trusted = Betroet
desk-person-trusted-by = Betroet af { $name } siden { $date }
desk-person-trusted-since = Betroet siden { $date }
desk-person-trust = Betro personen
desk-person-distrust = Ikke betroet mere
desk-person-trust-about = En betroet persons kommentarer venter ikke som de første, når adressen er bekræftet. Filteret og ordlisterne gælder stadig.
desk-person-banned = Spærret
desk-person-banned-until = Spærret til { $time }
desk-person-ban = { $kind }: { $does }, { $until }
desk-person-also = Har også skrevet som { $names }
desk-person-names = Har også skrevet som
desk-person-span = Skrev første gang { $first }, senest { $last }
desk-person-reports = Læsernes anmeldelser
desk-person-settled = afgjort
desk-record-pending = { $n ->
    [one] 1 venter
   *[other] { $n } venter
}
desk-people-name = Navn
desk-people-find = Find
desk-people-only-trusted = Betroede
desk-people-only-banned = Spærrede
desk-people-only-noted = Med noter
desk-people-none = Ingen har skrevet endnu.
desk-people-none-found = Ingen passer til det.
desk-people-record = Kommentarer
desk-people-first = Første
desk-people-last = Seneste
desk-people-notes = { $n ->
    [one] 1 note
   *[other] { $n } noter
}
desk-notes = Noter
desk-note-label = Note (kun holdet ser den)
desk-note-write = Skriv en note
desk-note-save = Gem noten
desk-note-delete = Slet noten
desk-note-empty = Der står ikke noget i noten.
desk-note-too-long = { $n ->
    [one] Noten er 1 tegn for lang.
   *[other] Noten er { $n } tegn for lang.
}
desk-email = Personens e-mailadresse
desk-email-show = Vis e-mailadressen
desk-email-about = Det står i personens historik, at du har set den.
desk-email-back = Til personen
desk-action-ban = spærrede
desk-action-lift = ophævede en spærring
desk-action-trust = betroede personen
desk-action-distrust = fjernede tilliden
desk-action-note = skrev en note
desk-action-unnote = slettede en note
desk-action-email-shown = så e-mailadressen
desk-step-ban = Noget eller nogen er spærret.
desk-step-lift = En spærring er ophævet.
desk-step-trust = En person er betroet.
desk-step-distrust = En person er ikke betroet mere.
desk-step-note = En note er skrevet.
desk-step-unnote = En note er slettet.
desk-said-trusted = Personen er betroet.
desk-said-distrusted = Personen er ikke betroet mere.
desk-said-noted = Noten er gemt.
desk-said-note-deleted = Noten er slettet.
