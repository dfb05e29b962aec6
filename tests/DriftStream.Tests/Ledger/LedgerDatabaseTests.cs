using DriftStream.Ledger;
using DriftStream.Ledger.Engines;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Ledger;

public sealed class LedgerDatabaseTests
{
    [Fact]
    public void The_file_is_written_through_to_the_disk_and_migrated_once()
    {
        using var file = new LedgerFile();

        file.Database().Migrate();
        var once = file.Ask<long>("select count(*) from migration");
        file.Database().Migrate();

        file.Ask<string>("pragma journal_mode").ShouldBe("wal");
        file.Ask<long>("select count(*) from migration").ShouldBe(once);
        using var connection = file.Database().OpenForWriting();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma synchronous";
        command.ExecuteScalar().ShouldBe(2L);
    }

    [Fact]
    public void A_ledger_of_a_newer_version_is_left_alone()
    {
        using var file = new LedgerFile();
        file.Database().Migrate();
        file.Do("insert into migration values (9999, 'later', 0)");

        Should.Throw<LedgerUnavailableException>(() => file.Database().Migrate()).Message.ShouldContain("written by a newer driftstream");
    }

    [Fact]
    public void A_file_that_is_no_database_is_said_so()
    {
        using var file = new LedgerFile();
        File.WriteAllText(file.Path, new string('x', 4096));

        Should.Throw<LedgerUnavailableException>(() => file.Database().Migrate()).Message.ShouldContain("damaged or no SQLite file");
    }

    [Theory]
    [InlineData(13, "disk is full")]
    [InlineData(8, "read-only")]
    [InlineData(14, "cannot be opened")]
    [InlineData(10, "disk error")]
    [InlineData(1, "error 1")]
    public void Each_failure_of_the_file_has_a_sentence(int code, string words) =>
        new SqliteEngine("/data/d.db", TimeSpan.FromSeconds(1)).Explain(new SqliteException("text of SQLite", code), LedgerAccess.Write).Message.ShouldContain(words);

    [Theory]
    [InlineData("postgres://user:hunter2@host", "names the server host and no database")]
    [InlineData("postgres://user:hunter2@host/db?sslmode=maybe", "an sslmode that PostgreSQL does not know")]
    [InlineData("postgresql://user:hunter2@host/db?pass=hunter2", "neither sslmode nor sslrootcert")]
    [InlineData("postgres://user:hunter2/with@host/db", "is no address of a PostgreSQL database")]
    [InlineData("postgres:hunter2", "is no address of a PostgreSQL database")]
    [InlineData("mysql:thing", "does not begin with 'sqlite:'")]
    [InlineData("sqlite:", "names no file")]
    [InlineData("sqlite::memory:", "names no file")]
    [InlineData("sqlite:/no/such/folder/d.db", "does not exist")]
    public void A_wrong_address_is_a_configuration_error_without_its_secrets(string url, string words)
    {
        var result = new LedgerOptions.Validator().Validate(null, new() { Url = url });

        result.FailureMessage.ShouldStartWith("Ledger:Url ");
        result.FailureMessage.ShouldContain(words);
        result.FailureMessage.ShouldNotContain("hunter2");
    }

    [Fact]
    public void The_defaults_are_valid() => new LedgerOptions.Validator().Validate(null, new()).Succeeded.ShouldBeTrue();
}
