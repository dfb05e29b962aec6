using DriftStream.Postgres;
using DriftStream.Tests.Ledger;

namespace DriftStream.Tests.Alerts;

public sealed class SqliteBotLaneTests : BotLaneSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}

public sealed class PostgresBotLaneTests(SharedPostgres postgres) : BotLaneSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
