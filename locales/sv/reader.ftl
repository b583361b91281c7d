# Svenska. Du-tilltal, rakt på sak, inga utropstecken utom i tack. ”” om titlar.
# Alla kataloger har samma nycklar och samma variabler; ett prov håller ordning på det.

## Tid och tal
month = { $n ->
    [1] januari
    [2] februari
    [3] mars
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] augusti
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } kl. { $hour }.{ $minute }
time = kl. { $hour }.{ $minute }

## Tråden
title = { $n ->
    [one] 1 kommentar
   *[other] { $n } kommentarer
}
title-empty = Kommentarer
empty = Det finns inga kommentarer än. Bli den första som skriver.
empty-closed = Det finns inga kommentarer.
write = Skriv ett svar
sort = Sortera
sort-oldest = Äldst först
sort-newest = Nyast först
sort-top = Mest rekommenderade
sort-pick = Redaktionens val
badge-staff = Redaktionen
badge-author = Artikelns författare
badge-pick = Redaktionens val
badge-pinned = Fäst
in-reply-to = svar till
reply = Svara
reply-to-whom = { $name }
report = Anmäl
report-whom = kommentaren från { $name }
like = Rekommendera ({ $n })
copy = Kopiera länk
copied = Länken är kopierad.
edited = ändrad { $time }
edited-staff = ändrad av redaktionen { $time }
now = just nu
whole = Visa hela kommentaren
more-replies = { $n ->
    [one] Visa 1 svar till
   *[other] Visa { $n } svar till
}
whole-branch = { $n ->
    [one] Visa svaret
   *[other] Visa alla { $n } svar
}
whole-thread = Visa alla kommentarer
from-the-start = Visa kommentarerna från början
more = { $n ->
    [one] Visa 1 kommentar till
   *[other] Visa { $n } kommentarer till
}
more-unknown = Visa fler kommentarer
progress = Visar { $shown } av { $count } kommentarer
added = { $n ->
    [one] 1 kommentar till visas.
   *[other] { $n } kommentarer till visas.
}
arrivals = { $n ->
    [one] 1 ny kommentar – visa den
   *[other] { $n } nya kommentarer – visa dem
}
gone = Kommentaren har tagits bort av redaktionen.
gone-self = Kommentaren har tagits bort av den som skrev den.
closed = Kommentarerna är stängda.
closed-on = Kommentarerna stängdes den { $date }.
closing = Kommentarerna är öppna till och med den { $date }.
loading = Hämtar kommentarer …
load-failed = Kommentarerna kunde inte hämtas.
retry = Försök igen
no-script = Läs kommentarerna och skriv ett svar
comment-not-found = Kommentaren finns inte längre.
powered = Kommentarer med Svar
privacy-link = Så använder vi dina uppgifter
rss = Följ tråden (RSS)
back = Tillbaka till artikeln
back-to = Tillbaka till ”{ $title }”
back-to-thread = Tillbaka till tråden

## Formuläret
form-title = Skriv ett svar
form-title-to = Skriv ett svar till
form-note = Din e-postadress kommer inte att publiceras. Obligatoriska fält är märkta med *
form-note-free = Din e-postadress kommer inte att publiceras. Du behöver inte ange namn och e-post. Obligatoriska fält är märkta med *
field-body = Kommentar
field-name = Namn
field-email = E-post
field-website = Webbplats
optional = (frivilligt)
keep = Kom ihåg mitt namn och min e-post i den här webbläsaren
notify = Mejla mig när någon svarar mig
send = Skicka kommentar
send-reply = Skicka svar
cancel = Avbryt svar
sending = Skickar …
preview = Se hur den blir
preview-title = Så här kommer din kommentar att visas
trap = Lämna det här fältet tomt
limit = Högst { $n } tecken.
left = { $n } tecken kvar
over = { $n } tecken för mycket
format-help = Formatering
format = *kursiv*, **fet**, > citat, tom rad mellan stycken
draft = Ditt utkast har hämtats tillbaka.
draft-drop = Kasta utkastet
premoderated = Redaktionen läser kommentaren innan den visas.
premoderated-first = Första gången du skriver läser redaktionen kommentaren innan den visas.
akismet = Sidan använder Akismet för att begränsa skräppost.
akismet-link = Läs hur uppgifterna i din kommentar behandlas
rules = Debattregler

