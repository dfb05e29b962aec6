namespace DriftStream.States.Sources.Postgres;

/// <summary>Opens what a PostgreSQL address names.</summary>
internal static class PostgresKinds
{
    /// <summary>Adds databases of the pg backend.</summary>
    public static SourceKinds WithPostgres(this SourceKinds kinds, TimeProvider time)
    {
        return kinds.With("postgres", Open).With("postgresql", Open);

        IStateSource Open(Configuration.StateEntry entry, StateArgument argument) => new PostgresStateSource(PostgresTable.Parse(argument.Target), entry.Password?.Reveal(), time);
    }
}
