//! The numbers that an operator watches.

use std::time::Duration;

use svar::domain::comment::Status;
use svar::metrics::Metrics;

#[test]
fn metrics_say_what_they_count() {
    let metrics = Metrics::new();
    metrics.route("GET", "/t/{site}").answered(200, Duration::from_millis(3));
    metrics.comment(Status::Pending);
    metrics.jobs_waiting(3, Duration::from_secs(9));
    metrics.job("mail", "done");
    metrics.akismet("spam", Duration::from_millis(120));
    metrics.write_batch(4);
    metrics.cache(true);
    metrics.rendering();
    metrics.limited("post");
    let text = metrics.encode();
    for line in [
        "svar_http_requests_total{method=\"GET\",route=\"/t/{site}\",status=\"2xx\"} 1",
        "svar_http_request_seconds_count{method=\"GET\",route=\"/t/{site}\"} 1",
        "svar_comments_total{status=\"pending\"} 1",
        "svar_jobs_waiting 3",
        "svar_jobs_oldest_seconds 9",
        "svar_jobs_total{kind=\"mail\",outcome=\"done\"} 1",
        "svar_akismet_requests_total{outcome=\"spam\"} 1",
        "svar_akismet_seconds_bucket{le=\"0.25\"} 1",
        "svar_write_batch_size_bucket{le=\"4.0\"} 1",
        "svar_cache_total{outcome=\"hit\"} 1",
        "svar_renderings_total 1",
        "svar_http_limited_total{action=\"post\"} 1",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
}
