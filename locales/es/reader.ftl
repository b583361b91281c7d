# Español. De tú, palabras sencillas que se entienden en España y en América, sin exclamaciones salvo al dar las gracias. «» en los títulos.
# Todos los catálogos tienen las mismas claves y las mismas variables; una prueba lo vigila.

## Fechas y números
month = { $n ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date = { $day } de { $month } de { $year }
date-time = { $day } de { $month } de { $year }, { $hour }:{ $minute }
time = { $hour }:{ $minute }

## La conversación
title = { $n ->
    [one] 1 comentario
    [many] { $n } comentarios
   *[other] { $n } comentarios
}
title-empty = Comentarios
empty = Todavía no hay comentarios. Escribe el primero.
empty-closed = No hay comentarios.
write = Escribir un comentario
sort = Ordenar
sort-oldest = Más antiguos primero
sort-newest = Más recientes primero
sort-top = Más recomendados
sort-pick = Selección de la redacción
badge-staff = Redacción
badge-author = Escribió el artículo
badge-pick = Selección de la redacción
badge-pinned = Fijado
in-reply-to = en respuesta a
reply = Responder
reply-to-whom = a { $name }
report = Denunciar
report-whom = el comentario de { $name }
like = Recomendar ({ $n })
copy = Copiar enlace
copied = Enlace copiado.
edited = editado el { $time }
edited-staff = editado por la redacción el { $time }
now = ahora mismo
whole = Mostrar el comentario completo
more-replies = { $n ->
    [one] Mostrar 1 respuesta más
    [many] Mostrar { $n } respuestas más
   *[other] Mostrar { $n } respuestas más
}
whole-branch = { $n ->
    [one] Mostrar la respuesta
    [many] Mostrar las { $n } respuestas
   *[other] Mostrar las { $n } respuestas
}
whole-thread = Mostrar todos los comentarios
from-the-start = Mostrar los comentarios desde el principio
more = { $n ->
    [one] Mostrar 1 comentario más
    [many] Mostrar { $n } comentarios más
   *[other] Mostrar { $n } comentarios más
}
more-unknown = Mostrar más comentarios
progress = Comentarios mostrados: { $shown } de { $count }
added = { $n ->
    [one] Se muestra 1 comentario más.
    [many] Se muestran { $n } comentarios más.
   *[other] Se muestran { $n } comentarios más.
}
arrivals = { $n ->
    [one] 1 comentario nuevo – mostrarlo
    [many] { $n } comentarios nuevos – mostrarlos
   *[other] { $n } comentarios nuevos – mostrarlos
}
gone = Retirado por la redacción.
gone-self = Eliminado por la persona que lo escribió.
closed = Los comentarios están cerrados.
closed-on = Los comentarios se cerraron el { $date }.
closing = Los comentarios están abiertos hasta el { $date } inclusive.
loading = Cargando los comentarios…
load-failed = No se pudieron cargar los comentarios.
retry = Reintentar
no-script = Leer los comentarios y escribir el tuyo
comment-not-found = Ese comentario ya no existe.
powered = Comentarios con Svar
privacy-link = Cómo usamos tus datos
rss = Seguir esta conversación (RSS)
back = Volver al artículo
back-to = Volver a «{ $title }»
back-to-thread = Volver a la conversación

## El formulario
form-title = Escribir un comentario
form-title-to = Responder a
form-note = Tu dirección de correo no se publicará. Los campos obligatorios están marcados con *
form-note-free = Tu dirección de correo no se publicará. No hace falta que escribas tu nombre ni tu correo. Los campos obligatorios están marcados con *
field-body = Comentario
field-name = Nombre
field-email = Correo electrónico
field-website = Sitio web
optional = (opcional)
keep = Recordar mi nombre y mi correo en este navegador
notify = Recibir un correo cuando alguien me responda
send = Enviar comentario
send-reply = Enviar respuesta
cancel = Cancelar respuesta
sending = Enviando…
preview = Ver cómo quedará
preview-title = Así se verá tu comentario
trap = Deja este campo vacío
limit = { $n ->
    [one] 1 carácter como máximo.
    [many] { $n } caracteres como máximo.
   *[other] { $n } caracteres como máximo.
}
left = { $n ->
    [one] Queda 1 carácter
    [many] Quedan { $n } caracteres
   *[other] Quedan { $n } caracteres
}
over = { $n ->
    [one] Sobra 1 carácter
    [many] Sobran { $n } caracteres
   *[other] Sobran { $n } caracteres
}
format-help = Formato
format = *cursiva*, **negrita**, > cita, línea en blanco entre párrafos
draft = Se ha recuperado tu borrador.
draft-drop = Descartar borrador
premoderated = La redacción lee los comentarios antes de que aparezcan.
premoderated-first = La primera vez que escribes, la redacción lee tu comentario antes de que aparezca.
akismet = Este sitio usa Akismet para reducir el spam.
akismet-link = Cómo se procesan los datos de tu comentario
rules = Normas del debate

## Errores en los campos
failed-title = Error:
summary = Tu comentario no se ha enviado
summary-count = { $n ->
    [one] Corrige 1 campo.
    [many] Corrige { $n } campos.
   *[other] Corrige { $n } campos.
}
error-body-missing = Escribe un comentario.
error-body-too-long = { $n ->
    [one] Acorta el comentario en 1 carácter.
    [many] Acorta el comentario en { $n } caracteres.
   *[other] Acorta el comentario en { $n } caracteres.
}
error-body-too-complex = Simplifica el comentario: tiene demasiados niveles de citas o listas.
error-name-missing = Escribe tu nombre.
error-name-too-long = { $n ->
    [one] Acorta el nombre a 1 carácter como máximo.
    [many] Acorta el nombre a { $n } caracteres como máximo.
   *[other] Acorta el nombre a { $n } caracteres como máximo.
}
error-name-taken = Elige otro nombre. Ese está reservado para la redacción.
error-email-missing = Escribe tu dirección de correo.
error-email-invalid = Escribe la dirección así: nombre@ejemplo.com.
error-website-invalid = Escribe el sitio web así: https://ejemplo.com, o deja el campo vacío.
error-key-missing = La página no ha indicado a qué artículo pertenece el comentario. Vuelve al artículo y empieza desde ahí.
error-key-invalid = La clave del artículo es demasiado larga. Vuelve al artículo y empieza desde ahí.
error-url-invalid = No se puede leer la dirección del artículo. Vuelve al artículo y empieza desde ahí.
error-url-foreign = La dirección del artículo pertenece a otro sitio web. Vuelve al artículo y empieza desde ahí.
error-title-too-long = { $n ->
    [one] El título del artículo puede tener 1 carácter como máximo.
    [many] El título del artículo puede tener { $n } caracteres como máximo.
   *[other] El título del artículo puede tener { $n } caracteres como máximo.
}
error-parent-invalid = No se encuentra el comentario al que respondes. Vuelve a la conversación y pulsa Responder otra vez.
error-note-too-long = Acorta tu explicación.
error-token-invalid = La página llevaba mucho tiempo abierta. Reintentar.

## Rechazos
refused-fields = { $n ->
    [one] Corrige 1 campo.
    [many] Corrige { $n } campos.
   *[other] Corrige { $n } campos.
}
refused-closed = Los comentarios se cerraron mientras escribías. Tu texto sigue aquí.
refused-banned = No puedes comentar aquí. Escribe a la redacción si es un error.
refused-parent-gone = El comentario al que respondes se ha retirado. Tu texto sigue aquí.
refused-duplicate = Ya has enviado este comentario.
refused-too-fast = { $n ->
    [one] Espera 1 segundo antes de volver a escribir. Tu texto sigue aquí.
    [many] Espera { $n } segundos antes de volver a escribir. Tu texto sigue aquí.
   *[other] Espera { $n } segundos antes de volver a escribir. Tu texto sigue aquí.
}
refused-key-reused = La página ya había enviado otra cosa. Pulsa Enviar una vez más.
refused-not-found = Ese comentario ya no existe.
refused-edit-window-over = El tiempo para editar el comentario ha terminado.
refused-stale = El comentario ha cambiado entretanto. Recarga la página y vuelve a intentarlo.
refused-not-offered = Eso no es posible aquí.
refused-unavailable = En este momento no se pudo guardar el comentario. Tu texto sigue aquí. Inténtalo de nuevo dentro de un momento.
refused-too-large = El comentario es demasiado grande. Acórtalo y envíalo de nuevo.
offline = No tienes conexión. Tu texto está guardado en este navegador.
server-failed = Tu comentario no se ha enviado. Tu texto está guardado en este navegador. Inténtalo de nuevo.
page-old = La página llevaba mucho tiempo abierta. Pulsa Enviar una vez más.
too-many-links = { $n ->
    [one] Un comentario puede tener 1 enlace como máximo.
    [many] Un comentario puede tener { $n } enlaces como máximo.
   *[other] Un comentario puede tener { $n } enlaces como máximo.
}

## Tu propio comentario
receipt-title = Tu comentario
sent-held = ¡Gracias! Tu comentario está pendiente de moderación.
sent-live = ¡Gracias! Tu comentario está publicado.
own-held = Tu comentario está pendiente de moderación. Solo tú puedes verlo.
own-live = Tu comentario está publicado.
own-rejected = La redacción ha decidido no publicar tu comentario.
own-withdrawn = Comentario eliminado.
edit = Editar
edit-title = Editar el comentario
edit-minutes = { $n ->
    [one] Puedes editar el comentario durante 1 minuto.
    [many] Puedes editar el comentario durante { $n } minutos.
   *[other] Puedes editar el comentario durante { $n } minutos.
}
edit-until = Puedes editar el comentario hasta las { $time }.
save = Guardar
edit-cancel = Cancelar
delete = Eliminar
deleting = El comentario se eliminará dentro de un momento.
deleted = Comentario eliminado.
undo = Deshacer
receipt-confirm-title = Que te reconozcan la próxima vez
receipt-confirm-text = Si confirmas tu dirección de correo, la redacción sabrá que eres tú la próxima vez que escribas. La dirección sigue sin mostrarse.
receipt-confirm-button = Recibir un enlace
receipt-confirm-sent = Te hemos enviado un enlace. Funciona durante dos días.
withdraw-title = Eliminar el comentario
withdraw-text = Tu texto y tu nombre se eliminan de inmediato. Si alguien te ha respondido, se indica que eliminaste el comentario.
withdraw-button = Eliminar el comentario
receipt-about-title = Guarda la dirección de esta página
receipt-about-text = La dirección es tu comprobante. Con ella puedes ver qué ha sido del comentario y eliminarlo, incluso dentro de un año. No la compartas: quien tenga la dirección puede eliminar el comentario.

## Denuncias
report-title = ¿Por qué denuncias este comentario?
report-spam = Spam o publicidad
report-attack = Ataque personal o acoso
report-threat = Amenazas u odio
report-illegal = Contenido ilegal
report-other = Otro motivo
report-note = Cuéntanos más (opcional)
report-contact = Si el contenido es ilegal, escribe tu nombre y tu correo para que la redacción pueda responderte. No se muestran.
report-reason-missing = Elige un motivo.
report-send = Enviar denuncia
report-done = Gracias. La redacción lo revisará.

## Páginas que dicen una sola cosa
notice-not-found = Esta página no existe
notice-not-found-text = Puede que la dirección esté mal escrita o que se haya retirado lo que había aquí.
notice-forbidden = No puedes hacer eso desde aquí
notice-forbidden-text = Vuelve al artículo e inténtalo desde ahí. Escribe a la redacción si sigue ocurriendo.
notice-too-many = Un poco demasiado a la vez
notice-too-many-text = { $n ->
    [one] Espera 1 segundo, vuelve atrás e inténtalo de nuevo. Tu navegador conserva lo que escribiste.
    [many] Espera { $n } segundos, vuelve atrás e inténtalo de nuevo. Tu navegador conserva lo que escribiste.
   *[other] Espera { $n } segundos, vuelve atrás e inténtalo de nuevo. Tu navegador conserva lo que escribiste.
}
notice-unavailable = Los comentarios hacen una breve pausa
notice-unavailable-text = No se ha perdido nada. Vuelve atrás e inténtalo de nuevo dentro de un momento.
notice-bad-request = No hemos podido leer eso
notice-bad-request-text = Vuelve al artículo e inténtalo desde ahí.
notice-link-over = Este enlace ya no funciona
notice-link-over-text = Ya se ha usado o es demasiado antiguo. Pide uno nuevo si todavía lo necesitas.
notice-confirmed = ¡Gracias! Tu dirección está confirmada.
notice-confirmed-text = La redacción te reconocerá cuando escribas con ella.
notice-erased = Tus datos se han borrado
notice-erased-text = El nombre, la dirección y el texto ya no están. Donde alguien te respondió, solo se indica que el comentario se eliminó.
confirm-title = ¿Es esta tu dirección?
confirm-text = Pulsa el botón si has escrito un comentario en { $site }. Así la redacción sabrá que la dirección es tuya.
confirm-button = Confirmar mi dirección
export-title = Obtener tus datos
export-text = Recibes todo lo que { $site } guarda sobre ti, en un solo archivo.
export-button = Obtener el archivo
erase-title = Borrar tus datos
erase-text = Todo lo que has escrito en { $site } se borrará, y eso no se puede deshacer.
erase-button = Borrarlo todo
unsubscribe = No recibir más avisos
unsubscribed = No recibirás más correos sobre esta conversación.

## Canal RSS
feed-title-thread = Comentarios sobre «{ $title }»
feed-title-site = Comentarios en { $site }
feed-entry = Comentario de { $name }
feed-entry-site = Comentario de { $name } sobre «{ $title }»

## Correo
mail-hello = Hola, { $name }:
mail-confirm-subject = Confirma tu dirección de correo para { $site }
mail-confirm-text = Escribiste un comentario en { $site } y pediste un enlace que confirma tu dirección. Aquí está:
mail-confirm-hours = { $n ->
    [one] El enlace funciona durante 1 hora.
    [many] El enlace funciona durante { $n } horas.
   *[other] El enlace funciona durante { $n } horas.
}
mail-confirm-not-you = Si no fuiste tú, no hagas nada y no pasará nada.

## Privacidad
privacy-title = Cómo usamos tus datos
privacy-intro = Esto es lo que ocurre con lo que escribes en el formulario de comentarios. La página se genera a partir de los ajustes vigentes en este momento.
privacy-controller-title = Quién es responsable
privacy-controller = { $controller } es responsable del tratamiento de los datos de los comentarios.
privacy-purpose-title = Por qué los tratamos
privacy-purpose = Usamos tus datos para mostrar tu comentario debajo del artículo, para que puedas editarlo y eliminarlo, y para mantener el debate libre de spam y abusos.
privacy-basis = Lo hacemos porque tenemos un interés legítimo en mantener un debate correcto y abierto (artículo 6, apartado 1, letra f, del Reglamento General de Protección de Datos).
privacy-public = Tu comentario, tu nombre, la fecha y la hora, y tu sitio web, si lo indicas, pueden ser leídos por todo el mundo una vez aprobado el comentario. Tu dirección de correo y tu dirección IP no se muestran nunca.
privacy-recipients-title = Quién los recibe
privacy-recipients = Los comentarios se guardan en nuestro propio servidor. La redacción puede leerlos, también los que no se muestran.
privacy-mail = Cuando pides un correo, tu dirección pasa por el servidor de correo que lo envía y no va a ningún otro sitio.
privacy-no-third = Nadie más recibe información. La página no carga nada de otros servicios, y no hay publicidad ni seguimiento.
privacy-akismet = Para reducir el spam, enviamos cada comentario nuevo a Akismet, un servicio de Automattic en Estados Unidos. Akismet recibe:
privacy-akismet-in-doubt = Para reducir el spam tenemos un filtro propio. Solo cuando este duda enviamos el comentario a Akismet, un servicio de Automattic en Estados Unidos. Akismet recibe entonces:
akismet-gets-text = el texto del comentario
akismet-gets-address = tu dirección IP
akismet-gets-name = tu nombre
akismet-gets-email = tu dirección de correo
akismet-gets-website = tu sitio web, si lo indicas
akismet-gets-user-agent = qué navegador usas
akismet-gets-referrer = la página de la que vienes
akismet-gets-permalink = la dirección del artículo
akismet-gets-date = cuándo se escribió el comentario
akismet-gets-parent = a qué comentario respondes
akismet-gets-lang = el idioma de la página
privacy-akismet-more = Si la redacción cree que Akismet se equivocó, volvemos a enviar lo mismo para mejorar el filtro. Para ello se guarda cifrado durante 15 días como máximo.
privacy-akismet-link = La descripción del propio Automattic
privacy-kept-title = Qué guardamos y durante cuánto tiempo
privacy-kept = Cuando se cumple el plazo, el programa lo elimina por sí solo.
privacy-what = Qué
privacy-why = Por qué
privacy-how-long = Cuánto tiempo
privacy-browser-title = En tu propio navegador
privacy-browser = No usamos cookies con quienes leen. El campo de comentarios de un artículo guarda un borrador en tu navegador cuando empiezas a escribir, y un comprobante cuando envías. Tu nombre y tu correo solo se guardan si marcas la casilla. Puedes eliminar todo eso en tu navegador, y esta página no guarda nada.
privacy-rights-title = Tus derechos
privacy-rights = Puedes saber qué guardamos sobre ti y pedir que se corrija o se borre. También puedes recibirlo en un archivo, pedirnos que limitemos su uso y oponerte a él.
privacy-receipt = Si guardaste la dirección de tu comprobante, puedes eliminar allí el comentario por tu cuenta cuando quieras.
privacy-request = Pedir una copia o el borrado de tus datos
privacy-ask = Escribe a { $controller } si quieres una copia de tus datos o que se borren. Escribe desde la dirección que usaste en el formulario de comentarios.
privacy-complaint = Si no te parece bien cómo lo hacemos, puedes reclamar ante la autoridad de protección de datos de tu país; en España, la AEPD.

## Lo que se guarda: qué, por qué, cuánto tiempo
kept-body = Tu comentario
kept-body-why = Para mostrarlo
kept-name = Tu nombre
kept-name-why = Para mostrar quién lo escribió
kept-website = Tu sitio web
kept-website-why = Para enlazarlo desde tu nombre, si quieres
kept-email = Tu dirección de correo, cifrada
kept-email-why = Para reconocerte y enviarte lo que pides
kept-email-hash = Un hash de la dirección, calculado con una clave
kept-email-hash-why = Para encontrar tus comentarios cuando los pides
kept-address = Un hash de tu dirección IP, calculado con una clave, y la dirección recortada
kept-address-why = Para reducir el spam y los abusos
kept-receipt = Un hash de tu comprobante
kept-receipt-why = Para que puedas ver, editar y eliminar el comentario
kept-answer = La respuesta que recibió tu navegador, cifrada
kept-answer-why = Para que pulsar dos veces no cree dos comentarios
kept-wave = Rasgos de comentarios casi iguales (huellas con clave)
kept-wave-why = Para decidir una sola vez sobre una oleada de publicidad
kept-akismet = Lo que se envió a Akismet, cifrado
kept-akismet-why = Para corregir el filtro cuando se equivoca
kept-decision = Las decisiones de la redacción
kept-decision-why = Para explicarlas y deshacerlas
kept-blatant = Comentarios que Akismet considera spam evidente
kept-blatant-why = Para recuperar un buen comentario
kept-spam = Comentarios que son spam
kept-spam-why = Para recuperar un buen comentario
kept-trash = Comentarios que la redacción rechazó
kept-trash-why = Para poder deshacerlo
kept-note = Las notas de la redacción sobre ti
kept-note-why = Para que la redacción recuerde lo acordado o lo ocurrido
kept-trust = Que la redacción confía en ti
kept-trust-why = Para que tus comentarios no tengan que esperar
kept-ban = El hash de una dirección bloqueada y el nombre con el que escribía
kept-ban-why = Para dejar fuera a quienes abusaron del formulario
kept-lesson = Marcas con hash de las palabras de los comentarios sobre los que decidió la redacción
kept-lesson-why = Para que el filtro aprenda de las decisiones de la redacción
kept-mail = Un hash del enlace del correo que pediste
kept-mail-why = Para que el enlace funcione una sola vez
kept-vote = Un hash de tu dirección IP, calculado con una clave, cuando recomiendas un comentario
kept-vote-why = Para que cada persona cuente una sola vez
kept-flag = Tu denuncia de un comentario
kept-flag-why = Para que la redacción pueda revisar el comentario
kept-flag-contact = El nombre y el correo de una denuncia de contenido ilegal, cifrados
kept-flag-contact-why = Para que la redacción pueda responderte
kept-with-comment = Mientras exista el comentario
kept-days = { $n ->
    [one] 1 día
    [many] { $n } días
   *[other] { $n } días
}
kept-days-most = { $n ->
    [one] 1 día como máximo
    [many] { $n } días como máximo
   *[other] { $n } días como máximo
}
kept-hours = { $n ->
    [one] 1 hora
    [many] { $n } horas
   *[other] { $n } horas
}
kept-until-lifted = Hasta que se levante el bloqueo
kept-until-erased = Hasta que se borre a la persona a petición suya

## Lo que ocupa el lugar del comentario de una persona borrada

erased-name = Anónimo
erased-text = El texto se borró a petición de la persona que lo escribió.
