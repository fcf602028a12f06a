//! Threads in which the port's code runs beside the loop that answers the suite.

use crate::store::Store;
use std::{future::Future, io, sync::mpsc};
use tokio::runtime::Runtime;

/// A runtime of their own, as a program of the port has it, and the store that is used in it. Dropped,
/// they are left behind: nobody waits for what the port still does in them.
pub struct Workers {
    runtime: Option<Runtime>,
    store: Store,
}

impl Workers {
    pub fn new(store: Store) -> io::Result<Self> {
        Ok(Self {
            runtime: Some(Runtime::new()?),
            store,
        })
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What comes out is heard by the receiver, if it still listens.
    pub fn start<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> mpsc::Receiver<T> {
        let (sender, receiver) = mpsc::channel();
        self.runtime().spawn(async move {
            let _ = sender.send(work.await);
        });
        receiver
    }

    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime().block_on(work)
    }

    fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().expect("there is one until the drop")
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.store.leave();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
