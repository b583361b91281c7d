# Italiano. Si dà del tu, parole semplici, niente punti esclamativi salvo nei ringraziamenti. «» per i titoli.
# Tutti i cataloghi hanno le stesse chiavi e le stesse variabili; un test lo controlla.

## Date e numeri
month = { $n ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } alle ore { $hour }:{ $minute }
time = { $hour }:{ $minute }

## La discussione
title = { $n ->
    [one] 1 commento
   *[other] { $n } commenti
}
title-empty = Commenti
empty = Ancora nessun commento. Scrivi il primo.
empty-closed = Non ci sono commenti.
write = Scrivi un commento
sort = Ordina
sort-oldest = Prima i meno recenti
sort-newest = Prima i più recenti
sort-top = I più consigliati
sort-pick = Scelti dalla redazione
badge-staff = Redazione
badge-author = Ha scritto l’articolo
badge-pick = Scelto dalla redazione
badge-pinned = In evidenza
in-reply-to = in risposta a
reply = Rispondi
reply-to-whom = a { $name }
report = Segnala
report-whom = il commento di { $name }
like = Consiglia ({ $n })
copy = Copia link
copied = Link copiato.
edited = modificato: { $time }
edited-staff = modificato dalla redazione: { $time }
now = adesso
whole = Mostra tutto il commento
more-replies = { $n ->
    [one] Mostra 1 altra risposta
   *[other] Mostra altre { $n } risposte
}
whole-branch = { $n ->
    [one] Mostra la risposta
   *[other] Mostra tutte le { $n } risposte
}
whole-thread = Mostra tutti i commenti
from-the-start = Mostra i commenti dall’inizio
more = { $n ->
    [one] Mostra 1 altro commento
   *[other] Mostra altri { $n } commenti
}
more-unknown = Mostra altri commenti
progress = Commenti mostrati: { $shown } di { $count }
added = { $n ->
    [one] Mostrato 1 altro commento.
   *[other] Mostrati altri { $n } commenti.
}
arrivals = { $n ->
    [one] 1 nuovo commento – mostralo
   *[other] { $n } nuovi commenti – mostrali
}
gone = Rimosso dalla redazione.
gone-self = Eliminato da chi l’ha scritto.
closed = I commenti sono chiusi.
closed-on = I commenti sono chiusi dal giorno { $date }.
closing = I commenti sono aperti fino al giorno { $date } compreso.
loading = Caricamento dei commenti…
load-failed = Non è stato possibile caricare i commenti.
retry = Riprova
no-script = Leggi i commenti e scrivi il tuo
comment-not-found = Quel commento non esiste più.
powered = Commenti con Svar
privacy-link = Come usiamo i tuoi dati
rss = Segui questa discussione (RSS)
back = Torna all’articolo
back-to = Torna a «{ $title }»
back-to-thread = Torna alla discussione

## Il modulo
form-title = Scrivi un commento
form-title-to = Rispondi a
form-note = Il tuo indirizzo email non sarà pubblicato. I campi obbligatori sono contrassegnati con *
form-note-free = Il tuo indirizzo email non sarà pubblicato. Non serve indicare nome o email. I campi obbligatori sono contrassegnati con *
field-body = Commento
field-name = Nome
field-email = Email
field-website = Sito web
optional = (facoltativo)
keep = Ricorda il mio nome e la mia email in questo browser
notify = Avvisami per email quando qualcuno mi risponde
send = Invia commento
send-reply = Invia risposta
cancel = Annulla risposta
sending = Invio in corso…
preview = Guarda come apparirà
preview-title = Il tuo commento apparirà così
trap = Lascia vuoto questo campo
limit = { $n ->
    [one] Al massimo 1 carattere.
   *[other] Al massimo { $n } caratteri.
}
left = { $n ->
    [one] 1 carattere rimasto
   *[other] { $n } caratteri rimasti
}
over = { $n ->
    [one] 1 carattere di troppo
   *[other] { $n } caratteri di troppo
}
format-help = Formattazione
format = *corsivo*, **grassetto**, > citazione, riga vuota tra i paragrafi
draft = La tua bozza è stata recuperata.
draft-drop = Elimina bozza
premoderated = La redazione legge i commenti prima che appaiano.
premoderated-first = La prima volta che scrivi, la redazione legge il tuo commento prima che appaia.
akismet = Questo sito usa Akismet per ridurre lo spam.
akismet-link = Scopri come vengono trattati i dati del tuo commento
rules = Regole del dibattito

