# Polski. Na „ty”, prostymi słowami, bez wykrzykników poza podziękowaniem, w miarę możności bez form rodzajowych. „” przy tytułach.
# Wszystkie katalogi mają te same klucze i te same zmienne; pilnuje tego test.

## Daty i liczby
month = { $n ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
}
date = { $day } { $month } { $year }
date-time = { $day } { $month } { $year } { $hour }:{ $minute }
time = { $hour }:{ $minute }

## Wątek
title = { $n ->
    [one] 1 komentarz
    [few] { $n } komentarze
    [many] { $n } komentarzy
   *[other] { $n } komentarzy
}
title-empty = Komentarze
empty = Nie ma jeszcze komentarzy. Napisz pierwszy.
empty-closed = Nie ma komentarzy.
write = Napisz komentarz
sort = Sortuj
sort-oldest = Od najstarszych
sort-newest = Od najnowszych
sort-top = Najczęściej polecane
sort-pick = Wybór redakcji
badge-staff = Redakcja
badge-author = Autor/ka artykułu
badge-pick = Wybór redakcji
badge-pinned = Przypięty
in-reply-to = odpowiedź dla:
reply = Odpowiedz
reply-to-whom = na komentarz: { $name }
report = Zgłoś
report-whom = komentarz: { $name }
like = Poleć ({ $n })
copy = Kopiuj link
copied = Link skopiowany.
edited = edytowano { $time }
edited-staff = zmieniono przez redakcję { $time }
now = przed chwilą
whole = Pokaż cały komentarz
more-replies = { $n ->
    [one] Pokaż jeszcze 1 odpowiedź
    [few] Pokaż jeszcze { $n } odpowiedzi
    [many] Pokaż jeszcze { $n } odpowiedzi
   *[other] Pokaż jeszcze { $n } odpowiedzi
}
whole-branch = { $n ->
    [one] Pokaż odpowiedź
    [few] Pokaż wszystkie { $n } odpowiedzi
    [many] Pokaż wszystkie { $n } odpowiedzi
   *[other] Pokaż wszystkie { $n } odpowiedzi
}
whole-thread = Pokaż wszystkie komentarze
from-the-start = Pokaż komentarze od początku
more = { $n ->
    [one] Pokaż jeszcze 1 komentarz
    [few] Pokaż jeszcze { $n } komentarze
    [many] Pokaż jeszcze { $n } komentarzy
   *[other] Pokaż jeszcze { $n } komentarzy
}
more-unknown = Pokaż więcej komentarzy
progress = Pokazano { $shown } z { $count } komentarzy
added = { $n ->
    [one] Pokazano jeszcze 1 komentarz.
    [few] Pokazano jeszcze { $n } komentarze.
    [many] Pokazano jeszcze { $n } komentarzy.
   *[other] Pokazano jeszcze { $n } komentarzy.
}
arrivals = { $n ->
    [one] 1 nowy komentarz – pokaż
    [few] { $n } nowe komentarze – pokaż
    [many] { $n } nowych komentarzy – pokaż
   *[other] { $n } nowych komentarzy – pokaż
}
gone = Komentarz usunięty przez redakcję.
gone-self = Komentarz usunięty przez osobę, która go napisała.
closed = Komentowanie jest wyłączone.
closed-on = Komentowanie wyłączono { $date }.
closing = Komentować można do { $date } włącznie.
loading = Wczytywanie komentarzy…
load-failed = Nie udało się wczytać komentarzy.
retry = Spróbuj ponownie
no-script = Przeczytaj komentarze i napisz swój
comment-not-found = Tego komentarza już nie ma.
powered = Komentarze obsługuje Svar
privacy-link = Jak używamy Twoich danych
rss = Śledź ten wątek (RSS)
back = Wróć do artykułu
back-to = Wróć do „{ $title }”
back-to-thread = Wróć do wątku

