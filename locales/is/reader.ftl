# Íslenska. Þúað, blátt áfram, engin upphrópunarmerki nema í þökkum. „“ um titla.
# Allar skrárnar hafa sömu auðkenni og sömu breytur; próf fylgist með því.

## Tími og tölur
month = { $n ->
    [1] janúar
    [2] febrúar
    [3] mars
    [4] apríl
    [5] maí
    [6] júní
    [7] júlí
    [8] ágúst
    [9] september
    [10] október
    [11] nóvember
   *[12] desember
}
date = { $day }. { $month } { $year }
date-time = { $day }. { $month } { $year } kl. { $hour }:{ $minute }
time = kl. { $hour }:{ $minute }

## Þráðurinn
title = { $n ->
    [one] { $n } athugasemd
   *[other] { $n } athugasemdir
}
title-empty = Athugasemdir
empty = Engar athugasemdir eru komnar. Skrifaðu þá fyrstu.
empty-closed = Engar athugasemdir eru hér.
write = Skrifa athugasemd
sort = Raða
sort-oldest = Elstu fyrst
sort-newest = Nýjustu fyrst
sort-top = Flest meðmæli
sort-pick = Val ritstjórnar
badge-staff = Ritstjórn
badge-author = Höfundur greinar
badge-pick = Val ritstjórnar
badge-pinned = Fest efst
in-reply-to = svar til
reply = Svara
reply-to-whom = athugasemd sem { $name } skrifaði
report = Tilkynna
report-whom = athugasemd sem { $name } skrifaði
like = Mæla með ({ $n })
copy = Afrita tengil
copied = Tengillinn hefur verið afritaður.
edited = breytt { $time }
edited-staff = breytt af ritstjórn { $time }
now = rétt í þessu
whole = Sýna alla athugasemdina
more-replies = { $n ->
    [one] Sýna { $n } svar í viðbót
   *[other] Sýna { $n } svör í viðbót
}
whole-branch = { $n ->
    [one] Sýna { $n } svar
   *[other] Sýna öll { $n } svörin
}
whole-thread = Sýna allar athugasemdir
from-the-start = Sýna athugasemdirnar frá byrjun
more = { $n ->
    [one] Sýna { $n } athugasemd í viðbót
   *[other] Sýna { $n } athugasemdir í viðbót
}
more-unknown = Sýna fleiri athugasemdir
progress = Sýnilegar athugasemdir: { $shown } af { $count }
added = { $n ->
    [one] { $n } athugasemd í viðbót er sýnd.
   *[other] { $n } athugasemdir í viðbót eru sýndar.
}
arrivals = { $n ->
    [one] { $n } ný athugasemd – sýna
   *[other] { $n } nýjar athugasemdir – sýna
}
gone = Ritstjórnin fjarlægði athugasemdina.
gone-self = Athugasemdinni var eytt af þeim sem skrifaði hana.
closed = Lokað er fyrir athugasemdir.
closed-on = Lokað var fyrir athugasemdir { $date }.
closing = Opið er fyrir athugasemdir til og með { $date }.
loading = Sæki athugasemdir …
load-failed = Ekki tókst að sækja athugasemdirnar.
retry = Reyna aftur
no-script = Lesa athugasemdir og svara
comment-not-found = Athugasemdin er ekki lengur til.
powered = Athugasemdakerfi: Svar
privacy-link = Svona notum við upplýsingarnar þínar
rss = Fylgjast með þræðinum (RSS)
back = Til baka í greinina
back-to = Til baka í „{ $title }“
back-to-thread = Til baka í þráðinn

