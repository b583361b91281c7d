# Indstillinger for et websted.

desk-tabs = Indstillinger
desk-tab-site = Websted
desk-tab-moderation = Moderation
desk-tab-look = Udseende
desk-tab-texts = Sprog og tekster
desk-tab-akismet = Akismet
desk-tab-data = Data og sletning
desk-tab-mail = E-mail
desk-tab-team = Hold
desk-tab-embed = Indsæt
desk-tab-jobs = Opgaver

desk-save = Gem
desk-yes = ja
desk-no = nej
desk-secret-set = sat
desk-secret-unset = ikke sat
desk-said-saved = Indstillingerne er gemt.
desk-action-settings = indstillinger ændret
desk-step-settings = Indstillingerne er ændret
desk-action-site-add = websted oprettet
desk-action-retry-job = opgave prøvet igen
desk-action-person-export = persons data udleveret
desk-action-person-erase = persons data slettet

## Hvem bestemmer
desk-set-rule = Det, du ændrer her, gælder kun dette websted og ligger i databasen. Det, der står i konfigurationsfilen, bestemmer den, der driver tjenesten, og det kan ikke ændres her.
desk-operator = Bestemmes af den, der driver tjenesten
desk-operator-about = Det står i konfigurationsfilen eller i en miljøvariabel og gælder alle websteder her. Navnet står ved hver.
desk-operator-none = ingen
desk-operator-server-public-url = Tjenestens adresse
desk-operator-database-url = Database
desk-operator-limits-enabled = Grænser for, hvor tit der kan skrives
desk-operator-limits-post-per-minute = Kommentarer fra én læser i minuttet
desk-operator-limits-post-per-hour = Kommentarer fra én læser i timen
desk-operator-limits-site-posts-per-minute = Kommentarer til hele webstedet i minuttet
desk-operator-limits-thread-posts-per-minute = Kommentarer til én artikel i minuttet
desk-operator-limits-email-posts-per-hour = Kommentarer fra én e-mailadresse i timen
desk-operator-limits-edit-per-minute = Rettelser, anbefalinger og anmeldelser fra én læser i minuttet
desk-operator-limits-challenge-bits = Arbejdet for en tvivlsom kommentar; én mere er dobbelt så meget
desk-operator-akismet-key = Nøgle for websteder, der ikke har deres egen
desk-operator-akismet-url = En anden tjeneste end Akismet selv
desk-operator-akismet-budget-ms = Så længe venter en læser højst på Akismet, i millisekunder
desk-operator-smtp-url = Mailserver
desk-operator-smtp-from = Afsender

## Felter
desk-set-standard = Standard:
desk-set-chosen = valgt her
desk-set-empty = tom
desk-set-by-command = Kommandolinjen
desk-set-text = Tekst »{ $id }« ({ $lang })
desk-set-told = { $who } ændrede { $time } »{ $what }«: { $before } → { $after }
desk-set-collision = En anden har ændret webstedet, siden du åbnede siden. Dit er ikke gemt, men står her stadig.
desk-set-collision-more = Tryk på Gem igen, hvis dit skal gælde.
desk-set-not-saved = Intet er gemt endnu. Ret det, der står med rødt.

desk-set-name = Navn
desk-set-name-about = Det navn, som læserne kender webstedet under. Det står i mails og på siderne her.
desk-set-origin = Adresser
desk-set-origin-about = De websteder, der må vise kommentarerne, én på hver linje, for eksempel https://www.eksempel.dk. Den første er forsiden.
desk-set-timezone = Tidszone
desk-set-timezone-about = Den tid, som klokkeslæt vises i, for eksempel Europe/Copenhagen.
desk-set-lang = Sprog
desk-set-lang-about = Det sprog, som læserne tiltales på, når en side ikke selv beder om et andet.
desk-set-controller = Dataansvarlig
desk-set-controller-about = Den, der har ansvaret for data, som den nævnes på siden om privatliv. Er feltet tomt, er det webstedets navn.
desk-set-rules-url = Debatregler
desk-set-rules-url-about = Adressen på jeres regler for debatten. Der er et link til den ved formularen. Er feltet tomt, er der intet link.
desk-set-key = Nøgle
desk-set-key-about = Webstedets navn i adresser: 1 til 32 tegn af a-z, 0-9 og bindestreg. Den kan ikke ændres siden.
desk-sites = Dine websteder
desk-sites-about = De websteder her, som du har en rolle på.
desk-site-new = Tilføj et websted
desk-site-make = Tilføj webstedet
desk-said-site-added = Webstedet er tilføjet, og du ejer det. Se på indstillingerne, før det tages i brug.