## Fel i fält
failed-title = Fel:
summary = Kommentaren har inte skickats
summary-count = { $n ->
    [one] Rätta 1 fält.
   *[other] Rätta { $n } fält.
}
error-body-missing = Skriv en kommentar.
error-body-too-long = Korta kommentaren med { $n } tecken.
error-body-too-complex = Gör kommentaren enklare: den har för många nivåer av citat eller listor.
error-name-missing = Skriv ditt namn.
error-name-too-long = Korta namnet till högst { $n } tecken.
error-name-taken = Välj ett annat namn. Det namnet är reserverat för redaktionen.
error-email-missing = Skriv din e-postadress.
error-email-invalid = Skriv adressen så här: namn@exempel.se.
error-website-invalid = Skriv webbplatsen så här: https://exempel.se, eller lämna fältet tomt.
error-key-missing = Sidan har inte sagt vilken artikel kommentaren hör till. Gå tillbaka till artikeln och börja därifrån.
error-key-invalid = Artikelns nyckel är för lång. Gå tillbaka till artikeln och börja därifrån.
error-url-invalid = Artikelns adress går inte att läsa. Gå tillbaka till artikeln och börja därifrån.
error-url-foreign = Artikelns adress hör till en annan webbplats. Gå tillbaka till artikeln och börja därifrån.
error-title-too-long = Artikelns rubrik får vara högst { $n } tecken.
error-parent-invalid = Kommentaren du svarar på går inte att hitta. Gå tillbaka till tråden och tryck på Svara igen.
error-note-too-long = Korta din beskrivning.
error-token-invalid = Sidan hade stått öppen länge. Försök igen.

## Avslag
refused-fields = { $n ->
    [one] Rätta 1 fält.
   *[other] Rätta { $n } fält.
}
refused-closed = Kommentarerna stängdes medan du skrev. Din text finns kvar här.
refused-banned = Du kan inte kommentera här. Skriv till redaktionen om det är ett misstag.
refused-parent-gone = Kommentaren du svarar på har tagits bort. Din text finns kvar här.
refused-duplicate = Den kommentaren har du redan skickat.
refused-too-fast = { $n ->
    [one] Vänta 1 sekund innan du skriver igen. Din text finns kvar här.
   *[other] Vänta { $n } sekunder innan du skriver igen. Din text finns kvar här.
}
refused-key-reused = Sidan hade redan skickat något annat. Tryck på Skicka en gång till.
refused-not-found = Kommentaren finns inte längre.
refused-edit-window-over = Tiden för att ändra kommentaren är ute.
refused-stale = Kommentaren har ändrats under tiden. Ladda om sidan och försök sedan igen.
refused-not-offered = Det går inte att göra här.
refused-unavailable = Kommentaren kunde inte sparas just nu. Din text finns kvar här. Försök igen om en stund.
refused-too-large = Kommentaren är för stor. Gör den kortare och skicka den igen.
offline = Du är offline. Din text är sparad i webbläsaren.
server-failed = Kommentaren skickades inte. Din text är sparad i webbläsaren. Försök igen.
page-old = Sidan hade stått öppen länge. Tryck på Skicka en gång till.
too-many-links = { $n ->
    [one] En kommentar får innehålla högst 1 länk.
   *[other] En kommentar får innehålla högst { $n } länkar.
}

