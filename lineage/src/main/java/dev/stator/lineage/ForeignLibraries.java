package dev.stator.lineage;

import java.util.Set;

/** Libraries and builtins that are known to be nothing of DynamoDB. */
final class ForeignLibraries {
  /** Modules and builtins whose answers are nothing of DynamoDB. */
  private static final Set<String> FOREIGN =
      Set.of(
          "json",
          "yaml",
          "re",
          "time",
          "datetime",
          "uuid",
          "logging",
          "random",
          "math",
          "requests",
          "httpx",
          "urllib",
          "sqlite3",
          "redis",
          "csv",
          "io",
          "pathlib",
          "subprocess",
          "hashlib",
          "base64",
          "collections",
          "itertools",
          "unittest",
          "mock",
          "pymongo",
          "sqlalchemy",
          "django",
          "cachetools",
          "queue",
          "threading",
          "multiprocessing",
          "psycopg2",
          "elasticsearch",
          "google",
          "azure",
          "flask",
          "fastapi",
          "numpy",
          "pandas",
          "copy",
          "decimal",
          "socket",
          "tempfile",
          "shutil",
          "memcache",
          "pymemcache",
          "builtins");

  /** Libraries with tables of their own, which are called as DynamoDB's are. */
  private static final Set<String> OTHER_TABLES =
      Set.of(
          "aerospike",
          "bigtable",
          "cassandra",
          "clickhouse_connect",
          "clickhouse_driver",
          "couchbase",
          "dataset",
          "delta",
          "deltalake",
          "duckdb",
          "happybase",
          "ibis",
          "influxdb",
          "influxdb_client",
          "kudu",
          "lancedb",
          "mongoengine",
          "motor",
          "neo4j",
          "peewee",
          "polars",
          "pyarrow",
          "pyhive",
          "pyiceberg",
          "pymilvus",
          "pyspark",
          "rethinkdb",
          "snowflake",
          "tables",
          "tablestore",
          "tinydb",
          "trino");

  private ForeignLibraries() {}

  /** Whether something outside is known to be nothing of DynamoDB. */
  static boolean isForeign(String name) {
    return FOREIGN.contains(first(name)) || hasOtherTables(name) || name.startsWith("function.");
  }

  /** Whether a module or something in it is of a library with tables of its own. */
  static boolean hasOtherTables(String name) {
    return OTHER_TABLES.contains(first(name)) || name.startsWith("google.cloud.bigtable");
  }

  private static String first(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }
}
