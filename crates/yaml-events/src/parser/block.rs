//! Lists and mappings in lines of their own.

use std::ops::Range;

use super::{Next, Parser, Placed, State, Stop};
use crate::{Event, token::Failure};

impl<'t> Parser<'t> {
    pub(super) fn block_entry(&mut self) -> Result<Placed<'t>, Stop> {
        match self.next_is()? {
            Next::BlockEntry => {
                self.take();
                match self.next_is()? {
                    Next::BlockEntry | Next::BlockEnd => Ok(self.nothing(State::BlockEntry)),
                    _ => {
                        self.states.push(State::BlockEntry);
                        self.node(true, false)
                    }
                }
            }
            Next::BlockEnd => {
                self.leave();
                Ok((Event::SequenceEnd, self.take_block_end()?))
            }
            _ => self.fail("did not find expected '-' indicator"),
        }
    }

    /// The end of a block has no width, and what is not there is behind the last word before it.
    fn take_block_end(&mut self) -> Result<Range<usize>, Failure> {
        let start = self.start()?.at;
        self.scanner.take();
        Ok(start..start)
    }

    pub(super) fn indentless_entry(&mut self) -> Result<Placed<'t>, Stop> {
        if self.next_is()? != Next::BlockEntry {
            let at = self.start()?.at;
            self.leave();
            return Ok((Event::SequenceEnd, at..at));
        }
        self.take();
        match self.next_is()? {
            Next::BlockEntry | Next::Key | Next::Value | Next::BlockEnd => {
                Ok(self.nothing(State::IndentlessEntry))
            }
            _ => {
                self.states.push(State::IndentlessEntry);
                self.node(true, false)
            }
        }
    }

    pub(super) fn block_key(&mut self) -> Result<Placed<'t>, Stop> {
        match self.next_is()? {
            Next::Key => {
                self.take();
                self.block_part(State::BlockValue)
            }
            Next::BlockEnd => {
                self.leave();
                Ok((Event::MappingEnd, self.take_block_end()?))
            }
            _ => self.fail("did not find expected key"),
        }
    }

    pub(super) fn block_value(&mut self) -> Result<Placed<'t>, Stop> {
        if self.next_is()? != Next::Value {
            return Ok(self.nothing(State::BlockKey));
        }
        self.take();
        self.block_part(State::BlockKey)
    }

    /// A key or value of a block, perhaps none.
    fn block_part(&mut self, state: State) -> Result<Placed<'t>, Stop> {
        match self.next_is()? {
            Next::Key | Next::Value | Next::BlockEnd => Ok(self.nothing(state)),
            _ => {
                self.states.push(state);
                self.node(true, true)
            }
        }
    }
}
