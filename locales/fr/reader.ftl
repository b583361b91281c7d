# Français. Vouvoiement, mots simples, pas de point d’exclamation sauf pour remercier. « » autour des titres.
# Tous les catalogues ont les mêmes clés et les mêmes variables ; un test y veille.

## Dates et nombres
month = { $n ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } à { $hour }:{ $minute }
time = { $hour }:{ $minute }

## La discussion
title = { $n ->
    [one] { $n } commentaire
    [many] { $n } commentaires
   *[other] { $n } commentaires
}
title-empty = Commentaires
empty = Aucun commentaire pour le moment. Écrivez le premier.
empty-closed = Il n’y a aucun commentaire.
write = Laisser un commentaire
sort = Trier
sort-oldest = Les plus anciens
sort-newest = Les plus récents
sort-top = Les plus recommandés
sort-pick = Choix de la rédaction
badge-staff = Rédaction
badge-author = A écrit l’article
badge-pick = Choix de la rédaction
badge-pinned = Épinglé
in-reply-to = en réponse à
reply = Répondre
reply-to-whom = à { $name }
report = Signaler
report-whom = le commentaire écrit par { $name }
like = Recommander ({ $n })
copy = Copier le lien
copied = Lien copié.
edited = modifié le { $time }
edited-staff = modifié par la rédaction le { $time }
now = à l’instant
whole = Afficher tout le commentaire
more-replies = { $n ->
    [one] Afficher { $n } réponse de plus
    [many] Afficher { $n } réponses de plus
   *[other] Afficher { $n } réponses de plus
}
whole-branch = { $n ->
    [one] Afficher { $n } réponse
    [many] Afficher les { $n } réponses
   *[other] Afficher les { $n } réponses
}
whole-thread = Afficher tous les commentaires
from-the-start = Afficher les commentaires depuis le début
more = { $n ->
    [one] Afficher { $n } commentaire de plus
    [many] Afficher { $n } commentaires de plus
   *[other] Afficher { $n } commentaires de plus
}
more-unknown = Afficher plus de commentaires
progress = Commentaires affichés : { $shown } sur { $count }
added = { $n ->
    [one] { $n } commentaire de plus affiché.
    [many] { $n } commentaires de plus affichés.
   *[other] { $n } commentaires de plus affichés.
}
arrivals = { $n ->
    [one] { $n } nouveau commentaire – l’afficher
    [many] { $n } nouveaux commentaires – les afficher
   *[other] { $n } nouveaux commentaires – les afficher
}
gone = Retiré par la rédaction.
gone-self = Supprimé par la personne qui l’a écrit.
closed = Les commentaires sont fermés.
closed-on = Les commentaires sont fermés depuis le { $date }.
closing = Les commentaires sont ouverts jusqu’au { $date } inclus.
loading = Chargement des commentaires…
load-failed = Les commentaires n’ont pas pu être chargés.
retry = Réessayer
no-script = Lire les commentaires et écrire le vôtre
comment-not-found = Ce commentaire n’existe plus.
powered = Commentaires gérés avec Svar
privacy-link = Comment nous utilisons vos données
rss = Suivre cette discussion (RSS)
back = Retour à l’article
back-to = Retour à « { $title } »
back-to-thread = Retour à la discussion

