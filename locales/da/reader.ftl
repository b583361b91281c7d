# Dansk. Du-form, ligeud, ingen udråbstegn undtagen i tak. »« om titler.
# Alle kataloger har de samme nøgler og de samme variabler; en prøve holder øje med det.

## Tid og tal
month = { $n ->
    [1] januar
    [2] februar
    [3] marts
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] august
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
date = { $day }. { $month } { $year }
date-time = { $day }. { $month } { $year } kl. { $hour }.{ $minute }
time = kl. { $hour }.{ $minute }

## Tråden
title = { $n ->
    [one] 1 kommentar
   *[other] { $n } kommentarer
}
title-empty = Kommentarer
empty = Der er ingen kommentarer endnu. Vær den første, der skriver.
empty-closed = Der er ingen kommentarer.
write = Skriv et svar
sort = Sortér
sort-oldest = Ældste først
sort-newest = Nyeste først
sort-top = Mest anbefalede
sort-pick = Redaktionens valg
badge-staff = Redaktionen
badge-author = Artiklens forfatter
badge-pick = Redaktionens valg
badge-pinned = Fastgjort
in-reply-to = svar til
reply = Svar
reply-to-whom = til { $name }
report = Anmeld
report-whom = kommentaren fra { $name }
like = Anbefal ({ $n })
copy = Kopiér link
copied = Linket er kopieret.
edited = rettet { $time }
edited-staff = rettet af redaktionen { $time }
now = lige nu
whole = Vis hele kommentaren
more-replies = { $n ->
    [one] Vis 1 svar mere
   *[other] Vis { $n } svar mere
}
whole-branch = { $n ->
    [one] Vis svaret
   *[other] Vis alle { $n } svar
}
whole-thread = Vis alle kommentarer
from-the-start = Vis kommentarerne fra begyndelsen
more = { $n ->
    [one] Vis 1 kommentar mere
   *[other] Vis { $n } kommentarer mere
}
more-unknown = Vis flere kommentarer
progress = Viser { $shown } af { $count } kommentarer
added = { $n ->
    [one] 1 kommentar mere er vist.
   *[other] { $n } kommentarer mere er vist.
}
arrivals = { $n ->
    [one] 1 ny kommentar – vis den
   *[other] { $n } nye kommentarer – vis dem
}
gone = Kommentaren er fjernet af redaktionen.
gone-self = Kommentaren er slettet af den, der skrev den.
closed = Der er lukket for kommentarer.
closed-on = Der blev lukket for kommentarer den { $date }.
closing = Der er åbent for kommentarer til og med den { $date }.
loading = Henter kommentarer …
load-failed = Kommentarerne kunne ikke hentes.
retry = Prøv igen
no-script = Læs kommentarerne og skriv et svar
comment-not-found = Kommentaren findes ikke længere.
powered = Kommentarer med Svar
privacy-link = Sådan bruger vi dine oplysninger
rss = Følg tråden (RSS)
back = Tilbage til artiklen
back-to = Tilbage til »{ $title }«
back-to-thread = Tilbage til tråden

## Formularen
form-title = Skriv et svar
form-title-to = Skriv et svar til
form-note = Din e-mailadresse vil ikke blive publiceret. Krævede felter er markeret med *
form-note-free = Din e-mailadresse vil ikke blive publiceret. Du behøver ikke at skrive navn og e-mail. Krævede felter er markeret med *
field-body = Kommentar
field-name = Navn
field-email = E-mail
field-website = Websted
optional = (valgfrit)
keep = Husk mit navn og min e-mail i denne browser
notify = Send mig en e-mail, når nogen svarer mig
send = Send kommentar
send-reply = Send svar
cancel = Annuller svar
sending = Sender …
preview = Se, hvordan den bliver
preview-title = Sådan bliver din kommentar vist
trap = Lad dette felt stå tomt
limit = Højst { $n } tegn.
left = { $n } tegn tilbage
over = { $n } tegn for meget
format-help = Formatering
format = *kursiv*, **fed**, > citat, tom linje mellem afsnit
draft = Din kladde er hentet frem igen.
draft-drop = Kassér kladden
premoderated = Redaktionen læser kommentaren, før den vises.
premoderated-first = Første gang du skriver, læser redaktionen kommentaren, før den vises.
akismet = Siden bruger Akismet til at begrænse spam.
akismet-link = Læs, hvordan din kommentars data behandles
rules = Debatregler