## Formularz
form-title = Napisz komentarz
form-title-to = Odpowiedź dla:
form-note = Twój adres e-mail nie zostanie opublikowany. Wymagane pola są oznaczone *
form-note-free = Twój adres e-mail nie zostanie opublikowany. Nie musisz podawać podpisu ani adresu e-mail. Wymagane pola są oznaczone *
field-body = Komentarz
field-name = Podpis
field-email = E-mail
field-website = Strona internetowa
optional = (nieobowiązkowe)
keep = Zapamiętaj mój podpis i e-mail w tej przeglądarce
notify = Powiadom mnie e-mailem, gdy ktoś mi odpowie
send = Wyślij komentarz
send-reply = Wyślij odpowiedź
cancel = Anuluj odpowiedź
sending = Wysyłanie…
preview = Zobacz podgląd
preview-title = Tak będzie wyglądać Twój komentarz
trap = Zostaw to pole puste
limit = { $n ->
    [one] Najwyżej 1 znak.
    [few] Najwyżej { $n } znaki.
    [many] Najwyżej { $n } znaków.
   *[other] Najwyżej { $n } znaków.
}
left = { $n ->
    [one] Pozostał 1 znak
    [few] Pozostały { $n } znaki
    [many] Pozostało { $n } znaków
   *[other] Pozostało { $n } znaków
}
over = { $n ->
    [one] O 1 znak za dużo
    [few] O { $n } znaki za dużo
    [many] O { $n } znaków za dużo
   *[other] O { $n } znaków za dużo
}
format-help = Formatowanie
format = *kursywa*, **pogrubienie**, > cytat, pusty wiersz między akapitami
draft = Przywrócono Twój szkic.
draft-drop = Odrzuć szkic
premoderated = Redakcja czyta komentarze, zanim się pojawią.
premoderated-first = Gdy piszesz po raz pierwszy, redakcja czyta komentarz, zanim się pojawi.
akismet = Ta strona używa usługi Akismet, żeby ograniczyć spam.
akismet-link = Dowiedz się, jak przetwarzane są dane z Twojego komentarza
rules = Zasady dyskusji

## Błędy w polach
failed-title = Błąd:
summary = Komentarz nie został wysłany
summary-count = { $n ->
    [one] Popraw 1 pole.
    [few] Popraw { $n } pola.
    [many] Popraw { $n } pól.
   *[other] Popraw { $n } pól.
}
error-body-missing = Napisz komentarz.
error-body-too-long = { $n ->
    [one] Skróć komentarz o 1 znak.
    [few] Skróć komentarz o { $n } znaki.
    [many] Skróć komentarz o { $n } znaków.
   *[other] Skróć komentarz o { $n } znaków.
}
error-body-too-complex = Uprość komentarz: ma zbyt wiele poziomów cytatów lub list.
error-name-missing = Wpisz swój podpis.
error-name-too-long = { $n ->
    [one] Skróć podpis: najwyżej 1 znak.
    [few] Skróć podpis: najwyżej { $n } znaki.
    [many] Skróć podpis: najwyżej { $n } znaków.
   *[other] Skróć podpis: najwyżej { $n } znaków.
}
error-name-taken = Wybierz inny podpis. Ten jest zastrzeżony dla redakcji.
error-email-missing = Wpisz swój adres e-mail.
error-email-invalid = Wpisz adres w ten sposób: nazwa@przyklad.pl.
error-website-invalid = Wpisz stronę w ten sposób: https://przyklad.pl, albo zostaw pole puste.
error-key-missing = Strona nie podała, którego artykułu dotyczy komentarz. Wróć do artykułu i zacznij od niego.
error-key-invalid = Klucz artykułu jest za długi. Wróć do artykułu i zacznij od niego.
error-url-invalid = Nie można odczytać adresu artykułu. Wróć do artykułu i zacznij od niego.
error-url-foreign = Adres artykułu należy do innej strony. Wróć do artykułu i zacznij od niego.
error-title-too-long = { $n ->
    [one] Tytuł artykułu może mieć najwyżej 1 znak.
    [few] Tytuł artykułu może mieć najwyżej { $n } znaki.
    [many] Tytuł artykułu może mieć najwyżej { $n } znaków.
   *[other] Tytuł artykułu może mieć najwyżej { $n } znaków.
}
error-parent-invalid = Nie można znaleźć komentarza, na który odpowiadasz. Wróć do wątku i jeszcze raz naciśnij Odpowiedz.
error-note-too-long = Skróć wyjaśnienie.
error-token-invalid = Strona była długo otwarta. Spróbuj ponownie.

