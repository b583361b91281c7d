# Konti, log ind, holdet og opsætningen.

## Log ind
desk-sign-in-wrong-code = Koden passer ikke, eller den er brugt. Vent, til appen viser en ny, og skriv den. Efter flere forkerte forsøg skal du vente lidt, højst et kvarter.
desk-sign-in-over = Der gik for lang tid. Skriv e-mailadresse og adgangskode igen.
desk-sign-in-factor = Bekræft, at det er dig
desk-sign-in-factor-about = Skriv de seks cifre fra din app, eller en af dine gendannelseskoder.
desk-sign-in-again = Begynd forfra
desk-confirm = Bekræft, at det er dig
desk-confirm-about = Det her kræver, at du har skrevet din adgangskode inden for ti minutter. Bagefter går det videre, hvor du slap.
desk-confirm-wrong = Det passer ikke. Prøv igen. Efter flere forkerte forsøg skal du vente lidt, højst et kvarter.
desk-confirm-button = Fortsæt

## Profil
desk-profile = Din profil
desk-profile-back = Til din profil
desk-profile-you = Dig
desk-profile-name = Navn
desk-profile-name-about = Sådan underskriver du svar, og sådan ser holdet, hvem der har gjort hvad.
desk-profile-name-wrong = Skriv et navn på højst 60 tegn.
desk-profile-keys-off = Slå genveje med én tast fra
desk-profile-keys-about = Så afgør et tryk på en enkelt tast ikke noget. Alle knapper virker som før.
desk-profile-way-in = Adgang
desk-profile-said-saved = Gemt.
desk-profile-said-ended = Sessionen er afsluttet.
desk-profile-said-not-ended = Sessionen var afsluttet i forvejen.
desk-profile-said-others-ended = Alle andre sessioner er afsluttet.
desk-profile-said-password = Adgangskoden er skiftet. Alle andre sessioner er afsluttet.
desk-profile-said-factor-removed = Totrinsbekræftelse er slået fra. Alle andre sessioner er afsluttet.
desk-profile-said-factor-required = Intet er ændret: Et af dine websteder kræver totrinsbekræftelse.
desk-profile-said-factor-unchanged = Intet er ændret: Det var gjort i forvejen.
desk-password-change = Skift adgangskode
desk-password-new = Ny adgangskode
desk-password-about = Alle andre sessioner afsluttes, når du skifter.
desk-password-rule = Mindst 15 tegn. Fire tilfældige ord er en god adgangskode.
desk-password-length = Adgangskoden skal have 15 til 128 tegn.
desk-password-guessable = Den adgangskode er blandt dem, man gætter først: et navn, almindelige ord, en række taster eller det samme flere gange. Vælg en anden.
desk-sessions = Sessioner
desk-sessions-about = Her er du logget ind. En session slutter af sig selv efter et døgn uden brug og senest efter 14 dage.
desk-session-browser = Browser
desk-session-network = Net
desk-session-since = Fra
desk-session-seen = Sidst brugt
desk-session-end = Afslut
desk-session-this = denne
desk-session-unknown = Ukendt browser
desk-sessions-end-others = Afslut alle andre

## Totrinsbekræftelse
desk-factor = Totrinsbekræftelse
desk-factor-code = Kode
desk-factor-off = Slået fra.
desk-factor-on = { $n ->
    [0] Slået til. Der er ingen gendannelseskoder tilbage.
    [one] Slået til. 1 gendannelseskode er tilbage.
   *[other] Slået til. { $n } gendannelseskoder er tilbage.
}
desk-factor-add = Slå til
desk-factor-change = Ændr
desk-factor-about = Scan billedet med en app til engangskoder, og skriv de seks cifre, den viser. Fra nu af kræver det både adgangskoden og appen at logge ind.
desk-factor-drawing = QR-kode til appen
desk-factor-by-hand = Kan du ikke scanne, så skriv nøglen i appen
desk-factor-six = De seks cifre fra appen
desk-factor-wrong = Koden passer ikke. Se efter, at telefonens ur går rigtigt, og skriv den kode, appen viser nu.
desk-factor-needed = Webstedet kræver totrinsbekræftelse af din rolle. Slå den til, så kommer du videre.
desk-factor-required = Et af dine websteder kræver totrinsbekræftelse, så den kan ikke slås fra.
desk-factor-remove = Slå fra
desk-factor-remove-about = Slår du den fra, er adgangskoden nok til at logge ind.
desk-codes = Dine gendannelseskoder
desk-codes-about = Skriv dem ned, eller gem dem i din adgangskodehusker. Hver virker én gang, hvis du mister telefonen. De vises ikke igen.
desk-codes-new = Lav nye gendannelseskoder
desk-codes-new-about = Har du brugt eller mistet nogle, så lav ti nye. De gamle holder op med at virke.
desk-codes-kept = Jeg har gemt dem

