//! A store in memory: it takes any bytes for any CID, breaks where it is told to, and can be looked at.

use crate::protocol::{Block, Hex, WireCid};
use bytes::Bytes;
use libipld::Cid;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    future::pending,
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
        Arc, Mutex, MutexGuard,
    },
};
use wnfs_common::{utils::CondSend, BlockStore, BlockStoreError};

/// From the n-th call on, counted from 1, each fails.
#[derive(Clone, Copy, Default, Deserialize)]
pub struct Fault {
    get: Option<u64>,
    put: Option<u64>,
}

#[derive(Serialize)]
pub struct Stored {
    cid: WireCid,
    sha256: Hex,
}

/// A handle; its clones have the same blocks.
#[derive(Clone, Debug)]
pub struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    blocks: Mutex<BTreeMap<Cid, Bytes>>,
    gets: Calls,
    puts: Calls,
    left: AtomicBool,
}

#[derive(Debug)]
struct Calls {
    made: AtomicU64,
    /// How many of them succeed.
    good: u64,
}

impl Calls {
    fn until(first_bad: Option<u64>) -> Self {
        Self {
            made: AtomicU64::new(0),
            good: first_bad.map_or(u64::MAX, |n| n.saturating_sub(1)),
        }
    }

    fn next(&self, what: &'static str) -> Result<(), BlockStoreError> {
        match self.made.fetch_add(1, SeqCst) < self.good {
            true => Ok(()),
            false => Err(anyhow::Error::msg(what).into()),
        }
    }
}

impl Store {
    pub fn of(blocks: Vec<Block>, fault: Option<Fault>) -> Self {
        let Fault { get, put } = fault.unwrap_or_default();
        let blocks = blocks
            .into_iter()
            .map(|Block { cid, bytes }| (cid.0, bytes.0.into()));
        Self(Arc::new(Shared {
            blocks: Mutex::new(blocks.collect()),
            gets: Calls::until(get),
            puts: Calls::until(put),
            left: AtomicBool::new(false),
        }))
    }

    pub fn cids(&self) -> Vec<WireCid> {
        self.blocks().keys().copied().map(WireCid).collect()
    }

    pub fn stored(&self) -> Vec<Stored> {
        // Blocks are counted references, so that whoever serves them does not wait for the hashing.
        let blocks = self.blocks().clone();
        let stored = blocks.into_iter().map(|(cid, bytes)| Stored {
            cid: WireCid(cid),
            sha256: Hex(Sha256::digest(bytes).to_vec()),
        });
        stored.collect()
    }

    /// Whoever still uses the store waits for ever. A thread cannot be stopped, and the port's code may
    /// go from block to block without an end.
    pub fn leave(&self) {
        self.0.left.store(true, SeqCst);
    }

    fn blocks(&self) -> MutexGuard<'_, BTreeMap<Cid, Bytes>> {
        self.0.blocks.lock().expect("no one panics with the lock")
    }

    async fn entered(&self) {
        if self.0.left.load(SeqCst) {
            pending().await
        }
    }
}

impl BlockStore for Store {
    async fn get_block(&self, cid: &Cid) -> Result<Bytes, BlockStoreError> {
        self.entered().await;
        self.0.gets.next("the store cannot be read")?;
        let block = self.blocks().get(cid).cloned();
        block.ok_or(BlockStoreError::CIDNotFound(*cid))
    }

    async fn put_block_keyed(
        &self,
        cid: Cid,
        bytes: impl Into<Bytes> + CondSend,
    ) -> Result<(), BlockStoreError> {
        self.entered().await;
        self.0.puts.next("the store cannot be written")?;
        self.blocks().insert(cid, bytes.into());
        Ok(())
    }

    async fn has_block(&self, cid: &Cid) -> Result<bool, BlockStoreError> {
        self.entered().await;
        Ok(self.blocks().contains_key(cid))
    }
}
