//! What readers write: about four hundred characters, some emphasis, and a link where one is asked for. Each number
//! gives another text, and the same number always the same.

const SENTENCES: [&str; 32] = [
    "Tak for en grundig artikel, som jeg læste to gange.",
    "Jeg savner dog, at I forholder jer til de *mindre* forlag.",
    "De har slet ikke råd til den slags aftaler.",
    "Det er ti år siden, man sagde det samme om radioen, og se, hvor den er i dag.",
    "**Læserne forsvinder ikke**; de læser bare andre steder.",
    "Min søster underviser i faget og ser det stik modsatte.",
    "Hvorfor er der ingen, der spørger dem, det handler om?",
    "I vores kommune lukkede biblioteket om lørdagen, og siden er færre unge kommet.",
    "Tallene fra sidste efterår tegner et andet billede.",
    "Man kan ikke måle alting i udlån og klik.",
    "Det lyder rigtigt, men regnestykket mangler halvdelen af udgifterne.",
    "Jeg har arbejdet på en avis i tyve år og genkender *hver eneste* scene.",
    "Kan redaktionen skrive, hvor mange der svarede på rundspørgen?",
    "Forfatteren glemmer, at papirprisen er fordoblet.",
    "Hos os i Ringkøbing gik det anderledes, fordi nogen tog ansvar.",
    "Det er let at være bagklog, men advarslerne var der.",
    "Jeg er uenig i konklusionen, ikke i beskrivelsen.",
    "Den slags burde stå på **forsiden** og ikke gemt væk i et tillæg.",
    "Mit barnebarn på ni læser mere, end jeg gjorde.",
    "Spørgsmålet er, hvem der betaler, når støtten falder bort.",
    "Norge valgte en anden vej, og den kunne vi lære af.",
    "Der mangler en stemme fra dem, der trykker bøgerne.",
    "Som boghandler kan jeg kun nikke.",
    "Det er ikke teknikken, der er problemet, men tiden.",
    "Jeg husker debatten fra halvfemserne, hvor alle var sikre.",
    "Overskriften lover mere, end teksten holder.",
    "Vi talte om artiklen hele aftenen i læsekredsen.",
    "Et lille forlag på Fyn har vist, at det *kan* lade sig gøre.",
    "Måske skulle man begynde med skolerne.",
    "Statistikken er fra før reformen, så vent med dommen.",
    "Jeg køber stadig to bøger om måneden og låner resten.",
    "Godt, at nogen endelig skriver det, som det er.",
];

const FIRST: [&str; 16] = [
    "Åse", "Jens", "Mette", "Søren", "Kirsten", "Anders", "Inger", "Lars", "Bodil", "Niels", "Karen", "Ole", "Hanne",
    "Povl", "Ragnhild", "Tove",
];
const LAST: [&str; 16] = [
    "Ærø",
    "Holm",
    "Krogh",
    "Lund",
    "Bach",
    "Winther",
    "Skov",
    "Dahl",
    "Friis",
    "Juul",
    "Kjær",
    "Møller",
    "Riis",
    "Thorup",
    "Vestergaard",
    "Østergaard",
];

/// Numbers that look like chance (SplitMix64).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn pick(from: &[&'static str], number: u64) -> &'static str {
    from.get(number as usize % from.len()).copied().unwrap_or_default()
}

pub fn name(number: u64) -> String {
    let chance = mix(number ^ 0x6e61_6d65);
    format!("{} {}", pick(&FIRST, chance), pick(&LAST, chance >> 8))
}

pub fn email(number: u64) -> String {
    format!("laeser{number}@post.example")
}

/// The text of this number, as its author typed it.
pub fn body(number: u64, link: bool) -> String {
    let mut text = String::with_capacity(512);
    let mut used = 0_u64;
    let mut chance = mix(number);
    while text.chars().count() < 330 {
        chance = mix(chance);
        let place = chance % SENTENCES.len() as u64;
        if used & (1 << place) == 0 {
            used |= 1 << place;
            text.push_str(pick(&SENTENCES, place));
            text.push(' ');
        }
    }
    if link {
        text.push_str(&format!("\n\nSe også https://forlag.example/tal/{} for en opgørelse.", number % 97));
    } else {
        text.push_str(&format!("\n\nDet var mit svar nummer {number}."));
    }
    text
}

/// What nobody wants to read, of this number.
pub fn spam(number: usize) -> String {
    const OFFERS: [&str; 4] = [
        "Leder du efter et casino uden ROFUS? Vi har samlet de bedste udenlandske kasinoer med gratis spins.",
        "Lån op til 50.000 kr. uden sikkerhed og uden dokumentation, udbetaling samme dag.",
        "Buy cheap backlinks and rank first on Google, 24/7 support, best price guaranteed!!!",
        "Tjen 3.000 kr. om dagen hjemmefra, klik her og se hvordan, kun få pladser tilbage!",
    ];
    let offer = OFFERS.get(number % 4).copied().unwrap_or_default();
    format!("{offer} https://tilbud-{number}.example/{} og https://bonus-{number}.example", mix(number as u64) % 1_000)
}
