//! What a request asks of the mock itself, in a header of its own.

use std::time::Duration;

use super::settings::{RetryAfter, Settings};

/// The header: `x-docwright-mock: throttle=2; retry-after=0; delay=250`.
pub(super) const HEADER: &str = "x-docwright-mock";
/// The header of an answer that says what was wrong with the request.
pub(super) const WARNING: &str = "x-docwright-mock-warning";
/// The preference (RFC 7240) that chooses an example by its name.
pub(super) const EXAMPLE: &str = "docwright-example";

/// What one request is to meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Control {
    /// How often it is refused with 429 before it is answered.
    pub(super) throttle: u32,
    /// How often it fails.
    pub(super) fail: u32,
    pub(super) fail_status: u16,
    /// How often the connection is cut in the middle of the answer.
    pub(super) cut: u32,
    pub(super) retry_after: RetryAfter,
    pub(super) delay: Duration,
    pub(super) example: Option<String>,
    pub(super) page_size: Option<usize>,
    pub(super) items: Option<usize>,
    pub(super) upload_failures: u32,
}

const KEYS: &str =
    "throttle, fail, cut, status, retry-after, retry-date, delay, example, page-size, items and upload-fail";

impl Control {
    /// What the settings say where the request does not.
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            throttle: 0,
            fail: 0,
            fail_status: settings.fail_status,
            cut: 0,
            retry_after: settings.retry_after,
            delay: settings.delay,
            example: None,
            page_size: settings.page_size,
            items: settings.items,
            upload_failures: settings.upload_failures,
        }
    }

    /// Reads the header over the settings; the error says what can stand there.
    pub(super) fn read(mut self, header: &str) -> Result<Self, String> {
        for part in header.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, "1"));
            let (name, value) = (name.trim(), value.trim());
            let number = || {
                value
                    .parse::<u32>()
                    .map_err(|_| format!("`{name}` of the header `{HEADER}` takes a number, not `{value}`"))
            };
            let size = || number().map(|number| Some(usize::try_from(number).unwrap_or(usize::MAX)));
            match name.to_ascii_lowercase().as_str() {
                "throttle" => self.throttle = number()?,
                "fail" => self.fail = number()?,
                "cut" => self.cut = number()?,
                "status" => {
                    let status = number()?;
                    self.fail_status = u16::try_from(status)
                        .ok()
                        .filter(|status| (400..600).contains(status))
                        .ok_or_else(|| format!("`status` of the header `{HEADER}` is one from 400 to 599"))?;
                }
                "retry-after" => self.retry_after = RetryAfter::Seconds(number()?),
                "retry-date" => self.retry_after = RetryAfter::Date(number()?),
                "delay" => self.delay = Duration::from_millis(u64::from(number()?)),
                "example" => self.example = Some(value.to_owned()),
                "page-size" => self.page_size = size()?,
                "items" => self.items = size()?,
                "upload-fail" => self.upload_failures = number()?,
                _ => return Err(format!("the header `{HEADER}` knows no `{name}`, but {KEYS}")),
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_beats_the_settings() {
        let control = Control::new(&Settings::default());
        let read = control
            .clone()
            .read("throttle=2; retry-date=3, cut ; example=message_get_1")
            .expect("it is valid");
        assert_eq!((read.throttle, read.cut, read.fail), (2, 1, 0));
        assert_eq!(read.retry_after, RetryAfter::Date(3));
        assert_eq!(read.example.as_deref(), Some("message_get_1"));
        assert_eq!(control.clone().read(" "), Ok(control.clone()));
        for wrong in ["thorttle=2", "delay=soon", "status=200", "status=70000"] {
            assert!(control.clone().read(wrong).is_err(), "{wrong}");
        }
    }
}