## Din egen kommentar
receipt-title = Din kommentar
sent-held = Tack! Din kommentar väntar på godkännande.
sent-live = Tack! Din kommentar är publicerad.
own-held = Din kommentar väntar på godkännande. Bara du kan se den.
own-live = Din kommentar är publicerad.
own-rejected = Redaktionen har valt att inte visa din kommentar.
own-withdrawn = Kommentaren är borttagen.
edit = Ändra
edit-title = Ändra kommentaren
edit-minutes = { $n ->
    [one] Du kan ändra kommentaren i 1 minut.
   *[other] Du kan ändra kommentaren i { $n } minuter.
}
edit-until = Du kan ändra kommentaren till { $time }.
save = Spara
edit-cancel = Avbryt
delete = Ta bort
deleting = Kommentaren tas strax bort.
deleted = Kommentaren är borttagen.
undo = Ångra
receipt-confirm-title = Bli igenkänd nästa gång
receipt-confirm-text = Om du bekräftar din e-postadress vet redaktionen att det är du nästa gång du skriver. Adressen visas fortfarande inte.
receipt-confirm-button = Skicka mig en länk
receipt-confirm-sent = Vi har skickat dig en länk. Den fungerar i två dygn.
withdraw-title = Ta bort kommentaren
withdraw-text = Din text och ditt namn tas bort på en gång. Om någon har svarat dig står det att du har tagit bort kommentaren.
withdraw-button = Ta bort kommentaren
receipt-about-title = Spara adressen till den här sidan
receipt-about-text = Den är ditt kvitto. Med den kan du se vad som har hänt med kommentaren och ta bort den, också om ett år. Dela den inte med andra: den som har adressen kan ta bort kommentaren.

## Anmälan
report-title = Varför anmäler du kommentaren?
report-spam = Skräppost eller reklam
report-attack = Personangrepp eller trakasserier
report-threat = Hot eller hat
report-illegal = Olagligt innehåll
report-other = Annat
report-note = Berätta gärna mer (frivilligt)
report-contact = Om innehållet är olagligt kan du ange ditt namn och din e-post så att redaktionen kan svara dig. De visas inte.
report-reason-missing = Välj ett skäl.
report-send = Skicka anmälan
report-done = Tack. Redaktionen tittar på den.

## Sidor med ett enda budskap
notice-not-found = Sidan finns inte
notice-not-found-text = Adressen kan vara felskriven, eller så har det som stod här tagits bort.
notice-forbidden = Det kan du inte göra härifrån
notice-forbidden-text = Gå tillbaka till artikeln och försök därifrån. Skriv till redaktionen om det fortsätter.
notice-too-many = Lite väl mycket på en gång
notice-too-many-text = { $n ->
    [one] Vänta 1 sekund, gå sedan tillbaka och försök igen. Din webbläsare har kvar det du skrev.
   *[other] Vänta { $n } sekunder, gå sedan tillbaka och försök igen. Din webbläsare har kvar det du skrev.
}
notice-unavailable = Kommentarerna tar en kort paus
notice-unavailable-text = Inget har gått förlorat. Gå tillbaka och försök igen om en stund.
notice-bad-request = Det kunde vi inte läsa
notice-bad-request-text = Gå tillbaka till artikeln och försök därifrån.
notice-link-over = Länken fungerar inte längre
notice-link-over-text = Den är använd, eller så är den för gammal. Be om en ny om du fortfarande behöver den.
notice-confirmed = Tack! Din adress är bekräftad.
notice-confirmed-text = Nu känner redaktionen igen dig när du skriver med den.
notice-erased = Dina uppgifter är raderade
notice-erased-text = Namn, adress och text är borta. Där någon har svarat dig står det bara att kommentaren är borttagen.
confirm-title = Är det din adress?
confirm-text = Tryck på knappen om du har skrivit en kommentar på { $site }. Då vet redaktionen att adressen är din.
confirm-button = Bekräfta min adress
export-title = Hämta dina uppgifter
export-text = Du får allt som { $site } har sparat om dig, i en enda fil.
export-button = Hämta filen
erase-title = Radera dina uppgifter
erase-text = Allt du har skrivit på { $site } raderas, och det går inte att ångra.
erase-button = Radera allt
unsubscribe = Sluta mejla mig om svar
unsubscribed = Du får inga fler mejl om den här tråden.

