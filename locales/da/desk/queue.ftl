# The queue: cards, keys, waves.

## Mine beslutninger og det, der kan gøres ved en kommentar
desk-mine = Mine beslutninger
desk-mine-about = Alt, hvad du har gjort her, det nyeste først. Du kan fortryde i den rækkefølge, du vil. Har en anden besluttet noget andet siden, bliver det stående.
desk-mine-none = Du har ikke besluttet noget endnu.
desk-mine-what = Hvad
desk-mine-when = Hvornår
desk-step-undone = Fortrudt { $time }
desk-step-restore = { $n ->
    [one] 1 kommentar genskabt.
   *[other] { $n } kommentarer genskabt.
}
desk-step-rewrite = Kommentaren er rettet.
desk-step-reply = Kommentaren er besvaret.
desk-step-pick = Valgt af redaktionen.
desk-step-unpick = Ikke længere redaktionens valg.
desk-step-pin = Fastgjort øverst.
desk-step-unpin = Ikke længere fastgjort.
desk-said-rewritten = Kommentaren er rettet.
desk-said-replied = Svaret er publiceret, og kommentaren er godkendt.
desk-said-picked = Kommentaren er nu redaktionens valg.
desk-said-unpicked = Kommentaren er ikke længere redaktionens valg.
desk-said-pinned = Kommentaren står nu øverst.
desk-said-unpinned = Kommentaren står igen på sin plads.
desk-said-deleted = Kommentaren er slettet for altid.
desk-said-undone = { $n ->
    [0] Fortrudt.
    [one] Fortrudt: 1 kommentar er, som den var.
   *[other] Fortrudt: { $n } kommentarer er, som de var.
}
desk-said-nothing-to-undo = Der er ikke noget at fortryde.
desk-refused-not-found = Kommentaren findes ikke længere.
desk-refused-withdrawn = Den, der skrev kommentaren, har slettet den.
desk-refused-pinned-reply = Kun en kommentar, der ikke er et svar, kan stå øverst.
desk-refused-pinned-most = Der står allerede tre kommentarer øverst. Løsn en af dem først.
desk-notice-not-done = Det blev ikke gjort
desk-delete = Slet for altid
desk-delete-about = Teksten, navnet og alt, hvad der er gemt om kommentaren, bliver slettet. Det kan ikke fortrydes. Har nogen svaret, bliver pladsen stående tom.
desk-delete-not = Behold den
desk-action-rewrite = rettede teksten
desk-action-undo = fortrød
desk-action-undo-rewrite = fortrød rettelsen
desk-action-undo-mark = fortrød markeringen
desk-action-reply = svarede
desk-action-pick = valgte den
desk-action-unpick = fjernede valget
desk-action-pin = fastgjorde den øverst
desk-action-unpin = løsnede den
desk-action-delete = slettede den for altid
desk-reply = Svar
desk-reply-label = Dit svar, underskrevet med dit navn som redaktionens
desk-reply-send = Send svar
desk-reply-approve = Godkend og svar
desk-edit = Ret
desk-edit-label = Teksten
desk-edit-about = Læserne kan se, at redaktionen har rettet. Den oprindelige tekst bliver i historikken.
desk-edit-save = Gem rettelsen
desk-marks = Fremhæv
desk-pick = Redaktionens valg
desk-unpick = Ikke længere redaktionens valg
desk-pin = Fastgør øverst
desk-unpin = Løsn
desk-wave-size = { $n } næsten ens kommentarer:
desk-wave-text = teksten er næsten den samme.
desk-wave-link = de fører alle til { $host }.
desk-wave-sender = de kommer fra den samme.
desk-wave-others = Vis de andre
desk-wave-approve = Godkend dem alle
desk-wave-reject = Afvis dem alle
desk-wave-spam = Alle er spam
desk-wave-about = Det samme sker med dem, der kommer det næste døgn. Det kan fortrydes samlet.
desk-step-wave = { $n } næsten ens kommentarer er afgjort.
desk-said-wave-approved = { $n ->
    [one] 1 kommentar godkendt, og de samme godkendes det næste døgn.
   *[other] { $n } kommentarer godkendt, og de samme godkendes det næste døgn.
}
desk-said-wave-spam = { $n ->
    [one] 1 kommentar er spam, og det er de samme det næste døgn.
   *[other] { $n } kommentarer er spam, og det er de samme det næste døgn.
}
desk-said-wave-trash = { $n ->
    [one] 1 kommentar afvist, og de samme afvises det næste døgn.
   *[other] { $n } kommentarer afvist, og de samme afvises det næste døgn.
}
desk-action-wave-arrival = fulgte en samlet afgørelse
