# Português. Norma europeia neutra que também se lê bem no Brasil; palavras simples, sem exclamações salvo ao agradecer. «» nos títulos.
# Todos os catálogos têm as mesmas chaves e as mesmas variáveis; um teste vigia isso.

## Datas e números
month = { $n ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
date = { $day } de { $month } de { $year }
date-time = { $day } de { $month } de { $year } às { $hour }:{ $minute }
time = { $hour }:{ $minute }

## A conversa
title = { $n ->
    [one] { $n } comentário
    [many] { $n } comentários
   *[other] { $n } comentários
}
title-empty = Comentários
empty = Ainda não há comentários. Escreva o primeiro.
empty-closed = Não há comentários.
write = Escrever um comentário
sort = Ordenar
sort-oldest = Mais antigos primeiro
sort-newest = Mais recentes primeiro
sort-top = Mais recomendados
sort-pick = Escolhas da redação
badge-staff = Redação
badge-author = Escreveu o artigo
badge-pick = Escolha da redação
badge-pinned = Fixado
in-reply-to = em resposta a
reply = Responder
reply-to-whom = a { $name }
report = Denunciar
report-whom = o comentário de { $name }
like = Recomendar ({ $n })
copy = Copiar link
copied = Link copiado.
edited = editado em { $time }
edited-staff = editado pela redação em { $time }
now = agora mesmo
whole = Mostrar o comentário completo
more-replies = { $n ->
    [one] Mostrar mais { $n } resposta
    [many] Mostrar mais { $n } respostas
   *[other] Mostrar mais { $n } respostas
}
whole-branch = { $n ->
    [one] Mostrar { $n } resposta
    [many] Mostrar as { $n } respostas
   *[other] Mostrar as { $n } respostas
}
whole-thread = Mostrar todos os comentários
from-the-start = Mostrar os comentários desde o início
more = { $n ->
    [one] Mostrar mais { $n } comentário
    [many] Mostrar mais { $n } comentários
   *[other] Mostrar mais { $n } comentários
}
more-unknown = Mostrar mais comentários
progress = Comentários mostrados: { $shown } de { $count }
added = { $n ->
    [one] Mais { $n } comentário mostrado.
    [many] Mais { $n } comentários mostrados.
   *[other] Mais { $n } comentários mostrados.
}
arrivals = { $n ->
    [one] { $n } comentário novo – mostrar
    [many] { $n } comentários novos – mostrar
   *[other] { $n } comentários novos – mostrar
}
gone = Removido pela redação.
gone-self = Apagado pela pessoa que o escreveu.
closed = Os comentários estão fechados.
closed-on = Os comentários fecharam em { $date }.
closing = Os comentários estão abertos até { $date }, inclusive.
loading = A carregar os comentários…
load-failed = Não foi possível carregar os comentários.
retry = Tentar de novo
no-script = Ler os comentários e escrever o seu
comment-not-found = Esse comentário já não existe.
powered = Comentários com Svar
privacy-link = Como usamos os seus dados
rss = Seguir esta conversa (RSS)
back = Voltar ao artigo
back-to = Voltar a «{ $title }»
back-to-thread = Voltar à conversa

## O formulário
form-title = Escrever um comentário
form-title-to = Responder a
form-note = O seu endereço de e-mail não será publicado. Os campos obrigatórios estão marcados com *
form-note-free = O seu endereço de e-mail não será publicado. Não precisa de indicar nome nem e-mail. Os campos obrigatórios estão marcados com *
field-body = Comentário
field-name = Nome
field-email = E-mail
field-website = Site
optional = (opcional)
keep = Guardar o meu nome e e-mail neste navegador
notify = Receber um e-mail quando alguém me responder
send = Enviar comentário
send-reply = Enviar resposta
cancel = Cancelar resposta
sending = A enviar…
preview = Ver como vai ficar
preview-title = O seu comentário vai aparecer assim
trap = Deixe este campo vazio
limit = { $n ->
    [one] No máximo { $n } caractere.
    [many] No máximo { $n } caracteres.
   *[other] No máximo { $n } caracteres.
}
left = { $n ->
    [one] { $n } caractere restante
    [many] { $n } caracteres restantes
   *[other] { $n } caracteres restantes
}
over = { $n ->
    [one] { $n } caractere a mais
    [many] { $n } caracteres a mais
   *[other] { $n } caracteres a mais
}
format-help = Formatação
format = *itálico*, **negrito**, > citação, linha vazia entre parágrafos
draft = O seu rascunho foi recuperado.
draft-drop = Descartar rascunho
premoderated = A redação lê os comentários antes de aparecerem.
premoderated-first = Na primeira vez que escreve, a redação lê o seu comentário antes de ele aparecer.
akismet = Este site usa o Akismet para reduzir o spam.
akismet-link = Saiba como são tratados os dados do seu comentário
rules = Regras do debate

## Erros nos campos
failed-title = Erro:
summary = O seu comentário não foi enviado
summary-count = { $n ->
    [one] Corrija { $n } campo.
    [many] Corrija { $n } campos.
   *[other] Corrija { $n } campos.
}
error-body-missing = Escreva um comentário.
error-body-too-long = { $n ->
    [one] Encurte o comentário em { $n } caractere.
    [many] Encurte o comentário em { $n } caracteres.
   *[other] Encurte o comentário em { $n } caracteres.
}
error-body-too-complex = Simplifique o comentário: tem demasiados níveis de citações ou listas.
error-name-missing = Escreva o seu nome.
error-name-too-long = { $n ->
    [one] Encurte o nome para { $n } caractere, no máximo.
    [many] Encurte o nome para { $n } caracteres, no máximo.
   *[other] Encurte o nome para { $n } caracteres, no máximo.
}
error-name-taken = Escolha outro nome. Esse está reservado para a redação.
error-email-missing = Escreva o seu endereço de e-mail.
error-email-invalid = Escreva o endereço assim: nome@exemplo.com.
error-website-invalid = Escreva o site assim: https://exemplo.com, ou deixe o campo vazio.
error-key-missing = A página não indicou a que artigo pertence o comentário. Volte ao artigo e comece a partir daí.
error-key-invalid = A chave do artigo é demasiado longa. Volte ao artigo e comece a partir daí.
error-url-invalid = Não é possível ler o endereço do artigo. Volte ao artigo e comece a partir daí.
error-url-foreign = O endereço do artigo pertence a outro site. Volte ao artigo e comece a partir daí.
error-title-too-long = { $n ->
    [one] O título do artigo pode ter no máximo { $n } caractere.
    [many] O título do artigo pode ter no máximo { $n } caracteres.
   *[other] O título do artigo pode ter no máximo { $n } caracteres.
}
error-parent-invalid = Não foi possível encontrar o comentário a que está a responder. Volte à conversa e clique outra vez em Responder.
error-note-too-long = Encurte a explicação.
error-token-invalid = A página estava aberta há muito tempo. Tentar de novo.

## Recusas
refused-fields = { $n ->
    [one] Corrija { $n } campo.
    [many] Corrija { $n } campos.
   *[other] Corrija { $n } campos.
}
refused-closed = Os comentários fecharam enquanto escrevia. O seu texto continua aqui.
refused-banned = Não pode comentar aqui. Escreva à redação se for um engano.
refused-parent-gone = O comentário a que está a responder foi removido. O seu texto continua aqui.
refused-duplicate = Já enviou este comentário.
refused-too-fast = { $n ->
    [one] Espere { $n } segundo antes de voltar a escrever. O seu texto continua aqui.
    [many] Espere { $n } segundos antes de voltar a escrever. O seu texto continua aqui.
   *[other] Espere { $n } segundos antes de voltar a escrever. O seu texto continua aqui.
}
refused-key-reused = A página já tinha enviado outra coisa. Clique mais uma vez em Enviar.
refused-not-found = Esse comentário já não existe.
refused-edit-window-over = O tempo para editar o comentário terminou.
refused-stale = O comentário mudou entretanto. Recarregue a página e tente de novo.
refused-not-offered = Isso não é possível aqui.
refused-unavailable = Não foi possível guardar o comentário neste momento. O seu texto continua aqui. Tente de novo daqui a pouco.
refused-too-large = O comentário é demasiado grande. Encurte-o e envie-o de novo.
offline = Não tem ligação à internet. O seu texto está guardado neste navegador.
server-failed = O seu comentário não foi enviado. O seu texto está guardado neste navegador. Tente de novo.
page-old = A página estava aberta há muito tempo. Clique mais uma vez em Enviar.
too-many-links = { $n ->
    [one] Um comentário pode ter no máximo { $n } link.
    [many] Um comentário pode ter no máximo { $n } links.
   *[other] Um comentário pode ter no máximo { $n } links.
}

## O seu comentário
receipt-title = O seu comentário
sent-held = Obrigado! O seu comentário aguarda moderação.
sent-live = Obrigado! O seu comentário está publicado.
own-held = O seu comentário aguarda moderação. Mais ninguém o pode ver.
own-live = O seu comentário está publicado.
own-rejected = A redação decidiu não publicar o seu comentário.
own-withdrawn = Comentário apagado.
edit = Editar
edit-title = Editar o comentário
edit-minutes = { $n ->
    [one] Pode editar o comentário durante { $n } minuto.
    [many] Pode editar o comentário durante { $n } minutos.
   *[other] Pode editar o comentário durante { $n } minutos.
}
edit-until = Pode editar o comentário até às { $time }.
save = Guardar
edit-cancel = Cancelar
delete = Apagar
deleting = O comentário será apagado daqui a pouco.
deleted = Comentário apagado.
undo = Desfazer
receipt-confirm-title = Dar-se a conhecer
receipt-confirm-text = Se confirmar o seu endereço de e-mail, a redação saberá que é a mesma pessoa na próxima vez que escrever. O endereço continua a não ser mostrado.
receipt-confirm-button = Receber um link
receipt-confirm-sent = O link foi enviado. Funciona durante dois dias.
withdraw-title = Apagar o comentário
withdraw-text = O seu texto e o seu nome são apagados de imediato. Se alguém lhe respondeu, fica indicado que apagou o comentário.
withdraw-button = Apagar o comentário
receipt-about-title = Guarde o endereço desta página
receipt-about-text = O endereço é o seu comprovativo. Com ele pode ver o que aconteceu ao comentário e apagá-lo, mesmo daqui a um ano. Não o divulgue: quem tiver o endereço pode apagar o comentário.

## Denúncias
report-title = Por que motivo denuncia este comentário?
report-spam = Spam ou publicidade
report-attack = Ataque pessoal ou assédio
report-threat = Ameaças ou ódio
report-illegal = Conteúdo ilegal
report-other = Outro motivo
report-note = Conte-nos mais (opcional)
report-contact = Se o conteúdo for ilegal, escreva o seu nome e e-mail para que a redação lhe possa responder. Não são mostrados.
report-reason-missing = Escolha um motivo.
report-send = Enviar denúncia
report-done = Obrigado. A redação vai analisar o comentário.

## Páginas que dizem uma só coisa
notice-not-found = Esta página não existe
notice-not-found-text = O endereço pode estar mal escrito, ou o que estava aqui foi removido.
notice-forbidden = Não é possível fazer isso a partir daqui
notice-forbidden-text = Volte ao artigo e tente a partir daí. Escreva à redação se continuar a acontecer.
notice-too-many = Um pouco demais de uma só vez
notice-too-many-text = { $n ->
    [one] Espere { $n } segundo, depois volte atrás e tente de novo. O seu navegador guardou o que escreveu.
    [many] Espere { $n } segundos, depois volte atrás e tente de novo. O seu navegador guardou o que escreveu.
   *[other] Espere { $n } segundos, depois volte atrás e tente de novo. O seu navegador guardou o que escreveu.
}
notice-unavailable = Os comentários estão numa breve pausa
notice-unavailable-text = Nada se perdeu. Volte atrás e tente de novo daqui a pouco.
notice-bad-request = Não conseguimos ler isso
notice-bad-request-text = Volte ao artigo e tente a partir daí.
notice-link-over = Este link já não funciona
notice-link-over-text = Já foi usado ou é demasiado antigo. Peça um novo se ainda precisar dele.
notice-confirmed = Obrigado! O seu endereço está confirmado.
notice-confirmed-text = A redação vai reconhecer quem escreve com ele.
notice-erased = Os seus dados foram apagados
notice-erased-text = O nome, o endereço e o texto desapareceram. Onde alguém lhe respondeu, só fica indicado que o comentário foi apagado.
confirm-title = Este endereço é seu?
confirm-text = Clique no botão se escreveu um comentário em { $site }. Assim a redação sabe que o endereço é seu.
confirm-button = Confirmar endereço
export-title = Obter os seus dados
export-text = Recebe tudo o que { $site } guarda a seu respeito, num único ficheiro.
export-button = Obter o ficheiro
erase-title = Apagar os seus dados
erase-text = Tudo o que escreveu em { $site } será apagado, e isso não pode ser desfeito.
erase-button = Apagar tudo
unsubscribe = Não receber mais avisos
unsubscribed = Não receberá mais e-mails sobre esta conversa.

## Feed
feed-title-thread = Comentários sobre «{ $title }»
feed-title-site = Comentários em { $site }
feed-entry = Comentário de { $name }
feed-entry-site = Comentário de { $name } sobre «{ $title }»

## E-mail
mail-hello = Olá, { $name }
mail-confirm-subject = Confirme o seu endereço de e-mail para { $site }
mail-confirm-text = Escreveu um comentário em { $site } e pediu um link que confirma o seu endereço. Aqui está:
mail-confirm-hours = { $n ->
    [one] O link funciona durante { $n } hora.
    [many] O link funciona durante { $n } horas.
   *[other] O link funciona durante { $n } horas.
}
mail-confirm-not-you = Se não foi iniciativa sua, não faça nada e nada acontecerá.

## Privacidade
privacy-title = Como usamos os seus dados
privacy-intro = Isto é o que acontece ao que escreve no formulário de comentários. A página é feita a partir das definições em vigor neste momento.
privacy-controller-title = Quem é responsável
privacy-controller = { $controller } é responsável pelo tratamento dos dados dos comentários.
privacy-purpose-title = Por que motivo os tratamos
privacy-purpose = Usamos os seus dados para mostrar o seu comentário por baixo do artigo, para que o possa editar e apagar, e para manter o debate livre de spam e abusos.
privacy-basis = Fazemo-lo porque temos um interesse legítimo em manter um debate correto e aberto (artigo 6.º, n.º 1, alínea f), do Regulamento Geral sobre a Proteção de Dados).
privacy-public = O seu comentário, o seu nome, a data e a hora, e o seu site, se o indicar, podem ser lidos por toda a gente depois de o comentário ser aprovado. O seu endereço de e-mail e o seu endereço IP nunca são mostrados.
privacy-recipients-title = Quem os recebe
privacy-recipients = Os comentários ficam no nosso próprio servidor. A redação pode lê-los, incluindo os que não são mostrados.
privacy-mail = Quando pede um e-mail, o seu endereço passa pelo servidor de correio que o envia e não vai para mais lado nenhum.
privacy-no-third = Mais ninguém recebe informação. A página não carrega nada de outros serviços, e não há publicidade nem rastreamento.
privacy-akismet = Para reduzir o spam, enviamos cada novo comentário ao Akismet, um serviço da Automattic nos Estados Unidos. O Akismet recebe:
privacy-akismet-in-doubt = Para reduzir o spam, temos um filtro próprio. Só quando este tem dúvidas enviamos o comentário ao Akismet, um serviço da Automattic nos Estados Unidos. O Akismet recebe então:
akismet-gets-text = o texto do comentário
akismet-gets-address = o seu endereço IP
akismet-gets-name = o seu nome
akismet-gets-email = o seu endereço de e-mail
akismet-gets-website = o seu site, se o indicar
akismet-gets-user-agent = o navegador que usa
akismet-gets-referrer = a página de onde veio
akismet-gets-permalink = o endereço do artigo
akismet-gets-date = quando o comentário foi escrito
akismet-gets-parent = o comentário a que responde
akismet-gets-lang = o idioma da página
privacy-akismet-more = Se a redação considerar que o Akismet se enganou, enviamos o mesmo outra vez para melhorar o filtro. Para isso, fica guardado de forma cifrada durante 15 dias, no máximo.
privacy-akismet-link = A descrição da própria Automattic
privacy-kept-title = O que guardamos e durante quanto tempo
privacy-kept = Quando o prazo termina, o programa apaga tudo por si só.
privacy-what = O quê
privacy-why = Para quê
privacy-how-long = Quanto tempo
privacy-browser-title = No seu próprio navegador
privacy-browser = Não colocamos cookies a quem lê. O campo de comentários num artigo guarda um rascunho no seu navegador quando começa a escrever, e um comprovativo quando envia. O seu nome e e-mail só são guardados se marcar a caixa. Pode apagar tudo isso no seu navegador, e esta página não guarda nada.
privacy-rights-title = Os seus direitos
privacy-rights = Pode saber o que guardamos a seu respeito e pedir que seja corrigido ou apagado. Também pode recebê-lo num ficheiro, pedir-nos que limitemos o seu uso e opor-se a ele.
privacy-receipt = Se guardou o endereço do seu comprovativo, pode apagar o comentário aí quando quiser.
privacy-request = Pedir uma cópia ou o apagamento dos seus dados
privacy-ask = Escreva para { $controller } se quiser uma cópia dos seus dados ou se quiser que sejam apagados. Escreva a partir do endereço que usou no formulário de comentários.
privacy-complaint = Se não concordar com a forma como o fazemos, pode apresentar queixa à autoridade de proteção de dados do seu país; em Portugal, a CNPD.

