//! axe, which finds what shuts people out of a page. Put into the page by the tests alone, never by the service.

use std::path::Path;

use super::browser::TestPage;
use super::required_or_skip;

/// Where `npm ci --prefix tests` puts it, pinned by `tests/package-lock.json`.
const SCRIPT: &str = "tests/node_modules/axe-core/axe.min.js";

/// WCAG 2.2 A and AA, and what axe calls best practice. What it cannot decide counts as wrong, too.
const RUN: &str = "(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    const rules = { 'target-size': { enabled: true } };
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, rules,
                                            resultTypes: ['violations', 'incomplete'] });
    return [...found.violations, ...found.incomplete].flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary || rule.help}`));
})()";

/// The checker, loaded once for many pages.
pub struct Axe {
    script: String,
}

impl Axe {
    /// None where it is not installed and need not be.
    pub fn load() -> Option<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCRIPT);
        match std::fs::read_to_string(path) {
            Ok(script) => Some(Self { script }),
            Err(_) => {
                required_or_skip("axe (npm ci --prefix tests)");
                None
            }
        }
    }

    /// To be called once for each document. The page's own policy forbids scripts; the debugger's do not ask it.
    pub async fn enter(&self, page: &TestPage) {
        page.evaluate_expression(self.script.as_str()).await.unwrap();
    }

    /// What is wrong with the page as it stands now, a sentence each.
    pub async fn complaints(&self, page: &TestPage) -> Vec<String> {
        page.value(RUN).await
    }
}