## Eyðublaðið
form-title = Skrifa athugasemd
form-title-to = Svar til
form-note = Netfangið þitt verður ekki birt. Nauðsynlegir reitir eru merktir með *
form-note-free = Netfangið þitt verður ekki birt. Þú þarft ekki að gefa upp nafn og netfang. Nauðsynlegir reitir eru merktir með *
field-body = Athugasemd
field-name = Nafn
field-email = Netfang
field-website = Vefsíða
optional = (valfrjálst)
keep = Muna nafnið mitt og netfangið í þessum vafra
notify = Senda mér tölvupóst þegar einhver svarar mér
send = Senda athugasemd
send-reply = Senda svar
cancel = Hætta við svar
sending = Sendi …
preview = Sjá hvernig hún verður
preview-title = Svona mun athugasemdin þín birtast
trap = Hafðu þennan reit auðan
limit = { $n ->
    [one] Í mesta lagi { $n } stafur.
   *[other] Í mesta lagi { $n } stafir.
}
left = { $n ->
    [one] { $n } stafur eftir
   *[other] { $n } stafir eftir
}
over = { $n ->
    [one] { $n } stafur umfram
   *[other] { $n } stafir umfram
}
format-help = Textasnið
format = *skáletrað*, **feitletrað**, > tilvitnun, auð lína milli efnisgreina
draft = Drögin þín eru komin aftur.
draft-drop = Henda drögum
premoderated = Ritstjórnin les athugasemdina áður en hún birtist.
premoderated-first = Þegar þú skrifar í fyrsta sinn les ritstjórnin athugasemdina áður en hún birtist.
akismet = Vefurinn notar Akismet til að draga úr ruslpósti.
akismet-link = Lestu hvernig unnið er með gögn úr athugasemdinni þinni
rules = Umræðureglur

## Villur í reitum
failed-title = Villa:
summary = Athugasemdin hefur ekki verið send
summary-count = { $n ->
    [one] Lagaðu { $n } reit.
   *[other] Lagaðu { $n } reiti.
}
error-body-missing = Skrifaðu athugasemd.
error-body-too-long = { $n ->
    [one] Styttu athugasemdina um { $n } staf.
   *[other] Styttu athugasemdina um { $n } stafi.
}
error-body-too-complex = Einfaldaðu athugasemdina: í henni eru of mörg lög af tilvitnunum eða listum.
error-name-missing = Skrifaðu nafnið þitt.
error-name-too-long = { $n ->
    [one] Styttu nafnið í { $n } staf eða færri.
   *[other] Styttu nafnið í { $n } stafi eða færri.
}
error-name-taken = Veldu annað nafn. Þetta nafn er frátekið fyrir ritstjórnina.
error-email-missing = Skrifaðu netfangið þitt.
error-email-invalid = Skrifaðu netfangið svona: nafn@daemi.is.
error-website-invalid = Skrifaðu vefsíðuna svona: https://daemi.is, eða hafðu reitinn auðan.
error-key-missing = Síðan gaf ekki upp við hvaða grein athugasemdin á. Farðu til baka í greinina og byrjaðu þar.
error-key-invalid = Auðkenni greinarinnar er of langt. Farðu til baka í greinina og byrjaðu þar.
error-url-invalid = Ekki er hægt að lesa slóð greinarinnar. Farðu til baka í greinina og byrjaðu þar.
error-url-foreign = Slóð greinarinnar tilheyrir öðrum vef. Farðu til baka í greinina og byrjaðu þar.
error-title-too-long = { $n ->
    [one] Titill greinarinnar má í mesta lagi vera { $n } stafur.
   *[other] Titill greinarinnar má í mesta lagi vera { $n } stafir.
}
error-parent-invalid = Athugasemdin sem þú ert að svara finnst ekki. Farðu til baka í þráðinn og ýttu aftur á Svara.
error-note-too-long = Styttu útskýringuna.
error-token-invalid = Síðan hafði verið opin lengi. Reyna aftur.