## Odmowy
refused-fields = { $n ->
    [one] Popraw 1 pole.
    [few] Popraw { $n } pola.
    [many] Popraw { $n } pól.
   *[other] Popraw { $n } pól.
}
refused-closed = Komentowanie wyłączono w trakcie pisania. Twój tekst nadal tu jest.
refused-banned = Nie możesz tu komentować. Jeśli to pomyłka, napisz do redakcji.
refused-parent-gone = Komentarz, na który odpowiadasz, został usunięty. Twój tekst nadal tu jest.
refused-duplicate = Ten komentarz jest już wysłany.
refused-too-fast = { $n ->
    [one] Odczekaj 1 sekundę, zanim znów napiszesz. Twój tekst nadal tu jest.
    [few] Odczekaj { $n } sekundy, zanim znów napiszesz. Twój tekst nadal tu jest.
    [many] Odczekaj { $n } sekund, zanim znów napiszesz. Twój tekst nadal tu jest.
   *[other] Odczekaj { $n } sekund, zanim znów napiszesz. Twój tekst nadal tu jest.
}
refused-key-reused = Z tej strony wysłano już coś innego. Naciśnij Wyślij jeszcze raz.
refused-not-found = Tego komentarza już nie ma.
refused-edit-window-over = Czas na edycję komentarza minął.
refused-stale = Komentarz w międzyczasie się zmienił. Wczytaj stronę ponownie i spróbuj jeszcze raz.
refused-not-offered = Tutaj nie jest to możliwe.
refused-unavailable = Nie udało się teraz zapisać komentarza. Twój tekst nadal tu jest. Spróbuj ponownie za chwilę.
refused-too-large = Komentarz jest za duży. Skróć go i wyślij ponownie.
offline = Nie masz połączenia z internetem. Twój tekst jest zapisany w tej przeglądarce.
server-failed = Komentarz nie został wysłany. Twój tekst jest zapisany w tej przeglądarce. Spróbuj ponownie.
page-old = Strona była długo otwarta. Naciśnij Wyślij jeszcze raz.
too-many-links = { $n ->
    [one] Komentarz może zawierać najwyżej 1 link.
    [few] Komentarz może zawierać najwyżej { $n } linki.
    [many] Komentarz może zawierać najwyżej { $n } linków.
   *[other] Komentarz może zawierać najwyżej { $n } linków.
}

## Twój komentarz
receipt-title = Twój komentarz
sent-held = Dziękujemy! Twój komentarz czeka na moderację.
sent-live = Dziękujemy! Twój komentarz jest opublikowany.
own-held = Twój komentarz czeka na moderację. Tylko Ty go widzisz.
own-live = Twój komentarz jest opublikowany.
own-rejected = Redakcja postanowiła nie publikować Twojego komentarza.
own-withdrawn = Komentarz usunięty.
edit = Edytuj
edit-title = Edytuj komentarz
edit-minutes = { $n ->
    [one] Możesz edytować komentarz przez 1 minutę.
    [few] Możesz edytować komentarz przez { $n } minuty.
    [many] Możesz edytować komentarz przez { $n } minut.
   *[other] Możesz edytować komentarz przez { $n } minut.
}
edit-until = Możesz edytować komentarz do { $time }.
save = Zapisz
edit-cancel = Anuluj
delete = Usuń
deleting = Komentarz zostanie za chwilę usunięty.
deleted = Komentarz usunięty.
undo = Cofnij
receipt-confirm-title = Daj się rozpoznać
receipt-confirm-text = Jeśli potwierdzisz adres e-mail, redakcja będzie wiedzieć, że to Ty, gdy znów napiszesz. Adres nadal nie będzie pokazywany.
receipt-confirm-button = Wyślij mi link
receipt-confirm-sent = Wysłaliśmy Ci link. Działa przez dwa dni.
withdraw-title = Usuń komentarz
withdraw-text = Twój tekst i podpis znikną od razu. Jeśli ktoś Ci odpowiedział, będzie tam informacja, że komentarz usunęła osoba, która go napisała.
withdraw-button = Usuń komentarz
receipt-about-title = Zachowaj adres tej strony
receipt-about-text = Ten adres to Twoje potwierdzenie. Dzięki niemu możesz sprawdzić, co się stało z komentarzem, i usunąć go, także za rok. Nie udostępniaj go: kto ma adres, może usunąć komentarz.

