//! `docwright mock`.

use std::{io, time::Duration};

use docwright::mock::{Entry, RetryAfter, Server, Settings};

use super::{
    Failure, Outcome,
    arguments::Mock,
    progress::{self, Chatter},
};

/// Serves the docs until a signal comes.
pub(super) fn mock(command: &Mock, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let report = progress::watched(command.generator(), chatter).lint();
    progress::clear();
    let server = Server::builder(report?.api).settings(settings(command));
    let server = match chatter {
        Chatter::Verbose => server.on_request(|entry| anstream::eprintln!("{}", line(entry))),
        _ => server,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = server
            .bind(command.listen.as_str())
            .await
            .map_err(|error| Failure::Usage(format!("cannot listen at {}: {error}", command.listen)))?;
        let stop = Stop::new()?;
        // Whoever started this reads the line to learn the address, so it must not wait for others.
        writeln!(out, "{}", server.url())?;
        out.flush()?;
        stop.wait().await;
        server.shutdown().await;
        Ok(Outcome::Done)
    })
}

fn settings(command: &Mock) -> Settings {
    let mut settings = Settings::default();
    settings.lenient = command.lenient;
    settings.page_size = command.page_size;
    settings.items = command.items;
    settings.delay = Duration::from_millis(command.delay);
    settings.throttle = command.throttle;
    settings.fail = command.fail;
    settings.fail_status = command.fail_status;
    settings.cut = command.cut;
    settings.upload_failures = command.fail_uploads;
    settings.retry_after = if command.retry_date {
        RetryAfter::Date(command.retry_after)
    } else {
        RetryAfter::Seconds(command.retry_after)
    };
    settings
}

/// A request and what it got, on a line.
fn line(entry: &Entry) -> String {
    let mut line = format!("{} {} -> {}", entry.method, entry.target, entry.status);
    if let Some(example) = &entry.example {
        line = format!("{line} {example}");
    }
    if !entry.remarks.is_empty() {
        line = format!("{line} ({})", entry.remarks.join("; "));
    }
    line
}

/// The signals that end the program.
struct Stop {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Stop {
    #[cfg(unix)]
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let signals = [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?];
        Ok(Self { signals })
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        use std::{future::poll_fn, task::Poll};
        poll_fn(|context| {
            let mut signals = self.signals.iter_mut();
            if signals.any(|signal| signal.poll_recv(context).is_ready()) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        // Without a way to be told, there is nothing to wait for.
        let _ = tokio::signal::ctrl_c().await;
    }
}