## Le formulaire
form-title = Laisser un commentaire
form-title-to = Répondre à
form-note = Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués par *
form-note-free = Votre adresse e-mail ne sera pas publiée. Le nom et l’adresse e-mail sont facultatifs. Les champs obligatoires sont indiqués par *
field-body = Commentaire
field-name = Nom
field-email = E-mail
field-website = Site web
optional = (facultatif)
keep = Mémoriser mon nom et mon e-mail dans ce navigateur
notify = M’avertir par e-mail quand quelqu’un me répond
send = Envoyer le commentaire
send-reply = Envoyer la réponse
cancel = Annuler la réponse
sending = Envoi en cours…
preview = Voir l’aperçu
preview-title = Votre commentaire apparaîtra ainsi
trap = Laissez ce champ vide
limit = { $n ->
    [one] { $n } caractère au maximum.
    [many] { $n } caractères au maximum.
   *[other] { $n } caractères au maximum.
}
left = { $n ->
    [one] { $n } caractère restant
    [many] { $n } caractères restants
   *[other] { $n } caractères restants
}
over = { $n ->
    [one] { $n } caractère de trop
    [many] { $n } caractères de trop
   *[other] { $n } caractères de trop
}
format-help = Mise en forme
format = *italique*, **gras**, > citation, ligne vide entre les paragraphes
draft = Votre brouillon a été récupéré.
draft-drop = Supprimer le brouillon
premoderated = La rédaction lit les commentaires avant leur publication.
premoderated-first = La première fois que vous écrivez, la rédaction lit votre commentaire avant sa publication.
akismet = Ce site utilise Akismet pour limiter le spam.
akismet-link = En savoir plus sur le traitement des données de votre commentaire
rules = Charte des commentaires

## Erreurs dans les champs
failed-title = Erreur :
summary = Votre commentaire n’a pas été envoyé
summary-count = { $n ->
    [one] Corrigez { $n } champ.
    [many] Corrigez { $n } champs.
   *[other] Corrigez { $n } champs.
}
error-body-missing = Écrivez un commentaire.
error-body-too-long = { $n ->
    [one] Raccourcissez le commentaire de { $n } caractère.
    [many] Raccourcissez le commentaire de { $n } caractères.
   *[other] Raccourcissez le commentaire de { $n } caractères.
}
error-body-too-complex = Simplifiez le commentaire : il comporte trop de niveaux de citations ou de listes.
error-name-missing = Indiquez votre nom.
error-name-too-long = { $n ->
    [one] Raccourcissez le nom à { $n } caractère au maximum.
    [many] Raccourcissez le nom à { $n } caractères au maximum.
   *[other] Raccourcissez le nom à { $n } caractères au maximum.
}
error-name-taken = Choisissez un autre nom. Celui-ci est réservé à la rédaction.
error-email-missing = Indiquez votre adresse e-mail.
error-email-invalid = Écrivez l’adresse sous cette forme : nom@exemple.fr.
error-website-invalid = Écrivez l’adresse du site sous cette forme : https://exemple.fr, ou laissez le champ vide.
error-key-missing = La page n’a pas indiqué à quel article se rapporte le commentaire. Revenez à l’article et recommencez à partir de là.
error-key-invalid = La clé de l’article est trop longue. Revenez à l’article et recommencez à partir de là.
error-url-invalid = L’adresse de l’article est illisible. Revenez à l’article et recommencez à partir de là.
error-url-foreign = L’adresse de l’article appartient à un autre site. Revenez à l’article et recommencez à partir de là.
error-title-too-long = { $n ->
    [one] Le titre de l’article ne peut pas dépasser { $n } caractère.
    [many] Le titre de l’article ne peut pas dépasser { $n } caractères.
   *[other] Le titre de l’article ne peut pas dépasser { $n } caractères.
}
error-parent-invalid = Le commentaire auquel vous répondez est introuvable. Revenez à la discussion et appuyez de nouveau sur Répondre.
error-note-too-long = Raccourcissez vos précisions.
error-token-invalid = La page était ouverte depuis longtemps. Réessayer.

