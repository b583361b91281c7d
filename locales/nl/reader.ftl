# Nederlands. Je-vorm, recht door zee, geen uitroeptekens behalve in een bedankje. ‘’ om titels.
# Alle catalogi hebben dezelfde sleutels en dezelfde variabelen; een test let daarop.

## Tijd en getallen
month = { $n ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } om { $hour }:{ $minute }
time = { $hour }:{ $minute }

## De discussie
title = { $n ->
    [one] 1 reactie
   *[other] { $n } reacties
}
title-empty = Reacties
empty = Er zijn nog geen reacties. Schrijf de eerste.
empty-closed = Er zijn geen reacties.
write = Schrijf een reactie
sort = Sorteren
sort-oldest = Oudste eerst
sort-newest = Nieuwste eerst
sort-top = Meest aanbevolen
sort-pick = Keuze van de redactie
badge-staff = Redactie
badge-author = Auteur van het artikel
badge-pick = Keuze van de redactie
badge-pinned = Vastgezet
in-reply-to = antwoord aan
reply = Antwoorden
reply-to-whom = op de reactie van { $name }
report = Melden
report-whom = (reactie van { $name })
like = Aanbevelen ({ $n })
copy = Link kopiëren
copied = De link is gekopieerd.
edited = bewerkt { $time }
edited-staff = bewerkt door de redactie { $time }
now = zojuist
whole = Hele reactie tonen
more-replies = { $n ->
    [one] Nog 1 antwoord tonen
   *[other] Nog { $n } antwoorden tonen
}
whole-branch = { $n ->
    [one] Antwoord tonen
   *[other] Alle { $n } antwoorden tonen
}
whole-thread = Alle reacties tonen
from-the-start = Reacties vanaf het begin tonen
more = { $n ->
    [one] Nog 1 reactie tonen
   *[other] Nog { $n } reacties tonen
}
more-unknown = Meer reacties tonen
progress = { $shown } van { $count } reacties
added = { $n ->
    [one] Nog 1 reactie wordt getoond.
   *[other] Nog { $n } reacties worden getoond.
}
arrivals = { $n ->
    [one] 1 nieuwe reactie – tonen
   *[other] { $n } nieuwe reacties – tonen
}
gone = De redactie heeft deze reactie verwijderd.
gone-self = De schrijver heeft deze reactie verwijderd.
closed = De reacties zijn gesloten.
closed-on = De reacties zijn op { $date } gesloten.
closing = Reageren kan tot en met { $date }.
loading = Reacties laden…
load-failed = De reacties konden niet worden geladen.
retry = Opnieuw proberen
no-script = Lees de reacties en schrijf er zelf een
comment-not-found = Deze reactie bestaat niet meer.
powered = Reacties met Svar
privacy-link = Zo gebruiken we je gegevens
rss = Volg de discussie (RSS)
back = Terug naar het artikel
back-to = Terug naar ‘{ $title }’
back-to-thread = Terug naar de discussie

## Het formulier
form-title = Schrijf een reactie
form-title-to = Antwoord aan
form-note = Je e-mailadres wordt niet gepubliceerd. Verplichte velden zijn gemarkeerd met *
form-note-free = Je e-mailadres wordt niet gepubliceerd. Je hoeft geen naam en e-mailadres op te geven. Verplichte velden zijn gemarkeerd met *
field-body = Reactie
field-name = Naam
field-email = E-mail
field-website = Website
optional = (optioneel)
keep = Onthoud mijn naam en e-mailadres in deze browser
notify = Stuur me een e-mail als iemand me antwoordt
send = Reactie versturen
send-reply = Antwoord versturen
cancel = Antwoord annuleren
sending = Versturen…
preview = Voorbeeld bekijken
preview-title = Zo komt je reactie eruit te zien
trap = Laat dit veld leeg
limit = { $n ->
    [one] Maximaal 1 teken.
   *[other] Maximaal { $n } tekens.
}
left = { $n ->
    [one] nog 1 teken
   *[other] nog { $n } tekens
}
over = { $n ->
    [one] 1 teken te veel
   *[other] { $n } tekens te veel
}
format-help = Opmaak
format = *cursief*, **vet**, > citaat, witregel tussen alinea’s
draft = Je concept is er weer.
draft-drop = Concept weggooien
premoderated = De redactie leest de reactie voordat die verschijnt.
premoderated-first = De eerste keer dat je schrijft, leest de redactie de reactie voordat die verschijnt.
akismet = Deze site gebruikt Akismet om spam te verminderen.
akismet-link = Lees hoe je reactiegegevens worden verwerkt
rules = Huisregels

