//! The server: an address, connections, and an end.

use std::{
    fmt,
    future::{Future as _, poll_fn},
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream, ToSocketAddrs},
    sync::oneshot,
    task::JoinHandle,
};

use super::{journal::Entry, service::Service, settings::Settings};
use crate::{
    api::{Api, OperationId},
    dialect::Dialect,
};

/// A running mock. It ends when it is dropped, or with [`shutdown`](Self::shutdown).
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let report = docwright::Generator::new().docs("docs").lint()?;
/// let server = docwright::mock::Server::builder(report.api).bind("127.0.0.1:0").await?;
/// println!("{}", server.url());
/// // Here runs the program that is to be tested, with this as its base URL.
/// server.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Server {
    service: Arc<Service>,
    address: SocketAddr,
    accepting: JoinHandle<GracefulShutdown>,
    /// Accepting ends when this is used or dropped.
    stop: oneshot::Sender<()>,
}

/// A mock that is not running yet.
#[derive(Debug)]
pub struct Builder {
    api: Api,
    settings: Settings,
    observer: Observer,
}

/// How long connections have to finish what they do when the server stops.
const GRACE: Duration = Duration::from_secs(2);

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(30);

impl Server {
    /// A mock of what the pages describe: [`Report::api`](crate::Report).
    #[must_use]
    pub fn builder(api: Api) -> Builder {
        Builder {
            api,
            settings: Settings::default(),
            observer: Observer::default(),
        }
    }

    /// The address that it listens at.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The base URL for clients, with the path that the documented one has: `http://127.0.0.1:40123/v1.0`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.service.base_path())
    }

    /// The last 10,000 requests, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Entry> {
        self.service.journal.last()
    }

    /// How often each operation was called with success, in the order of [`Api::operations`].
    pub fn calls(&self) -> impl Iterator<Item = (OperationId, u64)> {
        (0..).map(OperationId).zip(self.service.journal.calls())
    }

    /// Stops listening, and waits a little for requests that are under way.
    pub async fn shutdown(self) {
        drop(self.stop);
        if let Ok(connections) = self.accepting.await {
            // Whoever is still busy then is cut off.
            let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
        }
    }
}

impl Builder {
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Calls the function after each request.
    #[must_use]
    pub fn on_request(mut self, observer: impl Fn(&Entry) + Send + Sync + 'static) -> Self {
        self.observer = Observer(Some(Arc::new(observer)));
        self
    }

    /// Starts to serve. Port 0 stands for any that is free.
    pub async fn bind(self, address: impl ToSocketAddrs) -> io::Result<Server> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let service = Service::new(self.api, Dialect::microsoft_graph(), self.settings, self.observer);
        let service = Arc::new(service);
        let (stop, stopped) = oneshot::channel();
        let accepting = tokio::spawn(accept(listener, Arc::clone(&service), address, stopped));
        Ok(Server {
            service,
            address,
            accepting,
            stop,
        })
    }
}

/// Accepts connections until it is told to stop, and returns those that are still open.
async fn accept(
    listener: TcpListener,
    service: Arc<Service>,
    address: SocketAddr,
    mut stopped: oneshot::Receiver<()>,
) -> GracefulShutdown {
    let connections = GracefulShutdown::new();
    loop {
        let next = poll_fn(|context| match Pin::new(&mut stopped).poll(context) {
            Poll::Ready(_) => Poll::Ready(None),
            Poll::Pending => listener.poll_accept(context).map(Some),
        });
        match next.await {
            None => return connections,
            Some(Ok((stream, _))) => serve(stream, &service, address, &connections),
            // Too many files are open, say: the next moment may be a better one.
            Some(Err(_)) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

/// Serves a connection in a task of its own.
fn serve(stream: TcpStream, service: &Arc<Service>, address: SocketAddr, connections: &GracefulShutdown) {
    // Without it, small answers wait for acknowledgements of earlier ones.
    let _ = stream.set_nodelay(true);
    let service = Arc::clone(service);
    let answer = service_fn(move |request: http::Request<Incoming>| {
        let service = Arc::clone(&service);
        async move { service.exchange(request, address).await }
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = connections.watch(connection.serve_connection(TokioIo::new(stream), answer));
    tokio::spawn(async move {
        // A connection that breaks is the client's affair, or was asked for.
        let _ = connection.await;
    });
}

/// Somebody who wants to know of each request.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<Arc<Observe>>);

type Observe = dyn Fn(&Entry) + Send + Sync;

impl Observer {
    pub(super) fn notify(&self, entry: &Entry) {
        if let Some(observer) = &self.0 {
            observer(entry);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Observer" } else { "None" })
    }
}