## Errori nei campi
failed-title = Errore:
summary = Il tuo commento non è stato inviato
summary-count = { $n ->
    [one] Correggi 1 campo.
   *[other] Correggi { $n } campi.
}
error-body-missing = Scrivi un commento.
error-body-too-long = { $n ->
    [one] Accorcia il commento di 1 carattere.
   *[other] Accorcia il commento di { $n } caratteri.
}
error-body-too-complex = Semplifica il commento: ha troppi livelli di citazioni o elenchi.
error-name-missing = Scrivi il tuo nome.
error-name-too-long = { $n ->
    [one] Accorcia il nome: al massimo 1 carattere.
   *[other] Accorcia il nome: al massimo { $n } caratteri.
}
error-name-taken = Scegli un altro nome. Questo è riservato alla redazione.
error-email-missing = Scrivi il tuo indirizzo email.
error-email-invalid = Scrivi l’indirizzo così: nome@esempio.it.
error-website-invalid = Scrivi il sito così: https://esempio.it, oppure lascia vuoto il campo.
error-key-missing = La pagina non ha indicato a quale articolo appartiene il commento. Torna all’articolo e ricomincia da lì.
error-key-invalid = La chiave dell’articolo è troppo lunga. Torna all’articolo e ricomincia da lì.
error-url-invalid = L’indirizzo dell’articolo non è leggibile. Torna all’articolo e ricomincia da lì.
error-url-foreign = L’indirizzo dell’articolo appartiene a un altro sito. Torna all’articolo e ricomincia da lì.
error-title-too-long = { $n ->
    [one] Il titolo dell’articolo può avere al massimo 1 carattere.
   *[other] Il titolo dell’articolo può avere al massimo { $n } caratteri.
}
error-parent-invalid = Il commento a cui rispondi non si trova. Torna alla discussione e premi di nuovo Rispondi.
error-note-too-long = Accorcia la spiegazione.
error-token-invalid = La pagina era aperta da molto tempo. Riprova.

## Rifiuti
refused-fields = { $n ->
    [one] Correggi 1 campo.
   *[other] Correggi { $n } campi.
}
refused-closed = I commenti sono stati chiusi mentre scrivevi. Il tuo testo è ancora qui.
refused-banned = Non puoi commentare qui. Scrivi alla redazione se si tratta di un errore.
refused-parent-gone = Il commento a cui rispondi è stato rimosso. Il tuo testo è ancora qui.
refused-duplicate = Hai già inviato questo commento.
refused-too-fast = { $n ->
    [one] Aspetta 1 secondo prima di scrivere di nuovo. Il tuo testo è ancora qui.
   *[other] Aspetta { $n } secondi prima di scrivere di nuovo. Il tuo testo è ancora qui.
}
refused-key-reused = La pagina aveva già inviato qualcos’altro. Premi ancora una volta Invia.
refused-not-found = Quel commento non esiste più.
refused-edit-window-over = Il tempo per modificare il commento è scaduto.
refused-stale = Nel frattempo il commento è cambiato. Ricarica la pagina e riprova.
refused-not-offered = Qui non è possibile.
refused-unavailable = In questo momento non è stato possibile salvare il commento. Il tuo testo è ancora qui. Riprova tra poco.
refused-too-large = Il commento è troppo grande. Accorcialo e invialo di nuovo.
offline = Non hai connessione. Il tuo testo è salvato in questo browser.
server-failed = Il tuo commento non è stato inviato. Il tuo testo è salvato in questo browser. Riprova.
page-old = La pagina era aperta da molto tempo. Premi ancora una volta Invia.
too-many-links = { $n ->
    [one] Un commento può contenere al massimo 1 link.
   *[other] Un commento può contenere al massimo { $n } link.
}

