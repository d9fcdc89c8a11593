//! The words of a text as events, as the parser of go-yaml v2 makes them, up to the end of the first
//! document.

mod block;
mod flow;

use std::{borrow::Cow, collections::HashMap, ops::Range};

use crate::{
    Event, ScalarStyle, Tag,
    scanner::Scanner,
    token::{Failure, Token, TokenKind},
};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    StreamStart,
    DocumentContent,
    DocumentEnd,
    End,
    BlockNode,
    BlockEntry,
    IndentlessEntry,
    BlockKey,
    BlockValue,
    FlowEntry { is_first: bool },
    FlowPairKey,
    FlowPairValue,
    FlowPairEnd,
    FlowKey { is_first: bool },
    FlowValue,
    FlowNoValue,
}

/// A reader of the first document of a text.
pub(crate) struct Parser<'t> {
    pub scanner: Scanner<'t>,
    state: State,
    /// What follows the nodes that are open.
    states: Vec<State>,
    /// The numbers of the anchors; the last of one name counts.
    anchors: HashMap<&'t str, usize>,
    anchor_count: usize,
    tag_directives: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    /// Where the last word ends: a value that is not there is behind it.
    last_end: usize,
}

/// An event and the bytes it stands for.
type Placed<'t> = (Event<'t>, Range<usize>);

