-- rowid: the id in chat_searchable
CREATE VIRTUAL TABLE chat_words USING fts5(
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