## Fejl i felter
failed-title = Fejl:
summary = Kommentaren er ikke sendt
summary-count = { $n ->
    [one] Ret 1 felt.
   *[other] Ret { $n } felter.
}
error-body-missing = Skriv en kommentar.
error-body-too-long = Forkort kommentaren med { $n } tegn.
error-body-too-complex = Gør kommentaren enklere: Den har for mange lag af citater eller lister.
error-name-missing = Skriv dit navn.
error-name-too-long = Forkort navnet til højst { $n } tegn.
error-name-taken = Vælg et andet navn. Det navn er forbeholdt redaktionen.
error-email-missing = Skriv din e-mailadresse.
error-email-invalid = Skriv adressen sådan: navn@eksempel.dk.
error-website-invalid = Skriv webstedet sådan: https://eksempel.dk, eller lad feltet stå tomt.
error-key-missing = Siden har ikke sagt, hvilken artikel kommentaren hører til. Gå tilbage til artiklen, og begynd derfra.
error-key-invalid = Artiklens nøgle er for lang. Gå tilbage til artiklen, og begynd derfra.
error-url-invalid = Artiklens adresse kan ikke læses. Gå tilbage til artiklen, og begynd derfra.
error-url-foreign = Artiklens adresse hører til et andet websted. Gå tilbage til artiklen, og begynd derfra.
error-title-too-long = Artiklens titel må højst være på { $n } tegn.
error-parent-invalid = Kommentaren, du svarer på, kan ikke findes. Gå tilbage til tråden, og tryk på Svar igen.
error-note-too-long = Forkort uddybningen.
error-token-invalid = Siden havde stået åben længe. Prøv igen.

## Afslag
refused-fields = { $n ->
    [one] Ret 1 felt.
   *[other] Ret { $n } felter.
}
refused-closed = Der blev lukket for kommentarer, mens du skrev. Din tekst står her stadig.
refused-banned = Du kan ikke kommentere her. Skriv til redaktionen, hvis det er en fejl.
refused-parent-gone = Kommentaren, du svarer på, er fjernet. Din tekst står her stadig.
refused-duplicate = Den kommentar har du allerede sendt.
refused-too-fast = { $n ->
    [one] Vent 1 sekund, før du skriver igen. Din tekst står her stadig.
   *[other] Vent { $n } sekunder, før du skriver igen. Din tekst står her stadig.
}
refused-key-reused = Siden havde allerede sendt noget andet. Tryk på Send en gang til.
refused-not-found = Kommentaren findes ikke længere.
refused-edit-window-over = Tiden til at rette kommentaren er gået.
refused-stale = Kommentaren er ændret i mellemtiden. Hent siden igen, og prøv så.
refused-not-offered = Det kan ikke lade sig gøre her.
refused-unavailable = Kommentaren kunne ikke gemmes lige nu. Din tekst står her stadig. Prøv igen om et øjeblik.
refused-too-large = Kommentaren fylder for meget. Gør den kortere, og send den igen.
offline = Du er offline. Din tekst er gemt i browseren.
server-failed = Kommentaren blev ikke sendt. Din tekst er gemt i browseren. Prøv igen.
page-old = Siden havde stået åben længe. Tryk på Send en gang til.
too-many-links = { $n ->
    [one] Der må højst være 1 link i en kommentar.
   *[other] Der må højst være { $n } links i en kommentar.
}