desk-set-moderation = Hvad der venter på dig
desk-set-moderation-about = Hvilke kommentarer der bliver vist med det samme, og hvilke der først skal godkendes.
desk-set-moderation-hold = Alt venter
desk-set-moderation-hold-example = Karen har skrevet hos jer i årevis. Hendes nye kommentar venter, til en af jer godkender den.
desk-set-moderation-first = Den første kommentar venter
desk-set-moderation-first-example = Karens første kommentar venter. Er den godkendt, bliver hendes næste vist med det samme.
desk-set-moderation-open = Kun det mistænkelige venter
desk-set-moderation-open-example = Karens første kommentar bliver vist med det samme, medmindre filteret er i tvivl om den.
desk-set-trust = Hvem der er kendt
desk-set-trust-about = Hvordan den, der har fået en kommentar godkendt, bliver kendt igen.
desk-set-trust-confirmed = Den, der har bekræftet sin adresse
desk-set-trust-confirmed-example = Karen har trykket på linket i en mail eller skriver fra den samme browser. Ingen anden kan skrive som hende.
desk-set-trust-typed = Den, der skriver det samme navn og den samme e-mail
desk-set-trust-typed-example = Som i WordPress: Den, der kender Karens adresse, kan skrive som hende uden at vente.
desk-set-require-name-email = Kræv navn og e-mail
desk-set-require-name-email-about = Uden hak kan der skrives uden.
desk-set-max-links = Links
desk-set-max-links-about = Så mange links eller flere i en kommentar, og den venter. 0: Links gør ingen forskel.
desk-set-max-length = Længde
desk-set-max-length-about = Så mange tegn må en kommentar højst være på.
desk-set-hold-words = Ord, der får en kommentar til at vente
desk-set-hold-words-about = Hele ord eller udtryk, ét på hver linje. Store og små bogstaver er lige gode.
desk-set-spam-words = Ord, der gør en kommentar til spam
desk-set-spam-words-about = Hele ord eller udtryk, ét på hver linje. Kommentaren ryger i spam uden at spørge nogen.
desk-try = Prøv på de seneste kommentarer
desk-tried = Af de seneste { $looked } kommentarer ville { $caught } være ramt, heraf { $approved }, som er godkendt.
desk-tried-not-saved = Intet er gemt endnu.
desk-set-flood-seconds = Pause mellem to kommentarer
desk-set-flood-seconds-about = Sekunder, som den samme læser skal vente. 0: ingen pause.
desk-set-form-min-seconds = Hurtigste kommentar
desk-set-form-min-seconds-about = Er den sendt færre sekunder efter, at formularen blev vist, venter den: Så hurtigt skriver kun maskiner.
desk-set-challenge = Lad tvivlsomme kommentarer koste lidt
desk-set-challenge-about = Er filteret i tvivl, regner afsenderens browser et øjeblik, før kommentaren tages imod. Læseren skal intet gøre. Den, der ikke kan regne, venter på en moderator.
desk-set-close-after-days = Luk gamle artikler
desk-set-close-after-days-about = Dage efter den første kommentar, til der lukkes. 0: Der lukkes aldrig af sig selv.
desk-set-edit-minutes = Tid til at rette
desk-set-edit-minutes-about = Minutter, som en læser kan rette sin egen kommentar i. 0: Den kan ikke rettes.
desk-set-votes = Læsere kan anbefale kommentarer
desk-set-votes-about = Der kommer en knap ved hver kommentar, og tråden kan sorteres efter anbefalinger.
desk-set-flags = Læsere kan anmelde kommentarer
desk-set-flags-about = Der kommer et link ved hver kommentar. Anmeldte kommentarer står i køen »Anmeldt«.
desk-set-live = Vis nye kommentarer uden genindlæsning
desk-set-live-about = Åbne sider får at vide, at der er kommet nyt.

