# Deutsch. Du-Form, klare Worte, keine Ausrufezeichen außer im Dank. „“ um Titel.
# Alle Kataloge haben dieselben Schlüssel und dieselben Variablen; ein Test achtet darauf.

## Zeit und Zahlen
month = { $n ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
date = { $day }. { $month } { $year }
date-time = { $day }. { $month } { $year } um { $hour }:{ $minute }
time = { $hour }:{ $minute }

## Die Diskussion
title = { $n ->
    [one] 1 Kommentar
   *[other] { $n } Kommentare
}
title-empty = Kommentare
empty = Noch gibt es keine Kommentare. Schreib den ersten.
empty-closed = Es gibt keine Kommentare.
write = Kommentar schreiben
sort = Sortieren
sort-oldest = Älteste zuerst
sort-newest = Neueste zuerst
sort-top = Meistempfohlene zuerst
sort-pick = Auswahl der Redaktion
badge-staff = Redaktion
badge-author = Schrieb den Artikel
badge-pick = Auswahl der Redaktion
badge-pinned = Angeheftet
in-reply-to = Antwort an
reply = Antworten
reply-to-whom = auf den Kommentar von { $name }
report = Melden
report-whom = (Kommentar von { $name })
like = Empfehlen ({ $n })
copy = Link kopieren
copied = Der Link ist kopiert.
edited = bearbeitet: { $time }
edited-staff = von der Redaktion bearbeitet: { $time }
now = gerade eben
whole = Ganzen Kommentar anzeigen
more-replies = { $n ->
    [one] 1 weitere Antwort anzeigen
   *[other] { $n } weitere Antworten anzeigen
}
whole-branch = { $n ->
    [one] Antwort anzeigen
   *[other] Alle { $n } Antworten anzeigen
}
whole-thread = Alle Kommentare anzeigen
from-the-start = Kommentare von Anfang an anzeigen
more = { $n ->
    [one] 1 weiteren Kommentar anzeigen
   *[other] { $n } weitere Kommentare anzeigen
}
more-unknown = Weitere Kommentare anzeigen
progress = { $shown } von { $count } Kommentaren
added = { $n ->
    [one] 1 weiterer Kommentar wird angezeigt.
   *[other] { $n } weitere Kommentare werden angezeigt.
}
arrivals = { $n ->
    [one] 1 neuer Kommentar – anzeigen
   *[other] { $n } neue Kommentare – anzeigen
}
gone = Der Kommentar wurde von der Redaktion entfernt.
gone-self = Der Kommentar wurde von der Person gelöscht, die ihn geschrieben hat.
closed = Die Kommentare sind geschlossen.
closed-on = Die Kommentare wurden am { $date } geschlossen.
closing = Die Kommentare sind bis einschließlich { $date } geöffnet.
loading = Kommentare werden geladen …
load-failed = Die Kommentare konnten nicht geladen werden.
retry = Erneut versuchen
no-script = Kommentare lesen und antworten
comment-not-found = Diesen Kommentar gibt es nicht mehr.
powered = Kommentare mit Svar
privacy-link = So verwenden wir deine Daten
rss = Diskussion verfolgen (RSS)
back = Zurück zum Artikel
back-to = Zurück zu „{ $title }“
back-to-thread = Zurück zur Diskussion

## Das Formular
form-title = Kommentar schreiben
form-title-to = Antwort an
form-note = Deine E-Mail-Adresse wird nicht veröffentlicht. Pflichtfelder sind mit * markiert.
form-note-free = Deine E-Mail-Adresse wird nicht veröffentlicht. Name und E-Mail musst du nicht angeben. Pflichtfelder sind mit * markiert.
field-body = Kommentar
field-name = Name
field-email = E-Mail
field-website = Website
optional = (optional)
keep = Name und E-Mail in diesem Browser merken
notify = Mir eine E-Mail schicken, wenn mir jemand antwortet
send = Kommentar senden
send-reply = Antwort senden
cancel = Antwort abbrechen
sending = Wird gesendet …
preview = Vorschau ansehen
preview-title = So sieht dein Kommentar aus
trap = Lass dieses Feld leer
limit = { $n ->
    [one] Höchstens 1 Zeichen.
   *[other] Höchstens { $n } Zeichen.
}
left = { $n ->
    [one] 1 Zeichen übrig
   *[other] { $n } Zeichen übrig
}
over = { $n ->
    [one] 1 Zeichen zu viel
   *[other] { $n } Zeichen zu viel
}
format-help = Formatierung
format = *kursiv*, **fett**, > Zitat, Leerzeile zwischen Absätzen
draft = Dein Entwurf ist wieder da.
draft-drop = Entwurf verwerfen
premoderated = Die Redaktion liest den Kommentar, bevor er erscheint.
premoderated-first = Wenn du zum ersten Mal schreibst, liest die Redaktion den Kommentar, bevor er erscheint.
akismet = Diese Website verwendet Akismet, um Spam zu verringern.
akismet-link = Lies, wie deine Kommentardaten verarbeitet werden
rules = Diskussionsregeln

## Fehler in Feldern
failed-title = Fehler:
summary = Der Kommentar wurde nicht gesendet
summary-count = { $n ->
    [one] Korrigiere 1 Feld.
   *[other] Korrigiere { $n } Felder.
}
error-body-missing = Schreib einen Kommentar.
error-body-too-long = { $n ->
    [one] Kürze den Kommentar um 1 Zeichen.
   *[other] Kürze den Kommentar um { $n } Zeichen.
}
error-body-too-complex = Vereinfache den Kommentar: Zitate oder Listen sind zu tief verschachtelt.
error-name-missing = Gib deinen Namen an.
error-name-too-long = Kürze den Namen auf höchstens { $n } Zeichen.
error-name-taken = Wähle einen anderen Namen. Dieser ist der Redaktion vorbehalten.
error-email-missing = Gib deine E-Mail-Adresse an.
error-email-invalid = Schreib die Adresse so: name@beispiel.de.
error-website-invalid = Schreib die Website so: https://beispiel.de, oder lass das Feld leer.
error-key-missing = Die Seite hat nicht angegeben, zu welchem Artikel der Kommentar gehört. Geh zurück zum Artikel und beginne dort.
error-key-invalid = Der Schlüssel des Artikels ist zu lang. Geh zurück zum Artikel und beginne dort.
error-url-invalid = Die Adresse des Artikels ist nicht lesbar. Geh zurück zum Artikel und beginne dort.
error-url-foreign = Die Adresse des Artikels gehört zu einer anderen Website. Geh zurück zum Artikel und beginne dort.
error-title-too-long = Der Titel des Artikels darf höchstens { $n } Zeichen lang sein.
error-parent-invalid = Der Kommentar, auf den du antwortest, ist nicht zu finden. Geh zurück zur Diskussion und drück noch einmal auf Antworten.
error-note-too-long = Kürze deine Erläuterung.
error-token-invalid = Die Seite war lange geöffnet. Erneut versuchen.

## Ablehnungen
refused-fields = { $n ->
    [one] Korrigiere 1 Feld.
   *[other] Korrigiere { $n } Felder.
}
refused-closed = Die Kommentare wurden geschlossen, während du geschrieben hast. Dein Text steht noch hier.
refused-banned = Du kannst hier nicht kommentieren. Wende dich an die Redaktion, wenn das ein Irrtum ist.
refused-parent-gone = Der Kommentar, auf den du antwortest, wurde entfernt. Dein Text steht noch hier.
refused-duplicate = Diesen Kommentar hast du schon gesendet.
refused-too-fast = { $n ->
    [one] Warte 1 Sekunde, bevor du wieder schreibst. Dein Text steht noch hier.
   *[other] Warte { $n } Sekunden, bevor du wieder schreibst. Dein Text steht noch hier.
}
refused-key-reused = Die Seite hatte schon etwas anderes gesendet. Drück noch einmal auf Senden.
refused-not-found = Diesen Kommentar gibt es nicht mehr.
refused-edit-window-over = Die Zeit zum Bearbeiten des Kommentars ist abgelaufen.
refused-stale = Der Kommentar wurde inzwischen geändert. Lade die Seite neu und versuch es dann.
refused-not-offered = Das ist hier nicht möglich.
refused-unavailable = Der Kommentar konnte gerade nicht gespeichert werden. Dein Text steht noch hier. Versuch es gleich noch einmal.
refused-too-large = Der Kommentar ist zu groß. Kürze ihn und sende ihn noch einmal.
offline = Du bist offline. Dein Text ist im Browser gespeichert.
server-failed = Der Kommentar wurde nicht gesendet. Dein Text ist im Browser gespeichert. Versuch es noch einmal.
page-old = Die Seite war lange geöffnet. Drück noch einmal auf Senden.
too-many-links = { $n ->
    [one] Ein Kommentar darf höchstens 1 Link enthalten.
   *[other] Ein Kommentar darf höchstens { $n } Links enthalten.
}

## Dein eigener Kommentar
receipt-title = Dein Kommentar
sent-held = Danke! Dein Kommentar wartet auf Freigabe.
sent-live = Danke! Dein Kommentar ist veröffentlicht.
own-held = Dein Kommentar wartet auf Freigabe. Nur du kannst ihn sehen.
own-live = Dein Kommentar ist veröffentlicht.
own-rejected = Die Redaktion hat entschieden, deinen Kommentar nicht zu veröffentlichen.
own-withdrawn = Der Kommentar ist gelöscht.
edit = Bearbeiten
edit-title = Kommentar bearbeiten
edit-minutes = { $n ->
    [one] Du kannst den Kommentar 1 Minute lang bearbeiten.
   *[other] Du kannst den Kommentar { $n } Minuten lang bearbeiten.
}
edit-until = Du kannst den Kommentar bis { $time } Uhr bearbeiten.
save = Speichern
edit-cancel = Abbrechen
delete = Löschen
deleting = Der Kommentar wird gleich gelöscht.
deleted = Der Kommentar ist gelöscht.
undo = Rückgängig
receipt-confirm-title = Wiedererkannt werden
receipt-confirm-text = Wenn du deine E-Mail-Adresse bestätigst, weiß die Redaktion beim nächsten Mal, dass du es bist. Die Adresse wird weiterhin nicht angezeigt.
receipt-confirm-button = Link an mich senden
receipt-confirm-sent = Wir haben dir einen Link geschickt. Er gilt zwei Tage.
withdraw-title = Kommentar löschen
withdraw-text = Dein Text und dein Name werden sofort gelöscht. Hat dir jemand geantwortet, steht dort, dass du den Kommentar gelöscht hast.
withdraw-button = Kommentar löschen
receipt-about-title = Adresse dieser Seite aufbewahren
receipt-about-text = Sie ist dein Beleg. Mit ihr kannst du sehen, was aus dem Kommentar geworden ist, und ihn löschen, auch noch in einem Jahr. Gib sie nicht weiter: Wer die Adresse hat, kann den Kommentar löschen.

## Meldungen
report-title = Warum meldest du den Kommentar?
report-spam = Spam oder Werbung
report-attack = Persönlicher Angriff oder Belästigung
report-threat = Drohungen oder Hass
report-illegal = Rechtswidriger Inhalt
report-other = Anderes
report-note = Genauer beschreiben (optional)
report-contact = Ist der Inhalt rechtswidrig, gib deinen Namen und deine E-Mail-Adresse an, damit die Redaktion dir antworten kann. Beides wird nicht angezeigt.
report-reason-missing = Wähle einen Grund.
report-send = Meldung senden
report-done = Danke. Die Redaktion sieht sich das an.

## Seiten mit einer Mitteilung
notice-not-found = Diese Seite gibt es nicht
notice-not-found-text = Vielleicht ist die Adresse falsch geschrieben, oder was hier stand, wurde entfernt.
notice-forbidden = Das geht von hier aus nicht
notice-forbidden-text = Geh zurück zum Artikel und versuch es von dort. Wende dich an die Redaktion, wenn es wieder passiert.
notice-too-many = Etwas viel auf einmal
notice-too-many-text = { $n ->
    [one] Warte 1 Sekunde, geh dann zurück und versuch es noch einmal. Dein Browser hat, was du geschrieben hast.
   *[other] Warte { $n } Sekunden, geh dann zurück und versuch es noch einmal. Dein Browser hat, was du geschrieben hast.
}
notice-unavailable = Die Kommentare machen eine kurze Pause
notice-unavailable-text = Es ist nichts verloren gegangen. Geh zurück und versuch es gleich noch einmal.
notice-bad-request = Das konnten wir nicht lesen
notice-bad-request-text = Geh zurück zum Artikel und versuch es von dort.
notice-link-over = Der Link funktioniert nicht mehr
notice-link-over-text = Er wurde schon benutzt oder ist zu alt. Fordere einen neuen an, wenn du ihn noch brauchst.
notice-confirmed = Danke! Deine Adresse ist bestätigt.
notice-confirmed-text = Jetzt erkennt dich die Redaktion wieder, wenn du mit ihr schreibst.
notice-erased = Deine Daten sind gelöscht
notice-erased-text = Name, Adresse und Text sind weg. Wo dir jemand geantwortet hat, steht nur, dass der Kommentar gelöscht ist.
confirm-title = Ist das deine Adresse?
confirm-text = Drück auf den Knopf, wenn du einen Kommentar auf { $site } geschrieben hast. Dann weiß die Redaktion, dass die Adresse dir gehört.
confirm-button = Meine Adresse bestätigen
export-title = Deine Daten abrufen
export-text = Du bekommst alles, was { $site } über dich gespeichert hat, in einer Datei.
export-button = Datei herunterladen
erase-title = Deine Daten löschen
erase-text = Alles, was du auf { $site } geschrieben hast, wird gelöscht, und das lässt sich nicht rückgängig machen.
erase-button = Alles löschen
unsubscribe = Keine Mails zu Antworten mehr
unsubscribed = Du bekommst keine weiteren Nachrichten zu dieser Diskussion.

## Feed
feed-title-thread = Kommentare zu „{ $title }“
feed-title-site = Kommentare auf { $site }
feed-entry = Kommentar von { $name }
feed-entry-site = Kommentar von { $name } zu „{ $title }“

## Mail
mail-hello = Hallo { $name }
mail-confirm-subject = Bestätige deine E-Mail-Adresse für { $site }
mail-confirm-text = Du hast auf { $site } einen Kommentar geschrieben und um einen Link gebeten, der deine Adresse bestätigt. Hier ist er:
mail-confirm-hours = { $n ->
    [one] Der Link gilt 1 Stunde.
   *[other] Der Link gilt { $n } Stunden.
}
mail-confirm-not-you = Wenn du das nicht warst, musst du nichts tun. Dann passiert auch nichts.

## Datenschutz
privacy-title = So verwenden wir deine Daten
privacy-intro = Hier steht, was mit dem geschieht, was du in das Kommentarfeld schreibst. Die Seite entsteht aus den Einstellungen, die im Moment gelten.
privacy-controller-title = Wer verantwortlich ist
privacy-controller = { $controller } ist im Sinne des Datenschutzes für die Kommentare verantwortlich.
privacy-purpose-title = Warum wir Daten verarbeiten
privacy-purpose = Wir verwenden deine Daten, um deinen Kommentar unter dem Artikel zu zeigen, damit du ihn bearbeiten und löschen kannst und um die Debatte frei von Spam und Missbrauch zu halten.
privacy-basis = Das tun wir, weil wir ein berechtigtes Interesse daran haben, eine faire und offene Debatte zu führen (Artikel 6 Absatz 1 Buchstabe f der Datenschutz-Grundverordnung).
privacy-public = Deinen Kommentar, deinen Namen, den Zeitpunkt und deine Website, falls du sie angibst, können alle lesen, sobald der Kommentar freigegeben ist. Deine E-Mail-Adresse und deine IP-Adresse werden nie angezeigt.
privacy-recipients-title = Wer die Daten bekommt
privacy-recipients = Die Kommentare liegen auf unserem eigenen Server. Die Redaktion kann sie lesen, auch die, die nicht angezeigt werden.
privacy-mail = Wenn du um eine Mail bittest, läuft deine Adresse über den Mailserver, der sie verschickt, und geht sonst nirgendwohin.
privacy-no-third = Sonst erfährt niemand etwas. Die Seite lädt nichts von anderen Diensten, und es gibt keine Werbung und kein Tracking.
privacy-akismet = Um Spam zu verringern, senden wir jeden neuen Kommentar an Akismet, einen Dienst von Automattic in den USA. Akismet bekommt:
privacy-akismet-in-doubt = Um Spam zu verringern, haben wir einen eigenen Filter. Nur wo er im Zweifel ist, senden wir den Kommentar an Akismet, einen Dienst von Automattic in den USA. Akismet bekommt dann:
akismet-gets-text = den Text des Kommentars
akismet-gets-address = deine IP-Adresse
akismet-gets-name = deinen Namen
akismet-gets-email = deine E-Mail-Adresse
akismet-gets-website = deine Website, falls du sie angibst
akismet-gets-user-agent = welchen Browser du verwendest
akismet-gets-referrer = die Seite, von der du kamst
akismet-gets-permalink = die Adresse des Artikels
akismet-gets-date = wann der Kommentar geschrieben wurde
akismet-gets-parent = auf welchen Kommentar du antwortest
akismet-gets-lang = die Sprache der Seite
privacy-akismet-more = Wenn die Redaktion meint, dass Akismet sich geirrt hat, senden wir dasselbe noch einmal, damit der Filter besser wird. Dafür wird es verschlüsselt höchstens 15 Tage aufbewahrt.
privacy-akismet-link = Die Beschreibung von Automattic
privacy-kept-title = Was wir speichern und wie lange
privacy-kept = Wenn die Zeit um ist, löscht das Programm es von selbst.
privacy-what = Was
privacy-why = Warum
privacy-how-long = Wie lange
privacy-browser-title = In deinem eigenen Browser
privacy-browser = Wir setzen keine Cookies, wenn du hier liest oder schreibst. Das Kommentarfeld in einem Artikel speichert in deinem Browser einen Entwurf, sobald du zu schreiben beginnst, und einen Beleg, sobald du sendest. Dein Name und deine E-Mail-Adresse werden nur gespeichert, wenn du das Häkchen setzt. All das kannst du im Browser löschen, und diese Seite speichert nichts.
privacy-rights-title = Deine Rechte
privacy-rights = Du kannst erfahren, was wir über dich gespeichert haben, und es berichtigen oder löschen lassen. Du kannst es dir auch als Datei geben lassen, die Verwendung einschränken lassen und ihr widersprechen.
privacy-receipt = Wenn du die Adresse deines Belegs aufbewahrt hast, kannst du den Kommentar dort jederzeit selbst löschen.
privacy-request = Um eine Kopie oder um die Löschung deiner Daten bitten
privacy-ask = Schreib an { $controller }, wenn du eine Kopie möchtest oder deine Daten löschen lassen willst. Schreib von der Adresse, die du im Kommentarfeld verwendet hast.
privacy-complaint = Wenn du damit nicht einverstanden bist, kannst du dich bei der Datenschutz-Aufsichtsbehörde deines Bundeslandes beschweren.

## Was gespeichert wird: was, warum, wie lange
kept-body = Dein Kommentar
kept-body-why = Um ihn zu zeigen
kept-name = Dein Name
kept-name-why = Um zu zeigen, wer geschrieben hat
kept-website = Deine Website
kept-website-why = Um von deinem Namen zu verlinken, wenn du das willst
kept-email = Deine E-Mail-Adresse, verschlüsselt
kept-email-why = Um dich wiederzuerkennen und zu senden, worum du selbst bittest
kept-email-hash = Ein schlüsselgebundener Hashwert der Adresse
kept-email-hash-why = Um deine Kommentare zu finden, wenn du darum bittest
kept-address = Ein schlüsselgebundener Hashwert deiner IP-Adresse und die gekürzte IP-Adresse
kept-address-why = Um Spam und Missbrauch zu verringern
kept-receipt = Ein Hashwert deines Belegs
kept-receipt-why = Damit du den Kommentar sehen, bearbeiten und löschen kannst
kept-answer = Die Antwort, die dein Browser bekam, verschlüsselt
kept-answer-why = Damit aus zweimal Drücken nicht zwei Kommentare werden
kept-wave = Merkmale fast gleicher Kommentare (verschlüsselte Prüfsummen)
kept-wave-why = Damit über eine Werbewelle nur einmal entschieden wird
kept-akismet = Was an Akismet gesendet wurde, verschlüsselt
kept-akismet-why = Um den Filter zu korrigieren, wenn er sich irrt
kept-decision = Die Entscheidungen der Redaktion
kept-decision-why = Um sie erklären und zurücknehmen zu können
kept-blatant = Kommentare, die Akismet offensichtlichen Spam nennt
kept-blatant-why = Um einen guten Kommentar zurückholen zu können
kept-spam = Kommentare, die Spam sind
kept-spam-why = Um einen guten Kommentar zurückholen zu können
kept-trash = Kommentare, die die Redaktion abgelehnt hat
kept-trash-why = Um es rückgängig machen zu können
kept-note = Notizen der Redaktion über dich
kept-note-why = Damit die Redaktion weiß, was vereinbart wurde oder geschehen ist
kept-trust = Dass die Redaktion dir vertraut
kept-trust-why = Damit deine Kommentare nicht warten müssen
kept-ban = Der Hashwert einer gesperrten Adresse und der Name, unter dem sie schrieb
kept-ban-why = Um fernzuhalten, wer das Feld missbraucht hat
kept-lesson = Gehashte Merkmale der Wörter in Kommentaren, über die die Redaktion entschieden hat
kept-lesson-why = Damit der Filter aus den Entscheidungen der Redaktion lernt
kept-mail = Ein Hashwert des Links in der Mail, um die du gebeten hast
kept-mail-why = Damit der Link nur einmal funktioniert
kept-vote = Ein schlüsselgebundener Hashwert deiner IP-Adresse, wenn du einen Kommentar empfiehlst
kept-vote-why = Damit jede Person nur einmal zählt
kept-flag = Deine Meldung eines Kommentars
kept-flag-why = Damit die Redaktion sich den Kommentar ansehen kann
kept-flag-contact = Name und E-Mail aus einer Meldung rechtswidriger Inhalte, verschlüsselt
kept-flag-contact-why = Damit die Redaktion dir antworten kann
kept-with-comment = Solange der Kommentar besteht
kept-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}
kept-days-most = { $n ->
    [one] Höchstens 1 Tag
   *[other] Höchstens { $n } Tage
}
kept-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
kept-until-lifted = Bis die Sperre aufgehoben ist
kept-until-erased = Bis die Person auf Wunsch gelöscht wird

## Was anstelle des Kommentars einer gelöschten Person steht

erased-name = Anonym
erased-text = Der Text wurde auf Wunsch der Person gelöscht, die ihn geschrieben hat.