## Fouten in velden
failed-title = Fout:
summary = De reactie is niet verstuurd
summary-count = { $n ->
    [one] Verbeter 1 veld.
   *[other] Verbeter { $n } velden.
}
error-body-missing = Schrijf een reactie.
error-body-too-long = { $n ->
    [one] Maak de reactie 1 teken korter.
   *[other] Maak de reactie { $n } tekens korter.
}
error-body-too-complex = Maak de reactie eenvoudiger: er zitten te veel citaten of lijsten in elkaar.
error-name-missing = Vul je naam in.
error-name-too-long = { $n ->
    [one] Kort de naam in tot maximaal 1 teken.
   *[other] Kort de naam in tot maximaal { $n } tekens.
}
error-name-taken = Kies een andere naam. Deze naam is voor de redactie.
error-email-missing = Vul je e-mailadres in.
error-email-invalid = Schrijf het adres zo: naam@voorbeeld.nl.
error-website-invalid = Schrijf de website zo: https://voorbeeld.nl, of laat het veld leeg.
error-key-missing = De pagina heeft niet gezegd bij welk artikel de reactie hoort. Ga terug naar het artikel en begin daar.
error-key-invalid = De sleutel van het artikel is te lang. Ga terug naar het artikel en begin daar.
error-url-invalid = Het adres van het artikel kan niet worden gelezen. Ga terug naar het artikel en begin daar.
error-url-foreign = Het adres van het artikel hoort bij een andere website. Ga terug naar het artikel en begin daar.
error-title-too-long = { $n ->
    [one] De titel van het artikel mag maximaal 1 teken lang zijn.
   *[other] De titel van het artikel mag maximaal { $n } tekens lang zijn.
}
error-parent-invalid = De reactie waarop je antwoordt, is niet te vinden. Ga terug naar de discussie en druk opnieuw op Antwoorden.
error-note-too-long = Kort je toelichting in.
error-token-invalid = De pagina stond al lang open. Opnieuw proberen.

## Weigeringen
refused-fields = { $n ->
    [one] Verbeter 1 veld.
   *[other] Verbeter { $n } velden.
}
refused-closed = De reacties zijn gesloten terwijl je schreef. Je tekst staat hier nog.
refused-banned = Je kunt hier niet reageren. Neem contact op met de redactie als dit een vergissing is.
refused-parent-gone = De reactie waarop je antwoordt, is verwijderd. Je tekst staat hier nog.
refused-duplicate = Je hebt deze reactie al verstuurd.
refused-too-fast = { $n ->
    [one] Wacht 1 seconde voordat je weer schrijft. Je tekst staat hier nog.
   *[other] Wacht { $n } seconden voordat je weer schrijft. Je tekst staat hier nog.
}
refused-key-reused = De pagina had al iets anders verstuurd. Druk nog een keer op Versturen.
refused-not-found = Deze reactie bestaat niet meer.
refused-edit-window-over = De tijd om de reactie te bewerken is voorbij.
refused-stale = De reactie is intussen gewijzigd. Laad de pagina opnieuw en probeer het dan.
refused-not-offered = Dat is hier niet mogelijk.
refused-unavailable = De reactie kon nu niet worden opgeslagen. Je tekst staat hier nog. Probeer het zo meteen opnieuw.
refused-too-large = De reactie is te groot. Kort de tekst in en verstuur de reactie opnieuw.
offline = Je bent offline. Je tekst is bewaard in de browser.
server-failed = De reactie is niet verstuurd. Je tekst is bewaard in de browser. Probeer het opnieuw.
page-old = De pagina stond al lang open. Druk nog een keer op Versturen.
too-many-links = { $n ->
    [one] In een reactie mag maximaal 1 link staan.
   *[other] In een reactie mogen maximaal { $n } links staan.
}

