CREATE TABLE chat_words (
  id BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);

CREATE INDEX chat_words_words ON chat_words USING GIN (words);