## Holdet
desk-team = Holdet
desk-team-about = Moderatorer afgør kommentarer. Redaktører kan også svare dem, der anmelder, og se loggen. Ejere kan alt, også det her.
desk-team-member = Navn
desk-team-seen = Sidst set
desk-team-never = Ikke for nylig
desk-team-factor = Totrinsbekræftelse
desk-team-factor-yes = Ja
desk-team-factor-no = Nej
desk-team-you = dig
desk-team-disabled = spærret
desk-team-role = Rolle
desk-team-role-of = Rolle for { $name }
desk-team-set-role = Skift rolle
desk-team-change = Ændr
desk-team-remove = Fjern fra holdet
desk-team-disable = Spær kontoen
desk-team-enable = Luk kontoen op
desk-role-moderator = Moderator
desk-role-editor = Redaktør
desk-role-owner = Ejer
desk-invite = Inviter
desk-invite-about = Linket virker i syv dage og kun én gang. Det sendes til adressen.
desk-invite-about-no-mail = Linket virker i syv dage og kun én gang. Der kan ikke sendes mail herfra, så du får det vist én gang og giver det selv videre.
desk-invite-email = E-mailadresse
desk-invite-email-wrong = Skriv adressen sådan: navn@eksempel.dk.
desk-invite-member = Den adresse er allerede på holdet.
desk-invite-link = Giv linket her videre
desk-invite-link-about = Det vises kun nu. Den, der har det, kan blive en del af holdet.
desk-invitations = Invitationer, der venter
desk-invitation-to = Til
desk-invitation-by = Fra
desk-invitation-until = Gælder til
desk-invitation-revoke = Træk tilbage
desk-team-require = Hvem skal bruge totrinsbekræftelse
desk-team-require-about = Den, der mangler den, bliver bedt om at slå den til, før noget andet.
desk-team-require-nobody = Ingen
desk-team-require-owner = Ejere
desk-team-require-editor = Redaktører og ejere
desk-team-require-moderator = Alle
desk-said-team-changed = Holdet er ændret.
desk-said-invited = Invitationen er på vej.
desk-said-revoked = Invitationen er trukket tilbage. Linket virker ikke mere.
desk-said-not-revoked = Invitationen var brugt eller trukket tilbage i forvejen.
desk-said-factor-required = Gemt.
desk-team-last-owner = Intet er ændret: Et websted skal have en ejer. Gør først en anden til ejer.
desk-team-elsewhere = Intet er ændret: Kontoen hører også til et websted, du ikke ejer. Du kan fjerne den fra holdet her.
desk-team-no-such = Intet er ændret: Den person er ikke på holdet mere.
desk-action-invite = inviteret
desk-action-invite-revoke = invitation trukket tilbage
desk-action-team-join = kom på holdet
desk-action-team-role = rolle skiftet
desk-action-team-remove = fjernet fra holdet
desk-action-team-disable = konto spærret
desk-action-team-enable = konto lukket op
desk-action-team-factor = krav om totrinsbekræftelse ændret
desk-step-invite = Der er sendt en invitation
desk-step-team-role = En rolle er skiftet
desk-step-team-remove = En person er fjernet fra holdet
desk-step-team-disable = En konto er spærret
desk-step-team-enable = En konto er lukket op
desk-step-team-factor = Kravet om totrinsbekræftelse er ændret

## Bag linket i en invitation
desk-join = Bliv en del af holdet
desk-join-text = { $name } inviterer dig til at moderere { $site } som { $role }.
desk-join-new = Vælg, hvordan du underskriver, og en adgangskode.
desk-join-with = Du har allerede en konto her. Skriv dens adgangskode.
desk-join-as = Du er logget ind som { $name }.
desk-join-button = Kom på holdet
desk-join-wrong = Det passer ikke. Prøv igen. Efter flere forkerte forsøg skal du vente lidt, højst et kvarter.
desk-notice-join-gone = Linket virker ikke mere
desk-notice-join-gone-text = En invitation gælder i syv dage og kan bruges én gang. Bed om en ny.
desk-join-exists = Der er kommet en konto til den adresse. Skriv dens adgangskode.