## Il tuo commento
receipt-title = Il tuo commento
sent-held = Grazie! Il tuo commento è in attesa di moderazione.
sent-live = Grazie! Il tuo commento è pubblicato.
own-held = Il tuo commento è in attesa di moderazione. Puoi vederlo solo tu.
own-live = Il tuo commento è pubblicato.
own-rejected = La redazione ha scelto di non pubblicare il tuo commento.
own-withdrawn = Commento eliminato.
edit = Modifica
edit-title = Modifica il commento
edit-minutes = { $n ->
    [one] Puoi modificare il commento per 1 minuto.
   *[other] Puoi modificare il commento per { $n } minuti.
}
edit-until = Puoi modificare il commento fino alle { $time }.
save = Salva
edit-cancel = Annulla
delete = Elimina
deleting = Il commento sarà eliminato tra un momento.
deleted = Commento eliminato.
undo = Annulla
receipt-confirm-title = Fatti riconoscere
receipt-confirm-text = Se confermi il tuo indirizzo email, la prossima volta che scrivi la redazione sa che sei tu. L’indirizzo continua a non essere mostrato.
receipt-confirm-button = Inviami un link
receipt-confirm-sent = Ti abbiamo inviato un link. Funziona per due giorni.
withdraw-title = Elimina il commento
withdraw-text = Il tuo testo e il tuo nome vengono eliminati subito. Se qualcuno ti ha risposto, viene indicato che hai eliminato il commento.
withdraw-button = Elimina il commento
receipt-about-title = Conserva l’indirizzo di questa pagina
receipt-about-text = L’indirizzo è la tua ricevuta. Ti permette di vedere che ne è stato del commento e di eliminarlo, anche tra un anno. Non condividerlo: chi ha l’indirizzo può eliminare il commento.

## Segnalazioni
report-title = Perché segnali questo commento?
report-spam = Spam o pubblicità
report-attack = Attacco personale o molestie
report-threat = Minacce o odio
report-illegal = Contenuto illegale
report-other = Altro
report-note = Aggiungi dettagli (facoltativo)
report-contact = Se il contenuto è illegale, scrivi il tuo nome e la tua email, così la redazione può risponderti. Non vengono mostrati.
report-reason-missing = Scegli un motivo.
report-send = Invia segnalazione
report-done = Grazie. La redazione lo esaminerà.

## Pagine che dicono una cosa sola
notice-not-found = Questa pagina non esiste
notice-not-found-text = L’indirizzo potrebbe essere scritto male, oppure ciò che c’era qui è stato rimosso.
notice-forbidden = Non puoi farlo da qui
notice-forbidden-text = Torna all’articolo e riprova da lì. Scrivi alla redazione se continua a succedere.
notice-too-many = Un po’ troppo tutto insieme
notice-too-many-text = { $n ->
    [one] Aspetta 1 secondo, poi torna indietro e riprova. Il tuo browser conserva quello che hai scritto.
   *[other] Aspetta { $n } secondi, poi torna indietro e riprova. Il tuo browser conserva quello che hai scritto.
}
notice-unavailable = I commenti fanno una breve pausa
notice-unavailable-text = Non è andato perso nulla. Torna indietro e riprova tra poco.
notice-bad-request = Non siamo riusciti a leggere la richiesta
notice-bad-request-text = Torna all’articolo e riprova da lì.
notice-link-over = Questo link non funziona più
notice-link-over-text = È già stato usato, oppure è troppo vecchio. Chiedine uno nuovo se ti serve ancora.
notice-confirmed = Grazie! Il tuo indirizzo è confermato.
notice-confirmed-text = La redazione ti riconoscerà quando scrivi con questo indirizzo.
notice-erased = I tuoi dati sono cancellati
notice-erased-text = Nome, indirizzo e testo non ci sono più. Dove qualcuno ti ha risposto, viene indicato solo che il commento è stato eliminato.
confirm-title = È il tuo indirizzo?
confirm-text = Premi il pulsante se hai scritto un commento su { $site }. Così la redazione sa che l’indirizzo è tuo.
confirm-button = Conferma il mio indirizzo
export-title = Ottieni i tuoi dati
export-text = Ricevi tutto ciò che { $site } conserva su di te, in un unico file.
export-button = Ottieni il file
erase-title = Cancella i tuoi dati
erase-text = Tutto ciò che hai scritto su { $site } sarà cancellato, e non si può tornare indietro.
erase-button = Cancella tutto
unsubscribe = Niente più avvisi di risposta
unsubscribed = Non riceverai altre email su questa discussione.

