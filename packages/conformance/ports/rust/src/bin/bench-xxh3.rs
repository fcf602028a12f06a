//! Adds CIDs to a Bloom filter, for packages/bench. Arguments: how many, how many hashes, the bytes of the
//! filter, a power of two. For each line on stdin, milliseconds, it says how many it adds a second in that
//! time, and how many bits are set in the end.

use anyhow::{bail, Result};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{
    env,
    io::{self, BufRead},
    time::{Duration, Instant},
};
use xxhash_rust::xxh3::xxh3_64_with_seed;

type Cid = [u8; 36];

fn main() -> Result<()> {
    let numbers = env::args().skip(1).map(|word| word.parse());
    let numbers = numbers.collect::<Result<Vec<usize>, _>>()?;
    let [elements, hashes, bytes] = numbers[..] else {
        bail!("ELEMENTS HASHES BYTES");
    };
    let cids: Vec<Cid> = (0..elements).map(cid).collect();
    for line in io::stdin().lock().lines() {
        let time = Duration::from_millis(line?.parse()?);
        println!("{}", measure(&cids, hashes as u64, bytes, time));
    }
    Ok(())
}

fn measure(cids: &[Cid], hashes: u64, bytes: usize, time: Duration) -> serde_json::Value {
    let start = Instant::now();
    let mut added = 0;
    loop {
        let table = filled(cids, hashes, bytes);
        added += cids.len();
        let taken = start.elapsed();
        if taken >= time {
            let bits: u32 = table.iter().map(|byte| byte.count_ones()).sum();
            return json!({ "rate": added as f64 / taken.as_secs_f64(), "bits": bits });
        }
    }
}

/// Of a size that is a power of two a hash gives one bit: the lowest ones say which.
fn filled(cids: &[Cid], hashes: u64, bytes: usize) -> Vec<u8> {
    let mut table = vec![0; bytes];
    let mask = 8 * bytes as u64 - 1;
    for cid in cids {
        for seed in 0..hashes {
            let bit = xxh3_64_with_seed(cid, seed) & mask;
            table[(bit / 8) as usize] |= 1 << (bit % 8);
        }
    }
    table
}

/// As packages/bench/src/micro/cids.ts makes them.
fn cid(number: usize) -> Cid {
    let mut cid = [0; 36];
    cid[..4].copy_from_slice(&[1, 0x55, 0x12, 32]);
    cid[4..].copy_from_slice(&Sha256::digest(format!("element {number}")));
    cid
}