## Zgłoszenia
report-title = Dlaczego zgłaszasz ten komentarz?
report-spam = Spam lub reklama
report-attack = Atak osobisty lub nękanie
report-threat = Groźby lub nienawiść
report-illegal = Treść niezgodna z prawem
report-other = Inny powód
report-note = Napisz więcej (nieobowiązkowe)
report-contact = Jeśli treść jest niezgodna z prawem, podaj imię i nazwisko oraz e-mail, żeby redakcja mogła Ci odpowiedzieć. Te dane nie są pokazywane.
report-reason-missing = Wybierz powód.
report-send = Wyślij zgłoszenie
report-done = Dziękujemy. Redakcja się temu przyjrzy.

## Strony, które mówią jedno
notice-not-found = Ta strona nie istnieje
notice-not-found-text = W adresie może być błąd albo to, co tu było, zostało usunięte.
notice-forbidden = Nie możesz tego zrobić stąd
notice-forbidden-text = Wróć do artykułu i spróbuj stamtąd. Jeśli to się powtarza, napisz do redakcji.
notice-too-many = Trochę za dużo naraz
notice-too-many-text = { $n ->
    [one] Odczekaj 1 sekundę, potem wróć i spróbuj ponownie. Twój tekst jest w przeglądarce.
    [few] Odczekaj { $n } sekundy, potem wróć i spróbuj ponownie. Twój tekst jest w przeglądarce.
    [many] Odczekaj { $n } sekund, potem wróć i spróbuj ponownie. Twój tekst jest w przeglądarce.
   *[other] Odczekaj { $n } sekund, potem wróć i spróbuj ponownie. Twój tekst jest w przeglądarce.
}
notice-unavailable = Komentarze mają krótką przerwę
notice-unavailable-text = Nic nie przepadło. Wróć i spróbuj ponownie za chwilę.
notice-bad-request = Nie udało się tego odczytać
notice-bad-request-text = Wróć do artykułu i spróbuj stamtąd.
notice-link-over = Ten link już nie działa
notice-link-over-text = Został już użyty albo jest za stary. Jeśli nadal go potrzebujesz, poproś o nowy.
notice-confirmed = Dziękujemy! Twój adres jest potwierdzony.
notice-confirmed-text = Redakcja rozpozna Cię, gdy napiszesz z tym adresem.
notice-erased = Twoje dane są usunięte
notice-erased-text = Podpis, adres i tekst zniknęły. Tam, gdzie ktoś Ci odpowiedział, jest tylko informacja, że komentarz usunięto.
confirm-title = Czy to Twój adres?
confirm-text = Naciśnij przycisk, jeśli w serwisie { $site } jest Twój komentarz. Redakcja będzie wtedy wiedzieć, że adres należy do Ciebie.
confirm-button = Potwierdź mój adres
export-title = Pobierz swoje dane
export-text = Dostaniesz w jednym pliku wszystko, co serwis { $site } przechowuje o Tobie.
export-button = Pobierz plik
erase-title = Usuń swoje dane
erase-text = Wszystkie Twoje teksty w serwisie { $site } zostaną usunięte i nie da się tego cofnąć.
erase-button = Usuń wszystko
unsubscribe = Wyłącz e-maile o odpowiedziach
unsubscribed = Nie będziesz już dostawać e-maili o tym wątku.

## Kanał RSS
feed-title-thread = Komentarze do „{ $title }”
feed-title-site = Komentarze w serwisie { $site }
feed-entry = Komentuje { $name }
feed-entry-site = { $name } komentuje „{ $title }”

## Poczta
mail-hello = Dzień dobry, { $name }
mail-confirm-subject = Potwierdź swój adres e-mail w serwisie { $site }
mail-confirm-text = Ten e-mail dotyczy Twojego komentarza w serwisie { $site } i prośby o link, który potwierdza adres. Oto on:
mail-confirm-hours = { $n ->
    [one] Link działa przez 1 godzinę.
    [few] Link działa przez { $n } godziny.
    [many] Link działa przez { $n } godzin.
   *[other] Link działa przez { $n } godzin.
}
mail-confirm-not-you = Jeśli to nie Ty, nie rób nic, a nic się nie stanie.

