mod chains;
mod messages;
