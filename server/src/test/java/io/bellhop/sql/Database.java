package io.bellhop.sql;

import java.nio.file.Path;

/** The databases that every test runs on. */
public enum Database {
  SQLITE {
    @Override
    public SqlSettings fresh(Path folder) {
      return SqlSettings.sqlite(folder);
    }
  },
  POSTGRESQL {
    @Override
    public SqlSettings fresh(Path folder) {
      return Server.POSTGRES.fresh();
    }
  };

  /** An empty database; the folder is for those that need one. */
  public abstract SqlSettings fresh(Path folder);

  /** Runs a statement as PostgreSQL's administrator. */
  static void administrate(String sql) {
    Server.POSTGRES.administrate(sql);
  }

  /** One PostgreSQL for all tests of this JVM, started when it is first needed. */
  private static final class Server {
    static final PostgresProcess POSTGRES = PostgresProcess.start();
  }
}
