# Suomi. Sinuttelu, suoraa kieltä, ei huutomerkkejä muualla kuin kiitoksissa. Otsikot lainausmerkeissä ”…”.
# Kaikissa luetteloissa on samat tunnisteet ja samat muuttujat; testi valvoo sitä.

## Aika ja luvut
month = { $n ->
    [1] tammikuuta
    [2] helmikuuta
    [3] maaliskuuta
    [4] huhtikuuta
    [5] toukokuuta
    [6] kesäkuuta
    [7] heinäkuuta
    [8] elokuuta
    [9] syyskuuta
    [10] lokakuuta
    [11] marraskuuta
   *[12] joulukuuta
}
date = { $day }. { $month } { $year }
date-time = { $day }. { $month } { $year } klo { $hour }.{ $minute }
time = klo { $hour }.{ $minute }

## Keskustelu
title = { $n ->
    [one] 1 kommentti
   *[other] { $n } kommenttia
}
title-empty = Kommentit
empty = Kommentteja ei vielä ole. Kirjoita ensimmäinen.
empty-closed = Kommentteja ei ole.
write = Kirjoita kommentti
sort = Järjestä
sort-oldest = Vanhimmat ensin
sort-newest = Uusimmat ensin
sort-top = Suositelluimmat
sort-pick = Toimituksen valinnat
badge-staff = Toimitus
badge-author = Artikkelin kirjoittaja
badge-pick = Toimituksen valinta
badge-pinned = Kiinnitetty
in-reply-to = vastaus kommentoijalle
reply = Vastaa
reply-to-whom = kommentoijalle { $name }
report = Ilmoita
report-whom = kommentista, jonka kirjoitti { $name }
like = Suosittele ({ $n })
copy = Kopioi linkki
copied = Linkki on kopioitu.
edited = muokattu { $time }
edited-staff = toimituksen muokkaama { $time }
now = juuri äsken
whole = Näytä koko kommentti
more-replies = { $n ->
    [one] Näytä 1 vastaus lisää
   *[other] Näytä { $n } vastausta lisää
}
whole-branch = { $n ->
    [one] Näytä vastaus
   *[other] Näytä kaikki { $n } vastausta
}
whole-thread = Näytä kaikki kommentit
from-the-start = Näytä kommentit alusta alkaen
more = { $n ->
    [one] Näytä 1 kommentti lisää
   *[other] Näytä { $n } kommenttia lisää
}
more-unknown = Näytä lisää kommentteja
progress = Kommentteja näkyvissä { $shown }/{ $count }
added = { $n ->
    [one] Näkyvissä on 1 kommentti lisää.
   *[other] Näkyvissä on { $n } kommenttia lisää.
}
arrivals = { $n ->
    [one] 1 uusi kommentti – näytä se
   *[other] { $n } uutta kommenttia – näytä ne
}
gone = Toimitus on poistanut kommentin.
gone-self = Kirjoittaja on poistanut kommenttinsa.
closed = Kommentointi on suljettu.
closed-on = Kommentointi suljettiin { $date }.
closing = Kommentointi on auki { $date } saakka.
loading = Ladataan kommentteja …
load-failed = Kommentteja ei voitu ladata.
retry = Yritä uudelleen
no-script = Lue kommentit ja kirjoita omasi
comment-not-found = Kommenttia ei enää ole.
powered = Kommentit: Svar
privacy-link = Näin käytämme tietojasi
rss = Seuraa keskustelua (RSS)
back = Takaisin artikkeliin
back-to = Takaisin artikkeliin ”{ $title }”
back-to-thread = Takaisin keskusteluun