## Hafnanir
refused-fields = { $n ->
    [one] Lagaðu { $n } reit.
   *[other] Lagaðu { $n } reiti.
}
refused-closed = Lokað var fyrir athugasemdir á meðan þú skrifaðir. Textinn þinn er hér enn.
refused-banned = Þú getur ekki skrifað athugasemdir hér. Hafðu samband við ritstjórnina ef þetta eru mistök.
refused-parent-gone = Athugasemdin sem þú ert að svara hefur verið fjarlægð. Textinn þinn er hér enn.
refused-duplicate = Þú hefur þegar sent þessa athugasemd.
refused-too-fast = { $n ->
    [one] Bíddu í { $n } sekúndu áður en þú skrifar aftur. Textinn þinn er hér enn.
   *[other] Bíddu í { $n } sekúndur áður en þú skrifar aftur. Textinn þinn er hér enn.
}
refused-key-reused = Síðan hafði þegar sent eitthvað annað. Ýttu einu sinni enn á Senda.
refused-not-found = Athugasemdin er ekki lengur til.
refused-edit-window-over = Tíminn til að breyta athugasemdinni er liðinn.
refused-stale = Athugasemdin hefur breyst í millitíðinni. Endurhladdu síðuna og reyndu svo aftur.
refused-not-offered = Það er ekki hægt hér.
refused-unavailable = Ekki tókst að vista athugasemdina núna. Textinn þinn er hér enn. Reyndu aftur eftir smástund.
refused-too-large = Athugasemdin er of stór. Styttu hana og sendu hana aftur.
offline = Þú ert ekki með nettengingu. Textinn þinn er vistaður í vafranum.
server-failed = Athugasemdin var ekki send. Textinn þinn er vistaður í vafranum. Reyndu aftur.
page-old = Síðan hafði verið opin lengi. Ýttu einu sinni enn á Senda.
too-many-links = { $n ->
    [one] Í athugasemd má í mesta lagi vera { $n } tengill.
   *[other] Í athugasemd mega í mesta lagi vera { $n } tenglar.
}

## Þín eigin athugasemd
receipt-title = Athugasemdin þín
sent-held = Takk! Athugasemdin þín bíður samþykkis.
sent-live = Takk! Athugasemdin þín hefur verið birt.
own-held = Athugasemdin þín bíður samþykkis. Aðeins þú sérð hana.
own-live = Athugasemdin þín hefur verið birt.
own-rejected = Ritstjórnin ákvað að birta ekki athugasemdina þína.
own-withdrawn = Athugasemdinni hefur verið eytt.
edit = Breyta
edit-title = Breyta athugasemdinni
edit-minutes = { $n ->
    [one] Þú hefur { $n } mínútu til að breyta athugasemdinni.
   *[other] Þú hefur { $n } mínútur til að breyta athugasemdinni.
}
edit-until = Þú getur breytt athugasemdinni til { $time }.
save = Vista
edit-cancel = Hætta við
delete = Eyða
deleting = Athugasemdinni verður eytt eftir smástund.
deleted = Athugasemdinni hefur verið eytt.
undo = Afturkalla
receipt-confirm-title = Láttu ritstjórnina þekkja þig aftur
receipt-confirm-text = Ef þú staðfestir netfangið þitt veit ritstjórnin að það ert þú næst þegar þú skrifar. Netfangið er eftir sem áður ekki birt.
receipt-confirm-button = Senda mér tengil
receipt-confirm-sent = Við höfum sent þér tengil. Hann virkar í tvo sólarhringa.
withdraw-title = Eyða athugasemdinni
withdraw-text = Textanum þínum og nafninu er eytt strax. Hafi einhver svarað þér kemur fram að þú hafir eytt athugasemdinni.
withdraw-button = Eyða athugasemdinni
receipt-about-title = Geymdu slóð þessarar síðu
receipt-about-text = Hún er kvittunin þín. Með henni getur þú séð hvað varð um athugasemdina og eytt henni, líka eftir eitt ár. Deildu henni ekki með öðrum: sá sem hefur slóðina getur eytt athugasemdinni.

## Tilkynningar
report-title = Hvers vegna tilkynnir þú athugasemdina?
report-spam = Ruslpóstur eða auglýsing
report-attack = Persónuárás eða áreitni
report-threat = Hótanir eða hatur
report-illegal = Ólöglegt efni
report-other = Annað
report-note = Segðu nánar frá (valfrjálst)
report-contact = Ef efnið er ólöglegt skaltu skrifa nafn þitt og netfang svo að ritstjórnin geti svarað þér. Hvorugt verður birt.
report-reason-missing = Veldu ástæðu.
report-send = Senda tilkynningu
report-done = Takk. Ritstjórnin skoðar hana.

