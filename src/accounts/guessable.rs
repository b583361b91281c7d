//! Which passwords are the first that somebody would try.
//!
//! NIST SP 800-63B asks for a list of common ones. A list of a hundred thousand passwords is of little use where
//! fifteen characters are the least; what people make of that length is a word doubled, a walk over the keyboard, a
//! name with a year behind it. So what is common is taken away, and something must be left.

/// Words that most common passwords consist of, Danish and English, folded as [`fold`] does.
const WORDS: &[&str] = &[
    "password",
    "passord",
    "passwort",
    "adgangskode",
    "kodeord",
    "kode",
    "hemmelig",
    "hemmelighed",
    "login",
    "logon",
    "velkommen",
    "welcome",
    "admin",
    "administrator",
    "root",
    "user",
    "bruger",
    "gast",
    "guest",
    "test",
    "default",
    "letmein",
    "lukmigind",
    "changeme",
    "skiftmig",
    "iloveyou",
    "jegelskerdig",
    "elskerdig",
    "elsker",
    "forever",
    "princess",
    "prinsesse",
    "sunshine",
    "solskin",
    "football",
    "fodbold",
    "baseball",
    "superman",
    "batman",
    "dragon",
    "drage",
    "monkey",
    "master",
    "shadow",
    "michael",
    "jordan",
    "liverpool",
    "danmark",
    "denmark",
    "kobenhavn",
    "copenhagen",
    "aarhus",
    "odense",
    "aalborg",
    "hejhej",
    "hejmeddig",
    "hej",
    "hello",
    "goddag",
    "sommer",
    "summer",
    "vinter",
    "winter",
    "efterar",
    "autumn",
    "forar",
    "spring",
    "januar",
    "january",
    "februar",
    "february",
    "marts",
    "march",
    "april",
    "juni",
    "june",
    "juli",
    "july",
    "august",
    "september",
    "oktober",
    "october",
    "november",
    "december",
    "mandag",
    "monday",
    "fredag",
    "friday",
    "sondag",
    "sunday",
    "secret",
    "svar",
    "comment",
    "comments",
    "kommentar",
    "kommentarer",
    "moderator",
    "redaktion",
    "redaktionen",
    "redaktor",
    "editor",
    "owner",
    "ejer",
    "magasin",
    "magasinet",
    "magazine",
    "avis",
    "avisen",
    "blad",
    "bladet",
    "internet",
    "computer",
    "whatever",
    "ligemeget",
    "trustno",
    "pass",
    "word",
    "love",
    "kaerlighed",
    "skat",
    "mor",
    "far",
    "the",
    "and",
    "og",
    "min",
    "mit",
    "mine",
    "my",
    "is",
    "er",
    "din",
    "dig",
    "you",
    "jeg",
    "very",
    "meget",
    "lang",
    "long",
    "strong",
    "staerk",
    "sikker",
    "secure",
    "safe",
    "new",
    "ny",
    "nyt",
    "asdf",
    "qwerty",
    "abc",
    "aaa",
];

/// Rows of keys, as they are walked; each also backwards.
const ROWS: &[&str] = &[
    "1234567890",
    "qwertyuiopa",
    "asdfghjkloa",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// What must be left when everything common is taken away.
const ENOUGH: usize = 8;

/// Whether little is left of a password without `names` (of the person, the site, the product), common words, digits
/// in a row and what is said twice.
pub fn is_guessable(password: &str, names: &[&str]) -> bool {
    let distinct: std::collections::HashSet<char> = password.chars().collect();
    if distinct.len() < 5 {
        return true;
    }
    let folded = unleet(&fold(password));
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut rest = once(&plain);
    // The longest first, so that »passwordpassword« loses the whole word and not its »pass«.
    let mut common: Vec<String> = names.iter().flat_map(|name| parts(name)).collect();
    common.extend(WORDS.iter().map(|word| (*word).to_owned()));
    common.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in common {
        rest = rest.replace(&word, " ");
    }
    rest = without_walks(&rest);
    let left: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
    once(&left).chars().count() < ENOUGH && rest.chars().filter(|c| c.is_alphanumeric()).count() < ENOUGH + 4
}

/// Small letters, Danish ones as they are written without a Danish keyboard.
fn fold(text: &str) -> String {
    text.to_lowercase().replace('æ', "ae").replace('ø', "o").replace('å', "a")
}

/// The words of a name that are long enough to be recognised.
fn parts(name: &str) -> Vec<String> {
    let folded = fold(name);
    let whole: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    words.chain([whole]).filter(|word| word.chars().count() >= 4).collect()
}

/// »P4ssw0rd« is »password«.
fn unleet(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let beside = |i: usize| letters.get(i).is_some_and(|c| c.is_alphabetic());
    let read = |(i, c): (usize, &char)| match c {
        // A digit between letters is a letter; in a row of digits it is a digit.
        '0' | '1' | '3' | '4' | '5' | '7' if !(beside(i + 1) && i.checked_sub(1).is_some_and(beside)) => *c,
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => *other,
    };
    letters.iter().enumerate().map(read).collect()
}

/// What is said several times is said once.
fn once(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let repeats = |unit: usize| letters.iter().zip(letters.iter().skip(unit)).all(|(a, b)| a == b);
    let unit = (1..=letters.len() / 2).find(|unit| repeats(*unit)).unwrap_or(letters.len());
    letters.iter().take(unit).collect()
}

/// Without runs of four and more neighbours on the keyboard or in the alphabet, and of one character.
fn without_walks(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let next = |a: char, b: char| {
        a == b
            || ROWS.iter().any(|row| {
                let pairs = || row.chars().zip(row.chars().skip(1));
                pairs().any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
            })
    };
    let (mut kept, mut run): (String, Vec<char>) = (String::new(), Vec::new());
    let flush = |run: &mut Vec<char>, kept: &mut String| {
        if run.len() < 4 {
            kept.extend(run.iter());
        }
        run.clear();
    };
    for letter in letters {
        if run.last().is_some_and(|last| *last == ' ' || !next(*last, letter)) {
            flush(&mut run, &mut kept);
        }
        run.push(letter);
    }
    flush(&mut run, &mut kept);
    kept
}