## Lomake
form-title = Kirjoita kommentti
form-title-to = Vastaa kommentoijalle
form-note = Sähköpostiosoitettasi ei julkaista. Pakolliset kentät on merkitty tähdellä *
form-note-free = Sähköpostiosoitettasi ei julkaista. Nimeä ja sähköpostia ei tarvitse antaa. Pakolliset kentät on merkitty tähdellä *
field-body = Kommentti
field-name = Nimi
field-email = Sähköposti
field-website = Verkkosivusto
optional = (valinnainen)
keep = Muista nimeni ja sähköpostini tässä selaimessa
notify = Lähetä minulle sähköpostia, kun joku vastaa minulle
send = Lähetä kommentti
send-reply = Lähetä vastaus
cancel = Peruuta vastaus
sending = Lähetetään …
preview = Katso, miltä se näyttää
preview-title = Kommenttisi näyttää tältä
trap = Jätä tämä kenttä tyhjäksi
limit = { $n ->
    [one] Enintään 1 merkki.
   *[other] Enintään { $n } merkkiä.
}
left = { $n ->
    [one] 1 merkki jäljellä
   *[other] { $n } merkkiä jäljellä
}
over = { $n ->
    [one] 1 merkki liikaa
   *[other] { $n } merkkiä liikaa
}
format-help = Muotoilu
format = *kursiivi*, **lihavointi**, > lainaus, tyhjä rivi kappaleiden väliin
draft = Luonnoksesi on palautettu.
draft-drop = Hylkää luonnos
premoderated = Toimitus lukee kommentin, ennen kuin se näytetään.
premoderated-first = Kun kirjoitat ensimmäistä kertaa, toimitus lukee kommentin, ennen kuin se näytetään.
akismet = Sivusto käyttää Akismetia roskaviestien vähentämiseen.
akismet-link = Lue, miten kommenttisi tietoja käsitellään
rules = Keskustelun säännöt

## Virheet kentissä
failed-title = Virhe:
summary = Kommenttia ei lähetetty
summary-count = { $n ->
    [one] Korjaa 1 kenttä.
   *[other] Korjaa { $n } kenttää.
}
error-body-missing = Kirjoita kommentti.
error-body-too-long = { $n ->
    [one] Lyhennä kommenttia 1 merkillä.
   *[other] Lyhennä kommenttia { $n } merkillä.
}
error-body-too-complex = Yksinkertaista kommenttia: siinä on liian monta sisäkkäistä lainausta tai luetteloa.
error-name-missing = Kirjoita nimesi.
error-name-too-long = Lyhennä nimi enintään { $n } merkkiin.
error-name-taken = Valitse toinen nimi. Tämä nimi on varattu toimitukselle.
error-email-missing = Kirjoita sähköpostiosoitteesi.
error-email-invalid = Kirjoita osoite näin: nimi@esimerkki.fi.
error-website-invalid = Kirjoita verkkosivusto näin: https://esimerkki.fi, tai jätä kenttä tyhjäksi.
error-key-missing = Sivu ei kertonut, mihin artikkeliin kommentti kuuluu. Palaa artikkeliin ja aloita sieltä.
error-key-invalid = Artikkelin tunniste on liian pitkä. Palaa artikkeliin ja aloita sieltä.
error-url-invalid = Artikkelin osoitetta ei voi lukea. Palaa artikkeliin ja aloita sieltä.
error-url-foreign = Artikkelin osoite kuuluu toiselle sivustolle. Palaa artikkeliin ja aloita sieltä.
error-title-too-long = Artikkelin otsikko saa olla enintään { $n } merkin pituinen.
error-parent-invalid = Kommenttia, johon vastaat, ei löydy. Palaa keskusteluun ja paina Vastaa uudelleen.
error-note-too-long = Lyhennä lisätietoja.
error-token-invalid = Sivu oli ollut auki pitkään. Yritä uudelleen.