## Síður með ein skilaboð
notice-not-found = Síðan er ekki til
notice-not-found-text = Slóðin gæti verið rangt skrifuð eða það sem var hér hefur verið fjarlægt.
notice-forbidden = Þú getur ekki gert þetta héðan
notice-forbidden-text = Farðu til baka í greinina og reyndu þaðan. Hafðu samband við ritstjórnina ef þetta endurtekur sig.
notice-too-many = Aðeins of mikið í einu
notice-too-many-text = { $n ->
    [one] Bíddu í { $n } sekúndu, farðu svo til baka og reyndu aftur. Vafrinn þinn geymir það sem þú skrifaðir.
   *[other] Bíddu í { $n } sekúndur, farðu svo til baka og reyndu aftur. Vafrinn þinn geymir það sem þú skrifaðir.
}
notice-unavailable = Athugasemdirnar taka sér stutt hlé
notice-unavailable-text = Ekkert hefur glatast. Farðu til baka og reyndu aftur eftir smástund.
notice-bad-request = Við gátum ekki lesið þetta
notice-bad-request-text = Farðu til baka í greinina og reyndu þaðan.
notice-link-over = Tengillinn virkar ekki lengur
notice-link-over-text = Hann hefur verið notaður eða er orðinn of gamall. Biddu um nýjan ef þú þarft enn á honum að halda.
notice-confirmed = Takk! Netfangið þitt er staðfest.
notice-confirmed-text = Nú þekkir ritstjórnin þig aftur þegar þú skrifar með því.
notice-erased = Upplýsingunum þínum hefur verið eytt
notice-erased-text = Nafn, netfang og texti eru horfin. Þar sem einhver hefur svarað þér kemur aðeins fram að athugasemdinni hafi verið eytt.
confirm-title = Er þetta netfangið þitt?
confirm-text = Ýttu á hnappinn ef þú hefur skrifað athugasemd á { $site }. Þá veit ritstjórnin að netfangið er þitt.
confirm-button = Staðfesta netfangið mitt
export-title = Sækja upplýsingarnar þínar
export-text = Þú færð allt sem { $site } hefur vistað um þig í einni skrá.
export-button = Sækja skrána
erase-title = Eyða upplýsingunum þínum
erase-text = Öllu sem þú hefur skrifað á { $site } verður eytt og það er ekki hægt að afturkalla.
erase-button = Eyða öllu
unsubscribe = Hætta að fá póst um svör
unsubscribed = Þú færð ekki fleiri tilkynningar um þennan þráð.

## Fréttastraumur
feed-title-thread = Athugasemdir við „{ $title }“
feed-title-site = Athugasemdir á { $site }
feed-entry = { $name } skrifaði athugasemd
feed-entry-site = { $name } skrifaði athugasemd við „{ $title }“

## Tölvupóstur
mail-hello = Halló { $name }
mail-confirm-subject = Staðfestu netfangið þitt fyrir { $site }
mail-confirm-text = Þú skrifaðir athugasemd á { $site } og baðst um tengil til að staðfesta netfangið þitt. Hér er hann:
mail-confirm-hours = { $n ->
    [one] Tengillinn virkar í { $n } klukkustund.
   *[other] Tengillinn virkar í { $n } klukkustundir.
}
mail-confirm-not-you = Ef þetta varst ekki þú þarftu ekkert að gera. Þá gerist heldur ekkert.

