# Norsk bokmål. Du-form, rett fram, ingen utropstegn unntatt i takk. «» om titler.
# Alle kataloger har de samme nøklene og de samme variablene; en prøve passer på det.

## Tid og tall
month = { $n ->
    [1] januar
    [2] februar
    [3] mars
    [4] april
    [5] mai
    [6] juni
    [7] juli
    [8] august
    [9] september
    [10] oktober
    [11] november
   *[12] desember
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
empty = Det er ingen kommentarer ennå. Bli den første som skriver.
empty-closed = Det er ingen kommentarer.
write = Skriv et svar
sort = Sorter
sort-oldest = Eldste først
sort-newest = Nyeste først
sort-top = Mest anbefalte
sort-pick = Redaksjonens utvalg
badge-staff = Redaksjonen
badge-author = Artikkelens forfatter
badge-pick = Redaksjonens utvalg
badge-pinned = Festet
in-reply-to = svar til
reply = Svar
reply-to-whom = til { $name }
report = Rapporter
report-whom = kommentaren fra { $name }
like = Anbefal ({ $n })
copy = Kopier lenke
copied = Lenken er kopiert.
edited = endret { $time }
edited-staff = endret av redaksjonen { $time }
now = akkurat nå
whole = Vis hele kommentaren
more-replies = { $n ->
    [one] Vis 1 svar til
   *[other] Vis { $n } svar til
}
whole-branch = { $n ->
    [one] Vis svaret
   *[other] Vis alle { $n } svarene
}
whole-thread = Vis alle kommentarene
from-the-start = Vis kommentarene fra begynnelsen
more = { $n ->
    [one] Vis 1 kommentar til
   *[other] Vis { $n } kommentarer til
}
more-unknown = Vis flere kommentarer
progress = Viser { $shown } av { $count } kommentarer
added = { $n ->
    [one] 1 kommentar til er vist.
   *[other] { $n } kommentarer til er vist.
}
arrivals = { $n ->
    [one] 1 ny kommentar – vis den
   *[other] { $n } nye kommentarer – vis dem
}
gone = Kommentaren er fjernet av redaksjonen.
gone-self = Kommentaren er slettet av den som skrev den.
closed = Kommentarfeltet er stengt.
closed-on = Kommentarfeltet ble stengt { $date }.
closing = Kommentarfeltet er åpent til og med { $date }.
loading = Henter kommentarer …
load-failed = Kommentarene kunne ikke hentes.
retry = Prøv igjen
no-script = Les kommentarene og skriv et svar
comment-not-found = Kommentaren finnes ikke lenger.
powered = Kommentarer med Svar
privacy-link = Slik bruker vi opplysningene dine
rss = Følg tråden (RSS)
back = Tilbake til artikkelen
back-to = Tilbake til «{ $title }»
back-to-thread = Tilbake til tråden

## Skjemaet
form-title = Skriv et svar
form-title-to = Skriv et svar til
form-note = E-postadressen din blir ikke publisert. Obligatoriske felt er merket med *
form-note-free = E-postadressen din blir ikke publisert. Du trenger ikke å oppgi navn og e-post. Obligatoriske felt er merket med *
field-body = Kommentar
field-name = Navn
field-email = E-post
field-website = Nettsted
optional = (valgfritt)
keep = Husk navnet mitt og e-posten min i denne nettleseren
notify = Send meg en e-post når noen svarer meg
send = Send kommentar
send-reply = Send svar
cancel = Avbryt svar
sending = Sender …
preview = Se hvordan den blir
preview-title = Slik blir kommentaren din vist
trap = La dette feltet stå tomt
limit = Høyst { $n } tegn.
left = { $n } tegn igjen
over = { $n } tegn for mye
format-help = Formatering
format = *kursiv*, **fet**, > sitat, tom linje mellom avsnitt
draft = Kladden din er hentet fram igjen.
draft-drop = Forkast kladden
premoderated = Redaksjonen leser kommentaren før den vises.
premoderated-first = Første gang du skriver, leser redaksjonen kommentaren før den vises.
akismet = Siden bruker Akismet for å begrense spam.
akismet-link = Les hvordan opplysningene i kommentaren din behandles
rules = Debattregler

## Feil i felt
failed-title = Feil:
summary = Kommentaren er ikke sendt
summary-count = { $n ->
    [one] Rett 1 felt.
   *[other] Rett { $n } felt.
}
error-body-missing = Skriv en kommentar.
error-body-too-long = Kort ned kommentaren med { $n } tegn.
error-body-too-complex = Gjør kommentaren enklere: Den har for mange nivåer av sitater eller lister.
error-name-missing = Skriv navnet ditt.
error-name-too-long = Kort ned navnet til høyst { $n } tegn.
error-name-taken = Velg et annet navn. Det navnet er forbeholdt redaksjonen.
error-email-missing = Skriv e-postadressen din.
error-email-invalid = Skriv adressen slik: navn@eksempel.no.
error-website-invalid = Skriv nettstedet slik: https://eksempel.no, eller la feltet stå tomt.
error-key-missing = Siden har ikke sagt hvilken artikkel kommentaren hører til. Gå tilbake til artikkelen, og begynn derfra.
error-key-invalid = Artikkelens nøkkel er for lang. Gå tilbake til artikkelen, og begynn derfra.
error-url-invalid = Artikkelens adresse kan ikke leses. Gå tilbake til artikkelen, og begynn derfra.
error-url-foreign = Artikkelens adresse hører til et annet nettsted. Gå tilbake til artikkelen, og begynn derfra.
error-title-too-long = Artikkelens tittel kan ikke være på mer enn { $n } tegn.
error-parent-invalid = Kommentaren du svarer på, finnes ikke. Gå tilbake til tråden, og trykk på Svar igjen.
error-note-too-long = Forkort utdypingen.
error-token-invalid = Siden hadde stått åpen lenge. Prøv igjen.

## Avslag
refused-fields = { $n ->
    [one] Rett 1 felt.
   *[other] Rett { $n } felt.
}
refused-closed = Kommentarfeltet ble stengt mens du skrev. Teksten din står her fortsatt.
refused-banned = Du kan ikke kommentere her. Skriv til redaksjonen hvis det er en feil.
refused-parent-gone = Kommentaren du svarer på, er fjernet. Teksten din står her fortsatt.
refused-duplicate = Den kommentaren har du allerede sendt.
refused-too-fast = { $n ->
    [one] Vent 1 sekund før du skriver igjen. Teksten din står her fortsatt.
   *[other] Vent { $n } sekunder før du skriver igjen. Teksten din står her fortsatt.
}
refused-key-reused = Siden hadde allerede sendt noe annet. Trykk på Send en gang til.
refused-not-found = Kommentaren finnes ikke lenger.
refused-edit-window-over = Tiden for å endre kommentaren er ute.
refused-stale = Kommentaren er endret i mellomtiden. Last inn siden på nytt, og prøv så igjen.
refused-not-offered = Det lar seg ikke gjøre her.
refused-unavailable = Kommentaren kunne ikke lagres akkurat nå. Teksten din står her fortsatt. Prøv igjen om litt.
refused-too-large = Kommentaren er for stor. Gjør den kortere, og send den igjen.
offline = Du er frakoblet. Teksten din er lagret i nettleseren.
server-failed = Kommentaren ble ikke sendt. Teksten din er lagret i nettleseren. Prøv igjen.
page-old = Siden hadde stått åpen lenge. Trykk på Send en gang til.
too-many-links = { $n ->
    [one] En kommentar kan ha høyst 1 lenke.
   *[other] En kommentar kan ha høyst { $n } lenker.
}

## Din egen kommentar
receipt-title = Kommentaren din
sent-held = Takk! Kommentaren din venter på godkjenning.
sent-live = Takk! Kommentaren din er publisert.
own-held = Kommentaren din venter på godkjenning. Bare du kan se den.
own-live = Kommentaren din er publisert.
own-rejected = Redaksjonen har valgt ikke å vise kommentaren din.
own-withdrawn = Kommentaren er slettet.
edit = Endre
edit-title = Endre kommentaren
edit-minutes = { $n ->
    [one] Du kan endre kommentaren i 1 minutt.
   *[other] Du kan endre kommentaren i { $n } minutter.
}
edit-until = Du kan endre kommentaren til { $time }.
save = Lagre
edit-cancel = Avbryt
delete = Slett
deleting = Kommentaren blir slettet om litt.
deleted = Kommentaren er slettet.
undo = Angre
receipt-confirm-title = Bli gjenkjent neste gang
receipt-confirm-text = Hvis du bekrefter e-postadressen din, vet redaksjonen at det er deg neste gang du skriver. Adressen blir fortsatt ikke vist.
receipt-confirm-button = Send meg en lenke
receipt-confirm-sent = Vi har sendt deg en lenke. Den virker i to døgn.
withdraw-title = Slett kommentaren
withdraw-text = Teksten og navnet ditt blir slettet med en gang. Har noen svart deg, står det at du har slettet kommentaren.
withdraw-button = Slett kommentaren
receipt-about-title = Ta vare på adressen til denne siden
receipt-about-text = Den er kvitteringen din. Med den kan du se hva som har skjedd med kommentaren, og slette den, også om et år. Ikke del den med andre: Den som har adressen, kan slette kommentaren.

## Rapportering
report-title = Hvorfor rapporterer du kommentaren?
report-spam = Spam eller reklame
report-attack = Personangrep eller trakassering
report-threat = Trusler eller hat
report-illegal = Ulovlig innhold
report-other = Annet
report-note = Utdyp gjerne (valgfritt)
report-contact = Er innholdet ulovlig, så skriv navnet ditt og e-posten din, slik at redaksjonen kan svare deg. De blir ikke vist.
report-reason-missing = Velg en grunn.
report-send = Send rapport
report-done = Takk. Redaksjonen ser på den.

## Sider med ett budskap
notice-not-found = Siden finnes ikke
notice-not-found-text = Adressen kan være skrevet feil, eller så er det som sto her, fjernet.
notice-forbidden = Det kan du ikke gjøre herfra
notice-forbidden-text = Gå tilbake til artikkelen, og prøv derfra. Skriv til redaksjonen hvis det fortsetter.
notice-too-many = Litt vel mye på en gang
notice-too-many-text = { $n ->
    [one] Vent 1 sekund, gå så tilbake og prøv igjen. Nettleseren din har det du skrev.
   *[other] Vent { $n } sekunder, gå så tilbake og prøv igjen. Nettleseren din har det du skrev.
}
notice-unavailable = Kommentarene tar en kort pause
notice-unavailable-text = Ingenting er gått tapt. Gå tilbake og prøv igjen om litt.
notice-bad-request = Det kunne vi ikke lese
notice-bad-request-text = Gå tilbake til artikkelen, og prøv derfra.
notice-link-over = Lenken virker ikke lenger
notice-link-over-text = Den er brukt, eller så er den for gammel. Be om en ny hvis du fortsatt trenger den.
notice-confirmed = Takk! Adressen din er bekreftet.
notice-confirmed-text = Nå kjenner redaksjonen deg igjen når du skriver med den.
notice-erased = Opplysningene dine er slettet
notice-erased-text = Navn, adresse og tekst er borte. Der noen har svart deg, står det bare at kommentaren er slettet.
confirm-title = Er dette adressen din?
confirm-text = Trykk på knappen hvis du har skrevet en kommentar på { $site }. Da vet redaksjonen at adressen er din.
confirm-button = Bekreft adressen min
export-title = Hent opplysningene dine
export-text = Du får alt { $site } har lagret om deg, i én fil.
export-button = Hent filen
erase-title = Slett opplysningene dine
erase-text = Alt du har skrevet på { $site }, blir slettet, og det kan ikke angres.
erase-button = Slett alt
unsubscribe = Stopp e-post om svar
unsubscribed = Du får ikke flere e-poster om denne tråden.

## Nyhetsstrøm
feed-title-thread = Kommentarer til «{ $title }»
feed-title-site = Kommentarer på { $site }
feed-entry = Kommentar fra { $name }
feed-entry-site = Kommentar fra { $name } til «{ $title }»

## E-post
mail-hello = Hei, { $name }
mail-confirm-subject = Bekreft e-postadressen din til { $site }
mail-confirm-text = Du har skrevet en kommentar på { $site } og bedt om en lenke som bekrefter adressen din. Her er den:
mail-confirm-hours = { $n ->
    [one] Lenken virker i 1 time.
   *[other] Lenken virker i { $n } timer.
}
mail-confirm-not-you = Var det ikke deg, trenger du ikke å gjøre noe. Da skjer det heller ingenting.

## Personvern
privacy-title = Slik bruker vi opplysningene dine
privacy-intro = Her står det hva som skjer med det du skriver i kommentarfeltet. Siden er laget ut fra innstillingene som gjelder akkurat nå.
privacy-controller-title = Hvem som har ansvaret
privacy-controller = { $controller } er behandlingsansvarlig for kommentarene.
privacy-purpose-title = Hvorfor vi behandler dem
privacy-purpose = Vi bruker opplysningene dine til å vise kommentaren din under artikkelen, til at du kan endre og slette den, og til å holde debatten fri for spam og misbruk.
privacy-basis = Det gjør vi fordi vi har en berettiget interesse i å føre en åpen og ordentlig debatt (personvernforordningen artikkel 6 nr. 1 bokstav f).
privacy-public = Kommentaren din, navnet ditt, tidspunktet og nettstedet ditt, hvis du oppgir det, kan leses av alle når kommentaren er godkjent. E-postadressen og IP-adressen din blir aldri vist.
privacy-recipients-title = Hvem som får dem
privacy-recipients = Kommentarene ligger på vår egen server. Redaksjonen kan lese dem, også dem som ikke blir vist.
privacy-mail = Når du ber om en e-post, går adressen din gjennom e-postserveren som sender den, og ingen andre steder.
privacy-no-third = Ingen andre får vite noe. Siden henter ingenting fra andre tjenester, og det er ingen reklame og ingen sporing.
privacy-akismet = For å begrense spam sender vi hver ny kommentar til Akismet, en tjeneste fra Automattic i USA. Akismet får:
privacy-akismet-in-doubt = For å begrense spam har vi vårt eget filter. Bare når det er i tvil, sender vi kommentaren til Akismet, en tjeneste fra Automattic i USA. Akismet får da:
akismet-gets-text = teksten i kommentaren
akismet-gets-address = IP-adressen din
akismet-gets-name = navnet ditt
akismet-gets-email = e-postadressen din
akismet-gets-website = nettstedet ditt, hvis du oppgir det
akismet-gets-user-agent = hvilken nettleser du bruker
akismet-gets-referrer = siden du kom fra
akismet-gets-permalink = adressen til artikkelen
akismet-gets-date = når kommentaren ble skrevet
akismet-gets-parent = hvilken kommentar du svarer på
akismet-gets-lang = språket på siden
privacy-akismet-more = Hvis redaksjonen mener at Akismet tok feil, sender vi det samme igjen, slik at filteret blir bedre. Derfor lagres det forseglet i høyst 15 dager.
privacy-akismet-link = Automattics egen beskrivelse
privacy-kept-title = Hva vi lagrer, og hvor lenge
privacy-kept = Når tiden er ute, sletter programmet det av seg selv.
privacy-what = Hva
privacy-why = Hvorfor
privacy-how-long = Hvor lenge
privacy-browser-title = I din egen nettleser
privacy-browser = Vi setter ingen informasjonskapsler hos lesere. Kommentarfeltet i en artikkel lagrer en kladd i nettleseren din når du begynner å skrive, og en kvittering når du sender. Navnet og e-posten din lagres bare hvis du krysser av i ruten. Alt dette kan du slette i nettleseren, og denne siden lagrer ingenting.
privacy-rights-title = Rettighetene dine
privacy-rights = Du kan få vite hva vi har lagret om deg, og få det rettet eller slettet. Du kan også få det utlevert i en fil, be oss begrense bruken og protestere mot den.
privacy-receipt = Har du tatt vare på adressen til kvitteringen din, kan du selv slette kommentaren der når du vil.
privacy-request = Be om en kopi eller om å få opplysningene dine slettet
privacy-ask = Skriv til { $controller } hvis du vil ha en kopi eller få opplysningene dine slettet. Skriv fra den adressen du har brukt i kommentarfeltet.
privacy-complaint = Er du misfornøyd med måten vi gjør det på, kan du klage til Datatilsynet.

## Det som lagres: hva, hvorfor, hvor lenge
kept-body = Kommentaren din
kept-body-why = For å vise den
kept-name = Navnet ditt
kept-name-why = For å vise hvem som har skrevet
kept-website = Nettstedet ditt
kept-website-why = For å lenke fra navnet ditt, hvis du vil
kept-email = E-postadressen din, forseglet
kept-email-why = For å kjenne deg igjen og sende det du selv ber om
kept-email-hash = Et nøkkelbundet avtrykk av adressen
kept-email-hash-why = For å finne kommentarene dine når du ber om det
kept-address = Et nøkkelbundet avtrykk av IP-adressen din, og adressen avkortet
kept-address-why = For å begrense spam og misbruk
kept-receipt = Et avtrykk av kvitteringen din
kept-receipt-why = For at du skal kunne se, endre og slette kommentaren
kept-answer = Svaret nettleseren din fikk, forseglet
kept-answer-why = For at et dobbelt trykk ikke skal bli til to kommentarer
kept-wave = Kjennetegn på nesten like kommentarer (nøklede avtrykk)
kept-wave-why = For at en bølge av reklame bare skal avgjøres én gang
kept-akismet = Det som ble sendt til Akismet, forseglet
kept-akismet-why = For å kunne rette filteret når det tar feil
kept-decision = Redaksjonens avgjørelser
kept-decision-why = For å kunne forklare og angre dem
kept-blatant = Kommentarer som Akismet kaller åpenbar spam
kept-blatant-why = For å kunne hente tilbake en god kommentar
kept-spam = Kommentarer som er spam
kept-spam-why = For å kunne hente tilbake en god kommentar
kept-trash = Kommentarer som redaksjonen har avvist
kept-trash-why = For å kunne angre
kept-note = Redaksjonens notater om deg
kept-note-why = For at redaksjonen skal huske hva som er avtalt eller hendt
kept-trust = At redaksjonen stoler på deg
kept-trust-why = For at kommentarene dine ikke skal vente
kept-ban = Avtrykket av en utestengt adresse og navnet den skrev under
kept-ban-why = For å holde den ute som har misbrukt feltet
kept-lesson = Hashede merker for ord i kommentarer som redaksjonen har avgjort
kept-lesson-why = Så filteret kan lære av redaksjonens avgjørelser
kept-mail = Et avtrykk av lenken i e-posten du har bedt om
kept-mail-why = For at lenken bare skal virke én gang
kept-vote = Et nøkkelbundet avtrykk av IP-adressen din når du anbefaler en kommentar
kept-vote-why = For at hver leser bare skal telle én gang
kept-flag = Rapporten din om en kommentar
kept-flag-why = For at redaksjonen skal kunne se på kommentaren
kept-flag-contact = Navn og e-post fra en rapport om ulovlig innhold, forseglet
kept-flag-contact-why = For at redaksjonen skal kunne svare deg
kept-with-comment = Så lenge kommentaren finnes
kept-days = { $n ->
    [one] 1 dag
   *[other] { $n } dager
}
kept-days-most = { $n ->
    [one] Høyst 1 dag
   *[other] Høyst { $n } dager
}
kept-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
kept-until-lifted = Til utestengelsen er opphevet
kept-until-erased = Til personen slettes på forespørsel

## Det som står i stedet for kommentaren til en som er slettet

erased-name = Anonym
erased-text = Teksten er slettet etter ønske fra den som skrev den.