## Din egen kommentar
receipt-title = Din kommentar
sent-held = Tak! Din kommentar afventer godkendelse.
sent-live = Tak! Din kommentar er publiceret.
own-held = Din kommentar afventer godkendelse. Kun du kan se den.
own-live = Din kommentar er publiceret.
own-rejected = Redaktionen har valgt ikke at vise din kommentar.
own-withdrawn = Kommentaren er slettet.
edit = Ret
edit-title = Ret kommentaren
edit-minutes = { $n ->
    [one] Du kan rette kommentaren i 1 minut.
   *[other] Du kan rette kommentaren i { $n } minutter.
}
edit-until = Du kan rette kommentaren indtil { $time }.
save = Gem
edit-cancel = Annuller
delete = Slet
deleting = Kommentaren bliver slettet om lidt.
deleted = Kommentaren er slettet.
undo = Fortryd
receipt-confirm-title = Bliv kendt igen
receipt-confirm-text = Hvis du bekræfter din e-mailadresse, ved redaktionen, at det er dig, næste gang du skriver. Adressen bliver stadig ikke vist.
receipt-confirm-button = Send mig et link
receipt-confirm-sent = Vi har sendt dig et link. Det virker i to døgn.
withdraw-title = Slet kommentaren
withdraw-text = Din tekst og dit navn bliver slettet med det samme. Har nogen svaret dig, står der, at du har slettet kommentaren.
withdraw-button = Slet kommentaren
receipt-about-title = Gem adressen på denne side
receipt-about-text = Den er din kvittering. Med den kan du se, hvad der er sket med kommentaren, og slette den, også om et år. Del den ikke med andre: Den, der har adressen, kan slette kommentaren.

## Anmeldelse
report-title = Hvorfor anmelder du kommentaren?
report-spam = Spam eller reklame
report-attack = Personangreb eller chikane
report-threat = Trusler eller had
report-illegal = Ulovligt indhold
report-other = Andet
report-note = Uddyb gerne (valgfrit)
report-contact = Er indholdet ulovligt, så skriv dit navn og din e-mail, så redaktionen kan svare dig. De bliver ikke vist.
report-reason-missing = Vælg en grund.
report-send = Send anmeldelse
report-done = Tak. Redaktionen ser på den.

## Sider med ét budskab
notice-not-found = Siden findes ikke
notice-not-found-text = Adressen kan være skrevet forkert, eller det, der stod her, er fjernet.
notice-forbidden = Det kan du ikke gøre herfra
notice-forbidden-text = Gå tilbage til artiklen, og prøv derfra. Skriv til redaktionen, hvis det bliver ved.
notice-too-many = Lige lovlig mange på én gang
notice-too-many-text = { $n ->
    [one] Vent 1 sekund, gå så tilbage, og prøv igen. Din browser har det, du skrev.
   *[other] Vent { $n } sekunder, gå så tilbage, og prøv igen. Din browser har det, du skrev.
}
notice-unavailable = Kommentarerne holder en kort pause
notice-unavailable-text = Der er ikke gået noget tabt. Gå tilbage, og prøv igen om lidt.
notice-bad-request = Det kunne vi ikke læse
notice-bad-request-text = Gå tilbage til artiklen, og prøv derfra.
notice-link-over = Linket virker ikke mere
notice-link-over-text = Det er brugt, eller også er det for gammelt. Bed om et nyt, hvis du stadig har brug for det.
notice-confirmed = Tak! Din adresse er bekræftet.
notice-confirmed-text = Nu kender redaktionen dig igen, når du skriver med den.
notice-erased = Dine oplysninger er slettet
notice-erased-text = Navn, adresse og tekst er væk. Hvor nogen har svaret dig, står der kun, at kommentaren er slettet.
confirm-title = Er det din adresse?
confirm-text = Tryk på knappen, hvis du har skrevet en kommentar på { $site }. Så ved redaktionen, at adressen er din.
confirm-button = Bekræft min adresse
export-title = Hent dine oplysninger
export-text = Du får alt, hvad { $site } har gemt om dig, i én fil.
export-button = Hent filen
erase-title = Slet dine oplysninger
erase-text = Alt, hvad du har skrevet på { $site }, bliver slettet, og det kan ikke fortrydes.
erase-button = Slet det hele
unsubscribe = Stop besked om svar
unsubscribed = Du får ikke flere beskeder om denne tråd.

