//! Serves, pulls or pushes one DAG by rs-car-mirror, for packages/bench, whose README says how it is asked.

use anyhow::{bail, Context, Result};
use bytes::Bytes;
use car_mirror::{cache::InMemoryCache, common::Config};
use car_mirror_reqwest::RequestBuilderExt;
use iroh_car::CarReader;
use libipld::Cid;
use reqwest::{Client, RequestBuilder};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    env, io,
    sync::{Arc, Mutex, MutexGuard},
    time::Instant,
};
use tokio::{fs::File, io::BufReader, net::TcpListener, runtime::Runtime};
use wnfs_common::{utils::CondSend, BlockStore, BlockStoreError};

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let runtime = Runtime::new()?;
    match words[..] {
        ["serve", ref rest @ ..] => serve(&runtime, having(rest)?),
        ["pull", url, root, ref rest @ ..] => runtime.block_on(pull(url, root, having(rest)?)),
        ["push", url, root, car] => runtime.block_on(push(url, root, car)),
        _ => bail!("serve [--have CAR], pull URL ROOT [--have CAR], push URL ROOT CAR"),
    }
}

fn having<'a>(words: &[&'a str]) -> Result<Option<&'a str>> {
    match words {
        [] => Ok(None),
        ["--have", car] => Ok(Some(car)),
        _ => bail!("unknown: {words:?}"),
    }
}

/// Until stdin ends.
fn serve(runtime: &Runtime, have: Option<&str>) -> Result<()> {
    let store = runtime.block_on(Store::having(have))?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
    say(json!({ "url": format!("http://{}", listener.local_addr()?) }));
    let app = car_mirror_axum::app(store.clone());
    runtime.spawn(async { axum::serve(listener, app).await });
    io::copy(&mut io::stdin(), &mut io::sink())?;
    say(store.held());
    Ok(())
}

async fn pull(url: &str, root: &str, have: Option<&str>) -> Result<()> {
    let store = Store::having(have).await?;
    let (request, root) = request(url, "pull", root)?;
    let start = ready();
    let (config, cache) = (Config::default(), cache());
    let ended = request.run_car_mirror_pull(root, &config, &store, &cache);
    let mut end = end(start, ended.await);
    end.as_object_mut()
        .context("an end is an object")?
        .extend(store.held().as_object().cloned().unwrap_or_default());
    say(end);
    Ok(())
}

async fn push(url: &str, root: &str, car: &str) -> Result<()> {
    let store = Store::having(Some(car)).await?;
    let (request, root) = request(url, "push", root)?;
    let start = ready();
    let cache = cache();
    let ended = request.run_car_mirror_push(root, &store, &cache);
    say(end(start, ended.await));
    Ok(())
}

fn request(url: &str, route: &str, root: &str) -> Result<(RequestBuilder, Cid)> {
    let client = Client::builder().no_proxy().build()?;
    let request = client.post(format!("{url}/dag/{route}/{root}"));
    Ok((request, root.parse()?))
}

/// As large as the port's server has it.
fn cache() -> InMemoryCache {
    InMemoryCache::new(100_000)
}

fn ready() -> Instant {
    say(json!({ "ready": true }));
    Instant::now()
}

/// Without an error the port has completed the DAG.
fn end(start: Instant, ended: Result<(), car_mirror_reqwest::Error>) -> Value {
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    match ended {
        Ok(()) => json!({ "ms": ms, "complete": true }),
        Err(error) => json!({ "ms": ms, "complete": false, "error": error.to_string() }),
    }
}

fn say(line: Value) {
    println!("{line}");
}

/// As the port's own store in memory; this one can also be counted.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<HashMap<Cid, Bytes>>>);

impl Store {
    async fn having(car: Option<&str>) -> Result<Self> {
        let store = Self::default();
        let Some(path) = car else {
            return Ok(store);
        };
        let file = File::open(path).await.context(path.to_owned())?;
        let mut reader = CarReader::new(BufReader::with_capacity(1 << 20, file)).await?;
        while let Some((cid, bytes)) = reader.next_block().await? {
            store.blocks().insert(cid, bytes.into());
        }
        Ok(store)
    }

    fn blocks(&self) -> MutexGuard<'_, HashMap<Cid, Bytes>> {
        self.0.lock().expect("no one panics with the lock")
    }

    /// How many blocks, and the exclusive or of their hashes.
    fn held(&self) -> Value {
        let blocks = self.blocks();
        let mut sum = [0; 32];
        for bytes in blocks.values() {
            let digest = Sha256::digest(bytes);
            sum.iter_mut()
                .zip(digest)
                .for_each(|(byte, other)| *byte ^= other);
        }
        json!({ "blocks": blocks.len(), "sum": hex::encode(sum) })
    }
}

impl BlockStore for Store {
    async fn get_block(&self, cid: &Cid) -> Result<Bytes, BlockStoreError> {
        let block = self.blocks().get(cid).cloned();
        block.ok_or(BlockStoreError::CIDNotFound(*cid))
    }

    async fn put_block_keyed(
        &self,
        cid: Cid,
        bytes: impl Into<Bytes> + CondSend,
    ) -> Result<(), BlockStoreError> {
        self.blocks().insert(cid, bytes.into());
        Ok(())
    }

    async fn has_block(&self, cid: &Cid) -> Result<bool, BlockStoreError> {
        Ok(self.blocks().contains_key(cid))
    }
}