## O que é guardado: o quê, para quê, quanto tempo
kept-body = O seu comentário
kept-body-why = Para o mostrar
kept-name = O seu nome
kept-name-why = Para mostrar quem o escreveu
kept-website = O seu site
kept-website-why = Para criar um link no seu nome, se quiser
kept-email = O seu endereço de e-mail, cifrado
kept-email-why = Para reconhecer quem escreve e enviar o que pede
kept-email-hash = Um hash do endereço, calculado com uma chave
kept-email-hash-why = Para encontrar os seus comentários quando os pede
kept-address = Um hash do seu endereço IP, calculado com uma chave, e o endereço truncado
kept-address-why = Para reduzir o spam e os abusos
kept-receipt = Um hash do seu comprovativo
kept-receipt-why = Para que possa ver, editar e apagar o comentário
kept-answer = A resposta que o seu navegador recebeu, cifrada
kept-answer-why = Para que clicar duas vezes não crie dois comentários
kept-wave = Sinais de comentários quase iguais (resumos com chave)
kept-wave-why = Para decidir só uma vez sobre uma onda de publicidade
kept-akismet = O que foi enviado ao Akismet, cifrado
kept-akismet-why = Para corrigir o filtro quando se engana
kept-decision = As decisões da redação
kept-decision-why = Para as explicar e desfazer
kept-blatant = Comentários que o Akismet considera spam evidente
kept-blatant-why = Para recuperar um bom comentário
kept-spam = Comentários que são spam
kept-spam-why = Para recuperar um bom comentário
kept-trash = Comentários que a redação rejeitou
kept-trash-why = Para poder voltar atrás
kept-note = As notas da redação sobre você
kept-note-why = Para que a redação se lembre do que foi combinado ou aconteceu
kept-trust = Que a redação confia em você
kept-trust-why = Para que os seus comentários não tenham de esperar
kept-ban = O hash de um endereço bloqueado e o nome com que escrevia
kept-ban-why = Para manter fora quem abusou do formulário
kept-lesson = Marcas com hash das palavras dos comentários sobre os quais a redação decidiu
kept-lesson-why = Para que o filtro aprenda com as decisões da redação
kept-mail = Um hash do link no e-mail que pediu
kept-mail-why = Para que o link só funcione uma vez
kept-vote = Um hash do seu endereço IP, calculado com uma chave, quando recomenda um comentário
kept-vote-why = Para que cada pessoa só conte uma vez
kept-flag = A sua denúncia de um comentário
kept-flag-why = Para que a redação possa analisar o comentário
kept-flag-contact = O nome e o e-mail de uma denúncia de conteúdo ilegal, cifrados
kept-flag-contact-why = Para que a redação lhe possa responder
kept-with-comment = Enquanto o comentário existir
kept-days = { $n ->
    [one] { $n } dia
    [many] { $n } dias
   *[other] { $n } dias
}
kept-days-most = { $n ->
    [one] No máximo { $n } dia
    [many] No máximo { $n } dias
   *[other] No máximo { $n } dias
}
kept-hours = { $n ->
    [one] { $n } hora
    [many] { $n } horas
   *[other] { $n } horas
}
kept-until-lifted = Até o bloqueio ser levantado
kept-until-erased = Até a pessoa ser apagada a seu pedido

## O que fica no lugar do comentário de uma pessoa apagada

erased-name = Anónimo
erased-text = O texto foi apagado a pedido da pessoa que o escreveu.