## Torjunnat
refused-fields = { $n ->
    [one] Korjaa 1 kenttä.
   *[other] Korjaa { $n } kenttää.
}
refused-closed = Kommentointi suljettiin kirjoittaessasi. Tekstisi on yhä tässä.
refused-banned = Et voi kommentoida täällä. Ota yhteyttä toimitukseen, jos kyse on virheestä.
refused-parent-gone = Kommentti, johon vastaat, on poistettu. Tekstisi on yhä tässä.
refused-duplicate = Olet jo lähettänyt tämän kommentin.
refused-too-fast = { $n ->
    [one] Odota 1 sekunti, ennen kuin kirjoitat uudelleen. Tekstisi on yhä tässä.
   *[other] Odota { $n } sekuntia, ennen kuin kirjoitat uudelleen. Tekstisi on yhä tässä.
}
refused-key-reused = Sivu oli jo lähettänyt jotain muuta. Paina Lähetä vielä kerran.
refused-not-found = Kommenttia ei enää ole.
refused-edit-window-over = Kommentin muokkausaika on päättynyt.
refused-stale = Kommentti on sillä välin muuttunut. Lataa sivu uudelleen ja yritä sitten.
refused-not-offered = Se ei ole mahdollista täällä.
refused-unavailable = Kommenttia ei voitu tallentaa juuri nyt. Tekstisi on yhä tässä. Yritä hetken kuluttua uudelleen.
refused-too-large = Kommentti on liian suuri. Lyhennä sitä ja lähetä se uudelleen.
offline = Et ole verkossa. Tekstisi on tallennettu selaimeen.
server-failed = Kommenttia ei lähetetty. Tekstisi on tallennettu selaimeen. Yritä uudelleen.
page-old = Sivu oli ollut auki pitkään. Paina Lähetä vielä kerran.
too-many-links = { $n ->
    [one] Kommentissa saa olla enintään 1 linkki.
   *[other] Kommentissa saa olla enintään { $n } linkkiä.
}

## Oma kommenttisi
receipt-title = Kommenttisi
sent-held = Kiitos! Kommenttisi odottaa hyväksyntää.
sent-live = Kiitos! Kommenttisi on julkaistu.
own-held = Kommenttisi odottaa hyväksyntää. Vain sinä näet sen.
own-live = Kommenttisi on julkaistu.
own-rejected = Toimitus on päättänyt olla julkaisematta kommenttiasi.
own-withdrawn = Kommentti on poistettu.
edit = Muokkaa
edit-title = Muokkaa kommenttia
edit-minutes = { $n ->
    [one] Voit muokata kommenttia 1 minuutin ajan.
   *[other] Voit muokata kommenttia { $n } minuutin ajan.
}
edit-until = Voit muokata kommenttia { $time } asti.
save = Tallenna
edit-cancel = Peruuta
delete = Poista
deleting = Kommentti poistetaan hetken kuluttua.
deleted = Kommentti on poistettu.
undo = Kumoa
receipt-confirm-title = Anna toimituksen tunnistaa sinut
receipt-confirm-text = Jos vahvistat sähköpostiosoitteesi, toimitus tietää seuraavalla kerralla, että kirjoittaja olet sinä. Osoitetta ei silloinkaan näytetä.
receipt-confirm-button = Lähetä minulle linkki
receipt-confirm-sent = Lähetimme sinulle linkin. Se toimii kaksi vuorokautta.
withdraw-title = Poista kommentti
withdraw-text = Tekstisi ja nimesi poistetaan heti. Jos joku on vastannut sinulle, näkyviin jää tieto, että olet poistanut kommentin.
withdraw-button = Poista kommentti
receipt-about-title = Tallenna tämän sivun osoite
receipt-about-text = Se on kuittisi. Sen avulla näet, mitä kommentille on tapahtunut, ja voit poistaa kommentin, vielä vuoden päästäkin. Älä jaa osoitetta muille: se, jolla on osoite, voi poistaa kommentin.

## Ilmoitukset
report-title = Miksi ilmoitat kommentista?
report-spam = Roskaviesti tai mainos
report-attack = Henkilökohtainen hyökkäys tai häirintä
report-threat = Uhkailu tai viha
report-illegal = Laiton sisältö
report-other = Muu syy
report-note = Kerro lisää (valinnainen)
report-contact = Jos sisältö on laitonta, kirjoita nimesi ja sähköpostiosoitteesi, jotta toimitus voi vastata sinulle. Niitä ei näytetä.
report-reason-missing = Valitse syy.
report-send = Lähetä ilmoitus
report-done = Kiitos. Toimitus tarkistaa kommentin.

