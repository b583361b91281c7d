# Ordene på moderatorernes sider og i deres mails.

## Mail til moderatorer
mail-waiting-subject = Ny kommentar venter: »{ $title }«
mail-waiting-text = { $name } har skrevet om »{ $title }«:
mail-waiting-why = Derfor venter den:
mail-waiting-count = { $n ->
    [one] 1 kommentar venter. Her kan du afgøre den:
   *[other] { $n } kommentarer venter. Her kan du afgøre dem:
}
mail-flagged-subject = Kommentar anmeldt: »{ $title }«
mail-flagged-text = { $name } har skrevet om »{ $title }«:
mail-flagged-why = Derfor er den anmeldt:
mail-flagged-count = { $n ->
    [one] 1 kommentar er anmeldt. Her kan du afgøre den:
   *[other] { $n } kommentarer er anmeldt. Her kan du afgøre dem:
}

## Hvorfor en kommentar venter (læses af moderatorer)
signal-honeypot = Det skjulte felt er udfyldt. Det gør mennesker ikke.
signal-token-missing = Formularens mærke mangler.
signal-token-forged = Formularens mærke er ikke ægte.
signal-token-young = Sendt hurtigere, end et menneske skriver.
signal-token-old = Formularen havde stået åben i mere end et døgn.
signal-spam-word = Indeholder »{ $detail }« fra listen over spamord.
signal-hold-word = Indeholder »{ $detail }« fra listen over ord, der skal ses på.
signal-links = { $detail ->
    [one] Indeholder 1 link.
   *[other] Indeholder { $detail } links.
}
signal-address-spam = { $detail ->
    [one] En kommentar fra samme netadresse er markeret som spam.
   *[other] { $detail } kommentarer fra samme netadresse er markeret som spam.
}
signal-email-spam = { $detail ->
    [one] En kommentar med samme e-mail er markeret som spam.
   *[other] { $detail } kommentarer med samme e-mail er markeret som spam.
}
signal-sender-busy = { $detail ->
    [one] En anden kommentar fra samme afsender inden for den seneste time.
   *[other] { $detail } andre kommentarer fra samme afsender inden for den seneste time.
}
signal-sender-busy-day = { $detail ->
    [one] En anden kommentar fra samme afsender inden for det seneste døgn.
   *[other] { $detail } andre kommentarer fra samme afsender inden for det seneste døgn.
}
signal-sender-known = { $detail ->
    [one] Forfatteren har beviseligt skrevet en kommentar, som I har godkendt.
   *[other] Forfatteren har beviseligt skrevet { $detail } kommentarer, som I har godkendt.
}
signal-host-spam = Fører til »{ $detail }«. I har markeret kommentarer, der førte dertil, som spam.
signal-host-known = Fører kun til steder, som kommentarer, I har godkendt, også fører til.
signal-copy-spam = { $detail ->
    [one] Ligner en kommentar, som I har markeret som spam.
   *[other] Ligner { $detail } kommentarer, som I har markeret som spam.
}
signal-article-old = { $detail ->
    [one] Artiklen er gammel, og ingen har skrevet der i et døgn.
   *[other] Artiklen er gammel, og ingen har skrevet der i { $detail } dage.
}
signal-hold-all = Her venter alle kommentarer.
signal-first-comment = Første kommentar fra denne forfatter.
signal-edited = Rettet af forfatteren efter afsendelsen.
signal-proof-of-work = Afsenderens browser løste den regneopgave, den fik.
signal-model = Vores eget filter: { $detail } % sandsynligt, at det er spam.
signal-akismet-spam = Akismet mener, at det er spam.
signal-akismet-discard = Akismet er sikker på, at det er spam.
signal-akismet-ham = Akismet mener ikke, at det er spam.
signal-akismet-provisional = Akismet vil spørges igen, før den svarer endeligt.
signal-akismet-unavailable = Akismet har ikke svaret endnu ({ $detail }). Vi spørger igen.
signal-akismet-gave-up = Akismet har ikke svaret i et døgn. Afgør den selv.
signal-akismet-not-asked = Akismet blev ikke spurgt om den rettede tekst. Afgør den selv.
signal-wave = Ligner andre, som redaktionen har afgjort samlet.
signal-person = Afgjort af et menneske.