## Persónuvernd
privacy-title = Svona notum við upplýsingarnar þínar
privacy-intro = Hér stendur hvað verður um það sem þú skrifar í athugasemdareitinn. Síðan er gerð eftir þeim stillingum sem gilda núna.
privacy-controller-title = Hver ber ábyrgð
privacy-controller = { $controller } er ábyrgðaraðili vegna athugasemdanna.
privacy-purpose-title = Hvers vegna við vinnum með upplýsingarnar
privacy-purpose = Við notum upplýsingarnar þínar til að sýna athugasemdina þína undir greininni, til að þú getir breytt henni og eytt henni og til að halda umræðunni lausri við ruslpóst og misnotkun.
privacy-basis = Það gerum við vegna þess að við höfum lögmæta hagsmuni af því að halda uppi vandaðri og opinni umræðu (f-liður 1. mgr. 6. gr. almennu persónuverndarreglugerðarinnar).
privacy-public = Allir geta lesið athugasemdina þína, nafnið, tímann og vefsíðuna, ef þú gefur hana upp, þegar athugasemdin hefur verið samþykkt. Netfangið þitt og IP-talan eru aldrei birt.
privacy-recipients-title = Hverjir fá upplýsingarnar
privacy-recipients = Athugasemdirnar eru á okkar eigin netþjóni. Ritstjórnin getur lesið þær, líka þær sem eru ekki birtar.
privacy-mail = Þegar þú biður um tölvupóst fer netfangið þitt um póstþjóninn sem sendir hann og ekkert annað.
privacy-no-third = Enginn annar fær neitt að vita. Síðan sækir ekkert frá öðrum aðilum og hér eru hvorki auglýsingar né rakning.
privacy-akismet = Til að draga úr ruslpósti sendum við hverja nýja athugasemd til Akismet, þjónustu frá Automattic í Bandaríkjunum. Akismet fær:
privacy-akismet-in-doubt = Til að draga úr ruslpósti höfum við okkar eigin síu. Aðeins þegar hún er í vafa sendum við athugasemdina til Akismet, þjónustu frá Automattic í Bandaríkjunum. Akismet fær þá:
akismet-gets-text = texta athugasemdarinnar
akismet-gets-address = IP-töluna þína
akismet-gets-name = nafnið þitt
akismet-gets-email = netfangið þitt
akismet-gets-website = vefsíðuna þína, ef þú gefur hana upp
akismet-gets-user-agent = hvaða vafra þú notar
akismet-gets-referrer = síðuna sem þú komst frá
akismet-gets-permalink = slóð greinarinnar
akismet-gets-date = hvenær athugasemdin var skrifuð
akismet-gets-parent = hvaða athugasemd þú svarar
akismet-gets-lang = tungumál síðunnar
privacy-akismet-more = Ef ritstjórnin telur að Akismet hafi skjátlast sendum við það sama aftur svo að sían verði betri. Þess vegna er það geymt dulkóðað í 15 daga í mesta lagi.
privacy-akismet-link = Lýsing frá Automattic sjálfu
privacy-kept-title = Hvað við geymum og hversu lengi
privacy-kept = Þegar tíminn er liðinn eyðir forritið þessu sjálfkrafa.
privacy-what = Hvað
privacy-why = Hvers vegna
privacy-how-long = Hversu lengi
privacy-browser-title = Í þínum eigin vafra
privacy-browser = Við setjum engar vefkökur hjá lesendum. Athugasemdareitur í grein geymir drög í vafranum þínum þegar þú byrjar að skrifa og kvittun þegar þú sendir. Nafnið þitt og netfangið eru aðeins geymd ef þú hakar í reitinn. Þú getur eytt öllu þessu í vafranum og þessi síða geymir ekkert.
privacy-rights-title = Réttindi þín
privacy-rights = Þú getur fengið að vita hvað við geymum um þig og fengið það leiðrétt eða því eytt. Þú getur líka fengið það afhent í skrá, beðið okkur um að takmarka notkunina og andmælt henni.
privacy-receipt = Ef þú geymdir slóð kvittunarinnar getur þú eytt athugasemdinni þar hvenær sem þú vilt.
privacy-request = Biðja um afrit eða að upplýsingunum þínum verði eytt
privacy-ask = Skrifaðu til { $controller } ef þú vilt fá afrit eða láta eyða upplýsingunum þínum. Skrifaðu frá netfanginu sem þú notaðir í athugasemdareitnum.
privacy-complaint = Ef þér líkar ekki hvernig við gerum þetta getur þú kvartað til Persónuverndar.

