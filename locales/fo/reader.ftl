# Føroyskt. Tú-form, beint fram, eingi rópitekn, uttan tá ið takkað verður. »« um heiti.
# Øll yvirlitini hava somu lyklar og somu broytiligu virði; ein roynd heldur eyga við tí.

## Tíð og tøl
month = { $n ->
    [1] januar
    [2] februar
    [3] mars
    [4] apríl
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
date-time = { $day }. { $month } { $year } kl. { $hour }:{ $minute }
time = kl. { $hour }:{ $minute }

## Tráðurin
title = { $n ->
    [one] 1 viðmerking
   *[other] { $n } viðmerkingar
}
title-empty = Viðmerkingar
empty = Ongar viðmerkingar eru enn. Skriva ta fyrstu.
empty-closed = Her eru ongar viðmerkingar.
write = Skriva viðmerking
sort = Raða
sort-oldest = Elstu fyrst
sort-newest = Nýggjastu fyrst
sort-top = Mest viðmæltu
sort-pick = Valdar av ritstjórnini
badge-staff = Ritstjórnin
badge-author = Greinarhøvundur
badge-pick = Vald av ritstjórnini
badge-pinned = Fest ovast
in-reply-to = svar til
reply = Svara
reply-to-whom = til { $name }
report = Boða frá
report-whom = viðmerkingini hjá { $name }
like = Viðmæl ({ $n })
copy = Avrita leinkju
copied = Leinkjan er avritað.
edited = rættað { $time }
edited-staff = rættað av ritstjórnini { $time }
now = beint nú
whole = Vís alla viðmerkingina
more-replies = { $n ->
    [one] Vís 1 svar afturat
   *[other] Vís { $n } svar afturat
}
whole-branch = { $n ->
    [one] Vís svarið
   *[other] Vís øll { $n } svarini
}
whole-thread = Vís allar viðmerkingar
from-the-start = Vís viðmerkingarnar frá byrjan
more = { $n ->
    [one] Vís 1 viðmerking afturat
   *[other] Vís { $n } viðmerkingar afturat
}
more-unknown = Vís fleiri viðmerkingar
progress = Vísir { $shown } av { $count } viðmerkingum
added = { $n ->
    [one] 1 viðmerking afturat er víst.
   *[other] { $n } viðmerkingar afturat eru vístar.
}
arrivals = { $n ->
    [one] 1 nýggj viðmerking – vís hana
   *[other] { $n } nýggjar viðmerkingar – vís tær
}
gone = Ritstjórnin hevur tikið viðmerkingina burtur.
gone-self = Viðmerkingin er strikað av tí, sum skrivaði hana.
closed = Stongt er fyri viðmerkingum.
closed-on = Stongt varð fyri viðmerkingum tann { $date }.
closing = Opið er fyri viðmerkingum til og við { $date }.
loading = Heintar viðmerkingar …
load-failed = Tað eydnaðist ikki at heinta viðmerkingarnar.
retry = Royn aftur
no-script = Les viðmerkingarnar og skriva eitt svar
comment-not-found = Viðmerkingin er ikki til longur.
powered = Viðmerkingar við Svar
privacy-link = Soleiðis brúka vit tínar upplýsingar
rss = Fylg tráðnum (RSS)
back = Aftur til greinina
back-to = Aftur til »{ $title }«
back-to-thread = Aftur til tráðin

## Oyðublaðið
form-title = Skriva viðmerking
form-title-to = Skriva eitt svar til
form-note = Tín teldupostadressa verður ikki almannakunngjørd. Teigar, sum skulu fyllast út, eru merktir við *
form-note-free = Tín teldupostadressa verður ikki almannakunngjørd. Tú nýtist ikki at skriva navn og teldupost. Teigar, sum skulu fyllast út, eru merktir við *
field-body = Viðmerking
field-name = Navn
field-email = Teldupostur
field-website = Heimasíða
optional = (valfrítt)
keep = Minst til navnið og teldupostin hjá mær í hesum kaganum
notify = Send mær ein teldupost, tá ið onkur svarar mær
send = Send viðmerking
send-reply = Send svar
cancel = Ógilda svar
sending = Sendir …
preview = Sí, hvussu hon verður
preview-title = Soleiðis verður viðmerkingin hjá tær víst
trap = Lat henda teigin standa tóman
limit = { $n ->
    [one] Í mesta lagi 1 tekn.
   *[other] Í mesta lagi { $n } tekn.
}
left = { $n ->
    [one] 1 tekn eftir
   *[other] { $n } tekn eftir
}
over = { $n ->
    [one] 1 tekn ov nógv
   *[other] { $n } tekn ov nógv
}
format-help = Tekstsnið
format = *skákstavir*, **feitir stavir**, > sitat, tóm linja millum tekstbrot
draft = Kladdan hjá tær er heintað fram aftur.
draft-drop = Strika kladduna
premoderated = Ritstjórnin lesur viðmerkingina, áðrenn hon verður víst.
premoderated-first = Fyrstu ferð tú skrivar, lesur ritstjórnin viðmerkingina, áðrenn hon verður víst.
akismet = Síðan brúkar Akismet fyri at avmarka spam.
akismet-link = Les, hvussu dáturnar í viðmerkingini hjá tær verða viðgjørdar
rules = Kjakreglur

## Villur í teigum
failed-title = Villa:
summary = Viðmerkingin er ikki send
summary-count = { $n ->
    [one] Rætta 1 teig.
   *[other] Rætta { $n } teigar.
}
error-body-missing = Skriva eina viðmerking.
error-body-too-long = { $n ->
    [one] Stytt viðmerkingina við 1 tekni.
   *[other] Stytt viðmerkingina við { $n } teknum.
}
error-body-too-complex = Ger viðmerkingina einfaldari: Hon hevur ov nógv løg av sitatum ella listum.
error-name-missing = Skriva títt navn.
error-name-too-long = Stytt navnið til í mesta lagi { $n } tekn.
error-name-taken = Vel eitt annað navn. Hetta navnið er tilskilað ritstjórnini.
error-email-missing = Skriva tína teldupostadressu.
error-email-invalid = Skriva adressuna soleiðis: navn@doemi.fo.
error-website-invalid = Skriva heimasíðuna soleiðis: https://doemi.fo, ella lat teigin standa tóman.
error-key-missing = Síðan hevur ikki sagt, hvørja grein viðmerkingin hoyrir til. Far aftur til greinina, og byrja haðani.
error-key-invalid = Lykilin hjá greinini er ov langur. Far aftur til greinina, og byrja haðani.
error-url-invalid = Adressan hjá greinini kann ikki lesast. Far aftur til greinina, og byrja haðani.
error-url-foreign = Adressan hjá greinini hoyrir til eina aðra heimasíðu. Far aftur til greinina, og byrja haðani.
error-title-too-long = Heitið á greinini má í mesta lagi vera { $n } tekn.
error-parent-invalid = Viðmerkingin, sum tú svarar, er ikki at finna. Far aftur til tráðin, og trýst á Svara einaferð enn.
error-note-too-long = Stytt frágreiðingina.
error-token-invalid = Síðan hevði staðið opin leingi. Royn aftur.

## Avvísingar
refused-fields = { $n ->
    [one] Rætta 1 teig.
   *[other] Rætta { $n } teigar.
}
refused-closed = Stongt varð fyri viðmerkingum, meðan tú skrivaði. Teksturin hjá tær stendur her enn.
refused-banned = Tú kanst ikki gera viðmerkingar her. Skriva til ritstjórnina, um tað er eitt mistak.
refused-parent-gone = Viðmerkingin, sum tú svarar, er tikin burtur. Teksturin hjá tær stendur her enn.
refused-duplicate = Hesa viðmerkingina hevur tú longu sent.
refused-too-fast = { $n ->
    [one] Bíða 1 sekund, áðrenn tú skrivar aftur. Teksturin hjá tær stendur her enn.
   *[other] Bíða { $n } sekundir, áðrenn tú skrivar aftur. Teksturin hjá tær stendur her enn.
}
refused-key-reused = Síðan hevði longu sent okkurt annað. Trýst á Send einaferð enn.
refused-not-found = Viðmerkingin er ikki til longur.
refused-edit-window-over = Tíðin at rætta viðmerkingina er farin.
refused-stale = Viðmerkingin er broytt í millumtíðini. Heinta síðuna av nýggjum, og royn so.
refused-not-offered = Tað ber ikki til her.
refused-unavailable = Tað bar ikki til at goyma viðmerkingina beint nú. Teksturin hjá tær stendur her enn. Royn aftur um eina løtu.
refused-too-large = Viðmerkingin er ov stór. Ger hana styttri, og send hana aftur.
offline = Tú hevur einki netsamband. Teksturin hjá tær er goymdur í kaganum.
server-failed = Viðmerkingin varð ikki send. Teksturin hjá tær er goymdur í kaganum. Royn aftur.
page-old = Síðan hevði staðið opin leingi. Trýst á Send einaferð enn.
too-many-links = { $n ->
    [one] Tað má í mesta lagi vera 1 leinkja í eini viðmerking.
   *[other] Tað mugu í mesta lagi vera { $n } leinkjur í eini viðmerking.
}

## Tín egna viðmerking
receipt-title = Tín viðmerking
sent-held = Takk! Tín viðmerking bíðar eftir góðkenning.
sent-live = Takk! Tín viðmerking er almannakunngjørd.
own-held = Tín viðmerking bíðar eftir góðkenning. Bert tú sært hana.
own-live = Tín viðmerking er almannakunngjørd.
own-rejected = Ritstjórnin hevur valt ikki at vísa viðmerkingina hjá tær.
own-withdrawn = Viðmerkingin er strikað.
edit = Rætta
edit-title = Rætta viðmerkingina
edit-minutes = { $n ->
    [one] Tú kanst rætta viðmerkingina í 1 minutt.
   *[other] Tú kanst rætta viðmerkingina í { $n } minuttir.
}
edit-until = Tú kanst rætta viðmerkingina til { $time }.
save = Goym
edit-cancel = Ógilda
delete = Strika
deleting = Viðmerkingin verður strikað um eina løtu.
deleted = Viðmerkingin er strikað.
undo = Angra
receipt-confirm-title = Lat ritstjórnina kenna teg aftur
receipt-confirm-text = Um tú váttar tína teldupostadressu, veit ritstjórnin, at tað ert tú, næstu ferð tú skrivar. Adressan verður framvegis ikki víst.
receipt-confirm-button = Send mær eina leinkju
receipt-confirm-sent = Vit hava sent tær eina leinkju. Hon virkar í tvey samdøgur.
withdraw-title = Strika viðmerkingina
withdraw-text = Teksturin og navnið hjá tær verða strikað beinanvegin. Hevur onkur svarað tær, stendur, at tú hevur strikað viðmerkingina.
withdraw-button = Strika viðmerkingina
receipt-about-title = Goym adressuna á hesi síðuni
receipt-about-text = Hon er tín kvittan. Við henni kanst tú síggja, hvat er hent við viðmerkingini, og strika hana, eisini um eitt ár. Deil hana ikki við onnur: Tann, sum hevur adressuna, kann strika viðmerkingina.

## Fráboðanir
report-title = Hví boðar tú frá viðmerkingini?
report-spam = Spam ella lýsing
report-attack = Persónligt álop ella happing
report-threat = Hóttanir ella hatur
report-illegal = Ólógligt innihald
report-other = Annað
report-note = Greið nærri frá (valfrítt)
report-contact = Er innihaldið ólógligt, so skriva títt navn og tína teldupostadressu, so at ritstjórnin kann svara tær. Tey verða ikki víst.
report-reason-missing = Vel eina orsøk.
report-send = Send fráboðan
report-done = Takk. Ritstjórnin hyggur at henni.

## Síður við einum boðum
notice-not-found = Síðan er ikki til
notice-not-found-text = Adressan kann vera skeivt skrivað, ella er tað, sum stóð her, tikið burtur.
notice-forbidden = Hetta kanst tú ikki gera hiðani
notice-forbidden-text = Far aftur til greinina, og royn haðani. Skriva til ritstjórnina, um tað heldur fram.
notice-too-many = Heldur nógv í senn
notice-too-many-text = { $n ->
    [one] Bíða 1 sekund, far so aftur, og royn av nýggjum. Kagin hjá tær hevur tað, sum tú skrivaði.
   *[other] Bíða { $n } sekundir, far so aftur, og royn av nýggjum. Kagin hjá tær hevur tað, sum tú skrivaði.
}
notice-unavailable = Viðmerkingarnar halda ein stuttan steðg
notice-unavailable-text = Einki er farið fyri skeyti. Far aftur, og royn av nýggjum um eina løtu.
notice-bad-request = Hetta kundu vit ikki lesa
notice-bad-request-text = Far aftur til greinina, og royn haðani.
notice-link-over = Leinkjan virkar ikki longur
notice-link-over-text = Hon er brúkt, ella er hon ov gomul. Bið um eina nýggja, um tú framvegis hevur brúk fyri henni.
notice-confirmed = Takk! Adressan hjá tær er váttað.
notice-confirmed-text = Nú kennir ritstjórnin teg aftur, tá ið tú skrivar við henni.
notice-erased = Upplýsingarnar hjá tær eru strikaðar
notice-erased-text = Navn, adressa og tekstur eru burtur. Har onkur hevur svarað tær, stendur bert, at viðmerkingin er strikað.
confirm-title = Er hetta tín adressa?
confirm-text = Trýst á knøttin, um tú hevur skrivað eina viðmerking á { $site }. So veit ritstjórnin, at adressan er tín.
confirm-button = Vátta mína adressu
export-title = Heinta tínar upplýsingar
export-text = Tú fært alt, sum { $site } hevur goymt um teg, í eini fílu.
export-button = Heinta fíluna
erase-title = Strika tínar upplýsingar
erase-text = Alt, sum tú hevur skrivað á { $site }, verður strikað, og tað ber ikki til at angra.
erase-button = Strika alt
unsubscribe = Steðga boðum um svar
unsubscribed = Tú fært ikki fleiri boð um henda tráðin.

## Feed
feed-title-thread = Viðmerkingar til »{ $title }«
feed-title-site = Viðmerkingar á { $site }
feed-entry = Viðmerking frá { $name }
feed-entry-site = Viðmerking frá { $name } til »{ $title }«

## Teldupostur
mail-hello = Hey { $name }
mail-confirm-subject = Vátta tína teldupostadressu til { $site }
mail-confirm-text = Tú hevur skrivað eina viðmerking á { $site } og biðið um eina leinkju, sum váttar tína adressu. Her er hon:
mail-confirm-hours = { $n ->
    [one] Leinkjan virkar í 1 tíma.
   *[other] Leinkjan virkar í { $n } tímar.
}
mail-confirm-not-you = Var tað ikki tú, skalt tú einki gera. So hendir heldur einki.

## Privatlív
privacy-title = Soleiðis brúka vit tínar upplýsingar
privacy-intro = Her stendur, hvat hendir við tí, sum tú skrivar í viðmerkingarteigin. Síðan er gjørd eftir teimum innstillingum, sum galda beint nú.
privacy-controller-title = Hvør hevur ábyrgdina
privacy-controller = { $controller } er dátuábyrgdari fyri viðmerkingarnar.
privacy-purpose-title = Hví vit viðgera upplýsingarnar
privacy-purpose = Vit brúka tínar upplýsingar fyri at vísa viðmerkingina undir greinini, fyri at tú kanst rætta og strika hana, og fyri at halda kjakið frítt fyri spam og misnýtslu.
privacy-basis = Tað gera vit, tí vit hava ein heimilaðan áhuga í at hava eitt sømiligt og opið kjak (sambært dátuverndarlógini; í dátuverndarfyriskipan ES, GDPR, svarar tað til grein 6, stk. 1, litra f).
privacy-public = Viðmerkingina, navnið, tíðina og heimasíðuna hjá tær, um tú skrivar hana, kunnu øll lesa, tá ið viðmerkingin er góðkend. Teldupostadressan og IP-adressan hjá tær verða ongantíð vístar.
privacy-recipients-title = Hvør fær upplýsingarnar
privacy-recipients = Viðmerkingarnar liggja á okkara egna ambætara. Ritstjórnin kann lesa tær, eisini tær, sum ikki verða vístar.
privacy-mail = Tá ið tú biður um ein teldupost, fer adressan hjá tær gjøgnum tann postambætaran, sum sendir hann, og ikki aðrastaðni.
privacy-no-third = Eingin annar fær nakað at vita. Síðan heintar einki frá øðrum tænastum, og her eru ongar lýsingar og eingin sporing.
privacy-akismet = Fyri at avmarka spam senda vit hvørja nýggja viðmerking til Akismet, eina tænastu frá Automattic í USA. Akismet fær:
privacy-akismet-in-doubt = Fyri at avmarka spam hava vit okkara egna filtur. Bert tá ið tað er í iva, senda vit viðmerkingina til Akismet, eina tænastu frá Automattic í USA. Akismet fær tá:
akismet-gets-text = tekstin í viðmerkingini
akismet-gets-address = tína IP-adressu
akismet-gets-name = títt navn
akismet-gets-email = tína teldupostadressu
akismet-gets-website = tína heimasíðu, um tú skrivar hana
akismet-gets-user-agent = hvønn kaga tú brúkar
akismet-gets-referrer = síðuna, sum tú komst frá
akismet-gets-permalink = adressuna hjá greinini
akismet-gets-date = nær viðmerkingin er skrivað
akismet-gets-parent = hvørjari viðmerking tú svarar
akismet-gets-lang = málið á síðuni
privacy-akismet-more = Um ritstjórnin heldur, at Akismet tók feil, senda vit tað sama aftur, so at filtrið verður betri. Tí verður tað goymt innsiglað í 15 dagar í mesta lagi.
privacy-akismet-link = Frágreiðingin hjá Automattic
privacy-kept-title = Hvat vit goyma, og hvussu leingi
privacy-kept = Tá ið tíðin er farin, strikar forritið tað av sær sjálvum.
privacy-what = Hvat
privacy-why = Hví
privacy-how-long = Hvussu leingi
privacy-browser-title = Í tínum egna kaga
privacy-browser = Vit seta ongi farspor (cookies) hjá lesarum. Viðmerkingarteigurin í eini grein goymir eina kladdu í kaganum hjá tær, tá ið tú byrjar at skriva, og eina kvittan, tá ið tú sendir. Navnið og teldupostadressan hjá tær verða bert goymd, um tú setir flugubein í kassan. Alt hetta kanst tú strika í kaganum, og henda síðan goymir einki.
privacy-rights-title = Tíni rættindi
privacy-rights = Tú kanst fáa at vita, hvat vit hava goymt um teg, og fáa tað rættað ella strikað. Tú kanst eisini fáa tað útflýggjað í eini fílu, biðja okkum avmarka nýtsluna og mótmæla henni.
privacy-receipt = Hevur tú goymt adressuna á kvittanini, kanst tú strika viðmerkingina har, nær tú vilt.
privacy-request = Bið um eitt avrit ella um at fáa tínar upplýsingar strikaðar
privacy-ask = Skriva til { $controller }, um tú vilt hava eitt avrit ella fáa tínar upplýsingar strikaðar. Skriva frá teirri adressu, sum tú hevur brúkt í viðmerkingarteiginum.
privacy-complaint = Dámar tær ikki, hvussu vit gera hetta, kanst tú kæra til Dátueftirlitið.

## Tað, sum verður goymt: hvat, hví, hvussu leingi
kept-body = Tín viðmerking
kept-body-why = Fyri at vísa hana
kept-name = Títt navn
kept-name-why = Fyri at vísa, hvør hevur skrivað
kept-website = Tín heimasíða
kept-website-why = Fyri at leinkja frá tínum navni, um tú vilt
kept-email = Tín teldupostadressa, innsiglað
kept-email-why = Fyri at kenna teg aftur og senda tað, sum tú biður um
kept-email-hash = Eitt lyklabundið avtrykk av adressuni
kept-email-hash-why = Fyri at finna tínar viðmerkingar, tá ið tú biður um tað
kept-address = Eitt lyklabundið avtrykk av tíni IP-adressu, og adressan stytt
kept-address-why = Fyri at avmarka spam og misnýtslu
kept-receipt = Eitt avtrykk av tíni kvittan
kept-receipt-why = Fyri at tú kanst síggja, rætta og strika viðmerkingina
kept-answer = Svarið, sum kagin hjá tær fekk, innsiglað
kept-answer-why = Fyri at tvey trýst ikki verða til tvær viðmerkingar
kept-wave = Eyðkenni hjá næstan eins viðmerkingum (lyklað fingramerki)
kept-wave-why = Fyri at ein lýsingaralda bert skal avgerast eina ferð
kept-akismet = Tað, sum varð sent til Akismet, innsiglað
kept-akismet-why = Fyri at kunna rætta filtrið, tá ið tað tekur feil
kept-decision = Avgerðirnar hjá ritstjórnini
kept-decision-why = Fyri at kunna greiða frá teimum og angra tær
kept-blatant = Viðmerkingar, sum Akismet kallar greitt spam
kept-blatant-why = Fyri at kunna heinta eina góða viðmerking aftur
kept-spam = Viðmerkingar, sum eru spam
kept-spam-why = Fyri at kunna heinta eina góða viðmerking aftur
kept-trash = Viðmerkingar, sum ritstjórnin hevur víst aftur
kept-trash-why = Fyri at kunna angra
kept-note = Viðmerkingar ritstjórnarinnar um teg
kept-note-why = Fyri at ritstjórnin minnist hvat er avtalað ella hent
kept-trust = At ritstjórnin hevur álit á tær
kept-trust-why = Fyri at tínar viðmerkingar ikki skulu bíða
kept-ban = Avtrykkið av eini útihýstari adressu og navnið, sum hon skrivaði undir
kept-ban-why = Fyri at halda tann úti, sum hevur misnýtt teigin
kept-lesson = Avtrykk av orðum í viðmerkingum, sum blaðstjórnin hevur tikið avgerð um
kept-lesson-why = Fyri at filtrið kann læra av avgerðum blaðstjórnarinnar
kept-mail = Eitt avtrykk av leinkjuni í teldupostinum, sum tú hevur biðið um
kept-mail-why = Fyri at leinkjan bert virkar eina ferð
kept-vote = Eitt lyklabundið avtrykk av tíni IP-adressu, tá ið tú viðmælir eina viðmerking
kept-vote-why = Fyri at hvør lesari bert telur eina ferð
kept-flag = Tín fráboðan um eina viðmerking
kept-flag-why = Fyri at ritstjórnin kann hyggja at viðmerkingini
kept-flag-contact = Navn og teldupostur úr eini fráboðan um ólógligt innihald, innsiglað
kept-flag-contact-why = Fyri at ritstjórnin kann svara tær
kept-with-comment = So leingi viðmerkingin er til
kept-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagar
}
kept-days-most = { $n ->
    [one] Í mesta lagi 1 dag
   *[other] Í mesta lagi { $n } dagar
}
kept-hours = { $n ->
    [one] 1 tíma
   *[other] { $n } tímar
}
kept-until-lifted = Til útihýsingin er tikin av
kept-until-erased = Til persónurin verður strikaður eftir ynski

## Tað, sum stendur í staðin fyri viðmerkingina hjá einum strikaðum persóni

erased-name = Dulnevndur
erased-text = Teksturin er strikaður eftir ynski frá tí, sum skrivaði hann.