## Desk: moderatorernes sider
desk-skip = Gå til indholdet
desk-sections = Sider
desk-section-queue = Kø
desk-section-comments = Kommentarer
desk-section-threads = Artikler
desk-section-people = Personer
desk-section-log = Log
desk-section-figures = Tal
desk-section-settings = Indstillinger
desk-queue = Kø
desk-bans = Spærringer
desk-jobs = Opgaver
desk-sign-in = Log ind
desk-sign-out = Log ud
desk-password = Adgangskode
desk-sign-in-wrong = E-mailadressen og adgangskoden passer ikke sammen. Efter flere forkerte forsøg skal du vente lidt, højst et kvarter, også med den rigtige.
desk-sign-in-too-often = { $n ->
    [one] Der er prøvet for mange gange herfra. Vent 1 sekund.
   *[other] Der er prøvet for mange gange herfra. Vent { $n } sekunder.
}
desk-to-queue = Til køen
desk-notice-signed-out = Du er logget ud
desk-notice-signed-out-text = Der er ikke sket noget. Log ind, og prøv igen.
desk-notice-forged = Siden er for gammel
desk-notice-forged-text = Der er ikke sket noget. Hent siden igen, og prøv så.
desk-notice-role = Det har du ikke adgang til
desk-notice-role-text = Intet er gjort. Det kræver en anden rolle på webstedet; spørg den, der ejer det.
desk-notice-not-found = Det findes ikke her
desk-notice-not-found-text = Adressen kan være skrevet forkert, eller også har du ikke adgang til den.
desk-notice-unavailable = Det kunne ikke lade sig gøre lige nu
desk-notice-unavailable-text = Der er ikke gået noget tabt. Prøv igen om lidt.
desk-notice-unreadable = Det kunne ikke læses
desk-notice-unreadable-text = Der er ikke sket noget. Gå til køen, og prøv derfra.
desk-queues = Køer
desk-queue-pending = Afventer
desk-queue-flagged = Anmeldt
desk-queue-approved = Godkendt
desk-queue-spam = Spam
desk-queue-trash = Afvist
desk-empty-pending = Køen er tom.
desk-empty-flagged = Ingen anmeldte kommentarer.
desk-empty-approved = Ingen kommentarer er godkendt endnu.
desk-empty-spam = Ingen spam.
desk-empty-trash = Ingen afviste kommentarer.
desk-empty-later = Der er ikke flere her.
desk-from-the-start = Vis fra begyndelsen
desk-next = Vis de næste
desk-approve = Godkend
desk-keep = Behold
desk-reject = Afvis
desk-spam = Spam
desk-hold = Til køen
desk-not-spam = Ikke spam
desk-restore = Gendan
desk-bulk = De valgte
desk-bulk-approve = Godkend valgte
desk-bulk-keep = Behold valgte
desk-bulk-reject = Afvis valgte
desk-bulk-spam = Valgte er spam
desk-bulk-hold = Valgte til køen
desk-bulk-not-spam = Valgte er ikke spam
desk-bulk-restore = Gendan valgte
desk-choose = Vælg kommentaren fra { $name }
desk-choose-all = Vælg alle viste
desk-reasons = Hvorfor et menneske skal se på den
desk-flags = { $n ->
    [one] Anmeldt af 1 læser
   *[other] Anmeldt af { $n } læsere
}
desk-contact-show = Vis kontakt
desk-contact = Hvem der har anmeldt
desk-contact-about = Brug det kun til at svare på anmeldelsen. Det står i kommentarens historik, at du har set det.
desk-contact-no-name = Uden navn
desk-contact-back = Til kommentaren
desk-beside = Sammenhæng
desk-answers = Svarer på
desk-article = Artikel
desk-thread-closed = lukket
desk-thread-close-it = Luk for kommentarer til artiklen
desk-thread-open-it = Åbn for kommentarer til artiklen
desk-person = Personen
desk-record-none = Ingen e-mail, så intet at slå op.
desk-record-approved = { $n ->
    [one] 1 godkendt
   *[other] { $n } godkendt
}
desk-record-trash = { $n ->
    [one] 1 afvist
   *[other] { $n } afvist
}
desk-record-spam = { $n } spam
desk-record-first = Skrev første gang { $date }
desk-email-confirmed = Adressen er bekræftet
desk-email-unconfirmed = Adressen er ikke bekræftet
desk-from = Fra nettet
desk-about = om
desk-link = Link til
desk-opinion-ham = Ikke spam ({ $score })
desk-opinion-unsure = I tvivl ({ $score })
desk-opinion-spam = Spam ({ $score })
desk-more = Mere
desk-history = Historik
desk-comment-by = Kommentar fra { $name }
desk-written = skrevet
desk-status-pending = Afventer
desk-status-approved = Godkendt
desk-status-spam = Spam
desk-status-trash = Afvist
desk-decided = { $status } { $time }
desk-decided-by = { $status } af { $name } { $time }
desk-actor-moderator = En moderator
desk-actor-author = Forfatteren
desk-actor-system = Filteret
desk-action-decide = afgjort
desk-action-restore = gendannet
desk-action-edit = rettet
desk-action-withdraw = taget tilbage
desk-action-recheck = spurgt igen
desk-action-confirm = adressen bekræftet
desk-action-erase = slettet efter ønske
desk-action-flag-contact = anmelderens kontakt vist
desk-bans-about = Den, der er spærret, får at vide, at der ikke kan kommenteres. Et ord spærrer alle kommentarer, der indeholder det.
desk-bans-none = Ingen og intet er spærret.
desk-ban-by = Efter
desk-ban-lift = Ophæv
desk-ban-address = Netadresse
desk-ban-email = E-mailadresse
desk-ban-word = Ord
desk-ban-how-long = Hvor længe
desk-ban-days = { $n ->
    [one] 1 dag
   *[other] { $n } dage
}
desk-ban-for-ever = Indtil den bliver ophævet
desk-ban-this-email = Spær e-mailadressen
desk-jobs-about = Disse opgaver lykkedes ikke efter mange forsøg. Find årsagen, og prøv dem igen.
desk-jobs-none = Alt er gjort. Ingen opgaver er opgivet.
desk-job-what = Opgave
desk-job-since = Fra
desk-job-tried = Forsøg
desk-job-why = Hvorfor
desk-job-comment = kommentaren
desk-job-akismet-check = Spørg Akismet
desk-job-akismet-spam = Meld spam til Akismet
desk-job-akismet-ham = Meld fejl til Akismet
desk-job-mail-confirm = Mail om bekræftelse
desk-job-mail-waiting = Mail til moderatorer
desk-job-mail-flagged = Mail om anmeldelser
desk-said-approved = { $n ->
    [one] 1 kommentar godkendt.
   *[other] { $n } kommentarer godkendt.
}
desk-said-pending = { $n ->
    [one] 1 kommentar sat i kø.
   *[other] { $n } kommentarer sat i kø.
}
desk-said-spam = { $n ->
    [one] 1 kommentar er spam.
   *[other] { $n } kommentarer er spam.
}
desk-said-trash = { $n ->
    [one] 1 kommentar afvist.
   *[other] { $n } kommentarer afvist.
}
desk-said-restored = { $n ->
    [one] 1 kommentar gendannet.
   *[other] { $n } kommentarer gendannet.
}
desk-said-failed = { $n ->
    [one] 1 kunne ikke afgøres: Den er taget tilbage eller findes ikke mere.
   *[other] { $n } kunne ikke afgøres: De er taget tilbage eller findes ikke mere.
}
desk-said-nothing-chosen = Ingen kommentarer var valgt.
desk-said-banned = Spærret.
desk-said-not-banned = Der er ikke noget at spærre efter: Adressen gemmes ikke mere, eller ordet er tomt.
desk-said-lifted = Spærringen er ophævet.
desk-said-not-lifted = Spærringen var ophævet i forvejen.
desk-said-closed = Der er lukket for kommentarer til artiklen.
desk-said-opened = Der er åbnet for kommentarer til artiklen.
desk-said-retried = Opgaven prøves igen.
desk-said-not-retried = Opgaven findes ikke mere.