## Yhden viestin sivut
notice-not-found = Sivua ei ole
notice-not-found-text = Osoite voi olla kirjoitettu väärin, tai täällä ollut sisältö on poistettu.
notice-forbidden = Et voi tehdä sitä täältä
notice-forbidden-text = Palaa artikkeliin ja yritä sieltä. Ota yhteyttä toimitukseen, jos sama toistuu.
notice-too-many = Vähän liikaa yhdellä kertaa
notice-too-many-text = { $n ->
    [one] Odota 1 sekunti, palaa sitten takaisin ja yritä uudelleen. Kirjoittamasi teksti on tallessa selaimessasi.
   *[other] Odota { $n } sekuntia, palaa sitten takaisin ja yritä uudelleen. Kirjoittamasi teksti on tallessa selaimessasi.
}
notice-unavailable = Kommentit pitävät lyhyen tauon
notice-unavailable-text = Mitään ei ole kadonnut. Palaa takaisin ja yritä hetken kuluttua uudelleen.
notice-bad-request = Emme saaneet siitä selvää
notice-bad-request-text = Palaa artikkeliin ja yritä sieltä.
notice-link-over = Linkki ei enää toimi
notice-link-over-text = Se on jo käytetty, tai se on liian vanha. Pyydä uusi, jos tarvitset sitä yhä.
notice-confirmed = Kiitos! Osoitteesi on vahvistettu.
notice-confirmed-text = Toimitus tunnistaa sinut jatkossa, kun kirjoitat tällä osoitteella.
notice-erased = Tietosi on poistettu
notice-erased-text = Nimi, osoite ja teksti on poistettu. Jos joku on vastannut sinulle, näkyvissä on vain tieto, että kommentti on poistettu.
confirm-title = Onko tämä osoitteesi?
confirm-text = Paina painiketta, jos olet kirjoittanut kommentin sivustolle { $site }. Silloin toimitus tietää, että osoite on sinun.
confirm-button = Vahvista osoitteeni
export-title = Hae tietosi
export-text = Saat yhtenä tiedostona kaiken, mitä { $site } on tallentanut sinusta.
export-button = Hae tiedosto
erase-title = Poista tietosi
erase-text = Kaikki, mitä olet kirjoittanut sivustolle { $site }, poistetaan, eikä poistoa voi perua.
erase-button = Poista kaikki
unsubscribe = Lopeta vastausilmoitukset
unsubscribed = Et saa enää ilmoituksia tästä keskustelusta.

## Syöte
feed-title-thread = Kommentit artikkeliin ”{ $title }”
feed-title-site = Kommentit sivustolla { $site }
feed-entry = { $name } kommentoi
feed-entry-site = { $name } kommentoi artikkelia ”{ $title }”

## Sähköposti
mail-hello = Hei { $name }
mail-confirm-subject = Vahvista sähköpostiosoitteesi: { $site }
mail-confirm-text = Olet kirjoittanut kommentin sivustolle { $site } ja pyytänyt linkkiä, jolla vahvistat osoitteesi. Tässä se on:
mail-confirm-hours = { $n ->
    [one] Linkki toimii 1 tunnin.
   *[other] Linkki toimii { $n } tuntia.
}
mail-confirm-not-you = Jos se et ollut sinä, sinun ei tarvitse tehdä mitään. Silloin mitään ei myöskään tapahdu.