## Udseende
desk-look-about = Farverne gælder kommentarfeltet på jeres egne sider. Et tomt felt følger standarden, som står svagt i feltet. Tallet er kontrasten mod baggrunden, hvor den er dårligst.
desk-look-light = Lyst
desk-look-dark = Mørkt
desk-look-narrow = Smalt
desk-look-show = Vis
desk-look-preview = Sådan ser det ud
desk-look-tried = Sådan kommer det til at se ud. Det er ikke gemt endnu.
desk-look-low = svær at se: under { $needs }
desk-look-css = CSS til jeres side
desk-look-css-about = Sæt dette ind i jeres eget stilark. Uden det ser kommentarfeltet ud som standarden.
desk-look-css-none = Her kommer det stykke CSS, som skal ind i jeres stilark, når du har valgt noget.
desk-colour-text = Tekst og knapper
desk-colour-muted = Dæmpet tekst
desk-colour-accent = Links
desk-colour-pick = Redaktionens valg
desk-colour-error = Fejl
desk-colour-surface = Felternes bund
desk-colour-tint = Svag bund
desk-colour-field = Felternes kant
desk-colour-rule = Linjer, kun til pynt
desk-set-look-light = Lyse farver
desk-set-look-dark = Mørke farver
desk-set-look-radius = Runde hjørner
desk-set-look-radius-about = Pixel. Et tomt felt følger standarden, som er 3.
desk-set-look-font = Skrift
desk-set-look-font-about = Navne på skrifter med komma imellem. Er feltet tomt, har kommentarerne sidens egen skrift.
desk-sample-name-1 = Karen Holm
desk-sample-1 = Vi har brug for flere små forlag. *Alle* de bøger, jeg husker, kom fra nogen, der turde tabe penge på dem.
desk-sample-name-2 = Redaktionen
desk-sample-2 = > Alle de bøger, jeg husker

    Tak, Karen. Hvilke var det?
