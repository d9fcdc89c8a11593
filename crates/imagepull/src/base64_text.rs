//! Base64 as Go decodes it: the ends of lines are passed over, and bits behind the last byte may be
//! anything.

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const PADDED: GeneralPurpose = engine(DecodePaddingMode::RequireCanonical);
const UNPADDED: GeneralPurpose = engine(DecodePaddingMode::RequireNone);

const fn engine(padding: DecodePaddingMode) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(padding);
    GeneralPurpose::new(&STANDARD, config)
}

/// The bytes of a text with padding: `StdEncoding`.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    PADDED.decode(without_line_ends(text)).ok()
}

/// The bytes of a text without padding: `RawStdEncoding`.
pub(crate) fn decode_unpadded(text: &str) -> Option<Vec<u8>> {
    UNPADDED.decode(without_line_ends(text)).ok()
}

fn without_line_ends(text: &str) -> String {
    text.replace(['\r', '\n'], "")
}