## Yksityisyys
privacy-title = Näin käytämme tietojasi
privacy-intro = Tässä kerrotaan, mitä tapahtuu sille, mitä kirjoitat kommenttikenttään. Sivu on koottu juuri nyt voimassa olevista asetuksista.
privacy-controller-title = Kuka vastaa tiedoista
privacy-controller = Kommenttien rekisterinpitäjä on { $controller }.
privacy-purpose-title = Miksi käsittelemme tietoja
privacy-purpose = Käytämme tietojasi, jotta voimme näyttää kommenttisi artikkelin alla, jotta voit muokata sitä ja poistaa sen ja jotta keskustelu pysyy vapaana roskaviesteistä ja väärinkäytöksistä.
privacy-basis = Teemme niin, koska meillä on oikeutettu etu ylläpitää asiallista ja avointa keskustelua (yleisen tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta).
privacy-public = Kommenttisi, nimesi, ajankohta ja verkkosivustosi, jos annat sen, ovat kaikkien luettavissa, kun kommentti on hyväksytty. Sähköpostiosoitettasi ja IP-osoitettasi ei näytetä koskaan.
privacy-recipients-title = Kuka saa tiedot
privacy-recipients = Kommentit ovat omalla palvelimellamme. Toimitus voi lukea ne, myös ne, joita ei näytetä.
privacy-mail = Kun pyydät sähköpostia, osoitteesi kulkee viestin lähettävän sähköpostipalvelimen kautta eikä mene muualle.
privacy-no-third = Kukaan muu ei saa tietää mitään. Sivu ei hae mitään muista palveluista, eikä sillä ole mainoksia eikä seurantaa.
privacy-akismet = Roskaviestien vähentämiseksi lähetämme jokaisen uuden kommentin Akismetille, joka on yhdysvaltalaisen Automatticin palvelu. Akismet saa:
privacy-akismet-in-doubt = Roskaviestien vähentämiseksi meillä on oma suodatin. Vain kun se on epävarma, lähetämme kommentin Akismetille, joka on yhdysvaltalaisen Automatticin palvelu. Silloin Akismet saa:
akismet-gets-text = kommentin tekstin
akismet-gets-address = IP-osoitteesi
akismet-gets-name = nimesi
akismet-gets-email = sähköpostiosoitteesi
akismet-gets-website = verkkosivustosi, jos annat sen
akismet-gets-user-agent = tiedon siitä, mitä selainta käytät
akismet-gets-referrer = sivun, jolta tulit
akismet-gets-permalink = artikkelin osoitteen
akismet-gets-date = kommentin kirjoitusajan
akismet-gets-parent = tiedon siitä, mihin kommenttiin vastaat
akismet-gets-lang = sivun kielen
privacy-akismet-more = Jos toimitus katsoo, että Akismet erehtyi, lähetämme samat tiedot uudelleen, jotta suodatin paranee. Siksi ne säilytetään salattuina enintään 15 päivää.
privacy-akismet-link = Automatticin oma kuvaus
privacy-kept-title = Mitä säilytämme ja kuinka kauan
privacy-kept = Kun aika on kulunut, ohjelma poistaa tiedot itse.
privacy-what = Mitä
privacy-why = Miksi
privacy-how-long = Kuinka kauan
privacy-browser-title = Omassa selaimessasi
privacy-browser = Emme aseta lukijoille evästeitä. Artikkelin kommenttikenttä tallentaa selaimeesi luonnoksen, kun alat kirjoittaa, ja kuitin, kun lähetät kommentin. Nimesi ja sähköpostiosoitteesi tallennetaan vain, jos rastitat ruudun. Voit poistaa kaiken tämän selaimestasi, eikä tämä sivu tallenna mitään.
privacy-rights-title = Oikeutesi
privacy-rights = Voit saada tietää, mitä olemme tallentaneet sinusta, ja saada tiedot oikaistuiksi tai poistetuiksi. Voit myös saada ne tiedostona, pyytää meitä rajoittamaan niiden käyttöä ja vastustaa käyttöä.
privacy-receipt = Jos olet tallentanut kuittisi osoitteen, voit itse poistaa kommentin siellä milloin haluat.
privacy-request = Pyydä kopio tai tietojesi poistamista
privacy-ask = Jos haluat kopion tai haluat tietosi poistettaviksi, ota yhteyttä rekisterinpitäjään ({ $controller }). Kirjoita siitä osoitteesta, jota olet käyttänyt kommenttikentässä.
privacy-complaint = Jos et ole tyytyväinen siihen, miten toimimme, voit tehdä valituksen tietosuojavaltuutetulle.