## Það sem er geymt: hvað, hvers vegna, hversu lengi
kept-body = Athugasemdin þín
kept-body-why = Til að sýna hana
kept-name = Nafnið þitt
kept-name-why = Til að sýna hver skrifaði
kept-website = Vefsíðan þín
kept-website-why = Til að tengja í hana úr nafninu þínu, ef þú vilt
kept-email = Netfangið þitt, dulkóðað
kept-email-why = Til að þekkja þig aftur og senda það sem þú biður um
kept-email-hash = Lykilbundið tætigildi netfangsins
kept-email-hash-why = Til að finna athugasemdirnar þínar þegar þú biður um það
kept-address = Lykilbundið tætigildi IP-tölunnar þinnar og IP-talan stytt
kept-address-why = Til að draga úr ruslpósti og misnotkun
kept-receipt = Tætigildi kvittunarinnar þinnar
kept-receipt-why = Til að þú getir séð athugasemdina, breytt henni og eytt henni
kept-answer = Svarið sem vafrinn þinn fékk, dulkóðað
kept-answer-why = Til að tveir smellir verði ekki að tveimur athugasemdum
kept-wave = Einkenni nær eins athugasemda (lykluð fingraför)
kept-wave-why = Til að aðeins þurfi að taka eina ákvörðun um auglýsingabylgju
kept-akismet = Það sem var sent til Akismet, dulkóðað
kept-akismet-why = Til að geta leiðrétt síuna þegar henni skjátlast
kept-decision = Ákvarðanir ritstjórnarinnar
kept-decision-why = Til að geta útskýrt þær og afturkallað
kept-blatant = Athugasemdir sem Akismet kallar augljósan ruslpóst
kept-blatant-why = Til að geta endurheimt góða athugasemd
kept-spam = Athugasemdir sem eru ruslpóstur
kept-spam-why = Til að geta endurheimt góða athugasemd
kept-trash = Athugasemdir sem ritstjórnin hefur hafnað
kept-trash-why = Til að geta afturkallað
kept-note = Minnispunktar ritstjórnar um þig
kept-note-why = Svo að ritstjórnin muni hvað var ákveðið eða gerðist
kept-trust = Að ritstjórnin treysti þér
kept-trust-why = Svo að athugasemdir þínar þurfi ekki að bíða
kept-ban = Tætigildi útilokaðs netfangs eða IP-tölu og nafnið sem var notað
kept-ban-why = Til að halda þeim úti sem hafa misnotað reitinn
kept-lesson = Tætigildi orða í ummælum sem ritstjórnin hefur tekið ákvörðun um
kept-lesson-why = Svo að sían læri af ákvörðunum ritstjórnarinnar
kept-mail = Tætigildi tengilsins í tölvupóstinum sem þú baðst um
kept-mail-why = Til að tengillinn virki aðeins einu sinni
kept-vote = Lykilbundið tætigildi IP-tölunnar þinnar þegar þú mælir með athugasemd
kept-vote-why = Til að hver lesandi sé aðeins talinn einu sinni
kept-flag = Tilkynning þín um athugasemd
kept-flag-why = Til að ritstjórnin geti skoðað athugasemdina
kept-flag-contact = Nafn og netfang úr tilkynningu um ólöglegt efni, dulkóðað
kept-flag-contact-why = Til að ritstjórnin geti svarað þér
kept-with-comment = Eins lengi og athugasemdin er til
kept-days = { $n ->
    [one] { $n } dag
   *[other] { $n } daga
}
kept-days-most = { $n ->
    [one] Í mesta lagi { $n } dag
   *[other] Í mesta lagi { $n } daga
}
kept-hours = { $n ->
    [one] { $n } klukkustund
   *[other] { $n } klukkustundir
}
kept-until-lifted = Þar til útilokuninni er aflétt
kept-until-erased = Þar til viðkomandi er eytt að eigin ósk

## Það sem stendur í stað athugasemdar þess sem hefur verið eytt

erased-name = Nafnlaus
erased-text = Textanum var eytt að ósk þess sem skrifaði hann.