## Je eigen reactie
receipt-title = Je reactie
sent-held = Dank je! Je reactie wacht op goedkeuring.
sent-live = Dank je! Je reactie is gepubliceerd.
own-held = Je reactie wacht op goedkeuring. Alleen jij kunt die zien.
own-live = Je reactie is gepubliceerd.
own-rejected = De redactie heeft besloten je reactie niet te plaatsen.
own-withdrawn = De reactie is verwijderd.
edit = Bewerken
edit-title = Reactie bewerken
edit-minutes = { $n ->
    [one] Je kunt de reactie nog 1 minuut bewerken.
   *[other] Je kunt de reactie nog { $n } minuten bewerken.
}
edit-until = Je kunt de reactie bewerken tot { $time } uur.
save = Opslaan
edit-cancel = Annuleren
delete = Verwijderen
deleting = De reactie wordt zo meteen verwijderd.
deleted = De reactie is verwijderd.
undo = Ongedaan maken
receipt-confirm-title = Laat je herkennen
receipt-confirm-text = Als je je e-mailadres bevestigt, weet de redactie de volgende keer dat jij het bent. Het adres wordt nog steeds niet getoond.
receipt-confirm-button = Stuur me een link
receipt-confirm-sent = We hebben je een link gestuurd. Die werkt twee dagen.
withdraw-title = Verwijder de reactie
withdraw-text = Je tekst en je naam worden meteen verwijderd. Heeft iemand je geantwoord, dan staat er dat je de reactie hebt verwijderd.
withdraw-button = Verwijder de reactie
receipt-about-title = Bewaar het adres van deze pagina
receipt-about-text = Het is je ontvangstbewijs. Je kunt ermee zien wat er met de reactie is gebeurd, en de reactie verwijderen, ook over een jaar. Deel het niet met anderen: wie het adres heeft, kan de reactie verwijderen.

## Meldingen
report-title = Waarom meld je deze reactie?
report-spam = Spam of reclame
report-attack = Persoonlijke aanval of intimidatie
report-threat = Bedreiging of haat
report-illegal = Illegale inhoud
report-other = Iets anders
report-note = Licht het toe (optioneel)
report-contact = Is de inhoud illegaal, vul dan je naam en e-mailadres in, zodat de redactie je kan antwoorden. Ze worden niet getoond.
report-reason-missing = Kies een reden.
report-send = Melding versturen
report-done = Dank je. De redactie bekijkt het.

## Pagina’s met één boodschap
notice-not-found = Deze pagina bestaat niet
notice-not-found-text = Het adres is misschien verkeerd geschreven, of wat hier stond, is verwijderd.
notice-forbidden = Dat kan niet vanaf hier
notice-forbidden-text = Ga terug naar het artikel en probeer het daar. Neem contact op met de redactie als het blijft gebeuren.
notice-too-many = Net iets te veel tegelijk
notice-too-many-text = { $n ->
    [one] Wacht 1 seconde, ga dan terug en probeer het opnieuw. Je browser heeft wat je schreef.
   *[other] Wacht { $n } seconden, ga dan terug en probeer het opnieuw. Je browser heeft wat je schreef.
}
notice-unavailable = De reacties houden even pauze
notice-unavailable-text = Er is niets verloren gegaan. Ga terug en probeer het zo meteen opnieuw.
notice-bad-request = Dat konden we niet lezen
notice-bad-request-text = Ga terug naar het artikel en probeer het daar.
notice-link-over = De link werkt niet meer
notice-link-over-text = Hij is al gebruikt, of hij is te oud. Vraag een nieuwe aan als je hem nog nodig hebt.
notice-confirmed = Dank je! Je adres is bevestigd.
notice-confirmed-text = De redactie herkent je nu als je ermee schrijft.
notice-erased = Je gegevens zijn gewist
notice-erased-text = Naam, adres en tekst zijn weg. Waar iemand je heeft geantwoord, staat alleen dat de reactie is verwijderd.
confirm-title = Is dit jouw adres?
confirm-text = Druk op de knop als je een reactie hebt geschreven op { $site }. Dan weet de redactie dat het adres van jou is.
confirm-button = Bevestig mijn adres
export-title = Haal je gegevens op
export-text = Je krijgt alles wat { $site } over je heeft bewaard in één bestand.
export-button = Haal het bestand op
erase-title = Wis je gegevens
erase-text = Alles wat je op { $site } hebt geschreven, wordt gewist, en dat kan niet ongedaan worden gemaakt.
erase-button = Wis alles
unsubscribe = Stop berichten over antwoorden
unsubscribed = Je krijgt geen berichten meer over deze discussie.

