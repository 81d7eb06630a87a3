//! Values that are set as code, among other words that are.

use super::{explains, is_separator, is_value, tokens::Token};
use crate::{markdown::Run, page::Located};

/// An explanation that is longer ends the list.
const LONGEST: usize = 4_000;

/// The values that are set as code.
pub(super) fn read(tokens: &[Token<'_>]) -> Vec<Located<String>> {
    let (words, gaps) = words(tokens);
    let mut found = vec![];
    let mut form = None;
    let mut led = false;
    let mut gaps = gaps.into_iter();
    let mut since = gaps.next().unwrap_or_default();
    for (word, next) in words.into_iter().zip(gaps) {
        let verdict = match form {
            None => open(&since),
            Some(form) => judge(form, &since, next.behind(), led),
        };
        match verdict {
            Verdict::Value => {
                form = form.or_else(|| Some(form_of(&since, next.behind())));
                led = since.is_lead();
                take(word, &mut found);
                since = next;
            }
            Verdict::Aside => {
                since.extend(&word.text, next);
                if since.before.len() + since.lead.len() > LONGEST {
                    break;
                }
            }
            Verdict::End => break,
        }
    }
    found
}

/// What stands between two words that are set as code.
#[derive(Default)]
struct Gap {
    /// What stands before the last beginning of a line or an item.
    before: String,
    /// What stands behind it, or all.
    lead: String,
    begins: Begins,
}

/// What begins in a gap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Begins {
    #[default]
    Nothing,
    Line,
    Item,
}

impl Gap {
    fn begin(&mut self, what: Begins) {
        self.before.push_str(&self.lead);
        self.lead.clear();
        self.begins = self.begins.max(what);
    }

    /// Adds a word that is no value, and the gap behind it.
    fn extend(&mut self, word: &str, next: Self) {
        self.lead.push_str(word);
        if next.begins == Begins::Nothing {
            self.lead.push_str(&next.lead);
        } else {
            self.begin(next.begins);
            self.before.push_str(&next.before);
            self.lead = next.lead;
            self.begins = next.begins;
        }
    }

    fn all(&self) -> String {
        [self.before.as_str(), &self.lead].concat()
    }

    /// What is said right behind the word before it.
    fn behind(&self) -> &str {
        if self.begins == Begins::Nothing {
            &self.lead
        } else {
            &self.before
        }
    }

    /// Whether the next word is the first one of a line or an item.
    fn is_lead(&self) -> bool {
        self.begins > Begins::Nothing && is_separator(&self.lead)
    }
}

/// How a list is written, by its first value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Each item begins with a value.
    Items,
    /// An explanation follows each value.
    Explained,
    /// Each line begins with a value, or with several.
    Lines,
    /// All that its sentence has.
    Sentence,
}

/// Whether a word in code is one of the values.
enum Verdict {
    Value,
    /// It belongs to what is said of the values.
    Aside,
    /// The list has ended.
    End,
}

/// The words that are set as code, and the gaps before, between and behind them.
fn words<'t>(tokens: &[Token<'t>]) -> (Vec<&'t Run<'t>>, Vec<Gap>) {
    let mut words = vec![];
    let mut gaps = vec![Gap::default()];
    for token in tokens {
        let Some(gap) = gaps.last_mut() else {
            break;
        };
        match token {
            Token::Item => gap.begin(Begins::Item),
            Token::Line => gap.begin(Begins::Line),
            Token::Text(text, _) => gap.lead.push_str(text),
            Token::Code(run) => {
                words.push(*run);
                gaps.push(Gap::default());
            }
        }
    }
    (words, gaps)
}

/// Whether a list begins with a word, by what stands between phrase and word.
fn open(gap: &Gap) -> Verdict {
    if gap.begins == Begins::Item && !gap.is_lead() {
        Verdict::Aside
    } else if gap.begins == Begins::Nothing && ends_sentence(&gap.lead) {
        Verdict::End
    } else {
        Verdict::Value
    }
}

fn form_of(gap: &Gap, behind: &str) -> Form {
    if gap.begins == Begins::Item {
        Form::Items
    } else if explains(behind) {
        Form::Explained
    } else if gap.is_lead() {
        Form::Lines
    } else {
        Form::Sentence
    }
}

/// Whether a word is a value, by what stands between the last one and it, by what stands behind it, and by whether the last one began
/// a line.
fn judge(form: Form, gap: &Gap, behind: &str, led: bool) -> Verdict {
    let between = gap.all();
    let is_next = is_separator(&between);
    let has_ended = ends_sentence(&between);
    let is_value = match form {
        Form::Items => match gap.begins {
            Begins::Nothing => is_next,
            Begins::Line => false,
            Begins::Item => gap.is_lead(),
        },
        Form::Explained => {
            let is_explained = explains(behind) && (ends_clause(&between) || between.trim_end().ends_with('.'));
            let is_last = || ends_clause(&between) && (is_separator(behind) || behind.starts_with('.'));
            gap.is_lead() || is_next || is_explained || is_last()
        }
        Form::Lines if gap.is_lead() && has_ended && !led => return Verdict::End,
        Form::Lines => gap.is_lead() || is_next || (ends_clause(&between) && !has_ended),
        Form::Sentence if has_ended => return Verdict::End,
        Form::Sentence => true,
    };
    if is_value { Verdict::Value } else { Verdict::Aside }
}

/// Adds the values of a word in code, which may be several.
fn take(word: &Run<'_>, found: &mut Vec<Located<String>>) {
    let parts = word.text.split([',', '|']);
    let parts = parts.map(|part| part.trim().trim_matches(['"', '\'']));
    for part in parts.filter(|part| is_value(part)) {
        if !found.iter().any(|other| other.value == part) {
            found.push(Located {
                value: part.to_owned(),
                span: word.span,
            });
        }
    }
}

fn ends_clause(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([',', ';']) || [" or", " and"].iter().any(|word| text.ends_with(word))
}

fn ends_sentence(text: &str) -> bool {
    text.contains(". ") || text.trim_end().ends_with('.')
}
