//! `svar person`: what is stored about one reader, for the reader (GDPR articles 15, 17 and 20).

use super::args::PersonCommand;
use super::{email, output};
use crate::privacy;
use crate::services::Services;

pub async fn run(services: &Services, command: PersonCommand) -> anyhow::Result<()> {
    match command {
        PersonCommand::Export { email: address } => output::json(&privacy::export(services, &email(&address)?).await?),
        PersonCommand::Erase { email: address } => match privacy::erase(services, &email(&address)?).await? {
            0 => output::line("Nothing is stored about this address."),
            1 => output::line("1 comment or report was erased."),
            many => output::line(format_args!("{many} comments and reports were erased.")),
        },
    }
}
