//! What is uploaded in chunks: bytes that can be read from any place, so that a chunk can be sent again.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::transport::BoxFuture;
use crate::{Bytes, Error, ErrorKind, Result};

/// Bytes that can be read from any place.
pub trait ReadAt: Send + Sync {
    /// How many bytes there are.
    fn size(&self) -> u64;

    /// Reads exactly `length` bytes from `offset` on, which are all there.
    fn read_at(&self, offset: u64, length: usize) -> BoxFuture<'_, Result<Bytes>>;
}

/// What is uploaded in chunks: bytes in memory, a file, or anything that can be read from any place.
#[derive(Clone)]
pub struct Source(Arc<dyn ReadAt>);

impl Source {
    /// Anything that can be read from any place.
    pub fn new(source: impl ReadAt + 'static) -> Self {
        Self(Arc::new(source))
    }

    /// A file, of which one chunk at a time is in memory.
    pub fn file(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        let open = || -> io::Result<FileSource> {
            let file = File::open(&path)?;
            let size = file.metadata()?.len();
            Ok(FileSource {
                file: Arc::new(Mutex::new(file)),
                size,
            })
        };
        let source = open().map_err(|error| {
            let message = format!("cannot read {}: {error}", path.display());
            Error::new(ErrorKind::Request, message).with_source(error)
        })?;
        Ok(Self::new(source))
    }

    /// How many bytes there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.size()
    }

    pub(crate) async fn read_at(&self, offset: u64, length: usize) -> Result<Bytes> {
        let bytes = self.0.read_at(offset, length).await?;
        if bytes.len() == length {
            return Ok(bytes);
        }
        let message = format!("the source gave {} bytes instead of {length}", bytes.len());
        Err(Error::new(ErrorKind::Request, message))
    }
}

impl<B: Into<Bytes>> From<B> for Source {
    fn from(bytes: B) -> Self {
        Self::new(Memory(bytes.into()))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("size", &self.size())
            .finish_non_exhaustive()
    }
}

struct Memory(Bytes);

impl ReadAt for Memory {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> BoxFuture<'_, Result<Bytes>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        let end = start.saturating_add(length).min(self.0.len());
        Box::pin(std::future::ready(Ok(self.0.slice(start..end))))
    }
}

struct FileSource {
    file: Arc<Mutex<File>>,
    size: u64,
}

impl ReadAt for FileSource {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, length: usize) -> BoxFuture<'_, Result<Bytes>> {
        let file = Arc::clone(&self.file);
        let read = move || -> io::Result<Bytes> {
            // A file has no state that a thread which panicked could have left half done: each read seeks first.
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = vec![0; length];
            file.read_exact(&mut bytes)?;
            Ok(bytes.into())
        };
        Box::pin(async {
            aside(read).await.map_err(|error| {
                let message = format!("cannot read the file to upload: {error}");
                Error::new(ErrorKind::Request, message).with_source(error)
            })
        })
    }
}

/// Reads where that holds up no other task.
#[cfg(feature = "reqwest")]
async fn aside(read: impl FnOnce() -> io::Result<Bytes> + Send + 'static) -> io::Result<Bytes> {
    tokio::task::spawn_blocking(read).await.map_err(io::Error::other)?
}

/// Reads at once: without a transport of ours, which runtime the program has is not known.
#[cfg(not(feature = "reqwest"))]
fn aside(read: impl FnOnce() -> io::Result<Bytes>) -> std::future::Ready<io::Result<Bytes>> {
    std::future::ready(read())
}