## Refus
refused-fields = { $n ->
    [one] Corrigez { $n } champ.
    [many] Corrigez { $n } champs.
   *[other] Corrigez { $n } champs.
}
refused-closed = Les commentaires ont été fermés pendant que vous écriviez. Votre texte est toujours là.
refused-banned = Vous ne pouvez pas commenter ici. Contactez la rédaction s’il s’agit d’une erreur.
refused-parent-gone = Le commentaire auquel vous répondez a été retiré. Votre texte est toujours là.
refused-duplicate = Vous avez déjà envoyé ce commentaire.
refused-too-fast = { $n ->
    [one] Attendez { $n } seconde avant d’écrire à nouveau. Votre texte est toujours là.
    [many] Attendez { $n } secondes avant d’écrire à nouveau. Votre texte est toujours là.
   *[other] Attendez { $n } secondes avant d’écrire à nouveau. Votre texte est toujours là.
}
refused-key-reused = La page avait déjà envoyé autre chose. Appuyez encore une fois sur Envoyer.
refused-not-found = Ce commentaire n’existe plus.
refused-edit-window-over = Le délai pour modifier le commentaire est écoulé.
refused-stale = Le commentaire a changé entre-temps. Rechargez la page, puis réessayez.
refused-not-offered = Ce n’est pas possible ici.
refused-unavailable = Le commentaire n’a pas pu être enregistré pour le moment. Votre texte est toujours là. Réessayez dans un instant.
refused-too-large = Le commentaire est trop volumineux. Raccourcissez-le et renvoyez-le.
offline = Vous êtes hors connexion. Votre texte est enregistré dans ce navigateur.
server-failed = Votre commentaire n’a pas été envoyé. Votre texte est enregistré dans ce navigateur. Réessayez.
page-old = La page était ouverte depuis longtemps. Appuyez encore une fois sur Envoyer.
too-many-links = { $n ->
    [one] Un commentaire peut contenir { $n } lien au maximum.
    [many] Un commentaire peut contenir { $n } liens au maximum.
   *[other] Un commentaire peut contenir { $n } liens au maximum.
}

## Votre propre commentaire
receipt-title = Votre commentaire
sent-held = Merci ! Votre commentaire est en attente de modération.
sent-live = Merci ! Votre commentaire est publié.
own-held = Votre commentaire est en attente de modération. Personne d’autre que vous ne peut le voir.
own-live = Votre commentaire est publié.
own-rejected = La rédaction a choisi de ne pas publier votre commentaire.
own-withdrawn = Commentaire supprimé.
edit = Modifier
edit-title = Modifier le commentaire
edit-minutes = { $n ->
    [one] Vous pouvez modifier ce commentaire pendant { $n } minute.
    [many] Vous pouvez modifier ce commentaire pendant { $n } minutes.
   *[other] Vous pouvez modifier ce commentaire pendant { $n } minutes.
}
edit-until = Vous pouvez modifier ce commentaire jusqu’à { $time }.
save = Enregistrer
edit-cancel = Annuler
delete = Supprimer
deleting = Le commentaire sera supprimé dans un instant.
deleted = Commentaire supprimé.
undo = Annuler
receipt-confirm-title = Se faire reconnaître
receipt-confirm-text = Si vous confirmez votre adresse e-mail, la rédaction saura que c’est bien vous la prochaine fois que vous écrirez. L’adresse ne sera pas affichée pour autant.
receipt-confirm-button = Recevoir un lien
receipt-confirm-sent = Nous vous avons envoyé un lien. Il est valable deux jours.
withdraw-title = Supprimer le commentaire
withdraw-text = Votre texte et votre nom sont supprimés immédiatement. Si quelqu’un vous a répondu, il est indiqué que vous avez supprimé le commentaire.
withdraw-button = Supprimer le commentaire
receipt-about-title = Conservez l’adresse de cette page
receipt-about-text = Cette adresse est votre reçu. Avec elle, vous pouvez voir ce que votre commentaire est devenu et le supprimer, même dans un an. Ne la communiquez à personne : quiconque possède l’adresse peut supprimer le commentaire.