## Feed
feed-title-thread = Reacties op ‘{ $title }’
feed-title-site = Reacties op { $site }
feed-entry = Reactie van { $name }
feed-entry-site = Reactie van { $name } op ‘{ $title }’

## Mail
mail-hello = Hallo { $name }
mail-confirm-subject = Bevestig je e-mailadres voor { $site }
mail-confirm-text = Je hebt op { $site } een reactie geschreven en gevraagd om een link die je adres bevestigt. Hier is hij:
mail-confirm-hours = { $n ->
    [one] De link werkt 1 uur.
   *[other] De link werkt { $n } uur.
}
mail-confirm-not-you = Was jij het niet, dan hoef je niets te doen. Er gebeurt dan ook niets.

## Privacy
privacy-title = Zo gebruiken we je gegevens
privacy-intro = Hier staat wat er gebeurt met wat je in het reactieveld schrijft. De pagina is gemaakt op basis van de instellingen die nu gelden.
privacy-controller-title = Wie is verantwoordelijk
privacy-controller = { $controller } is verwerkingsverantwoordelijke voor de reacties.
privacy-purpose-title = Waarom we gegevens verwerken
privacy-purpose = We gebruiken je gegevens om je reactie onder het artikel te tonen, om je die te laten bewerken en verwijderen, en om het debat vrij te houden van spam en misbruik.
privacy-basis = Dat doen we omdat we een gerechtvaardigd belang hebben bij een fatsoenlijk en open debat (artikel 6, lid 1, onder f, van de Algemene verordening gegevensbescherming).
privacy-public = Je reactie, je naam, het tijdstip en je website, als je die opgeeft, zijn door iedereen te lezen zodra de reactie is goedgekeurd. Je e-mailadres en je IP-adres worden nooit getoond.
privacy-recipients-title = Wie de gegevens krijgt
privacy-recipients = De reacties staan op onze eigen server. De redactie kan ze lezen, ook de reacties die niet worden getoond.
privacy-mail = Als je om een e-mail vraagt, gaat je adres via de mailserver die hem verstuurt, en nergens anders heen.
privacy-no-third = Niemand anders krijgt iets te weten. De pagina haalt niets op bij andere diensten, en er zijn geen advertenties en geen tracking.
privacy-akismet = Om spam te verminderen sturen we elke nieuwe reactie naar Akismet, een dienst van Automattic in de Verenigde Staten. Akismet krijgt:
privacy-akismet-in-doubt = Om spam te verminderen hebben we een eigen filter. Alleen als dat twijfelt, sturen we de reactie naar Akismet, een dienst van Automattic in de Verenigde Staten. Akismet krijgt dan:
akismet-gets-text = de tekst van de reactie
akismet-gets-address = je IP-adres
akismet-gets-name = je naam
akismet-gets-email = je e-mailadres
akismet-gets-website = je website, als je die opgeeft
akismet-gets-user-agent = welke browser je gebruikt
akismet-gets-referrer = de pagina waar je vandaan kwam
akismet-gets-permalink = het adres van het artikel
akismet-gets-date = wanneer de reactie is geschreven
akismet-gets-parent = op welke reactie je antwoordt
akismet-gets-lang = de taal van de pagina
privacy-akismet-more = Als de redactie vindt dat Akismet zich heeft vergist, sturen we hetzelfde nog eens, zodat het filter beter wordt. Daarvoor wordt het hoogstens 15 dagen versleuteld bewaard.
privacy-akismet-link = De beschrijving van Automattic zelf
privacy-kept-title = Wat we bewaren, en hoe lang
privacy-kept = Als de tijd om is, wist het programma het vanzelf.
privacy-what = Wat
privacy-why = Waarom
privacy-how-long = Hoe lang
privacy-browser-title = In je eigen browser
privacy-browser = We plaatsen geen cookies bij lezers. Het reactieveld in een artikel bewaart een concept in je browser zodra je begint te schrijven, en een ontvangstbewijs zodra je verstuurt. Je naam en je e-mailadres worden alleen bewaard als je het vakje aanvinkt. Dat alles kun je in je browser wissen, en deze pagina bewaart niets.
privacy-rights-title = Je rechten
privacy-rights = Je kunt te weten komen wat we over je bewaren en het laten verbeteren of wissen. Je kunt het ook als bestand krijgen, ons vragen het gebruik te beperken en er bezwaar tegen maken.
privacy-receipt = Heb je het adres van je ontvangstbewijs bewaard, dan kun je de reactie daar zelf verwijderen wanneer je wilt.
privacy-request = Vraag om een kopie of om je gegevens te laten wissen
privacy-ask = Schrijf naar { $controller } als je een kopie wilt of je gegevens wilt laten wissen. Schrijf vanaf het adres dat je in het reactieveld hebt gebruikt.
privacy-complaint = Ben je niet tevreden over hoe we dit doen, dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.

