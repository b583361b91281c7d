//! What the operator's machines ask, through the real listeners.

use serde_json::json;
use svar::domain::clock::Timestamp;

use crate::readers::posted;
use crate::support::app::TestApp;
use crate::support::on_both_engines;

on_both_engines! {
    /// Alive and ready, under whatever name a probe uses; figures only on the operator's own listener.
    async fn probes_and_figures_answer(db: TestDb) {
        let app = TestApp::start(&db, |_| {}).await;
        app.add_site("magasinet", &[]).await;
        for path in ["/healthz", "/readyz"] {
            let answer = app.request("GET", path).header("host", "10.0.0.7").send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
        }
        assert_eq!(app.get("/metrics").await.status(), 404);

        posted(&app, "magasinet", json!({})).await;
        app.clock.advance(90 * Timestamp::SECOND);
        let figures = app.client.get(&app.metrics).send().await.unwrap().text().await.unwrap();
        for line in [
            "svar_comments_total{status=\"pending\"} 1",
            "svar_queue_waiting 1",
            "svar_queue_oldest_seconds 90",
            "svar_jobs_dead 0",
            "svar_http_requests_total{method=\"POST\",route=\"/api/v1/{site}/comments\",status=\"2xx\"} 1",
        ] {
            assert!(figures.contains(line), "{line} is not among\n{figures}");
        }
        assert!(figures.contains("svar_write_batch_size_bucket") || db.engine == crate::support::Engine::Postgres);
        assert!(!figures.contains("artikel") && !figures.contains("magasinet"));
    }

    /// A stopped service has finished what it was doing, and another one goes on where it was.
    async fn a_restart_keeps_everything(db: TestDb) {
        let first = TestApp::start(&db, |_| {}).await;
        first.add_site("magasinet", &[("moderation", "open")]).await;
        posted(&first, "magasinet", json!({"body": "Før genstarten"})).await;
        let (data_dir, clock) = (first.data_dir.clone(), first.clock.clone());
        let key = std::fs::read(data_dir.join("svar.key")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("svar.key"), key).unwrap();
        first.stopped().await;
        let second = TestApp::start(&db, |options| {
            options.config.database.data_dir = folder.path().to_owned();
            options.clock = clock;
            options.seed = 7;
        })
        .await;
        let html = second.get("/t/magasinet?key=artikel").await.text().await.unwrap();
        assert!(html.contains("Før genstarten"));
    }
}