## Signalements
report-title = Pourquoi signalez-vous ce commentaire ?
report-spam = Spam ou publicité
report-attack = Attaque personnelle ou harcèlement
report-threat = Menaces ou haine
report-illegal = Contenu illicite
report-other = Autre
report-note = Précisions (facultatif)
report-contact = Si le contenu est illicite, indiquez votre nom et votre e-mail pour que la rédaction puisse vous répondre. Ils ne sont pas affichés.
report-reason-missing = Choisissez un motif.
report-send = Envoyer le signalement
report-done = Merci. La rédaction va l’examiner.

## Pages qui disent une seule chose
notice-not-found = Cette page n’existe pas
notice-not-found-text = L’adresse est peut-être mal écrite, ou ce qui se trouvait ici a été retiré.
notice-forbidden = Vous ne pouvez pas faire cela d’ici
notice-forbidden-text = Revenez à l’article et réessayez à partir de là. Contactez la rédaction si cela continue.
notice-too-many = Un peu trop à la fois
notice-too-many-text = { $n ->
    [one] Attendez { $n } seconde, puis revenez en arrière et réessayez. Votre navigateur a gardé ce que vous avez écrit.
    [many] Attendez { $n } secondes, puis revenez en arrière et réessayez. Votre navigateur a gardé ce que vous avez écrit.
   *[other] Attendez { $n } secondes, puis revenez en arrière et réessayez. Votre navigateur a gardé ce que vous avez écrit.
}
notice-unavailable = Les commentaires font une petite pause
notice-unavailable-text = Rien n’est perdu. Revenez en arrière et réessayez dans un instant.
notice-bad-request = Nous n’avons pas pu lire cette demande
notice-bad-request-text = Revenez à l’article et réessayez à partir de là.
notice-link-over = Ce lien ne fonctionne plus
notice-link-over-text = Il a déjà servi, ou il est trop ancien. Demandez-en un nouveau si vous en avez encore besoin.
notice-confirmed = Merci ! Votre adresse est confirmée.
notice-confirmed-text = La rédaction vous reconnaîtra quand vous écrirez avec cette adresse.
notice-erased = Vos données sont effacées
notice-erased-text = Le nom, l’adresse et le texte ont disparu. Là où quelqu’un vous a répondu, il est seulement indiqué que le commentaire a été supprimé.
confirm-title = Est-ce votre adresse ?
confirm-text = Appuyez sur le bouton si vous avez écrit un commentaire sur { $site }. La rédaction saura alors que l’adresse est la vôtre.
confirm-button = Confirmer mon adresse
export-title = Obtenir vos données
export-text = Vous recevez, dans un seul fichier, tout ce qui est conservé à votre sujet sur { $site }.
export-button = Obtenir le fichier
erase-title = Effacer vos données
erase-text = Tout ce que vous avez écrit sur { $site } sera effacé, sans retour possible.
erase-button = Tout effacer
unsubscribe = Arrêter les e-mails de réponse
unsubscribed = Vous ne recevrez plus d’e-mails au sujet de cette discussion.

## Flux
feed-title-thread = Commentaires sur « { $title } »
feed-title-site = Commentaires sur { $site }
feed-entry = Commentaire écrit par { $name }
feed-entry-site = Commentaire écrit par { $name } sur « { $title } »

## E-mails
mail-hello = Bonjour { $name }
mail-confirm-subject = Confirmez votre adresse e-mail pour { $site }
mail-confirm-text = Vous avez écrit un commentaire sur { $site } et demandé un lien qui confirme votre adresse. Le voici :
mail-confirm-hours = { $n ->
    [one] Le lien est valable { $n } heure.
    [many] Le lien est valable { $n } heures.
   *[other] Le lien est valable { $n } heures.
}
mail-confirm-not-you = Si ce n’était pas vous, ne faites rien : il ne se passera rien.