## Flöde
feed-title-thread = Kommentarer till ”{ $title }”
feed-title-site = Kommentarer på { $site }
feed-entry = Kommentar från { $name }
feed-entry-site = Kommentar från { $name } till ”{ $title }”

## Mejl
mail-hello = Hej { $name }
mail-confirm-subject = Bekräfta din e-postadress till { $site }
mail-confirm-text = Du har skrivit en kommentar på { $site } och bett om en länk som bekräftar din adress. Här är den:
mail-confirm-hours = { $n ->
    [one] Länken fungerar i 1 timme.
   *[other] Länken fungerar i { $n } timmar.
}
mail-confirm-not-you = Om det inte var du behöver du inte göra något. Då händer det heller ingenting.

## Integritet
privacy-title = Så använder vi dina uppgifter
privacy-intro = Här står vad som händer med det du skriver i kommentarsfältet. Sidan är gjord utifrån de inställningar som gäller just nu.
privacy-controller-title = Vem som är ansvarig
privacy-controller = { $controller } är personuppgiftsansvarig för kommentarerna.
privacy-purpose-title = Varför vi behandlar dem
privacy-purpose = Vi använder dina uppgifter för att visa din kommentar under artikeln, för att du ska kunna ändra och ta bort den, och för att hålla debatten fri från skräppost och missbruk.
privacy-basis = Det gör vi för att vi har ett berättigat intresse av att föra en öppen debatt i god ton (artikel 6.1 f i dataskyddsförordningen).
privacy-public = Din kommentar, ditt namn, tidpunkten och din webbplats, om du anger den, kan läsas av alla när kommentaren är godkänd. Din e-postadress och din IP-adress visas aldrig.
privacy-recipients-title = Vilka som får dem
privacy-recipients = Kommentarerna ligger på vår egen server. Redaktionen kan läsa dem, också de som inte visas.
privacy-mail = När du ber om ett mejl går din adress genom den mejlserver som skickar det, och ingen annanstans.
privacy-no-third = Ingen annan får veta något. Sidan hämtar ingenting från andra tjänster, och det finns ingen reklam och ingen spårning.
privacy-akismet = För att begränsa skräppost skickar vi varje ny kommentar till Akismet, en tjänst från Automattic i USA. Akismet får:
privacy-akismet-in-doubt = För att begränsa skräppost har vi ett eget filter. Bara när det är osäkert skickar vi kommentaren till Akismet, en tjänst från Automattic i USA. Akismet får då:
akismet-gets-text = kommentarens text
akismet-gets-address = din IP-adress
akismet-gets-name = ditt namn
akismet-gets-email = din e-postadress
akismet-gets-website = din webbplats, om du anger den
akismet-gets-user-agent = vilken webbläsare du använder
akismet-gets-referrer = sidan du kom från
akismet-gets-permalink = artikelns adress
akismet-gets-date = när kommentaren skrevs
akismet-gets-parent = vilken kommentar du svarar på
akismet-gets-lang = sidans språk
privacy-akismet-more = Om redaktionen anser att Akismet hade fel skickar vi samma uppgifter igen, så att filtret blir bättre. Därför sparas de förseglade i högst 15 dagar.
privacy-akismet-link = Automattics egen beskrivning
privacy-kept-title = Vad vi sparar och hur länge
privacy-kept = När tiden är ute raderar programmet det av sig självt.
privacy-what = Vad
privacy-why = Varför
privacy-how-long = Hur länge
privacy-browser-title = I din egen webbläsare
privacy-browser = Vi sätter inga kakor hos läsare. Kommentarsfältet i en artikel sparar ett utkast i din webbläsare när du börjar skriva, och ett kvitto när du skickar. Ditt namn och din e-post sparas bara om du kryssar i rutan. Allt det kan du radera i webbläsaren, och den här sidan sparar ingenting.
privacy-rights-title = Dina rättigheter
privacy-rights = Du kan få veta vad vi har sparat om dig och få det rättat eller raderat. Du kan också få det utlämnat i en fil, be oss begränsa användningen och invända mot den.
privacy-receipt = Om du har sparat adressen till ditt kvitto kan du själv ta bort kommentaren där när du vill.
privacy-request = Be om en kopia eller om att få dina uppgifter raderade
privacy-ask = Skriv till { $controller } om du vill ha en kopia eller få dina uppgifter raderade. Skriv från den adress som du har använt i kommentarsfältet.
privacy-complaint = Om du är missnöjd med hur vi gör kan du klaga hos Integritetsskyddsmyndigheten.

