//! Lists in brackets and mappings in braces.

use super::{Next, Parser, Placed, State, Stop};
use crate::Event;

impl<'t> Parser<'t> {
    pub(super) fn flow_entry(&mut self, is_first: bool) -> Result<Placed<'t>, Stop> {
        if self.next_is()? != Next::FlowSequenceEnd {
            if !is_first {
                if self.next_is()? != Next::FlowEntry {
                    return self.fail("did not find expected ',' or ']'");
                }
                self.take();
            }
            match self.next_is()? {
                Next::Key => {
                    let start = self.start()?.at;
                    self.take();
                    self.state = State::FlowPairKey;
                    return Ok((Event::MappingStart(0), start..start));
                }
                Next::FlowSequenceEnd => {}
                _ => {
                    self.states.push(State::FlowEntry { is_first: false });
                    return self.node(false, false);
                }
            }
        }
        self.leave();
        Ok((Event::SequenceEnd, self.take_place()?))
    }

    pub(super) fn flow_pair_key(&mut self) -> Result<Placed<'t>, Stop> {
        match self.next_is()? {
            Next::Value | Next::FlowEntry | Next::FlowSequenceEnd => {
                // go-yaml passes the word over.
                self.take();
                Ok(self.nothing(State::FlowPairValue))
            }
            _ => {
                self.states.push(State::FlowPairValue);
                self.node(false, false)
            }
        }
    }

    pub(super) fn flow_pair_value(&mut self) -> Result<Placed<'t>, Stop> {
        if self.next_is()? == Next::Value {
            self.take();
            if !matches!(self.next_is()?, Next::FlowEntry | Next::FlowSequenceEnd) {
                self.states.push(State::FlowPairEnd);
                return self.node(false, false);
            }
        }
        Ok(self.nothing(State::FlowPairEnd))
    }

    pub(super) fn flow_key(&mut self, is_first: bool) -> Result<Placed<'t>, Stop> {
        if self.next_is()? != Next::FlowMappingEnd {
            if !is_first {
                if self.next_is()? != Next::FlowEntry {
                    return self.fail("did not find expected ',' or '}'");
                }
                self.take();
            }
            match self.next_is()? {
                Next::Key => {
                    self.take();
                    return match self.next_is()? {
                        Next::Value | Next::FlowEntry | Next::FlowMappingEnd => {
                            Ok(self.nothing(State::FlowValue))
                        }
                        _ => {
                            self.states.push(State::FlowValue);
                            self.node(false, false)
                        }
                    };
                }
                Next::FlowMappingEnd => {}
                _ => {
                    self.states.push(State::FlowNoValue);
                    return self.node(false, false);
                }
            }
        }
        self.leave();
        Ok((Event::MappingEnd, self.take_place()?))
    }

    pub(super) fn flow_value(&mut self) -> Result<Placed<'t>, Stop> {
        if self.next_is()? == Next::Value {
            self.take();
            if !matches!(self.next_is()?, Next::FlowEntry | Next::FlowMappingEnd) {
                self.states.push(State::FlowKey { is_first: false });
                return self.node(false, false);
            }
        }
        Ok(self.nothing(State::FlowKey { is_first: false }))
    }
}
