//! Bodies on the wire.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::Sleep;

/// A body that is there as a whole, and may break off in the middle.
#[derive(Debug)]
pub(super) struct Outgoing {
    bytes: Bytes,
    cut: Cut,
}

/// How a body breaks off.
#[derive(Debug)]
enum Cut {
    Never,
    /// After half of it.
    Half,
    /// When that half has had the time to leave.
    After(Pin<Box<Sleep>>),
}

/// How long half a body has to leave before the connection breaks.
const PAUSE: Duration = Duration::from_millis(20);

impl Outgoing {
    pub(super) fn new(bytes: Bytes, cut: bool) -> Self {
        Self {
            bytes,
            cut: if cut { Cut::Half } else { Cut::Never },
        }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = &mut *self;
        match &mut this.cut {
            Cut::Never if this.bytes.is_empty() => Poll::Ready(None),
            Cut::Never => Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut this.bytes))))),
            Cut::Half => {
                this.cut = Cut::After(Box::pin(tokio::time::sleep(PAUSE)));
                let half = this.bytes.len() / 2;
                Poll::Ready(Some(Ok(Frame::data(this.bytes.split_to(half)))))
            }
            Cut::After(pause) => {
                ready!(pause.as_mut().poll(context));
                let error = io::Error::new(
                    io::ErrorKind::ConnectionAborted,
                    "the mock was told to cut the connection",
                );
                Poll::Ready(Some(Err(error)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.cut, Cut::Never) && self.bytes.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.len() as u64)
    }
}

/// A body that came: its beginning, and how long it was in all.
#[derive(Debug, Default)]
pub(super) struct Received {
    pub(super) start: Bytes,
    pub(super) length: u64,
}

/// Reads a body to its end, and keeps so many bytes of it. What is longer than `most` is not read to the end.
pub(super) async fn receive(mut body: Incoming, keep: usize, most: u64) -> Result<Received, hyper::Error> {
    let mut start = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        length += data.len() as u64;
        let room = keep.saturating_sub(start.len()).min(data.len());
        start.extend_from_slice(&data[..room]);
        if length > most {
            break;
        }
    }
    Ok(Received {
        start: start.freeze(),
        length,
    })
}