## Prywatność
privacy-title = Jak używamy Twoich danych
privacy-intro = Tu przeczytasz, co się dzieje z tym, co wpisujesz w formularzu komentarza. Strona powstaje z ustawień, które obowiązują w tej chwili.
privacy-controller-title = Kto za nie odpowiada
privacy-controller = Administratorem danych z komentarzy jest { $controller }.
privacy-purpose-title = Dlaczego je przetwarzamy
privacy-purpose = Używamy Twoich danych, żeby pokazać komentarz pod artykułem, umożliwić Ci jego edycję i usunięcie oraz chronić dyskusję przed spamem i nadużyciami.
privacy-basis = Robimy to, ponieważ mamy prawnie uzasadniony interes w prowadzeniu rzeczowej i otwartej dyskusji (art. 6 ust. 1 lit. f ogólnego rozporządzenia o ochronie danych, RODO).
privacy-public = Twój komentarz, podpis, czas i strona internetowa, jeśli ją podasz, są widoczne dla wszystkich po zatwierdzeniu komentarza. Twój adres e-mail i adres IP nigdy nie są pokazywane.
privacy-recipients-title = Kto je dostaje
privacy-recipients = Komentarze znajdują się na naszym własnym serwerze. Redakcja może je czytać, także te, które nie są pokazywane.
privacy-mail = Gdy prosisz o e-mail, Twój adres przechodzi przez serwer poczty, który go wysyła, i nie trafia nigdzie indziej.
privacy-no-third = Nikt inny niczego się nie dowiaduje. Strona nie pobiera niczego z innych usług, nie ma reklam ani śledzenia.
privacy-akismet = Żeby ograniczyć spam, wysyłamy każdy nowy komentarz do Akismet, usługi firmy Automattic w Stanach Zjednoczonych. Akismet dostaje:
privacy-akismet-in-doubt = Żeby ograniczyć spam, mamy własny filtr. Tylko gdy ma on wątpliwości, wysyłamy komentarz do Akismet, usługi firmy Automattic w Stanach Zjednoczonych. Akismet dostaje wtedy:
akismet-gets-text = tekst komentarza
akismet-gets-address = Twój adres IP
akismet-gets-name = Twój podpis
akismet-gets-email = Twój adres e-mail
akismet-gets-website = Twoją stronę internetową, jeśli ją podasz
akismet-gets-user-agent = informację, jakiej przeglądarki używasz
akismet-gets-referrer = adres strony, z której przychodzisz
akismet-gets-permalink = adres artykułu
akismet-gets-date = datę i godzinę napisania komentarza
akismet-gets-parent = informację, na który komentarz odpowiadasz
akismet-gets-lang = język strony
privacy-akismet-more = Jeśli redakcja uzna, że Akismet się pomylił, wysyłamy to samo jeszcze raz, żeby poprawić filtr. W tym celu przechowujemy te dane w postaci zaszyfrowanej przez najwyżej 15 dni.
privacy-akismet-link = Opis firmy Automattic
privacy-kept-title = Co przechowujemy i jak długo
privacy-kept = Gdy czas minie, program sam usuwa te dane.
privacy-what = Co
privacy-why = Dlaczego
privacy-how-long = Jak długo
privacy-browser-title = W Twojej przeglądarce
privacy-browser = Nie zapisujemy plików cookie u czytających. Pole komentarza w artykule zapisuje w Twojej przeglądarce szkic, gdy zaczniesz pisać, i potwierdzenie, gdy wyślesz. Podpis i e-mail są zapisywane tylko wtedy, gdy zaznaczysz pole wyboru. Wszystko to możesz usunąć w przeglądarce, a ta strona niczego nie zapisuje.
privacy-rights-title = Twoje prawa
privacy-rights = Możesz dowiedzieć się, co o Tobie przechowujemy, i zażądać poprawienia lub usunięcia tych danych. Możesz też otrzymać je w pliku, poprosić nas o ograniczenie ich używania i wnieść sprzeciw.
privacy-receipt = Jeśli masz zachowany adres potwierdzenia, możesz tam w każdej chwili samodzielnie usunąć komentarz.
privacy-request = Poproś o kopię lub usunięcie danych
privacy-ask = Jeśli chcesz otrzymać kopię swoich danych lub je usunąć, napisz do administratora: { $controller }. Napisz z adresu podanego w formularzu komentarza.
privacy-complaint = Jeśli nie odpowiada Ci, jak to robimy, możesz złożyć skargę do organu ochrony danych w swoim kraju; w Polsce do Prezesa Urzędu Ochrony Danych Osobowych (UODO).