## Vie privée
privacy-title = Comment nous utilisons vos données
privacy-intro = Voici ce que devient ce que vous écrivez dans le formulaire de commentaire. Cette page est établie à partir des réglages en vigueur en ce moment.
privacy-controller-title = Qui est responsable
privacy-controller = { $controller } est responsable du traitement des données des commentaires.
privacy-purpose-title = Pourquoi nous les traitons
privacy-purpose = Nous utilisons vos données pour afficher votre commentaire sous l’article, pour vous permettre de le modifier et de le supprimer, et pour préserver le débat du spam et des abus.
privacy-basis = Nous le faisons parce que nous avons un intérêt légitime à tenir un débat correct et ouvert (article 6, paragraphe 1, point f), du règlement général sur la protection des données).
privacy-public = Votre commentaire, votre nom, l’heure et votre site web, si vous l’indiquez, peuvent être lus par tout le monde une fois le commentaire approuvé. Votre adresse e-mail et votre adresse IP ne sont jamais affichées.
privacy-recipients-title = Qui les reçoit
privacy-recipients = Les commentaires se trouvent sur notre propre serveur. La rédaction peut les lire, y compris ceux qui ne sont pas affichés.
privacy-mail = Quand vous demandez un e-mail, votre adresse passe par le serveur de messagerie qui l’envoie, et ne va nulle part ailleurs.
privacy-no-third = Personne d’autre n’est informé de quoi que ce soit. La page ne charge rien d’autres services, et il n’y a ni publicité ni pistage.
privacy-akismet = Pour limiter le spam, nous envoyons chaque nouveau commentaire à Akismet, un service d’Automattic aux États-Unis. Akismet reçoit :
privacy-akismet-in-doubt = Pour limiter le spam, nous avons notre propre filtre. Ce n’est que lorsqu’il hésite que nous envoyons le commentaire à Akismet, un service d’Automattic aux États-Unis. Akismet reçoit alors :
akismet-gets-text = le texte du commentaire
akismet-gets-address = votre adresse IP
akismet-gets-name = votre nom
akismet-gets-email = votre adresse e-mail
akismet-gets-website = votre site web, si vous l’indiquez
akismet-gets-user-agent = le navigateur que vous utilisez
akismet-gets-referrer = la page d’où vous venez
akismet-gets-permalink = l’adresse de l’article
akismet-gets-date = la date et l’heure du commentaire
akismet-gets-parent = le commentaire auquel vous répondez
akismet-gets-lang = la langue de la page
privacy-akismet-more = Si la rédaction estime qu’Akismet s’est trompé, nous renvoyons les mêmes données pour améliorer le filtre. Pour cela, elles sont conservées chiffrées pendant 15 jours au maximum.
privacy-akismet-link = La description qu’en donne Automattic
privacy-kept-title = Ce que nous conservons, et combien de temps
privacy-kept = Une fois le délai écoulé, le programme supprime ces données de lui-même.
privacy-what = Quoi
privacy-why = Pourquoi
privacy-how-long = Combien de temps
privacy-browser-title = Dans votre propre navigateur
privacy-browser = Nous ne déposons aucun cookie chez les lecteurs. Dans un article, le champ de commentaire garde un brouillon dans votre navigateur dès que vous commencez à écrire, et un reçu quand vous envoyez. Votre nom et votre e-mail ne sont gardés que si vous cochez la case. Vous pouvez tout supprimer dans votre navigateur, et cette page-ci ne garde rien.
privacy-rights-title = Vos droits
privacy-rights = Vous pouvez savoir ce que nous conservons à votre sujet, et le faire corriger ou effacer. Vous pouvez aussi le recevoir dans un fichier, nous demander d’en limiter l’utilisation et vous y opposer.
privacy-receipt = Si vous avez conservé l’adresse de votre reçu, vous pouvez y supprimer vous-même le commentaire quand vous le voulez.
privacy-request = Demander une copie ou l’effacement de vos données
privacy-ask = Écrivez à { $controller } si vous voulez une copie de vos données ou leur effacement. Écrivez depuis l’adresse que vous avez utilisée dans le formulaire de commentaire.
privacy-complaint = Si notre manière de faire ne vous satisfait pas, vous pouvez adresser une réclamation à l’autorité de protection des données de votre pays ; en France, la CNIL.