## Feed
feed-title-thread = Commenti a «{ $title }»
feed-title-site = Commenti su { $site }
feed-entry = Commento di { $name }
feed-entry-site = Commento di { $name } a «{ $title }»

## Email
mail-hello = Ciao { $name }
mail-confirm-subject = Conferma il tuo indirizzo email per { $site }
mail-confirm-text = Hai scritto un commento su { $site } e hai chiesto un link che conferma il tuo indirizzo. Eccolo:
mail-confirm-hours = { $n ->
    [one] Il link funziona per 1 ora.
   *[other] Il link funziona per { $n } ore.
}
mail-confirm-not-you = Se non l’hai chiesto tu, non fare nulla: non succederà nulla.

## Privacy
privacy-title = Come usiamo i tuoi dati
privacy-intro = Ecco che cosa succede a ciò che scrivi nel modulo dei commenti. La pagina è generata dalle impostazioni in vigore in questo momento.
privacy-controller-title = Chi è responsabile
privacy-controller = Il titolare del trattamento dei dati dei commenti è { $controller }.
privacy-purpose-title = Perché li trattiamo
privacy-purpose = Usiamo i tuoi dati per mostrare il tuo commento sotto l’articolo, per permetterti di modificarlo ed eliminarlo e per tenere il dibattito libero da spam e abusi.
privacy-basis = Lo facciamo perché abbiamo un legittimo interesse a tenere un dibattito corretto e aperto (articolo 6, paragrafo 1, lettera f), del regolamento generale sulla protezione dei dati).
privacy-public = Il tuo commento, il tuo nome, la data e l’ora e il tuo sito web, se lo indichi, possono essere letti da chiunque dopo l’approvazione del commento. Il tuo indirizzo email e il tuo indirizzo IP non vengono mai mostrati.
privacy-recipients-title = Chi li riceve
privacy-recipients = I commenti si trovano sul nostro server. La redazione può leggerli, anche quelli che non vengono mostrati.
privacy-mail = Quando chiedi un’email, il tuo indirizzo passa dal server di posta che la invia e non va da nessun’altra parte.
privacy-no-third = Nessun altro riceve informazioni. La pagina non carica nulla da altri servizi e non ci sono né pubblicità né tracciamento.
privacy-akismet = Per ridurre lo spam inviamo ogni nuovo commento ad Akismet, un servizio di Automattic negli Stati Uniti. Akismet riceve:
privacy-akismet-in-doubt = Per ridurre lo spam abbiamo un nostro filtro. Solo quando è in dubbio inviamo il commento ad Akismet, un servizio di Automattic negli Stati Uniti. Akismet riceve allora:
akismet-gets-text = il testo del commento
akismet-gets-address = il tuo indirizzo IP
akismet-gets-name = il tuo nome
akismet-gets-email = il tuo indirizzo email
akismet-gets-website = il tuo sito web, se lo indichi
akismet-gets-user-agent = quale browser usi
akismet-gets-referrer = la pagina da cui arrivi
akismet-gets-permalink = l’indirizzo dell’articolo
akismet-gets-date = quando è stato scritto il commento
akismet-gets-parent = a quale commento rispondi
akismet-gets-lang = la lingua della pagina
privacy-akismet-more = Se la redazione ritiene che Akismet si sia sbagliato, inviamo di nuovo gli stessi dati per migliorare il filtro. Per questo restano cifrati da noi per al massimo 15 giorni.
privacy-akismet-link = La descrizione di Automattic
privacy-kept-title = Che cosa conserviamo e per quanto tempo
privacy-kept = Allo scadere del tempo, il programma elimina tutto da solo.
privacy-what = Che cosa
privacy-why = Perché
privacy-how-long = Per quanto
privacy-browser-title = Nel tuo browser
privacy-browser = Non impostiamo cookie per chi legge. Il campo dei commenti in un articolo salva una bozza nel tuo browser quando inizi a scrivere e una ricevuta quando invii. Il tuo nome e la tua email vengono salvati solo se spunti la casella. Puoi eliminare tutto dal tuo browser, e questa pagina non salva nulla.
privacy-rights-title = I tuoi diritti
privacy-rights = Puoi sapere che cosa conserviamo su di te e farlo correggere o cancellare. Puoi anche riceverlo in un file, chiederci di limitarne l’uso e opporti.
privacy-receipt = Se hai conservato l’indirizzo della tua ricevuta, da lì puoi eliminare il commento quando vuoi.
privacy-request = Chiedi una copia o la cancellazione dei tuoi dati
privacy-ask = Scrivi a { $controller } se vuoi una copia dei tuoi dati o la loro cancellazione. Scrivi dall’indirizzo che hai usato nel modulo dei commenti.
privacy-complaint = Se non ti va bene il modo in cui lo facciamo, puoi presentare un reclamo all’autorità di protezione dei dati del tuo paese; in Italia, il Garante per la protezione dei dati personali.