## Wat wordt bewaard: wat, waarom, hoe lang
kept-body = Je reactie
kept-body-why = Om die te tonen
kept-name = Je naam
kept-name-why = Om te tonen wie heeft geschreven
kept-website = Je website
kept-website-why = Om vanaf je naam te linken, als je dat wilt
kept-email = Je e-mailadres, versleuteld
kept-email-why = Om je te herkennen en te sturen waar je zelf om vraagt
kept-email-hash = Een hash met sleutel van het adres
kept-email-hash-why = Om je reacties te vinden als je daarom vraagt
kept-address = Een hash met sleutel van je IP-adres, en het adres ingekort
kept-address-why = Om spam en misbruik te verminderen
kept-receipt = Een hash van je ontvangstbewijs
kept-receipt-why = Om je de reactie te laten zien, bewerken en verwijderen
kept-answer = Het antwoord dat je browser kreeg, versleuteld
kept-answer-why = Om te zorgen dat twee keer drukken niet twee reacties oplevert
kept-wave = Kenmerken van bijna gelijke reacties (versleutelde hashes)
kept-wave-why = Om maar één keer over een golf reclame te hoeven beslissen
kept-akismet = Wat naar Akismet is gestuurd, versleuteld
kept-akismet-why = Om het filter te corrigeren als het zich vergist
kept-decision = De besluiten van de redactie
kept-decision-why = Om ze te kunnen uitleggen en terugdraaien
kept-blatant = Reacties die Akismet overduidelijke spam noemt
kept-blatant-why = Om een goede reactie te kunnen terughalen
kept-spam = Reacties die spam zijn
kept-spam-why = Om een goede reactie te kunnen terughalen
kept-trash = Reacties die de redactie heeft afgewezen
kept-trash-why = Om dat te kunnen terugdraaien
kept-note = Notities van de redactie over jou
kept-note-why = Zodat de redactie weet wat is afgesproken of gebeurd
kept-trust = Dat de redactie je vertrouwt
kept-trust-why = Zodat je reacties niet hoeven te wachten
kept-ban = De hash van een geblokkeerd adres en de naam waaronder het schreef
kept-ban-why = Om wie het veld heeft misbruikt buiten te houden
kept-lesson = Gehashte kenmerken van woorden in reacties waarover de redactie heeft beslist
kept-lesson-why = Zodat het filter leert van de beslissingen van de redactie
kept-mail = Een hash van de link in de e-mail waar je om vroeg
kept-mail-why = Om de link maar één keer te laten werken
kept-vote = Een hash met sleutel van je IP-adres als je een reactie aanbeveelt
kept-vote-why = Om elke lezer maar één keer te tellen
kept-flag = Je melding van een reactie
kept-flag-why = Om de redactie de reactie te laten bekijken
kept-flag-contact = Naam en e-mailadres uit een melding van illegale inhoud, versleuteld
kept-flag-contact-why = Om de redactie je te laten antwoorden
kept-with-comment = Zolang de reactie bestaat
kept-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagen
}
kept-days-most = { $n ->
    [one] Hoogstens 1 dag
   *[other] Hoogstens { $n } dagen
}
kept-hours = { $n ->
    [one] 1 uur
   *[other] { $n } uur
}
kept-until-lifted = Tot de blokkade is opgeheven
kept-until-erased = Tot de persoon op verzoek wordt gewist

## Wat er staat in plaats van de reactie van een gewiste persoon

erased-name = Anoniem
erased-text = De tekst is gewist op verzoek van wie hem schreef.
