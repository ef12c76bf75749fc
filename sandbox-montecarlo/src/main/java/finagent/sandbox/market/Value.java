package finagent.sandbox.market;

/** What a task may hand to another. */
public sealed interface Value permits Frame, Scalars, TableRef {}