/// Why the parser stops.
pub(crate) enum Stop {
    Failure(Failure),
    /// An alias names an anchor that was not there before it.
    UnknownAnchor(String, usize),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// What is before a node.
#[derive(Clone, Copy, Default)]
struct Properties {
    anchor: usize,
    tag: Tag,
    is_any: bool,
}

/// What the next word is, as far as the parser asks.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    StreamEnd,
    Directive,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, depth: usize) -> Self {
        Self {
            scanner: Scanner::new(text, depth),
            state: State::StreamStart,
            states: Vec::new(),
            anchors: HashMap::new(),
            anchor_count: 0,
            tag_directives: Vec::new(),
            last_end: 0,
        }
    }

    /// The next event; none behind the first document.
    pub fn next(&mut self) -> Result<Option<Placed<'t>>, Stop> {
        match self.state {
            State::StreamStart => self.document_start(),
            State::DocumentContent => self.document_content().map(Some),
            State::DocumentEnd => self.document_end().map(Some),
            State::End => Ok(None),
            State::BlockNode => self.node(true, false).map(Some),
            State::BlockEntry => self.block_entry().map(Some),
            State::IndentlessEntry => self.indentless_entry().map(Some),
            State::BlockKey => self.block_key().map(Some),
            State::BlockValue => self.block_value().map(Some),
            State::FlowEntry { is_first } => self.flow_entry(is_first).map(Some),
            State::FlowPairKey => self.flow_pair_key().map(Some),
            State::FlowPairValue => self.flow_pair_value().map(Some),
            State::FlowPairEnd => {
                let at = self.start()?.at;
                self.state = State::FlowEntry { is_first: false };
                Ok(Some((Event::MappingEnd, at..at)))
            }
            State::FlowKey { is_first } => self.flow_key(is_first).map(Some),
            State::FlowValue => self.flow_value().map(Some),
            State::FlowNoValue => {
                self.start()?;
                Ok(Some(self.nothing(State::FlowKey { is_first: false })))
            }
        }
    }

    /// Where what is behind the document begins.
    pub fn rest(&mut self) -> usize {
        self.last_end
    }

    fn next_is(&mut self) -> Result<Next, Failure> {
        Ok(match self.scanner.peek()?.kind {
            TokenKind::StreamEnd => Next::StreamEnd,
            TokenKind::Version(..) | TokenKind::TagDirective(..) => Next::Directive,
            TokenKind::DocumentStart => Next::DocumentStart,
            TokenKind::DocumentEnd => Next::DocumentEnd,
            TokenKind::BlockSequenceStart => Next::BlockSequenceStart,
            TokenKind::BlockMappingStart => Next::BlockMappingStart,
            TokenKind::BlockEnd => Next::BlockEnd,
            TokenKind::FlowSequenceStart => Next::FlowSequenceStart,
            TokenKind::FlowSequenceEnd => Next::FlowSequenceEnd,
            TokenKind::FlowMappingStart => Next::FlowMappingStart,
            TokenKind::FlowMappingEnd => Next::FlowMappingEnd,
            TokenKind::BlockEntry => Next::BlockEntry,
            TokenKind::FlowEntry => Next::FlowEntry,
            TokenKind::Key => Next::Key,
            TokenKind::Value => Next::Value,
            TokenKind::Alias(_) => Next::Alias,
            TokenKind::Anchor(_) => Next::Anchor,
            TokenKind::Tag(..) => Next::Tag,
            TokenKind::Scalar(..) => Next::Scalar,
        })
    }

    /// Where the next word begins.
    fn start(&mut self) -> Result<crate::cursor::Mark, Failure> {
        Ok(self.scanner.peek()?.start)
    }

    fn take(&mut self) -> Option<Token<'t>> {
        let token = self.scanner.take();
        self.last_end = token.as_ref().map_or(self.last_end, |token| token.end);
        token
    }

    /// The place of the next word, which is taken.
    fn take_place(&mut self) -> Result<Range<usize>, Failure> {
        let start = self.start()?.at;
        self.take();
        Ok(start..self.last_end)
    }

    fn leave(&mut self) {
        self.state = self.states.pop().unwrap_or(State::End);
    }

    fn fail<T>(&mut self, problem: &'static str) -> Result<T, Stop> {
        let mark = self.start()?;
        Err(Stop::Failure(Failure::from_parser(problem, mark)))
    }

    /// A value that is not there.
    fn nothing(&mut self, state: State) -> Placed<'t> {
        self.state = state;
        self.nothing_with(Properties::default())
    }

    fn nothing_with(&self, properties: Properties) -> Placed<'t> {
        let event = Event::Scalar {
            value: Cow::Borrowed(""),
            style: ScalarStyle::Plain,
            tag: properties.tag,
            anchor: properties.anchor,
        };
        (event, self.last_end..self.last_end)
    }

    fn document_start(&mut self) -> Result<Option<Placed<'t>>, Stop> {
        let place = self.start()?.at..self.start()?.at;
        match self.next_is()? {
            Next::StreamEnd => {
                self.last_end = self.start()?.at;
                self.state = State::End;
                return Ok(None);
            }
            Next::Directive | Next::DocumentStart => {
                self.directives()?;
                if self.next_is()? != Next::DocumentStart {
                    return self.fail("did not find expected <document start>");
                }
                self.take();
                self.state = State::DocumentContent;
            }
            _ => {
                self.directives()?;
                self.state = State::BlockNode;
            }
        }
        self.states.push(State::DocumentEnd);
        Ok(Some((Event::DocumentStart, place)))
    }

    fn directives(&mut self) -> Result<(), Stop> {
        let mut has_version = false;
        while self.next_is()? == Next::Directive {
            let start = self.start()?;
            let fail = |problem| Err(Stop::Failure(Failure::from_parser(problem, start)));
            match self.take().map(|token| token.kind) {
                Some(TokenKind::Version(..)) if has_version => {
                    return fail("found duplicate %YAML directive");
                }
                Some(TokenKind::Version(major, minor)) => {
                    if (major, minor) != (1, 1) {
                        return fail("found incompatible YAML document");
                    }
                    has_version = true;
                }
                Some(TokenKind::TagDirective(handle, prefix)) => {
                    if self.tag_directives.iter().any(|it| it.0 == handle) {
                        return fail("found duplicate %TAG directive");
                    }
                    self.tag_directives.push((handle, prefix));
                }
                _ => {}
            }
        }
        for (handle, prefix) in [("!", "!"), ("!!", Tag::PREFIX)] {
            if !self.tag_directives.iter().any(|it| it.0 == handle) {
                self.tag_directives.push((handle.into(), prefix.into()));
            }
        }
        Ok(())
    }

    fn document_content(&mut self) -> Result<Placed<'t>, Stop> {
        match self.next_is()? {
            Next::Directive | Next::DocumentStart | Next::DocumentEnd | Next::StreamEnd => {
                self.leave();
                Ok(self.nothing(self.state))
            }
            _ => self.node(true, false),
        }
    }

    fn document_end(&mut self) -> Result<Placed<'t>, Stop> {
        let start = self.start()?.at;
        if self.next_is()? == Next::DocumentEnd {
            self.take();
        } else {
            self.last_end = start;
        }
        self.state = State::End;
        Ok((Event::DocumentEnd, start..start))
    }

    fn node(&mut self, is_block: bool, takes_indentless: bool) -> Result<Placed<'t>, Stop> {
        if self.next_is()? == Next::Alias {
            return self.alias();
        }
        let properties = self.properties()?;
        let start = self.start()?.at;
        let next = self.next_is()?;
        let anchor = properties.anchor;
        match next {
            Next::BlockEntry if takes_indentless => {
                self.state = State::IndentlessEntry;
                Ok((Event::SequenceStart(anchor), start..start))
            }
            Next::Scalar => self.scalar(properties),
            Next::FlowSequenceStart => {
                let place = self.take_place()?;
                self.state = State::FlowEntry { is_first: true };
                Ok((Event::SequenceStart(anchor), place))
            }
            Next::FlowMappingStart => {
                let place = self.take_place()?;
                self.state = State::FlowKey { is_first: true };
                Ok((Event::MappingStart(anchor), place))
            }
            Next::BlockSequenceStart if is_block => {
                self.take();
                self.state = State::BlockEntry;
                Ok((Event::SequenceStart(anchor), start..start))
            }
            Next::BlockMappingStart if is_block => {
                self.take();
                self.state = State::BlockKey;
                Ok((Event::MappingStart(anchor), start..start))
            }
            _ if properties.is_any => {
                self.leave();
                Ok(self.nothing_with(properties))
            }
            _ => self.fail("did not find expected node content"),
        }
    }

    fn alias(&mut self) -> Result<Placed<'t>, Stop> {
        let start = self.start()?.at;
        let name = match self.take().map(|token| token.kind) {
            Some(TokenKind::Alias(name)) => name,
            _ => "",
        };
        self.leave();
        match self.anchors.get(name) {
            Some(anchor) => Ok((Event::Alias(*anchor), start..self.last_end)),
            None => Err(Stop::UnknownAnchor(name.to_owned(), start)),
        }
    }

    fn scalar(&mut self, properties: Properties) -> Result<Placed<'t>, Stop> {
        let start = self.start()?.at;
        self.leave();
        let token = self.take().map(|token| token.kind);
        let Some(TokenKind::Scalar(value, style)) = token else {
            return Ok(self.nothing_with(properties));
        };
        let event = Event::Scalar {
            value,
            style,
            tag: properties.tag,
            anchor: properties.anchor,
        };
        Ok((event, start..self.last_end))
    }

    /// An anchor and a tag, in any order.
    fn properties(&mut self) -> Result<Properties, Stop> {
        let mut properties = Properties::default();
        let mut handle = None;
        let start = self.start()?;
        loop {
            match self.next_is()? {
                Next::Anchor if properties.anchor == 0 => {
                    if let Some(TokenKind::Anchor(name)) = self.take().map(|token| token.kind) {
                        self.anchor_count += 1;
                        properties.anchor = self.anchor_count;
                        self.anchors.insert(name, properties.anchor);
                    }
                }
                Next::Tag if handle.is_none() => {
                    let mark = self.start()?;
                    if let Some(TokenKind::Tag(name, suffix)) = self.take().map(|it| it.kind) {
                        handle = Some((name, suffix, mark));
                    }
                }
                _ => break,
            }
            properties.is_any = true;
        }
        if let Some((name, suffix, mark)) = handle {
            let tag = self.tag(&name, &suffix);
            let failure = Failure::from_parser("found undefined tag handle", mark);
            properties.tag = tag.ok_or(Stop::Failure(failure))?;
        }
        let _ = start;
        Ok(properties)
    }

    fn tag(&self, handle: &str, suffix: &str) -> Option<Tag> {
        if handle.is_empty() {
            return Some(Tag::named(suffix));
        }
        let directive = self.tag_directives.iter().find(|it| it.0 == handle)?;
        Some(Tag::named(&format!("{}{suffix}", directive.1)))
    }
}