## Feed
feed-title-thread = Kommentarer til »{ $title }«
feed-title-site = Kommentarer på { $site }
feed-entry = Kommentar fra { $name }
feed-entry-site = Kommentar fra { $name } til »{ $title }«

## Mail
mail-hello = Hej { $name }
mail-confirm-subject = Bekræft din e-mailadresse til { $site }
mail-confirm-text = Du har skrevet en kommentar på { $site } og bedt om et link, der bekræfter din adresse. Her er det:
mail-confirm-hours = { $n ->
    [one] Linket virker i 1 time.
   *[other] Linket virker i { $n } timer.
}
mail-confirm-not-you = Var det ikke dig, skal du ikke gøre noget. Så sker der heller ikke noget.

## Privatliv
privacy-title = Sådan bruger vi dine oplysninger
privacy-intro = Her står, hvad der sker med det, du skriver i kommentarfeltet. Siden er lavet ud fra de indstillinger, der gælder lige nu.
privacy-controller-title = Hvem har ansvaret
privacy-controller = { $controller } er dataansvarlig for kommentarerne.
privacy-purpose-title = Hvorfor vi behandler dem
privacy-purpose = Vi bruger dine oplysninger til at vise din kommentar under artiklen, til at du kan rette og slette den, og til at holde debatten fri for spam og misbrug.
privacy-basis = Det gør vi, fordi vi har en berettiget interesse i at føre en ordentlig og åben debat (databeskyttelsesforordningens artikel 6, stk. 1, litra f).
privacy-public = Din kommentar, dit navn, tidspunktet og dit websted, hvis du skriver det, kan læses af alle, når kommentaren er godkendt. Din e-mailadresse og din IP-adresse bliver aldrig vist.
privacy-recipients-title = Hvem der får dem
privacy-recipients = Kommentarerne ligger på vores egen server. Redaktionen kan læse dem, også dem, der ikke bliver vist.
privacy-mail = Når du beder om en mail, går din adresse gennem den mailserver, der sender den, og ingen andre steder hen.
privacy-no-third = Ingen andre får noget at vide. Siden henter intet fra andre tjenester, og der er ingen reklamer og ingen sporing.
privacy-akismet = For at begrænse spam sender vi hver ny kommentar til Akismet, en tjeneste fra Automattic i USA. Akismet får:
privacy-akismet-in-doubt = For at begrænse spam har vi vores eget filter. Kun hvor det er i tvivl, sender vi kommentaren til Akismet, en tjeneste fra Automattic i USA. Akismet får da:
akismet-gets-text = kommentarens tekst
akismet-gets-address = din IP-adresse
akismet-gets-name = dit navn
akismet-gets-email = din e-mailadresse
akismet-gets-website = dit websted, hvis du skriver det
akismet-gets-user-agent = hvilken browser du bruger
akismet-gets-referrer = siden, du kom fra
akismet-gets-permalink = artiklens adresse
akismet-gets-date = hvornår kommentaren er skrevet
akismet-gets-parent = hvilken kommentar du svarer på
akismet-gets-lang = sidens sprog
privacy-akismet-more = Hvis redaktionen mener, at Akismet tog fejl, sender vi det samme igen, så filteret bliver bedre. Derfor gemmes det forseglet i højst 15 dage.
privacy-akismet-link = Automattics egen beskrivelse
privacy-kept-title = Hvad vi gemmer, og hvor længe
privacy-kept = Når tiden er gået, sletter programmet det af sig selv.
privacy-what = Hvad
privacy-why = Hvorfor
privacy-how-long = Hvor længe
privacy-browser-title = I din egen browser
privacy-browser = Vi sætter ingen cookies hos læsere. Kommentarfeltet i en artikel gemmer en kladde i din browser, når du begynder at skrive, og en kvittering, når du sender. Dit navn og din e-mail gemmes kun, hvis du sætter hak i feltet. Alt det kan du slette i browseren, og siden her gemmer intet.
privacy-rights-title = Dine rettigheder
privacy-rights = Du kan få at vide, hvad vi har gemt om dig, og få det rettet eller slettet. Du kan også få det udleveret i en fil, bede os begrænse brugen og gøre indsigelse imod den.
privacy-receipt = Har du gemt adressen på din kvittering, kan du selv slette kommentaren dér, når du vil.
privacy-request = Bed om en kopi eller om at få dine oplysninger slettet
privacy-ask = Skriv til { $controller }, hvis du vil have en kopi eller have dine oplysninger slettet. Skriv fra den adresse, du har brugt i kommentarfeltet.
privacy-complaint = Er du utilfreds med den måde, vi gør det på, kan du klage til Datatilsynet.