## Mitä säilytetään: mitä, miksi, kuinka kauan
kept-body = Kommenttisi
kept-body-why = Jotta se voidaan näyttää
kept-name = Nimesi
kept-name-why = Jotta näkyy, kuka on kirjoittanut
kept-website = Verkkosivustosi
kept-website-why = Jotta nimestäsi on linkki sinne, jos haluat
kept-email = Sähköpostiosoitteesi, salattuna
kept-email-why = Jotta tunnistamme sinut ja voimme lähettää, mitä itse pyydät
kept-email-hash = Osoitteen avaimella laskettu tiiviste
kept-email-hash-why = Jotta löydämme kommenttisi, kun pyydät sitä
kept-address = IP-osoitteesi avaimella laskettu tiiviste ja IP-osoitteesi lyhennettynä
kept-address-why = Roskaviestien ja väärinkäytösten vähentämiseksi
kept-receipt = Kuittisi tiiviste
kept-receipt-why = Jotta voit nähdä kommentin, muokata sitä ja poistaa sen
kept-answer = Selaimesi saama vastaus, salattuna
kept-answer-why = Jotta kahdesta painalluksesta ei tule kahta kommenttia
kept-wave = Lähes samanlaisten kommenttien tunnisteet (avaimelliset tiivisteet)
kept-wave-why = Jotta mainosaalto ratkaistaan vain kerran
kept-akismet = Akismetille lähetetyt tiedot, salattuina
kept-akismet-why = Jotta suodatin voidaan oikaista, kun se erehtyy
kept-decision = Toimituksen päätökset
kept-decision-why = Jotta ne voidaan selittää ja perua
kept-blatant = Kommentit, joita Akismet pitää ilmiselvinä roskaviesteinä
kept-blatant-why = Jotta hyvä kommentti voidaan palauttaa
kept-spam = Kommentit, jotka ovat roskaviestejä
kept-spam-why = Jotta hyvä kommentti voidaan palauttaa
kept-trash = Kommentit, jotka toimitus on hylännyt
kept-trash-why = Jotta päätös voidaan perua
kept-note = Toimituksen muistiinpanot sinusta
kept-note-why = Jotta toimitus muistaa, mitä on sovittu tai tapahtunut
kept-trust = Se, että toimitus luottaa sinuun
kept-trust-why = Jotta kommenttisi eivät joudu odottamaan
kept-ban = Estetyn osoitteen tiiviste ja nimi, jolla osoitteesta kirjoitettiin
kept-ban-why = Jotta kenttää väärin käyttänyt pysyy poissa
kept-lesson = Tiivisteet sanoista kommenteissa, joista toimitus on päättänyt
kept-lesson-why = Jotta suodatin oppii toimituksen päätöksistä
kept-mail = Pyytämässäsi sähköpostissa olevan linkin tiiviste
kept-mail-why = Jotta linkki toimii vain kerran
kept-vote = IP-osoitteesi avaimella laskettu tiiviste, kun suosittelet kommenttia
kept-vote-why = Jotta jokainen lukija lasketaan vain kerran
kept-flag = Ilmoituksesi kommentista
kept-flag-why = Jotta toimitus voi tarkistaa kommentin
kept-flag-contact = Nimi ja sähköposti laitonta sisältöä koskevasta ilmoituksesta, salattuina
kept-flag-contact-why = Jotta toimitus voi vastata sinulle
kept-with-comment = Niin kauan kuin kommentti on olemassa
kept-days = { $n ->
    [one] 1 päivä
   *[other] { $n } päivää
}
kept-days-most = { $n ->
    [one] Enintään 1 päivä
   *[other] Enintään { $n } päivää
}
kept-hours = { $n ->
    [one] 1 tunti
   *[other] { $n } tuntia
}
kept-until-lifted = Kunnes esto poistetaan
kept-until-erased = Kunnes henkilön tiedot poistetaan pyynnöstä

## Mitä poistetun henkilön kommentin tilalla lukee

erased-name = Nimetön
erased-text = Teksti on poistettu kirjoittajan pyynnöstä.
