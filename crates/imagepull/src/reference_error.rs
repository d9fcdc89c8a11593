//! The sentences of `imageref` about a name or digest that is none, in all languages.

use imageref::{Error, SENTENCES};

use crate::words::{Message, MessageId, Value};

/// The texts of [`SENTENCES`], in their order.
const TEXTS: [MessageId; SENTENCES.len()] = {
    let mut texts = [MessageId::new(SENTENCES[0].text); SENTENCES.len()];
    let mut place = 1;
    while place < SENTENCES.len() {
        texts[place] = MessageId::new(SENTENCES[place].text);
        place += 1;
    }
    texts
};

/// What is wrong: the sentence that the error prints.
pub(crate) fn words_of(error: &Error) -> Message {
    let place = SENTENCES
        .iter()
        .position(|sentence| sentence == error.sentence())
        .unwrap_or_default();
    let values = error.values().into_iter();
    let values = values.map(|(name, value)| (name, Value::Plain(value)));
    Message::with_values(TEXTS[place], values.collect())
}