## Det som sparas: vad, varför, hur länge
kept-body = Din kommentar
kept-body-why = För att visa den
kept-name = Ditt namn
kept-name-why = För att visa vem som har skrivit
kept-website = Din webbplats
kept-website-why = För att länka från ditt namn, om du vill det
kept-email = Din e-postadress, förseglad
kept-email-why = För att känna igen dig och skicka det du själv ber om
kept-email-hash = Ett nyckelbundet avtryck av adressen
kept-email-hash-why = För att hitta dina kommentarer när du ber om det
kept-address = Ett nyckelbundet avtryck av din IP-adress, och adressen avkortad
kept-address-why = För att begränsa skräppost och missbruk
kept-receipt = Ett avtryck av ditt kvitto
kept-receipt-why = För att du ska kunna se, ändra och ta bort kommentaren
kept-answer = Svaret som din webbläsare fick, förseglat
kept-answer-why = För att ett dubbelt tryck inte ska bli två kommentarer
kept-wave = Kännetecken för nästan likadana kommentarer (nycklade avtryck)
kept-wave-why = För att en våg av reklam bara ska behöva avgöras en gång
kept-akismet = Det som skickades till Akismet, förseglat
kept-akismet-why = För att kunna rätta filtret när det har fel
kept-decision = Redaktionens beslut
kept-decision-why = För att kunna förklara och ångra dem
kept-blatant = Kommentarer som Akismet kallar uppenbar skräppost
kept-blatant-why = För att kunna hämta tillbaka en bra kommentar
kept-spam = Kommentarer som är skräppost
kept-spam-why = För att kunna hämta tillbaka en bra kommentar
kept-trash = Kommentarer som redaktionen har avvisat
kept-trash-why = För att kunna ångra
kept-note = Redaktionens anteckningar om dig
kept-note-why = För att redaktionen ska minnas vad som avtalats eller hänt
kept-trust = Att redaktionen litar på dig
kept-trust-why = För att dina kommentarer inte ska behöva vänta
kept-ban = Avtrycket av en avstängd adress och namnet den skrev under
kept-ban-why = För att hålla den ute som har missbrukat fältet
kept-lesson = Hashade märken för ord i kommentarer som redaktionen har avgjort
kept-lesson-why = Så att filtret kan lära av redaktionens beslut
kept-mail = Ett avtryck av länken i mejlet du har bett om
kept-mail-why = För att länken bara ska fungera en gång
kept-vote = Ett nyckelbundet avtryck av din IP-adress när du rekommenderar en kommentar
kept-vote-why = För att varje läsare bara ska räknas en gång
kept-flag = Din anmälan av en kommentar
kept-flag-why = För att redaktionen ska kunna titta på kommentaren
kept-flag-contact = Namn och e-post från en anmälan av olagligt innehåll, förseglade
kept-flag-contact-why = För att redaktionen ska kunna svara dig
kept-with-comment = Så länge kommentaren finns
kept-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagar
}
kept-days-most = { $n ->
    [one] Högst 1 dag
   *[other] Högst { $n } dagar
}
kept-hours = { $n ->
    [one] 1 timme
   *[other] { $n } timmar
}
kept-until-lifted = Tills avstängningen hävs
kept-until-erased = Tills personen raderas på begäran

## Det som står i stället för en raderad persons kommentar

erased-name = Anonym
erased-text = Texten har raderats på begäran av den som skrev den.