## Det, der gemmes: hvad, hvorfor, hvor længe
kept-body = Din kommentar
kept-body-why = For at vise den
kept-name = Dit navn
kept-name-why = For at vise, hvem der har skrevet
kept-website = Dit websted
kept-website-why = For at linke fra dit navn, hvis du vil
kept-email = Din e-mailadresse, forseglet
kept-email-why = For at kende dig igen og sende det, du selv beder om
kept-email-hash = Et nøglebundet aftryk af adressen
kept-email-hash-why = For at finde dine kommentarer, når du beder om det
kept-address = Et nøglebundet aftryk af din IP-adresse, og den afkortet
kept-address-why = For at begrænse spam og misbrug
kept-receipt = Et aftryk af din kvittering
kept-receipt-why = For at du kan se, rette og slette kommentaren
kept-answer = Det svar, din browser fik, forseglet
kept-answer-why = For at et dobbelt tryk ikke bliver til to kommentarer
kept-wave = Kendetegn for næsten ens kommentarer (nøglede aftryk)
kept-wave-why = For at en bølge af reklame kun skal afgøres én gang
kept-akismet = Det, der blev sendt til Akismet, forseglet
kept-akismet-why = For at kunne rette filteret, når det tager fejl
kept-decision = Redaktionens afgørelser
kept-decision-why = For at kunne forklare og fortryde dem
kept-blatant = Kommentarer, som Akismet kalder åbenlys spam
kept-blatant-why = For at kunne hente en god kommentar tilbage
kept-spam = Kommentarer, der er spam
kept-spam-why = For at kunne hente en god kommentar tilbage
kept-trash = Kommentarer, som redaktionen har afvist
kept-trash-why = For at kunne fortryde
kept-note = Holdets noter om dig
kept-note-why = Så redaktionen husker, hvad der er aftalt eller sket
kept-trust = At redaktionen har betroet dig
kept-trust-why = Så dine kommentarer ikke skal vente
kept-ban = Aftrykket af en udelukket adresse og det navn, den skrev under
kept-ban-why = For at holde den ude, som har misbrugt feltet
kept-lesson = Hashede mærker for ord i kommentarer, som redaktionen har afgjort
kept-lesson-why = Så filteret kan lære af redaktionens afgørelser
kept-mail = Et aftryk af linket i den mail, du har bedt om
kept-mail-why = For at linket kun virker én gang
kept-vote = Et nøglebundet aftryk af din IP-adresse, når du anbefaler en kommentar
kept-vote-why = For at hver læser kun tæller én gang
kept-flag = Din anmeldelse af en kommentar
kept-flag-why = For at redaktionen kan se på kommentaren
kept-flag-contact = Navn og e-mail fra en anmeldelse af ulovligt indhold, forseglet
kept-flag-contact-why = For at redaktionen kan svare dig
kept-with-comment = Så længe kommentaren findes
kept-days = { $n ->
    [one] 1 dag
   *[other] { $n } dage
}
kept-days-most = { $n ->
    [one] Højst 1 dag
   *[other] Højst { $n } dage
}
kept-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
kept-until-lifted = Til udelukkelsen er ophævet
kept-until-erased = Til personen slettes efter ønske

## Det, der står i stedet for en slettet persons kommentar

erased-name = Anonym
erased-text = Teksten er slettet efter ønske fra den, der skrev den.