## Opsætning
desk-setup = Sæt Svar op
desk-notice-setup-not = Svar er ikke sat op endnu
desk-notice-setup-not-text = Det gøres fra et link, som programmet skriver, når det starter. Kør »svar setup-link« på maskinen for at få et nyt; det gælder i 30 minutter.
desk-notice-setup-over = Linket virker ikke mere
desk-notice-setup-over-text = Et link gælder i 30 minutter og kan bruges én gang. »svar setup-link« skriver et nyt.
desk-setup-step-1 = Trin 1 af 3: Dig
desk-setup-step-2 = Trin 2 af 3: Webstedet
desk-setup-step-3 = Trin 3 af 3: Indsæt
desk-setup-you = Hvem er du?
desk-setup-you-about = Du bliver ejer: Du kan alt, også invitere andre.
desk-setup-on = Fortsæt
desk-setup-skip = Ikke nu
desk-setup-site = Hvor skal kommentarerne stå?
desk-setup-site-name = Webstedets navn
desk-setup-site-address = Webstedets adresse
desk-setup-site-address-about = Som læserne kender den, for eksempel www.ugensblad.dk.
desk-setup-site-address-wrong = Skriv adressen sådan: https://www.eksempel.dk.
desk-setup-site-name-wrong = Skriv et navn på højst 100 tegn.
desk-setup-moderation = Hvad skal vente på dig?
desk-setup-moderation-hold = Alle kommentarer
desk-setup-moderation-first = Den første kommentar fra hver
desk-setup-moderation-open = Kun det, filteret er i tvivl om
desk-setup-no-mail = Der er ingen mailserver. Så får moderatorer ikke besked, når noget venter, læsere kan ikke bekræfte deres adresse, og invitationer må du selv give videre. Det kan altid sættes op senere under [smtp] i konfigurationen.
desk-setup-site-button = Lav webstedet
desk-embed = Indsæt på dine sider
desk-embed-about = Det samme til alle artikler. Sæt det ind, hvor kommentarerne skal stå.
desk-embed-where-html = Sæt det ind, hvor kommentarerne skal stå. Har en side flere adresser, skal den have et <link rel="canonical"> i hovedet, ellers får hver adresse sin egen tråd.
desk-embed-where-wordpress = I temaets (helst et child-temas) functions.php. Et plugin, der samler scripts, skal lade svar.js være: Scriptet skal komme fra tjenesten selv.
desk-embed-where-hugo = I layouts/partials/svar.html, kaldt med {"{{"} partial "svar.html" . {"}}"}. Adressen laves ud fra baseURL, så den skal være rigtig.
desk-embed-where-eleventy = I _includes/svar.njk, kaldt med {"{%"} include "svar.njk" {"%}"}. Uden webstedets adresse foran er page.url ingen adresse.
desk-embed-where-astro = I src/components/Svar.astro, brugt som <Svar />. site skal være sat i astro.config.mjs.
desk-embed-where-react = En komponent, der virker i React 19 og Next.js. Giv den artiklens fulde adresse.
desk-embed-csp = Har siderne en Content-Security-Policy, skal { $origin } stå i script-src og connect-src.
desk-embed-more = docs/embed.md har flere opskrifter: Ghost, Docusaurus, Jekyll, nginx og Varnish.
desk-embed-copy = Kopiér
desk-embed-copied = Kopieret
desk-embed-tabs = Hvor skal det ind?
desk-embed-list = Virker det?
desk-embed-list-about = Åbn en artikel på webstedet. Listen følger selv med.
desk-embed-list-reload = Hent siden igen for at se, om der er sket mere.
desk-embed-script = Scriptet er set på { $origin }
desk-embed-script-not = Scriptet er ikke set endnu
desk-embed-article = Artiklens adresse er fundet
desk-embed-article-not = Ingen artikel har sagt sin adresse endnu
desk-embed-comment = Den første kommentar er kommet
desk-embed-comment-not = Der er ikke kommet en kommentar endnu
desk-embed-all = Det hele virker.
desk-embed-done = sket
desk-embed-waits = venter

## Mails
mail-failures-subject = Nogen prøver at logge ind på din konto i Svar
mail-failures-text = { $n ->
    [one] Der er skrevet 1 forkert adgangskode til din konto.
   *[other] Der er skrevet { $n } forkerte adgangskoder til din konto i træk, fra browsere, vi ikke kender.
}
mail-failures-do = Ingen er kommet ind, og du kan selv logge ind som før fra den browser, du plejer at bruge. Er din adgangskode brugt andre steder, så skift den her:
mail-invitation-subject = { $name } inviterer dig til at moderere { $site }
mail-invitation-text = { $name } inviterer dig til at moderere { $site } som { $role }.
mail-invitation-do = Her siger du ja:
mail-invitation-days = { $n ->
    [one] Linket virker i 1 dag og kun én gang. Vil du ikke, så gør ingenting.
   *[other] Linket virker i { $n } dage og kun én gang. Vil du ikke, så gør ingenting.
}
desk-job-mail-failures = Mail om forkerte adgangskoder
desk-job-mail-invitation = Mail med invitation
