# Akismet: when it is asked, what it says of the account, and the queue that it is asked about again.

## Hvornår
desk-set-akismet-ask = Hvornår Akismet bliver spurgt
desk-set-akismet-ask-about = Aldrig om det, som jeres egne ordlister og spærringer afgør.
desk-set-akismet-ask-auto = Efter behov
desk-set-akismet-ask-auto-example = Om alle kommentarer, indtil vores eget filter har lært nok af jer. Derefter kun om dem, det er i tvivl om.
desk-set-akismet-ask-never = Aldrig
desk-set-akismet-ask-never-example = Der bliver ikke sendt noget, heller ikke når I retter filteret.
desk-set-akismet-ask-unsure = Kun i tvivl
desk-set-akismet-ask-unsure-example = Resten bliver i huset: Det, vores eget filter er sikkert på, forlader det ikke.
desk-set-akismet-ask-always = Altid
desk-set-akismet-ask-always-example = Om hver ny kommentar.

## Nøgle, forbrug og fejl
desk-akismet-account = Nøgle og forbrug
desk-akismet-used = Denne måned er der brugt { $calls } af { $limit } opslag (opgjort { $time }).
desk-akismet-used-unlimited = Denne måned er der brugt { $calls } opslag. Der er ingen grænse (opgjort { $time }).
desk-akismet-throttled = Grænsen er nået, og Akismet svarer langsommere.
desk-akismet-last-trouble = Sidst, der ikke kom noget svar: { $time } ({ $why }).
desk-akismet-trouble-timeout = svaret var for længe undervejs
desk-akismet-trouble-unreachable = der var ingen forbindelse
desk-akismet-trouble-too-many = Akismet bad os vente
desk-akismet-trouble-status = Akismet meldte fejl
desk-akismet-trouble-garbage = svaret gav ingen mening
desk-akismet-trouble-invalid-key = Akismet kendte ikke nøglen
desk-akismet-trouble-account = der er noget galt med kontoen
desk-akismet-trouble-breaker-open = Akismet svarer ikke for tiden

## Spørg om køen igen
desk-recheck = Spørg Akismet om køen igen
desk-recheck-about = Akismet bliver spurgt én gang til om hver kommentar, der venter. Spam bliver flyttet, og resten følger jeres regler. Det, I selv har besluttet, bliver ikke rørt.
desk-recheck-off = Akismet bliver ikke brugt her.
desk-recheck-begin = Spørg Akismet igen
desk-recheck-stop = Stop
desk-recheck-running = Akismet bliver spurgt om køen: { $done } af { $total }.
desk-recheck-waits = Akismet bliver spurgt om køen: { $done } af { $total }. Lige nu venter vi, fordi { $why }.
desk-recheck-done = Akismet er spurgt igen { $time }: { $done } af { $total }.
desk-recheck-stopped = Stoppet { $time } efter { $done } af { $total }.
desk-recheck-failed = Opgivet { $time } efter { $done } af { $total }, fordi { $why }.
desk-recheck-spam = { $n ->
    [one] 1 er flyttet til spam.
   *[other] { $n } er flyttet til spam.
}
desk-recheck-approved = { $n ->
    [one] 1 er godkendt.
   *[other] { $n } er godkendt.
}
desk-recheck-not-asked = { $n ->
    [one] 1 skal Akismet ikke spørges om.
   *[other] { $n } skal Akismet ikke spørges om.
}
desk-recheck-not-kept = { $n ->
    [one] 1 kan der ikke spørges om: Det, der skulle sendes, bliver kun gemt i 15 dage.
   *[other] { $n } kan der ikke spørges om: Det, der skulle sendes, bliver kun gemt i 15 dage.
}
desk-said-recheck-begun = Akismet bliver nu spurgt om køen.
desk-said-recheck-runs = Akismet bliver allerede spurgt om køen.
desk-said-recheck-nothing = Der venter ikke noget at spørge om.
desk-said-recheck-off = Akismet bliver ikke brugt her.
desk-said-recheck-stopped = Stoppet. Det, der er nået, bliver stående.
desk-said-recheck-not-running = Det var allerede slut.
desk-job-recheck = Spørg Akismet om køen
desk-job-akismet-account = Spørg Akismet om nøglen
desk-action-recheck-begin = spurgte Akismet om køen
desk-action-recheck-stop = stoppede spørgsmålene om køen
desk-action-webhook = Akismet har ombestemt sig
