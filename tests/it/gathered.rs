//! What of an answer stands ready is handed to the system together, whole and in order; what does not is not asked for.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::IoSlice;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::IntoResponse as _;
use futures_util::{StreamExt as _, stream};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Buf, Frame, SizeHint};
use proptest::prelude::*;
use svar::http::gathered::Gathered;
use svar::http::pace::{Pace, PaceLimits, PacedBody};
use svar::http::pages::pieces::Pieces;

fn paced(body: Body) -> PacedBody {
    let long = Duration::from_secs(60);
    let limits = PaceLimits { first_byte: long, headers: long, idle: long, stalled: long, unread: long };
    PacedBody::new(body, Pace::new(limits).request())
}

/// Whatever is asked of it stands ready, and its length is known; what is behind the data need not come.
struct Ready(VecDeque<Result<Frame<Bytes>, std::io::Error>>);

impl Ready {
    fn body(frames: impl IntoIterator<Item = Result<Frame<Bytes>, std::io::Error>>) -> PacedBody {
        paced(Body::new(Self(frames.into_iter().collect())))
    }
}

impl hyper::body::Body for Ready {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(self.0.pop_front())
    }

    fn size_hint(&self) -> SizeHint {
        let data = self.0.iter().flatten().filter_map(Frame::data_ref);
        SizeHint::with_exact(data.map(|data| data.len() as u64).sum())
    }
}

fn pieces(count: usize) -> impl Iterator<Item = Bytes> {
    (0..count).map(|n| Bytes::from(format!("piece {n}, ")))
}

fn data(piece: impl Into<Bytes>) -> Result<Frame<Bytes>, std::io::Error> {
    Ok(Frame::data(piece.into()))
}

async fn next(body: &mut PacedBody) -> Gathered {
    body.frame().await.unwrap().unwrap().into_data().unwrap_or_else(|_| panic!("data"))
}

#[tokio::test]
async fn pieces_that_stand_ready_are_one_frame_and_many_are_several() {
    for (count, expected) in [(0, 0), (1, 1), (5, 1), (16, 1), (17, 2), (100, 7)] {
        let mut body = Ready::body(pieces(count).map(data));
        let (mut frames, mut whole) = (0, Vec::new());
        while let Some(frame) = body.frame().await {
            let mut frame = frame.unwrap().into_data().unwrap_or_else(|_| panic!("data"));
            frames += 1;
            whole.extend(frame.copy_to_bytes(frame.remaining()));
        }
        assert_eq!((frames, whole), (expected, pieces(count).flatten().collect()), "{count}");
    }
    let mut body = Ready::body(["", "a", "", "b"].map(data));
    assert_eq!(next(&mut body).await.remaining(), 2, "nothing is in the way of what follows");
}

#[tokio::test]
async fn a_body_that_has_to_look_is_asked_for_no_more_than_was_taken() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let lines = stream::iter(0..9).map(move |n| {
        count.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Infallible>(format!("line {n}"))
    });
    let mut body = paced(Body::from_stream(lines));
    for taken in 1..=9 {
        assert_eq!(next(&mut body).await.pieces(), 1);
        assert_eq!(asked.load(Ordering::Relaxed), taken);
    }
    assert!(body.frame().await.is_none());
}

#[tokio::test]
async fn an_error_and_trailers_come_behind_the_pieces_before_them() {
    let mut body = Ready::body([data("a"), data("b"), Err(std::io::Error::other("cut"))]);
    assert_eq!(next(&mut body).await.pieces(), 2);
    assert!(!body.is_end_stream());
    assert_eq!(body.frame().await.unwrap().err().unwrap().to_string(), "cut");

    let trailers = Frame::trailers([("x-sum".parse().unwrap(), "3".parse().unwrap())].into_iter().collect());
    let mut body = Ready::body([data("a"), Ok(trailers)]);
    assert_eq!(next(&mut body).await.pieces(), 1);
    assert_eq!(body.frame().await.unwrap().unwrap().trailers_ref().unwrap()["x-sum"], "3");
    assert!(body.frame().await.is_none());
}

/// What is written of a page is the page, and what others share of it is not copied.
#[tokio::test]
async fn a_page_in_pieces_is_the_page() {
    let shared = Bytes::from("Tråden. ".repeat(5_000));
    let thread = std::str::from_utf8(&shared).unwrap();
    let (first, second) = thread.split_at(20_000);
    let mut page = Pieces::sharing(shared.clone());
    for written in ["<main>", first, "<form>", "</form>", second, "</main>"] {
        page.write_str(written).unwrap();
    }
    let whole = format!("<main>{first}<form></form>{second}</main>");
    let body = page.into_response().into_body();
    assert_eq!(body.size_hint().exact(), Some(whole.len() as u64));
    let mut slots = [IoSlice::new(&[]); 9];
    let mut body = paced(body);
    let mut frame = next(&mut body).await;
    assert!(body.is_end_stream(), "and its end is known with it");
    let filled = frame.chunks_vectored(&mut slots);
    let lengths: Vec<usize> = slots[..filled].iter().map(|slice| slice.len()).collect();
    assert_eq!(lengths, [6, first.len(), 13, second.len(), 7]);
    assert_eq!(slots[1].as_ptr(), first.as_ptr());
    assert_eq!(slots[3].as_ptr(), second.as_ptr());
    assert_eq!(frame.copy_to_bytes(frame.remaining()), whole);
}

proptest! {
    /// However the system takes it, it takes the bytes in their order and each once.
    #[test]
    fn any_steps_lead_through_the_same_bytes(
        written in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..12),
        steps in prop::collection::vec(1_usize..20, 0..40),
        slices in 1_usize..20,
    ) {
        let whole: Vec<u8> = written.concat();
        let mut gathered = Gathered::default();
        written.into_iter().for_each(|piece| gathered.push(piece.into()));
        let mut taken = 0;
        for step in steps {
            prop_assert_eq!(gathered.remaining(), whole.len() - taken);
            prop_assert_eq!(gathered.chunk().is_empty(), gathered.remaining() == 0);
            let mut slots = vec![IoSlice::new(&[]); slices];
            let filled = gathered.chunks_vectored(&mut slots);
            let seen: Vec<u8> = slots[..filled].iter().flat_map(|slice| slice.to_vec()).collect();
            prop_assert!(whole[taken..].starts_with(&seen));
            prop_assert!(filled == slices || seen.len() == gathered.remaining());
            let step = step.min(gathered.remaining());
            gathered.advance(step);
            taken += step;
        }
        prop_assert_eq!(gathered.copy_to_bytes(gathered.remaining()), &whole[taken..]);
    }
}