desk-sample-name-3 = Jens Ottosen
desk-sample-3 = Uenig, men godt skrevet. Se også [den forrige artikel](https://eksempel.dk/forlag).

## Sprog og tekster
desk-texts-about = Skriv din egen tekst under den, der gælder. Et tomt felt betyder standarden. Det, der står i klammer, for eksempel {"{"}name{"}"}, bliver udfyldt og skal med.
desk-texts-lang = Sprog
desk-texts-search = Søg i teksterne
desk-texts-show = Vis
desk-texts-none = Ingen tekst indeholder det.
desk-texts-own = { $n ->
    [one] 1 egen
   *[other] { $n } egne
}
desk-texts-form = form

## Akismet
desk-akismet-about = Akismet er en tjeneste i USA, der genkender spam på tværs af websteder. Den bliver spurgt om hver ny kommentar. Svarer den ikke, venter kommentaren.
desk-akismet-own-key = Webstedet har sin egen nøgle, der ender på { $end }.
desk-akismet-installation = Webstedet bruger nøglen fra den, der driver tjenesten. En nøgle, som du sætter her, gælder i stedet.
desk-akismet-off = Akismet bliver ikke brugt: Der er ingen nøgle.
desk-akismet-valid = Akismet kendte nøglen { $time }.
desk-akismet-invalid = Akismet kendte ikke nøglen { $time }. Indtil den er rettet, venter alle kommentarer.
desk-akismet-no-answer = Akismet svarede ikke på spørgsmålet om nøglen { $time } ({ $why }). Prøv igen lidt senere.
desk-akismet-alert = Sidste besked fra Akismet, { $time } (kode { $code })
desk-akismet-no-alert = Akismet har ikke haft beskeder til jer.
desk-akismet-usage = Brug denne måned: { $calls } af { $limit }
desk-set-akismet-key = Ny nøgle
desk-set-akismet-key-about = Bogstaver og tal, som du har fået af Akismet. Akismet bliver spurgt, før den gemmes. Den bliver aldrig vist igen.
desk-akismet-save = Prøv og gem nøglen
desk-akismet-ask = Spørg Akismet om nøglen
desk-akismet-remove = Fjern nøglen
desk-set-akismet-send = Hvad Akismet får
desk-set-akismet-send-about = Jo mere den får, des bedre rammer den. Alt, der har hak, står på jeres side om privatliv.
desk-akismet-gets-text = Kommentarens tekst
desk-akismet-gets-address = Læserens IP-adresse
desk-akismet-gets-name = Læserens navn
desk-akismet-gets-email = Læserens e-mailadresse
desk-akismet-gets-website = Læserens websted, hvis det er skrevet
desk-akismet-gets-user-agent = Hvilken browser læseren bruger
desk-akismet-gets-referrer = Siden, som læseren kom fra
desk-akismet-gets-permalink = Artiklens adresse
desk-akismet-gets-date = Hvornår kommentaren er skrevet
desk-akismet-gets-parent = Hvilken kommentar der svares på
desk-akismet-gets-lang = Webstedets sprog
desk-akismet-always = sendes altid
desk-akismet-standard = alt undtagen e-mailadressen
desk-said-key-saved = Akismet kender nøglen, og den er gemt.
desk-said-key-saved-unasked = Nøglen er gemt, men Akismet svarede ikke, da vi spurgte. Spørg igen lidt senere.
desk-said-key-removed = Nøglen er fjernet.
desk-said-key-asked = Vi har spurgt Akismet. Svaret står her.

## Data og sletning
desk-data-about = Når tiden er gået, sletter programmet det af sig selv.
desk-data-privacy = Se den side, som læserne ser
desk-set-spam-days = Spam
desk-set-spam-days-about = Dage, som spam bliver gemt, så en god kommentar kan hentes tilbage.
desk-set-trash-days = Afviste kommentarer
desk-set-trash-days-about = Dage, som afviste kommentarer bliver gemt, så det kan fortrydes.
desk-data-kept = Hvad der bliver gemt om læserne
desk-person-data = Én persons data
desk-person-data-about = Når en læser beder om sine data eller om at få dem slettet. Sørg for, at det er personen selv, der spørger. Det gælder kun dette websted, og det står i loggen, at du har gjort det.
desk-person-export = Hent en fil
desk-person-sure = Slet navn, adresse og tekst i alle personens kommentarer. Det kan ikke fortrydes.
desk-person-not-sure = Sæt hak, hvis det hele skal slettes.
desk-person-erase = Slet personens data
desk-said-person-erased = Det, der var gemt om adressen, er slettet.

## E-mail
desk-mail-works = Der er sat en mailserver op. Send en mail til dig selv for at se, at den når frem.
desk-mail-off = Der er ingen mailserver, så der kan ikke sendes mails. Den sættes op i konfigurationsfilen af den, der driver tjenesten.
desk-mail-test = Send en prøve til min egen adresse
desk-mail-refused = Mailserveren tog ikke imod mailen (kode { $code }). Spørg den, der driver tjenesten.
desk-mail-later = Mailserveren svarede ikke. Prøv igen om lidt, eller spørg den, der driver tjenesten.
desk-said-mail-sent = Mailen er sendt. Se i din indbakke, også under uønsket post.
desk-mail-test-subject = Prøve fra { $site }
desk-mail-test-text = Du har bedt om en prøve fra { $site }. Kan du læse den, så virker mail.

## Forkerte værdier
desk-wrong-unknown = Den indstilling findes ikke.
desk-wrong-choice = Vælg en af mulighederne.
desk-wrong-number = Skriv et helt tal fra { $least } til { $most }.
desk-wrong-lang = Vælg et af sprogene.
desk-wrong-zone = Skriv navnet på en tidszone, for eksempel Europe/Copenhagen.
desk-wrong-words = Linje { $line } er for lang, eller der er for mange linjer: højst 2.000 linjer på højst 200 tegn.
desk-wrong-akismet-field = Vælg blandt felterne.
desk-wrong-address = Skriv en adresse, der begynder med https://, eller lad feltet stå tomt.
desk-wrong-origin = Linje { $line } skal se sådan ud: https://www.eksempel.dk, uden noget bagefter.
desk-wrong-no-origin = Skriv mindst én adresse, for eksempel https://www.eksempel.dk.
desk-wrong-site-key = Skriv 1 til 32 tegn af a-z, 0-9 og bindestreg, og ikke »desk«.
desk-wrong-taken = Der er allerede et websted med den nøgle. Vælg en anden.
desk-wrong-site-name = Skriv et navn på højst 100 tegn.
desk-wrong-long = Skriv højst { $most } tegn.
desk-wrong-akismet-key = Skriv nøglen, som du har fået af Akismet: kun bogstaver og tal.
desk-wrong-akismet-refused = Akismet kender ikke den nøgle til dette websted. Den er ikke gemt.
desk-wrong-colour = Skriv farven sådan: #1d1b18, eller lad feltet stå tomt.
desk-wrong-font = Skriv navne på skrifter med komma imellem, for eksempel Georgia, serif.
desk-wrong-lacks = Teksten skal indeholde {"{"}{ $name }{"}"}, ligesom standarden.
desk-wrong-strange = Teksten kan ikke indeholde {"{"}{ $name }{"}"}: Det er der ikke noget, der udfylder.
