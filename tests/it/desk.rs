//! The moderators' desk, through HTTP, on both engines.

use crate::support::app::TestApp;
use crate::support::{TestDb, on_both_engines};

on_both_engines! {
    /// What a forgotten handler would give away.
    async fn the_service_starts_and_stops(db: TestDb) {
        let app = TestApp::start(&db, |_| ()).await;
        assert_eq!(app.get("/healthz").await.status(), 200);
        assert_eq!(app.get("/readyz").await.status(), 200);
        app.stopped().await;
    }
}
