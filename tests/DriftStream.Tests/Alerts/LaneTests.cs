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

public sealed class SqliteWebhookLaneTests : WebhookLaneSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}

public sealed class PostgresWebhookLaneTests(SharedPostgres postgres) : WebhookLaneSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}

public sealed class SqliteStormTests : StormSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}

public sealed class PostgresStormTests(SharedPostgres postgres) : StormSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}

public sealed class SqliteLaneTakeoverTests : LaneTakeoverSuite
{
    private protected override Task<LedgerUnderTest> OpenAsync() => Task.FromResult<LedgerUnderTest>(new LedgerFile());
}

public sealed class PostgresLaneTakeoverTests(SharedPostgres postgres) : LaneTakeoverSuite
{
    private protected override async Task<LedgerUnderTest> OpenAsync() => await PostgresLedger.CreateAsync(postgres);
}