## Køen: kort, taster, det der sker med dem
desk-clock = { $hour }.{ $minute }
desk-clock-day = { $day }. { $month }
desk-clock-year = { $year }
desk-signals = Signaler
desk-cancel = Annuller
desk-close = Luk
desk-search = Søg
desk-choose-none = Vælg ingen
desk-empty-since = Den seneste kom { $time }.
desk-thumbs = Afgør den åbne kommentar
desk-keys = Taster
desk-keys-all = ? viser alle taster
desk-keys-about = De virker, når fokus er i køen og ikke i et felt. Hver tast har også en knap.
desk-key-next = Næste
desk-key-previous = Forrige
desk-key-open = Åbn eller luk
desk-key-approve = Godkend
desk-key-reject = Afvis
desk-key-spam = Spam
desk-key-undo = Fortryd, en ad gangen
desk-key-edit = Ret
desk-key-reply = Svar
desk-key-pick = Redaktionens valg
desk-key-note = Note
desk-key-ban = Bloker …
desk-key-more = Mere
desk-key-article = Artiklen i et nyt vindue
desk-key-choose = Vælg
desk-key-choose-all = Vælg alle viste
desk-key-bulk = Godkend, afvis eller spam: de valgte
desk-key-queues = Køerne
desk-key-search = Søg
desk-key-keys = Denne liste
desk-key-close = Luk
desk-queue-decide-otherwise = Afgør den alligevel
desk-queue-failed = Det blev ikke gemt. Prøv igen.
desk-queue-offline = Der er ingen forbindelse. Køen bliver stående, og vi prøver igen.
desk-queue-busy = Tjenesten svarer ikke lige nu. Køen bliver stående, og vi prøver igen.
desk-queue-signed-out = Du er logget ud. Log ind i en anden fane, og kom tilbage hertil.
desk-queue-to-sign-in = Log ind i en ny fane
desk-queue-somebody-else = Du er nu logget ind som en anden. Hent siden igen for at fortsætte.
desk-queue-kept = { $n ->
    [one] 1 afgørelse venter her på siden på at blive sendt.
   *[other] { $n } afgørelser venter her på siden på at blive sendt.
}
desk-queue-sending = Sender …
desk-queue-by-you = { $status } af dig
desk-queue-restored = Gendannet af dig
desk-queue-said-approved = Godkendt: kommentaren fra »{ $name }«.
desk-queue-said-pending = Sat i kø: kommentaren fra »{ $name }«.
desk-queue-said-restore = Gendannet: kommentaren fra »{ $name }«.
desk-queue-said-spam = Spam: kommentaren fra »{ $name }«.
desk-queue-said-trash = Afvist: kommentaren fra »{ $name }«.
desk-queue-undone-one = Fortrudt: kommentaren fra »{ $name }« er, som den var.
desk-queue-new = { $n ->
    [one] 1 ny – vis den
   *[other] { $n } nye – vis dem
}
desk-wave-only = Kun den, der vises:
