//! What of an answer is ready together is handed to the system together, whole and in order.

use std::convert::Infallible;
use std::io::IoSlice;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::{StreamExt as _, stream};
use http_body_util::{BodyExt as _, StreamBody};
use hyper::body::{Body as _, Buf, Frame};
use proptest::prelude::*;
use svar::http::gathered::Gathered;
use svar::http::pace::{Pace, PaceLimits, PacedBody};

fn paced(body: Body) -> PacedBody {
    let long = Duration::from_secs(60);
    let limits = PaceLimits { first_byte: long, headers: long, idle: long, stalled: long, unread: long };
    PacedBody::new(body, Pace::new(limits).request())
}

fn parts(count: usize) -> impl Iterator<Item = Result<Bytes, Infallible>> {
    (0..count).map(|n| Ok(Bytes::from(format!("part {n}, "))))
}

async fn frames(mut body: PacedBody) -> Vec<(usize, String)> {
    let mut frames = Vec::new();
    while let Some(frame) = body.frame().await {
        let mut data = frame.unwrap().into_data().unwrap_or_else(|_| panic!("only data"));
        let text = String::from_utf8(data.copy_to_bytes(data.remaining()).to_vec()).unwrap();
        frames.push((data.parts(), text));
    }
    frames
}

#[tokio::test]
async fn parts_that_are_ready_are_one_frame_and_many_are_several() {
    for (count, expected) in [(1, 1), (5, 1), (16, 1), (17, 2), (100, 7)] {
        let got = frames(paced(Body::from_stream(stream::iter(parts(count))))).await;
        assert_eq!(got.len(), expected, "{count}");
        let whole: String = got.into_iter().map(|(_, text)| text).collect();
        assert_eq!(whole.as_bytes(), parts(count).flat_map(|part| part.unwrap()).collect::<Vec<_>>());
    }
    assert!(frames(paced(Body::empty())).await.is_empty());
    let empty = stream::iter([Ok::<_, Infallible>(Bytes::new()), Ok("a".into()), Ok(Bytes::new()), Ok("b".into())]);
    assert_eq!(frames(paced(Body::from_stream(empty))).await.len(), 1, "nothing is in the way of what follows");
}

#[tokio::test]
async fn what_is_not_ready_keeps_nothing_waiting() {
    let line = stream::iter([Ok::<_, Infallible>(Bytes::from("first line"))]).chain(stream::pending());
    let mut body = paced(Body::from_stream(line));
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Some(Ok(frame))) = std::pin::Pin::new(&mut body).poll_frame(&mut context) else {
        panic!("the line is there");
    };
    assert_eq!(frame.into_data().unwrap_or_else(|_| panic!("data")).chunk(), b"first line");
    assert!(std::pin::Pin::new(&mut body).poll_frame(&mut context).is_pending());
}

#[tokio::test]
async fn an_error_and_trailers_come_behind_the_parts_before_them() {
    let cut = stream::iter([Ok(Bytes::from("a")), Ok("b".into()), Err(std::io::Error::other("cut"))]);
    let mut body = paced(Body::from_stream(cut));
    let data = body.frame().await.unwrap().unwrap().into_data().unwrap_or_else(|_| panic!("data"));
    assert_eq!((data.parts(), data.remaining()), (2, 2));
    assert!(!body.is_end_stream());
    assert_eq!(body.frame().await.unwrap().err().unwrap().to_string(), "cut");

    let trailers = Frame::trailers([("x-sum".parse().unwrap(), "3".parse().unwrap())].into_iter().collect());
    let with = stream::iter([Ok::<_, Infallible>(Frame::data(Bytes::from("a"))), Ok(trailers)]);
    let mut body = paced(Body::new(StreamBody::new(with)));
    assert!(body.frame().await.unwrap().unwrap().is_data());
    assert_eq!(body.frame().await.unwrap().unwrap().trailers_ref().unwrap()["x-sum"], "3");
    assert!(body.frame().await.is_none());
}

proptest! {
    /// However the system takes it, it takes the bytes in their order and each once.
    #[test]
    fn any_steps_lead_through_the_same_bytes(
        parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..12),
        steps in prop::collection::vec(1_usize..20, 0..40),
        slices in 1_usize..20,
    ) {
        let whole: Vec<u8> = parts.concat();
        let mut gathered = Gathered::default();
        parts.into_iter().for_each(|part| gathered.push(part.into()));
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
