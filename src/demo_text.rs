//! The words of the demo site: the article's name and the comments that `serve --demo` sows under it.
//!
//! Everything here is invented. Nobody in it exists, and no address leads to a real person.

use crate::domain::comment::Status;

/// The article's headline.
pub const TITLE: &str = "Da kommunen gav nøglen fra sig";

/// The thread key of the article.
pub const KEY: &str = "noeglen";

/// The magazine's name.
pub const SITE: &str = "Fællesskrift";

/// One comment to sow.
#[derive(Clone, Copy, Debug)]
pub struct DemoComment {
    pub author: &'static str,
    /// How long before the start of the demo it was written.
    pub minutes_ago: i64,
    /// The place in [`COMMENTS`] of the comment that it answers; always an earlier one.
    pub parent: Option<usize>,
    /// Markdown.
    pub text: &'static str,
    pub status: Status,
    /// One of the editors' choices.
    pub picked: bool,
    /// Written by the demo's moderator.
    pub staff: bool,
    /// Removed by the editors after it was answered: only its place is shown.
    pub removed: bool,
}

const fn said(author: &'static str, minutes_ago: i64, parent: Option<usize>, text: &'static str) -> DemoComment {
    let status = Status::Approved;
    DemoComment { author, minutes_ago, parent, text, status, picked: false, staff: false, removed: false }
}

/// The thread, what waits and what is spam. Every comment stands before the ones that answer it.
pub const COMMENTS: [DemoComment; 21] = [
    DemoComment {
        picked: true,
        ..said(
            "Mette Holm",
            2_710,
            None,
            "Jeg har siddet på den anden side af bordet i elleve år som sagsbehandler, og jeg kan genkende det hele. \
             Det svære er ikke at give nøglen fra sig. Det svære er at forklare sin chef, at man ikke længere ved, hvem \
             der har den.\n\nHos os hjalp det at skrive ned, hvad der *ikke* måtte ske. Listen blev på fire linjer. \
             Resten fik lov til at være frit.",
        )
    },
    said("Jørgen Ågård", 2_655, Some(0), "Fire linjer lyder rigtigt. Må man spørge, hvad der stod på dem?"),
    said(
        "Mette Holm",
        2_590,
        Some(1),
        "Ingen åben ild, ingen låste flugtveje, ingen penge i skuffen, og ingen alene i huset med børn. Det var det.",
    ),
    said(
        "Karl P.",
        2_480,
        None,
        "Undskyld, men det her er en pæn måde at spare på. Bibliotekaren blev fyret, og nu står der 64 mennesker og \
         gør hendes arbejde gratis. Hvad sker der, den vinter hvor de ikke gider mere?",
    ),
    said(
        "Birgit Thorsen",
        2_431,
        Some(3),
        "> Hvad sker der, den vinter hvor de ikke gider mere?\n\nDet samme som i din håndboldklub, Karl. Nogen holder \
         op, og nogen begynder. Jeg har låst op hver anden torsdag i seks år, og jeg gør ikke nogens arbejde. Jeg gør \
         mit eget.",
    ),
    said(
        "Karl P.",
        2_402,
        Some(4),
        "Det tror jeg gerne om dig. Men kommunen har ikke skrevet i budgettet, at den regner med dig. Den har bare \
         slettet lønnen.",
    ),
    said(
        "Anne-Grethe Kjærgaard-Østergaard",
        2_280,
        Some(3),
        "I vores kommune gik det netop sådan. Først var vi et supplement, så var vi åbningstiden. Da vi sagde fra, hed \
         det sig, at vi svigtede borgerne. Skriv ind i aftalen, hvad der sker, hvis I stopper. **Gør det, mens I stadig \
         er gode venner.**",
    ),
    said(
        "Samir",
        2_190,
        Some(3),
        "Begge dele kan vel være sandt? Det var en besparelse, og det er blevet et bedre sted.",
    ),
    said(
        "Lone fra Nørre Aaby",
        2_120,
        Some(3),
        "Bedre for hvem? Min mor kan ikke bruge et bibliotek, der har åbent, når nogen har tid.",
    ),
    DemoComment { removed: true, ..said("Vred vælger", 1_890, None, "Et personangreb, som redaktionen har fjernet.") },
    said(
        "Ditte M.",
        1_842,
        Some(9),
        "Man kan godt være uenig med borgmesteren uden at skrive sådan om hendes familie.",
    ),
    said(
        "Poul Erik",
        1_260,
        None,
        "Til dem, der står foran det samme: Lindeby har lagt [aftalen på nettet](https://lindeby.example/aftale). Den \
         er tør at læse, men den holder.",
    ),
    DemoComment {
        staff: true,
        ..said(
            "Ellen Ravnsborg",
            1_105,
            Some(6),
            "Tak, Anne-Grethe. Den del fyldte for lidt i artiklen. Jeg vil gerne høre mere om, hvordan I kom ud af \
             aftalen igen, og har skrevet til foreningen.",
        )
    },
    said(
        "Anne-Grethe Kjærgaard-Østergaard",
        1_020,
        Some(12),
        "Det må du meget gerne. Jeg har referaterne endnu, også dem, hvor vi ikke var enige.",
    ),
    said(
        "Frida, 17",
        188,
        None,
        "Jeg er en af de unge i kælderen (altså ikke lige den kælder). Det bedste er, at ingen spørger, hvad man skal \
         bruge det til. Man skruer bare på en cykel ved siden af en, der hedder Viggo og er 81.",
    ),
    DemoComment {
        status: Status::Pending,
        ..said("Nanna Brix", 64, Some(14), "Hvor ligger det, Frida? Min bror leder efter præcis sådan et sted.")
    },
    DemoComment {
        status: Status::Pending,
        ..said(
            "Thorkild",
            41,
            None,
            "Jeg sad i byrådet dengang. Elleve sider var kort. Det første udkast var på treogtyve, og jeg skrev de \
             fem af dem selv, må jeg hellere indrømme.",
        )
    },
    DemoComment {
        status: Status::Pending,
        ..said(
            "En frivillig",
            12,
            Some(3),
            "Se regnskabet her: https://lindeby.example/regnskab.pdf og her: https://lindeby.example/budget.pdf. Lønnen \
             er ikke slettet. Den er flyttet til hjemmeplejen.",
        )
    },
    DemoComment {
        status: Status::Spam,
        ..said(
            "Hurtige Penge",
            530,
            None,
            "LÅN 50.000 KR PÅ 5 MIN!!! Ingen spørgsmål, ingen RKI. Klik her → https://kviklaan.example/nu \
             https://kviklaan.example/bonus https://kviklaan.example/vip",
        )
    },
    DemoComment {
        status: Status::Spam,
        ..said(
            "seo-expert-4417",
            97,
            None,
            "Great post! I really enjoyed read it. Your site deserves to rank #1, visit \
             [best backlinks cheap](https://rank-boost.example/) and get 10,000 visitors today.",
        )
    },
    DemoComment {
        status: Status::Spam,
        ..said(
            "Kasino Kongen",
            23,
            None,
            "Gratis spins til alle danskere https://kasino.example/spins https://kasino.example/jackpot",
        )
    },
];