## Co przechowujemy: co, dlaczego, jak długo
kept-body = Twój komentarz
kept-body-why = Żeby go pokazać
kept-name = Twój podpis
kept-name-why = Żeby pokazać, kto to napisał
kept-website = Twoja strona internetowa
kept-website-why = Żeby dodać do podpisu link, jeśli chcesz
kept-email = Twój adres e-mail, zaszyfrowany
kept-email-why = Żeby Cię rozpoznać i wysłać to, o co prosisz
kept-email-hash = Skrót adresu obliczony z kluczem
kept-email-hash-why = Żeby znaleźć Twoje komentarze, gdy o nie poprosisz
kept-address = Skrót Twojego adresu IP obliczony z kluczem oraz obcięty adres
kept-address-why = Żeby ograniczyć spam i nadużycia
kept-receipt = Skrót Twojego potwierdzenia
kept-receipt-why = Żeby umożliwić Ci podgląd, edycję i usunięcie komentarza
kept-answer = Odpowiedź, którą dostała Twoja przeglądarka, zaszyfrowana
kept-answer-why = Żeby podwójne naciśnięcie nie dało dwóch komentarzy
kept-wave = Cechy niemal identycznych komentarzy (skróty z kluczem)
kept-wave-why = Żeby o fali reklam decydować tylko raz
kept-akismet = To, co wysłano do usługi Akismet, zaszyfrowane
kept-akismet-why = Żeby poprawić filtr, gdy się myli
kept-decision = Decyzje redakcji
kept-decision-why = Żeby móc je wyjaśnić i cofnąć
kept-blatant = Komentarze, które Akismet uznaje za oczywisty spam
kept-blatant-why = Żeby móc przywrócić dobry komentarz
kept-spam = Komentarze będące spamem
kept-spam-why = Żeby móc przywrócić dobry komentarz
kept-trash = Komentarze odrzucone przez redakcję
kept-trash-why = Żeby móc to cofnąć
kept-note = Notatki redakcji o Tobie
kept-note-why = Żeby redakcja pamiętała, co ustalono lub co się stało
kept-trust = To, że redakcja Ci ufa
kept-trust-why = Żeby Twoje komentarze nie musiały czekać
kept-ban = Skrót zablokowanego adresu i podpis, pod którym z niego pisano
kept-ban-why = Żeby nie wpuszczać osób, które nadużyły formularza
kept-lesson = Skróty cech słów z komentarzy, o których zdecydowała redakcja
kept-lesson-why = Żeby filtr uczył się na decyzjach redakcji
kept-mail = Skrót linku z e-maila, o który prosisz
kept-mail-why = Żeby link działał tylko raz
kept-vote = Skrót Twojego adresu IP obliczony z kluczem, gdy polecasz komentarz
kept-vote-why = Żeby każda osoba liczyła się tylko raz
kept-flag = Twoje zgłoszenie komentarza
kept-flag-why = Żeby redakcja mogła przyjrzeć się komentarzowi
kept-flag-contact = Imię i nazwisko oraz e-mail ze zgłoszenia treści niezgodnej z prawem, zaszyfrowane
kept-flag-contact-why = Żeby redakcja mogła Ci odpowiedzieć
kept-with-comment = Tak długo, jak istnieje komentarz
kept-days = { $n ->
    [one] 1 dzień
    [few] { $n } dni
    [many] { $n } dni
   *[other] { $n } dni
}
kept-days-most = { $n ->
    [one] Najwyżej 1 dzień
    [few] Najwyżej { $n } dni
    [many] Najwyżej { $n } dni
   *[other] Najwyżej { $n } dni
}
kept-hours = { $n ->
    [one] 1 godzina
    [few] { $n } godziny
    [many] { $n } godzin
   *[other] { $n } godzin
}
kept-until-lifted = Do zniesienia blokady
kept-until-erased = Do usunięcia danych osoby na jej prośbę

## Co stoi w miejscu komentarza usuniętej osoby

erased-name = Anonim
erased-text = Tekst usunięto na prośbę osoby, która go napisała.
