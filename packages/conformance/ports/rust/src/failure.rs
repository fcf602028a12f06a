//! The port's errors by the vectors' categories, where its error types tell. Where they hold but a
//! sentence, they do not.

use crate::protocol::Failure;
use car_mirror::{Error, IncrementalVerificationError};
use serde_ipld_dagcbor::DecodeError;
use std::{convert::Infallible, fmt::Display};
use wnfs_common::BlockStoreError;

fn failure(category: &'static str, error: &impl Display) -> Failure {
    Failure::Error {
        category,
        detail: error.to_string(),
        value: None,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        failure(category(&error), &error)
    }
}

impl From<iroh_car::Error> for Failure {
    fn from(error: iroh_car::Error) -> Self {
        failure(car_category(&error), &error)
    }
}

impl From<DecodeError<Infallible>> for Failure {
    fn from(error: DecodeError<Infallible>) -> Self {
        failure(message_category(&error), &error)
    }
}

impl From<car_mirror_reqwest::Error> for Failure {
    fn from(error: car_mirror_reqwest::Error) -> Self {
        use car_mirror_reqwest::Error::*;
        let category = match &error {
            CarMirrorError(error) => category(error),
            DagCborDecodeError(error) => message_category(error),
            ReqwestError(error) if error.is_status() => "refused",
            _ => "unspecified",
        };
        failure(category, &error)
    }
}

fn category(error: &Error) -> &'static str {
    match error {
        Error::UnsupportedCodec { .. } => "codec-unknown",
        Error::UnsupportedHashCode { .. } => "hash-unknown",
        Error::BlockSizeExceeded { .. } => "car-limit",
        Error::IncrementalVerificationError(IncrementalVerificationError::DigestMismatch {
            ..
        }) => "block-hash",
        Error::CarFileError(error) => car_category(error),
        // An unknown codec comes wrapped like this out of the port's cache.
        Error::BlockStoreError(BlockStoreError::Custom(inner)) => {
            inner.downcast_ref().map_or("unspecified", category)
        }
        _ => "unspecified",
    }
}

/// A length that is too large may be that of a frame or, far beyond, no length at all.
fn car_category(error: &iroh_car::Error) -> &'static str {
    match error {
        iroh_car::Error::InvalidFile(_) => "car-version",
        _ => "unspecified",
    }
}

/// A hash count that is not one of 32 bits may be too large, or no count at all.
fn message_category(error: &DecodeError<Infallible>) -> &'static str {
    match error {
        DecodeError::Mismatch {
            expect_major: 0, ..
        } => "unspecified",
        _ => "message",
    }
}
