using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class KnownStateTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    private readonly TestFolder _folder = new();
    private readonly StateSnapshot _states;

    public KnownStateTests() => _states = new([new() { Name = "prod", Url = "prod.tfstate" }], _folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_newer_serial_counts_without_a_word()
    {
        await WriteAsync(serial: 4, buckets: 1, Noon);

        await WriteAsync(serial: 5, buckets: 2, Noon.AddMinutes(1));

        (Serial, Buckets).ShouldBe((5, 2));
        _states.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_one_serial_what_was_written_later_counts()
    {
        await WriteAsync(serial: 4, buckets: 1, Noon);

        await WriteAsync(serial: 4, buckets: 2, Noon.AddMinutes(1));

        (Serial, Buckets).ShouldBe((4, 2));
        _states.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_one_serial_what_was_written_earlier_does_not_count_and_that_is_told()
    {
        await WriteAsync(serial: 4, buckets: 1, Noon);

        await WriteAsync(serial: 4, buckets: 2, Noon.AddHours(-1));

        Buckets.ShouldBe(1);
        _states.Problems.ShouldHaveSingleItem().ShouldBe(
            $"State 'prod' at {_folder.At("prod.tfstate")} has serial 4 twice: what lies there now, written 2026-03-02T11:00:00Z is older than what is in use, written 2026-03-02T12:00:00Z. " +
            "The later one stays in use until a newer serial is written or DriftStream is started again.");
        (await _states.RefreshAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_that_is_put_back_counts_and_is_told_until_the_next_write()
    {
        await WriteAsync(serial: 9, buckets: 3, Noon);

        await WriteAsync(serial: 7, buckets: 2, Noon.AddMinutes(1));

        (Serial, Buckets).ShouldBe((7, 2));
        _states.Problems.ShouldHaveSingleItem().ShouldStartWith($"State 'prod' at {_folder.At("prod.tfstate")} went back from serial 9 to 7, written 2026-03-02T12:01:00Z, as when a backup is put back. The older one counts,");
        await WriteAsync(serial: 8, buckets: 2, Noon.AddMinutes(2));
        _states.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_of_another_lineage_counts_and_is_told()
    {
        await WriteAsync(serial: 9, buckets: 3, Noon);

        await WriteAsync(ManagedState.Of(1, serial: 1).Replace("9a1f7c52", "00000000", StringComparison.Ordinal), Noon.AddMinutes(1));

        (Serial, Buckets).ShouldBe((1, 1));
        _states.Problems.ShouldHaveSingleItem().ShouldContain("was replaced by another one: lineage 00000000-5b0e-4b7e-9a55-0d6a3c1e2f40, serial 1, written 2026-03-02T12:01:00Z, where lineage 9a1f7c52-5b0e-4b7e-9a55-0d6a3c1e2f40, serial 9 was before.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("{\"version\":4,\"serial\":5,\"lineage\":\"x\",\"resources\":[{\"mode\":")]
    [InlineData("not json at all")]
    public async Task What_is_written_in_place_and_not_to_the_end_never_takes_the_place_of_a_good_one(string half)
    {
        await WriteAsync(serial: 4, buckets: 2, Noon);

        await WriteAsync(half, Noon.AddMinutes(1));

        (Serial, Buckets).ShouldBe((4, 2));
        _states.Problems.ShouldHaveSingleItem().ShouldContain(", so it stays in use as it was read last (serial 4, written 2026-03-02T12:00:00Z).");
        _states.Unreadable.Keys.ShouldBe(["prod"]);
        _states.Ages.ShouldHaveSingleItem().Written.UtcDateTime.ShouldBe(Noon);
        await WriteAsync(serial: 5, buckets: 1, Noon.AddMinutes(2));
        (Serial, Buckets).ShouldBe((5, 1));
        _states.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_of_a_state_whose_name_does_not_say_that_it_is_one_leaves_it_in_use()
    {
        var states = new StateSnapshot([new() { Url = "." }], _folder.Path);
        _folder.Write("app.json", ManagedState.Of(2));
        _folder.Write("other.tfstate", ManagedState.Of(0));
        await states.LoadAsync(Cancellation);

        _folder.Write("app.json", ManagedState.Of(2)[..300]);
        await states.RefreshAsync(Cancellation);

        states.Index.States.Select(s => s.Name).ShouldBe(["other.tfstate", "app.json"]);
        states.Unreadable.Keys.ShouldBe(["app.json"]);
    }

    private long Serial => _states.Index.States.Single().Serial;

    private int Buckets => _states.Index.OfType("aws_s3_bucket").Count;

    private Task WriteAsync(int serial, int buckets, DateTime written) => WriteAsync(ManagedState.Of(buckets, serial: serial), written);

    private async Task WriteAsync(string content, DateTime written)
    {
        File.SetLastWriteTimeUtc(_folder.Write("prod.tfstate", content), written);
        await _states.RefreshAsync(Cancellation);
    }
}