## Che cosa si conserva: che cosa, perché, per quanto
kept-body = Il tuo commento
kept-body-why = Per mostrarlo
kept-name = Il tuo nome
kept-name-why = Per mostrare chi l’ha scritto
kept-website = Il tuo sito web
kept-website-why = Per collegarlo al tuo nome, se vuoi
kept-email = Il tuo indirizzo email, cifrato
kept-email-why = Per riconoscerti e inviarti ciò che chiedi
kept-email-hash = Un hash dell’indirizzo, calcolato con una chiave
kept-email-hash-why = Per trovare i tuoi commenti quando li chiedi
kept-address = Un hash del tuo indirizzo IP, calcolato con una chiave, e l’indirizzo troncato
kept-address-why = Per ridurre spam e abusi
kept-receipt = Un hash della tua ricevuta
kept-receipt-why = Per permetterti di vedere, modificare ed eliminare il commento
kept-answer = La risposta ricevuta dal tuo browser, cifrata
kept-answer-why = Perché premere due volte non crei due commenti
kept-wave = Tratti di commenti quasi uguali (impronte con chiave)
kept-wave-why = Per decidere una volta sola su un’ondata di pubblicità
kept-akismet = Ciò che è stato inviato ad Akismet, cifrato
kept-akismet-why = Per correggere il filtro quando sbaglia
kept-decision = Le decisioni della redazione
kept-decision-why = Per spiegarle e annullarle
kept-blatant = I commenti che Akismet considera spam evidente
kept-blatant-why = Per recuperare un buon commento
kept-spam = I commenti che sono spam
kept-spam-why = Per recuperare un buon commento
kept-trash = I commenti che la redazione ha respinto
kept-trash-why = Per poter tornare indietro
kept-note = Le note della redazione su di te
kept-note-why = Perché la redazione ricordi ciò che è stato concordato o è successo
kept-trust = Che la redazione si fida di te
kept-trust-why = Perché i tuoi commenti non debbano attendere
kept-ban = L’hash di un indirizzo bloccato e il nome con cui scriveva
kept-ban-why = Per tenere fuori chi ha abusato del modulo
kept-lesson = Tracce con hash delle parole dei commenti su cui la redazione ha deciso
kept-lesson-why = Perché il filtro impari dalle decisioni della redazione
kept-mail = Un hash del link nell’email che hai chiesto
kept-mail-why = Perché il link funzioni una volta sola
kept-vote = Un hash del tuo indirizzo IP, calcolato con una chiave, quando consigli un commento
kept-vote-why = Perché ogni persona conti una volta sola
kept-flag = La tua segnalazione di un commento
kept-flag-why = Perché la redazione possa esaminare il commento
kept-flag-contact = Nome ed email di una segnalazione di contenuto illegale, cifrati
kept-flag-contact-why = Perché la redazione possa risponderti
kept-with-comment = Finché il commento esiste
kept-days = { $n ->
    [one] 1 giorno
   *[other] { $n } giorni
}
kept-days-most = { $n ->
    [one] Al massimo 1 giorno
   *[other] Al massimo { $n } giorni
}
kept-hours = { $n ->
    [one] 1 ora
   *[other] { $n } ore
}
kept-until-lifted = Fino alla revoca del blocco
kept-until-erased = Fino alla cancellazione della persona su richiesta

## Che cosa prende il posto del commento di una persona cancellata

erased-name = Anonimo
erased-text = Il testo è stato cancellato su richiesta di chi l’ha scritto.
