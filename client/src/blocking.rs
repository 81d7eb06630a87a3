//! For programs without an async runtime: waiting for what is asynchronous.
//!
//! ```no_run
//! # use docwright_client::{Json, Page, Request, Result, blocking};
//! # fn print(request: Request<Page<Json>>, download: Request<docwright_client::ByteStream>) -> Result<()> {
//! for item in blocking::items(request.items()) {
//!     println!("{}", item?);
//! }
//! let mut file = std::fs::File::create("photo.jpg").expect("a new file");
//! std::io::copy(&mut blocking::reader(blocking::wait(download)?), &mut file).expect("the photo");
//! # Ok(())
//! # }
//! ```
//!
//! Everything else is as in the rest of the crate: `blocking::wait(upload.send())`, `blocking::wait(batch.send())`.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::io::{self, Read};
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use bytes::Buf as _;
use tokio::runtime::{Builder, Runtime};

use crate::codec::Value;
use crate::{ByteStream, Bytes, Items, Result};

/// Waits for a request, or for anything else that is asynchronous here. The thread does nothing else meanwhile, so that async
/// code should not call this.
///
/// # Panics
///
/// If the system has no thread left for the connections.
pub fn wait<F: IntoFuture>(future: F) -> F::Output {
    // Connections and timers are driven by a thread of the runtime; the future itself is polled here.
    let _context = runtime().enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future.into_future());
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// The items of a collection, one after the other. The iteration ends with the first error.
pub fn items<T: Value>(items: Items<T>) -> BlockingItems<T> {
    BlockingItems(items)
}

/// A download as something to read from.
#[must_use]
pub fn reader(stream: ByteStream) -> BlockingReader {
    BlockingReader {
        stream,
        chunk: Bytes::new(),
    }
}

/// The items of a collection as an iterator, see [`items`].
#[must_use = "an iterator does nothing until it is asked"]
pub struct BlockingItems<T>(Items<T>);

impl<T> BlockingItems<T> {
    /// The stream behind the iterator, which knows the links to the next page and to changes.
    pub fn into_inner(self) -> Items<T> {
        self.0
    }
}

impl<T: Value> Iterator for BlockingItems<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        wait(self.0.try_next()).transpose()
    }
}

/// A download as something to read from, see [`reader`].
#[derive(Debug)]
pub struct BlockingReader {
    stream: ByteStream,
    chunk: Bytes,
}

impl Read for BlockingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match wait(self.stream.try_next()).map_err(io::Error::other)? {
                Some(chunk) => self.chunk = chunk,
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.chunk.len());
        self.chunk.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

/// One for the whole process, with one thread, made when it is first needed.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).thread_name("docwright-client").enable_all();
        builder.build().expect("the system has a thread left")
    })
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl<T> fmt::Debug for BlockingItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.0).finish()
    }
}