## Ce qui est conservé : quoi, pourquoi, combien de temps
kept-body = Votre commentaire
kept-body-why = Pour l’afficher
kept-name = Votre nom
kept-name-why = Pour montrer qui l’a écrit
kept-website = Votre site web
kept-website-why = Pour placer un lien sur votre nom, si vous le souhaitez
kept-email = Votre adresse e-mail, chiffrée
kept-email-why = Pour vous reconnaître et vous envoyer ce que vous demandez
kept-email-hash = Une empreinte de l’adresse, calculée avec une clé
kept-email-hash-why = Pour retrouver vos commentaires quand vous les demandez
kept-address = Une empreinte de votre adresse IP, calculée avec une clé, et l’adresse tronquée
kept-address-why = Pour limiter le spam et les abus
kept-receipt = Une empreinte de votre reçu
kept-receipt-why = Pour que vous puissiez voir, modifier et supprimer le commentaire
kept-answer = La réponse reçue par votre navigateur, chiffrée
kept-answer-why = Pour qu’un double appui ne donne pas deux commentaires
kept-wave = Signes de commentaires presque identiques (empreintes à clé)
kept-wave-why = Pour ne décider qu’une fois d’une vague de publicité
kept-akismet = Ce qui a été envoyé à Akismet, chiffré
kept-akismet-why = Pour corriger le filtre quand il se trompe
kept-decision = Les décisions de la rédaction
kept-decision-why = Pour les expliquer et revenir dessus
kept-blatant = Les commentaires qu’Akismet qualifie de spam flagrant
kept-blatant-why = Pour récupérer un bon commentaire
kept-spam = Les commentaires qui sont du spam
kept-spam-why = Pour récupérer un bon commentaire
kept-trash = Les commentaires que la rédaction a refusés
kept-trash-why = Pour pouvoir revenir en arrière
kept-note = Les notes de la rédaction à votre sujet
kept-note-why = Pour que la rédaction se souvienne de ce qui a été convenu ou s’est passé
kept-trust = Le fait que la rédaction vous fait confiance
kept-trust-why = Pour que vos commentaires n’aient pas à attendre
kept-ban = L’empreinte d’une adresse exclue et le nom qu’elle utilisait
kept-ban-why = Pour écarter les personnes qui ont abusé du formulaire
kept-lesson = Marques hachées des mots des commentaires sur lesquels la rédaction a statué
kept-lesson-why = Pour que le filtre apprenne des décisions de la rédaction
kept-mail = Une empreinte du lien dans l’e-mail que vous avez demandé
kept-mail-why = Pour que le lien ne serve qu’une fois
kept-vote = Une empreinte de votre adresse IP, calculée avec une clé, quand vous recommandez un commentaire
kept-vote-why = Pour que chaque personne ne compte qu’une fois
kept-flag = Votre signalement d’un commentaire
kept-flag-why = Pour que la rédaction puisse examiner le commentaire
kept-flag-contact = Le nom et l’e-mail d’un signalement de contenu illicite, chiffrés
kept-flag-contact-why = Pour que la rédaction puisse vous répondre
kept-with-comment = Tant que le commentaire existe
kept-days = { $n ->
    [one] { $n } jour
    [many] { $n } jours
   *[other] { $n } jours
}
kept-days-most = { $n ->
    [one] { $n } jour au maximum
    [many] { $n } jours au maximum
   *[other] { $n } jours au maximum
}
kept-hours = { $n ->
    [one] { $n } heure
    [many] { $n } heures
   *[other] { $n } heures
}
kept-until-lifted = Jusqu’à la levée de l’exclusion
kept-until-erased = Jusqu’à l’effacement de la personne à sa demande

## Ce qui remplace le commentaire d’une personne effacée

erased-name = Anonyme
erased-text = Le texte a été effacé à la demande de la personne qui l’avait écrit.
