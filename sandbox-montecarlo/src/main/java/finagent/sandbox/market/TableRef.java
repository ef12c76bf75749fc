package finagent.sandbox.market;

/** Rows that stay where they are: a table, its version, and the key they carry. */
public record TableRef(String table, long version, String key) implements Value {}
